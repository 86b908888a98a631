"""What was decided is read once, as things stand when it is sent."""

import pytest

from bot.config import Config
from bot.delivery import Later
from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Channel, Person
from core.outbox import ToMember
from tests.bot.conftest import TOKEN
from tests.bot.office import Office
from tests.bot.telling import Teller

pytestmark = pytest.mark.wire


@pytest.fixture
def teller(office: Office, local: LocalSlack) -> Teller:
    config = Config(slack_bot_token=TOKEN, slack_api_url=local.api_url)
    return Teller(office.database, office.workspace_id, local, config)


def test_it_is_said_once_however_often_its_job_is_done(teller: Teller, sales: Channel, ben: Person) -> None:
    message = teller.tell(sales, "Hello")
    for _ in range(3):
        teller.deliver(message)
    assert teller.read(sales, ben) == ["Hello (en)"]
    [posted] = teller.local.workspace.messages[sales.id]
    assert posted.metadata == {
        "event_type": "dossier_message",
        "event_payload": {"key": teller.stands(message).key},
    }


def test_a_member_reads_it_in_their_own_messages_and_language(teller: Teller, office: Office) -> None:
    jean = teller.local.add_person("jean", locale="fr-FR")
    message = teller.tell(ToMember(office.knows(jean)), "Hello")
    teller.deliver(message)
    assert teller.read(teller.local.app_dm(jean), jean) == ["Hello (fr)"]


def test_what_changes_is_edited_in_place(teller: Teller, sales: Channel, ben: Person) -> None:
    message = teller.tell(sales, "Hello")
    teller.deliver(message)
    teller.change("Hello again")
    teller.change("Goodbye")
    teller.deliver(message)
    assert teller.read(sales, ben) == ["Goodbye (en)"]
    assert teller.waiting() == 2
    stands = teller.stands(message)
    assert (stands.sent, stands.queued) == (3, False)


def test_where_there_is_nothing_to_say_any_more_nothing_is_said(teller: Teller, sales: Channel, ben: Person) -> None:
    message = teller.tell(sales, "Hello")
    teller.words["folder:1"] = None
    teller.deliver(message)
    assert teller.read(sales, ben) == []
    assert not teller.stands(message).queued


@pytest.mark.parametrize("kind", ["lost", "error500"])
def test_where_an_answer_was_lost_the_channel_is_looked_at_first(
    teller: Teller, sales: Channel, ben: Person, kind: str
) -> None:
    message = teller.tell(sales, "Hello")
    teller.local.set_fault("chat.postMessage", kind)
    with pytest.raises(Later):
        teller.deliver(message)
    teller.local.say(ben, sales, "Lunch?")
    teller.deliver(message)
    assert sorted(teller.read(sales, ben)) == ["Hello (en)", "Lunch?"]
    teller.change("Goodbye")
    teller.deliver(message)
    assert sorted(teller.read(sales, ben)) == ["Goodbye (en)", "Lunch?"]


def test_a_look_that_is_refused_is_taken_again(teller: Teller, sales: Channel, ben: Person) -> None:
    message = teller.tell(sales, "Hello")
    teller.local.set_fault("chat.postMessage", "lost")
    teller.local.set_fault("conversations.history", "ratelimited")
    for _ in range(2):
        with pytest.raises(Later):
            teller.deliver(message)
    teller.deliver(message)
    assert teller.read(sales, ben) == ["Hello (en)"]


def test_what_changed_before_the_answer_was_found_lost_is_said_too(teller: Teller, sales: Channel, ben: Person) -> None:
    message = teller.tell(sales, "Hello")
    teller.local.set_fault("chat.postMessage", "lost")
    with pytest.raises(Later):
        teller.deliver(message)
    teller.change("Goodbye")
    teller.deliver(message)
    assert teller.read(sales, ben) == ["Goodbye (en)"]


def test_slack_says_how_long_to_wait(teller: Teller, sales: Channel, ben: Person) -> None:
    message = teller.tell(sales, "Hello")
    teller.local.set_fault("chat.postMessage", "ratelimited", retry_after=7)
    with pytest.raises(Later) as told:
        teller.deliver(message)
    assert told.value.pause == 7
    teller.deliver(message)
    assert teller.read(sales, ben) == ["Hello (en)"]
    assert not [entry for entry in teller.local.wire if entry.kind == "conversations.history"]


def test_a_message_that_somebody_deleted_is_let_go_of(teller: Teller, sales: Channel, ben: Person) -> None:
    message = teller.tell(sales, "Hello")
    teller.deliver(message)
    [posted] = teller.local.workspace.messages[sales.id]
    teller.local.workspace.delete(posted)
    teller.change("Goodbye")
    teller.deliver(message)
    teller.change("Once more")
    assert teller.read(sales, ben) == []
    assert teller.waiting() == 2


def test_who_left_is_written_to_no_more(teller: Teller, office: Office, ben: Person) -> None:
    message = teller.tell(ToMember(office.knows(ben)), "Hello")
    ben.deleted = True
    office.knows(ben)
    teller.deliver(message)
    assert teller.read(teller.local.app_dm(ben), ben) == []
    assert teller.stands(message).trouble == "account_inactive"


def test_a_kind_that_looks_knows_everybody_who_reads(
    teller: Teller, office: Office, sales: Channel, ben: Person, wanda: Person
) -> None:
    teller.deliver(teller.tell(sales, "Hello", kind="looking"))
    [seen] = teller.looked
    assert {ben.id, wanda.id} < set(seen.people)
    assert teller.read(sales, ben) == ["Hello (en)"]
