"""A card posted in a channel is a living message: a change made anywhere updates it (SPEC §4.2)."""

import psycopg
import pytest

from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Channel, Person
from bot.visit import Visit
from core.clock import now
from core.models import Folder, FolderSharing, Message, OpportunityVisibility
from tests.bot.conftest import TOKEN
from tests.bot.office import Office
from tests.bot.test_round_trips import counting
from tests.bot.worker import Worker, hired
from tests.stories import Slack


@pytest.fixture
def worker(office: Office, local: LocalSlack) -> Worker:
    return hired(office, local, TOKEN)


@pytest.fixture
def shared(slack: Slack, office: Office, ben: Person, sales: Channel) -> Channel:
    """#sales, with a card of Ben's folder and one of the opportunity in it."""
    office.folder("Acme", ben)
    office.opportunity("Renewal", ben, folder=1, amount="777")
    for command in ("/folder open F-1", "/opp open O-1"):
        slack.clicks(ben, "Share", on=slack.says(ben, command, at=sales))
        slack.submits(ben)
    return sales


def cards(slack: Slack, channel: Channel) -> list[str]:
    """What the cards in the channel say, their fallback texts."""
    posted = slack.local.workspace.messages.get(channel.id, [])
    return [one.text for one in posted if one.app and one.to is None]


def buttons(slack: Slack, channel: Channel) -> list[int]:
    """How many blocks of buttons each of the cards has."""
    posted = slack.local.workspace.messages.get(channel.id, [])
    return [sum(block["type"] == "actions" for block in one.blocks) for one in posted if one.app and one.to is None]


def updates(slack: Slack) -> int:
    """How many messages were edited so far."""
    return [one.kind for one in slack.local.wire].count("chat.update")


def test_a_change_made_anywhere_is_on_the_cards_and_several_at_once_are_one_update(
    slack: Slack, worker: Worker, shared: Channel, ben: Person, ada: Person
) -> None:
    worker.works(now())
    assert updates(slack) == 0, "nothing has changed since they were shared"
    slack.says(ben, "/opp won O-1")
    slack.says(ben, "/opp lost O-1")
    slack.clicks(ben, "Edit", on=slack.says(ben, "/folder open F-1"))
    slack.fills(ben, {"Name": "Acme & Sons"})
    slack.submits(ben)
    worker.works(now())
    assert updates(slack) == 2, "one a card"
    folder, deal = cards(slack, shared)
    assert "Acme &amp; Sons" in folder
    assert "O-1 Renewal · 🔴 Lost · €777 · ben" in folder
    assert "Lost" in deal
    assert "Acme &amp; Sons" in deal
    slack.says(ben, "/opp new Second in F-1")
    slack.submits(ben)
    slack.says(ada, "/folder deactivate F-1")
    slack.clicks(ada, "Deactivate")
    worker.works(now())
    assert updates(slack) == 3, "what is on the card of O-1 is as it was"
    assert "O-2 Second" in cards(slack, shared)[0]
    assert "Deactivated" in cards(slack, shared)[0]


def test_what_is_gone_says_so_has_no_button_and_comes_back_with_it(
    slack: Slack, worker: Worker, office: Office, shared: Channel, ben: Person, ada: Person
) -> None:
    before = slack.sees(ben, "Renewal", shared)
    slack.clicks(ben, "Delete", on=slack.says(ben, "/opp open O-1"))
    worker.works(now())
    assert cards(slack, shared)[1] == "ben shared an opportunity\nThe opportunity that was shared here is gone."
    assert buttons(slack, shared) == [1, 0]
    assert "There is no such opportunity that you can see." in slack.clicks(ben, "Open", on=before)
    slack.says(ben, "/opp restore O-1")
    worker.works(now())
    assert "€777" in cards(slack, shared)[1]
    slack.says(ben, "/opp detach O-1")
    slack.clicks(ada, "Delete", on=slack.says(ada, "/folder open F-1"))
    worker.works(now())
    assert office.count(Folder) == 0
    assert cards(slack, shared)[0] == "ben shared a client folder\nThe client folder that was shared here is gone."
    assert buttons(slack, shared) == [0, 1]


def test_a_card_shows_no_more_than_everyone_who_reads_the_channel_now_may_see(
    slack: Slack, worker: Worker, office: Office, shared: Channel, ben: Person, ada: Person, wanda: Person
) -> None:
    gus = slack.local.add_person("gus", is_restricted=True)
    slack.local.change_channel(shared, members=[*shared.members, gus.id])
    slack.says(ben, "/opp won O-1")
    worker.works(now())
    for card in cards(slack, shared):
        assert "777" not in card
        assert "Won" not in card
    assert "Renewal" in cards(slack, shared)[1]
    slack.local.change_channel(shared, members=[one for one in shared.members if one != gus.id])
    office.sets(opportunities=OpportunityVisibility.ADMINS_ONLY)
    slack.says(ben, "/opp todo O-1")
    worker.works(now())
    assert "777" not in "".join(cards(slack, shared))
    # Ben leaves. Where everyone sees everything the channel still does; where not, nobody there saw it.
    slack.local.change_person(ben, deleted=True)
    slack.says(ada, "/opp won O-1")
    worker.works(now())
    assert "is gone" in cards(slack, shared)[1]
    office.sets(FolderSharing.OWN, OpportunityVisibility.EVERYONE)
    slack.local.change_channel(shared, members=[ada.id])
    slack.says(ada, "/opp lost O-1")
    worker.works(now())
    assert "€777" in cards(slack, shared)[1]
    assert "Lost" in cards(slack, shared)[0]
    # Somebody comes who may not see the folder: they read its name where it was shared, and no more of it anywhere.
    assert "Acme" in cards(slack, shared)[1]
    office.knows(wanda)
    slack.local.change_channel(shared, members=[ada.id, wanda.id])
    slack.says(ada, "/opp won O-1")
    worker.works(now())
    assert "€777" in cards(slack, shared)[1]
    assert "Acme" not in cards(slack, shared)[1]
    assert "Won" not in cards(slack, shared)[0]


def test_a_card_that_somebody_deleted_is_forgotten_without_noise(
    slack: Slack, worker: Worker, office: Office, shared: Channel, ben: Person
) -> None:
    for one in [one for one in slack.local.workspace.messages[shared.id] if one.app and one.to is None]:
        slack.local.workspace.delete(one)
    slack.says(ben, "/opp won O-1")
    worker.works(now())
    slack.says(ben, "/opp lost O-1")
    worker.works(now())
    assert updates(slack) == 2, "it is not tried again"
    assert "given up" not in slack.says(office.admin, "/folder health")


def test_what_changed_while_it_was_shared_is_on_the_card(
    slack: Slack, worker: Worker, office: Office, ben: Person, sales: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.folder("Acme", ben)
    slack.clicks(ben, "Share", on=slack.says(ben, "/folder open F-1", at=sales))

    def meanwhile() -> None:
        with psycopg.connect(office.database.url) as connection:
            connection.execute("update folder set name = 'Zenith'")

    told = Visit.post

    def posts(visit: Visit, *rest: object) -> object:
        meanwhile()
        return told(visit, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Visit, "post", posts)
    slack.submits(ben)
    assert "Acme" in cards(slack, sales)[0]
    worker.works(now())
    assert "Zenith" in cards(slack, sales)[0]


def test_a_change_of_what_nobody_shared_asks_the_database_once_more_and_writes_nothing(
    slack: Slack, office: Office, ben: Person
) -> None:
    office.folder("Acme", ben)
    office.opportunity("Renewal", ben, folder=1)
    with counting(office.database) as count:
        slack.says(ben, "/opp won O-1")
    assert sum("message.subject" in one for one in count.asked) == 1
    assert office.count(Message) == 0
