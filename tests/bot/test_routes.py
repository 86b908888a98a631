"""A channel that cannot be reached: what goes there waits, whoever chose it is told once, and it heals."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot import ids
from bot.config import Config
from bot.delivery import Later
from bot.delivery_errors import TABLE, Fate, judge
from bot.notifications import kinds
from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Channel, Person
from bot.views.following import FLAWS
from bot.views.routes import REMEDIES
from core import clock, routes
from core.db import Database
from core.filters import Flaw
from core.following import BROKEN
from core.models import Route, Settings
from core.outbox import ToMember
from tests.bot.conftest import TOKEN
from tests.bot.forging import press
from tests.bot.office import Office
from tests.bot.telling import Teller
from tests.stories import Slack

UNREACHED = "Alerts do not reach a channel that you chose for them."


@pytest.fixture
def teller(office: Office, local: LocalSlack) -> Teller:
    return Teller(
        office.database, office.workspace_id, local, Config(slack_bot_token=TOKEN, slack_api_url=local.api_url)
    )


@pytest.fixture
def chosen(slack: Slack, office: Office, ada: Person, sales: Channel) -> Channel:
    """The alert channel, as Ada chose it; Ben lets it follow every folder."""
    slack.says(ada, "/folder settings")
    slack.chooses(ada, "Alert channel", "#sales")
    slack.submits(ada)
    return sales


def follows(office: Office, channel: Channel, by: Person) -> None:
    with office.database.transaction(office.workspace_id) as session:
        session.add(
            Route(
                workspace_id=office.workspace_id,
                channel=channel.id,
                filter="",
                set_by_id=office.knows(by),
                set_at=clock.now(),
            )
        )


def paused(office: Office, channel: Channel) -> str | None:
    with office.database.transaction(office.workspace_id) as session:
        return routes.paused(session, office.workspace_id, channel.id)


def tries(slack: Slack, who: Person, channel: Channel) -> str:
    """Press "Test", wherever it came from."""
    screen = slack.says(who, "/folder help")
    return press(slack, who, screen, ids.ROUTE_TEST, {"channel": channel.id}).words


def refuses(local: LocalSlack, code: str) -> None:
    local.set_fault("chat.postMessage", code, times=1000)


def heals(local: LocalSlack) -> None:
    local.set_fault("chat.postMessage", "any", times=0)


PAUSING = sorted(code for code, fate in TABLE.items() if fate is Fate.PAUSES)


@pytest.mark.parametrize("code", PAUSING)
def test_where_a_channel_cannot_be_reached_it_pauses_tells_who_chose_it_and_heals_by_the_button(
    slack: Slack, teller: Teller, office: Office, chosen: Channel, ada: Person, ben: Person, code: str
) -> None:
    local = teller.local
    first, second = teller.tell(chosen, "Hello"), teller.tell(chosen, "Again", subject="folder:2")
    refuses(local, code)
    teller.deliver(first)
    teller.deliver(second)
    assert paused(office, chosen) == code
    assert teller.stands(first).trouble == teller.stands(second).trouble == code
    assert [one.kind for one in local.wire].count("chat.postMessage") == 1, "the second is not even tried"
    heals(local)
    teller.work()
    told = slack.reads(ada)
    assert UNREACHED in told
    assert REMEDIES[code] in told
    assert teller.read(local.app_dm(ben), ben) == []
    refuses(local, code)
    assert "It still does not work." in slack.clicks(ada, "Test", on=told)
    heals(local)
    assert "It works" in slack.clicks(ada, "Test", on=told)
    assert paused(office, chosen) is None
    teller.work()
    texts = teller.read(chosen, ada)
    assert texts == ["This is a test: Dossier can write here.", "Hello (en)", "Again (en)"]
    assert "Alerts reach the channel again." in slack.reads(ada)


UNTOLD = sorted(code for code, fate in TABLE.items() if fate in (Fate.UNREACHABLE, Fate.REFUSED))


@pytest.mark.parametrize("code", [*UNTOLD, "channel_not_found", "something_new"])
def test_who_cannot_be_written_to_or_what_slack_refuses_is_kept_where_health_shows_it(
    slack: Slack, teller: Teller, office: Office, ada: Person, ben: Person, code: str
) -> None:
    message = teller.tell(ToMember(office.knows(ben)), "Hello")
    refuses(teller.local, code)
    teller.deliver(message)
    stands = teller.stands(message)
    assert (stands.trouble, stands.queued) == (code, False)
    heals(teller.local)
    assert f"1 message was given up: Slack said “{code}”." in slack.says(ada, "/folder health")


@pytest.mark.parametrize("code", sorted(code for code, fate in TABLE.items() if fate in (Fate.AGAIN, Fate.LOCKED_OUT)))
def test_what_will_pass_is_waited_for(teller: Teller, sales: Channel, ben: Person, code: str) -> None:
    message = teller.tell(sales, "Hello")
    refuses(teller.local, code)
    with pytest.raises(Later) as later:
        teller.deliver(message)
    assert later.value.pause is None
    heals(teller.local)
    teller.deliver(message)
    assert teller.read(sales, ben) == ["Hello (en)"]


@pytest.mark.parametrize("code", sorted(code for code, fate in TABLE.items() if fate is Fate.FORGOTTEN))
def test_what_cannot_be_edited_any_more_is_let_go_of(teller: Teller, sales: Channel, ada: Person, code: str) -> None:
    message = teller.tell(sales, "Hello")
    teller.deliver(message)
    teller.local.set_fault("chat.update", code)
    teller.change("Goodbye")
    teller.deliver(message)
    stands = teller.stands(message)
    assert (stands.sent, stands.queued) == (2, False)


@pytest.mark.parametrize(
    ("status", "headers", "fate", "pause"),
    [
        (429, {"Retry-After": "7"}, Fate.WAITS, 7),
        (429, {"retry-after": "0"}, Fate.WAITS, 1),
        (429, {}, Fate.WAITS, 30),
        (500, {}, Fate.AGAIN, 0),
        (503, {"Retry-After": "x"}, Fate.AGAIN, 0),
        (200, {}, Fate.WAITS, 30),
    ],
)
def test_what_an_http_status_means(status: int, headers: dict[str, str], fate: Fate, pause: int) -> None:
    answer = SlackResponse(
        client=None,
        http_verb="POST",
        api_url="",
        req_args={},
        data={"ok": False, "error": "ratelimited"},
        headers=headers,
        status_code=status,
    )
    verdict = judge(SlackApiError("", answer), to_member=False)  # type: ignore[no-untyped-call]
    assert (verdict.fate, verdict.pause) == (fate, pause)
    assert judge(TimeoutError(), to_member=False).fate is Fate.AGAIN


@pytest.mark.parametrize("kind", ["channel", "private"])
def test_what_slack_tells_of_a_channel_is_obeyed(
    slack: Slack, teller: Teller, office: Office, chosen: Channel, ada: Person, ben: Person, kind: str
) -> None:
    local = teller.local
    chosen.kind = "channel" if kind == "channel" else "private"
    follows(office, chosen, ben)
    for bad, good, why in (
        ({"is_archived": True}, {"is_archived": False}, "is_archived"),
        ({"app_in": False}, {"app_in": True}, "not_in_channel"),
    ):
        local.change_channel(chosen, **bad)
        assert paused(office, chosen) == why
        message = teller.tell(chosen, "Hello", subject=why)
        teller.work()
        assert REMEDIES[why] in slack.reads(ada)
        assert REMEDIES[why] in slack.reads(ben)
        local.change_channel(chosen, **good)
        teller.work()
        assert paused(office, chosen) is None
        assert teller.stands(message).ts is not None
    assert teller.read(chosen, ada) == ["Hello (en)", "Hello (en)"]
    local.change_channel(chosen, members=[ada.id])
    assert paused(office, chosen) is None, "somebody else left"


def test_what_slack_tells_late_pauses_nothing_that_is_over_and_a_rename_nothing_at_all(
    slack: Slack, teller: Teller, office: Office, chosen: Channel, ada: Person
) -> None:
    late = {"type": "channel_archive", "channel": chosen.id, "event_ts": "1.0"}
    teller.local.board.deliver("channel_archive", late)
    assert paused(office, chosen) is None, "it was archived, and is no more"
    teller.local.change_channel(chosen, name="clients")
    message = teller.tell(chosen, "Hello")
    teller.work()
    assert teller.stands(message).ts is not None
    # Where Slack cannot be asked it tells again: it is not taken.
    chosen.is_archived = True
    teller.local.set_fault("conversations.info", "internal_error", times=10)
    failed = len(teller.local.failures)
    with slack.expect_failure():
        teller.local.board.deliver("channel_archive", late)
        # Slack tells it again at once, and then no more for a minute.
        assert teller.local.wait_for(lambda: len(teller.local.failures) == failed + 2, 20.0)
    assert paused(office, chosen) is None
    teller.local.set_fault("conversations.info", "internal_error", times=0)
    teller.local.board.deliver("channel_archive", late)
    assert paused(office, chosen) == "is_archived"


def test_what_slack_tells_before_anybody_used_the_app_is_taken_and_says_nothing(
    slack: Slack, database: Database, local: LocalSlack, sales: Channel
) -> None:
    local.change_channel(sales, is_archived=True)
    local.change_channel(sales, is_archived=False)
    local.change_channel(sales, app_in=False)
    local.change_channel(sales, app_in=True)
    assert database.workspaces() == ()


def test_another_alert_channel_is_not_paused(
    slack: Slack, teller: Teller, office: Office, chosen: Channel, ada: Person
) -> None:
    teller.local.change_channel(chosen, is_archived=True)
    other = teller.local.add_channel("other", members=[ada])
    slack.says(ada, "/folder settings")
    slack.chooses(ada, "Alert channel", "#other")
    slack.submits(ada)
    with office.database.transaction(office.workspace_id) as session:
        settings = session.get_one(Settings, office.workspace_id)
        assert (settings.alert_channel, settings.alert_channel_paused) == (other.id, None)


def test_health_says_where_alerts_go_and_what_waits(
    slack: Slack, teller: Teller, office: Office, chosen: Channel, ada: Person, ben: Person
) -> None:
    assert "Only an admin may do this." in slack.says(ben, "/folder health")
    follows(office, teller.local.add_channel("clients", members=[ben]), ben)
    calm = slack.says(ada, "/folder health")
    assert "No worker is running: nothing is sent." in calm
    assert "Nothing waits to be sent." in calm
    assert "Alert channel: runs." in calm
    assert "Follows every client folder: runs." in calm
    teller.tell(chosen, "Hello")
    assert "1 message waits, for 0 seconds." in slack.says(ada, "/folder health")
    teller.local.change_channel(chosen, is_archived=True)
    teller.work()
    ill = slack.says(ada, "/folder health")
    assert "Alert channel: paused. The channel is archived: unarchive it, or choose another." in ill
    assert "1 message is kept for a channel that cannot be reached." in ill
    teller.local.change_channel(chosen, is_archived=False)


def test_only_admins_and_who_chose_a_channel_may_test_it(
    slack: Slack, teller: Teller, office: Office, chosen: Channel, ada: Person, ben: Person, wanda: Person, cleo: Person
) -> None:
    clients = teller.local.add_channel("clients", members=[ben])
    follows(office, clients, ben)
    teller.local.change_channel(clients, app_in=False)
    teller.work()
    told = slack.reads(ben)
    teller.local.change_channel(clients, app_in=True)
    assert "It works" in slack.clicks(ben, "Test", on=told)
    for person in (ada, cleo):
        assert "It works" in tries(slack, person, clients)
    for person, channel in ((wanda, clients), (ben, chosen), (wanda, teller.local.add_channel("elsewhere"))):
        assert tries(slack, person, channel) == "Alerts do not go to this channel, or others see to it."
    assert len(teller.read(clients, ben)) == 3


def test_every_reason_for_a_pause_has_a_remedy_and_every_kind_a_renderer() -> None:
    assert set(REMEDIES) == routes.UNREACHABLE == set(PAUSING)
    assert set(FLAWS) == set(Flaw) > BROKEN
    assert routes.ROUTE_PAUSED in kinds()
