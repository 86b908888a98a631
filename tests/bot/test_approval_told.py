"""What is told of a request for an owner change waits for its reader's quiet hours to end, and is told once."""

import pytest

from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Channel, Person
from core.clock import now
from core.models import InsideTeam as T
from tests.bot.asking import Team, asks, outcomes
from tests.bot.conftest import TOKEN
from tests.bot.office import Office
from tests.bot.test_persons import AN_HOUR, quiet_now, read
from tests.bot.worker import Worker, hired
from tests.sandbox.screen import Screen
from tests.stories import Slack

ASKED = "ben asks that F-1 Zenith go from wanda to ben."


@pytest.fixture
def worker(office: Office, local: LocalSlack) -> Worker:
    return hired(office, local, TOKEN)


@pytest.fixture
def team(office: Office, local: LocalSlack, wanda: Person) -> Team:
    """Wanda's: it is quiet where Max is, and day where Mia is."""
    night, day = local.add_person("max", tz="Europe/Paris"), local.add_person("mia", tz="Pacific/Honolulu")
    office.team("North", [wanda], [night, day])
    quiet_now(office)
    return Team(night, day, office.folder("Zenith", wanda))


def test_what_is_answered_before_it_was_told_is_not_asked_and_the_answer_waits_for_the_asker(
    slack: Slack, worker: Worker, office: Office, sales: Channel, ben: Person, team: Team
) -> None:
    office.alerts(sales)
    assert "Asked: max, mia, and the alert channel." in asks(slack, ben, team.number)
    worker.works(now())
    assert read(slack, team.max) == []
    assert read(slack, team.mia) == [ASKED]
    assert "Approve" in slack.reads(ben, sales).buttons, "channels are written to at any hour"
    assert ASKED in slack.opens_home(team.max)
    slack.clicks(team.mia, "Approve", on=slack.reads(team.mia))
    assert "Approved by mia on " in slack.reads(team.mia), "at once, without the worker"
    worker.works(now())
    settled = slack.reads(ben, sales)
    assert "Approved by mia on " in settled
    assert "Approve" not in settled.buttons
    assert read(slack, ben) == []
    worker.works(now() + 2 * AN_HOUR)
    assert read(slack, team.max) == []
    [told] = read(slack, ben)
    assert told.startswith("You asked that F-1 Zenith go from wanda to ben.\nApproved by mia on ")
    assert len(read(slack, team.mia)) == 1


def test_what_waits_together_is_answered_each_where_it_stands(
    slack: Slack, worker: Worker, office: Office, ada: Person, ben: Person, team: Team
) -> None:
    asks(slack, ben, team.number)
    asks(slack, ben, team.number, to=ada)
    worker.works(now() + 2 * AN_HOUR)
    whole = slack.sees(team.max, "2 messages while you had quiet hours:")
    assert whole.buttons.count("Approve") == 2
    slack.clicks(team.max, "Decline", on=whole, beside="to ada.")
    slack.fills(team.max, {"Reason": "Not hers"})
    slack.submits(team.max)
    worker.works(now() + 2 * AN_HOUR)
    [text] = read(slack, team.max)
    assert text.startswith("2 messages while you had quiet hours:\n" + ASKED)
    assert "to ada.\nDeclined by max on " in text
    left = slack.sees(team.max, "2 messages while you had quiet hours:")
    assert left.buttons.count("Approve") == 1
    slack.clicks(team.max, "Approve", on=left)
    assert [outcome.value for outcome in outcomes(office) if outcome] == ["approved", "declined"]
    worker.works(now() + 2 * AN_HOUR)
    done = Screen(team.max, slack.sees(team.max, "2 messages while you").parts[:1], slack.local.workspace)
    assert "Approve" not in done.buttons
    assert "Approved by max on " in done


def test_what_is_out_of_date_by_then_is_asked_so_that_the_asker_learns_of_it(
    slack: Slack, worker: Worker, office: Office, ada: Person, ben: Person, team: Team
) -> None:
    asks(slack, ben, team.number)
    office.gives(team.number, ada, by=ada)
    worker.works(now() + 2 * AN_HOUR)
    assert read(slack, team.max) == [ASKED]
    late = slack.clicks(team.max, "Approve", on=slack.reads(team.max))
    assert "Out of date: the folder had changed hands meanwhile." in late
    worker.works(now() + 2 * AN_HOUR)
    assert any("Out of date" in said for said in read(slack, ben))


def test_who_may_answer_no_more_when_quiet_hours_end_is_not_asked(
    slack: Slack, worker: Worker, office: Office, ben: Person, team: Team
) -> None:
    asks(slack, ben, team.number)
    worker.works(now())
    office.sets(inside_team=T.OFF)
    worker.works(now() + 2 * AN_HOUR)
    assert (read(slack, team.max), read(slack, team.mia)) == ([], [ASKED])
