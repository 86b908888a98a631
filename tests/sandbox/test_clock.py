"""The sandbox's clock goes forward by steps, dates what is said, and leaves signatures and patience alone."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import bot
import core
import migrations
from bot.sandbox.errors import Trouble
from bot.sandbox.hours import step_from
from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Channel, Person
from core import clock
from tests.sandbox.conftest import MANIFEST, SECRET, TOKEN, SmallApp
from tests.sandbox.test_page_doors import Page

DAY = 24 * 60 * 60.0


@pytest.fixture
def page(local: LocalSlack) -> Page:
    return Page(local)


def moment(written: str) -> float:
    return datetime.fromisoformat(written).timestamp()


@pytest.mark.parametrize(
    ("now", "step", "then"),
    [
        ("2026-11-24T10:30+01:00", "hour", "2026-11-24T11:30+01:00"),
        ("2026-11-24T10:30+01:00", "day", "2026-11-25T10:30+01:00"),
        ("2026-11-24T10:30+01:00", "week", "2026-12-01T10:30+01:00"),
        ("2026-11-24T10:30+01:00", "monday", "2026-11-30T09:00+01:00"),
        ("2026-11-30T08:59+01:00", "monday", "2026-11-30T09:00+01:00"),
        ("2026-11-30T09:00+01:00", "monday", "2026-12-07T09:00+01:00"),
        # A night of 23 hours, one of 25, and an hour that comes twice.
        ("2027-03-27T10:30+01:00", "day", "2027-03-28T10:30+02:00"),
        ("2026-10-24T10:30+02:00", "day", "2026-10-25T10:30+01:00"),
        ("2026-10-25T02:30+02:00", "hour", "2026-10-25T02:30+01:00"),
        ("2027-03-22T09:00+01:00", "monday", "2027-03-29T09:00+02:00"),
    ],
)
def test_a_step_leads_where_the_clock_on_the_wall_says(now: str, step: str, then: str) -> None:
    assert moment(now) + step_from(moment(now), step, "Europe/Paris") == moment(then)


@pytest.mark.parametrize("step", ["", "year", "-1", None, 3600, ["hour"], {"hour": 1}])
def test_what_is_no_step_is_refused_in_words(page: Page, local: LocalSlack, ada: Person, step: object) -> None:
    said = {"error": "The clock can be moved by: hour, day, week, monday."}
    assert page.tell("clock", {"as": ada.id, "step": step}, 400) == said
    assert local.workspace.ahead == 0


def test_the_clock_is_moved_from_this_machines_page_alone(page: Page, local: LocalSlack, ada: Person) -> None:
    order = {"as": ada.id, "step": "day"}
    for path, body in (("clock", order), ("faults", {"method": "*", "kind": "lost"})):
        assert page.send("POST", f"/sandbox/{path}", body, Origin="http://evil.example")[0] == 403
        assert page.send("POST", f"/sandbox/{path}", body, Host="evil.example")[0] == 403
        assert page.send("GET", f"/sandbox/{path}")[0] == 405
    assert page.tell("clock", {"as": "U404", "step": "day"}, 404) == {"error": "There is no such person."}
    assert page.tell("clock", {"as": ada.id}, 400) == {"error": "`step` is missing."}
    assert (local.workspace.ahead, local.board.faults) == (0, [])
    page.tell("clock", order)
    assert page.ask(f"/sandbox/state?as={ada.id}")["clock"] == {"ahead": local.workspace.ahead}
    assert local.workspace.ahead == pytest.approx(DAY, abs=2 * 60 * 60)


@pytest.mark.parametrize("seconds", [0, -1, -DAY, float("nan")])
def test_the_clock_only_goes_forward(local: LocalSlack, seconds: float) -> None:
    with pytest.raises(Trouble, match="only goes forward"):
        local.move_clock(seconds)
    assert local.workspace.ahead == 0


def test_messages_are_dated_by_it_and_requests_by_the_real_time(
    app: SmallApp, local: LocalSlack, ada: Person, sales: Channel
) -> None:
    told: list[float] = []
    local.clock_moved = told.append
    local.say(ada, sales, "before")
    local.move_clock(60 * DAY)
    local.say(ada, sales, "after")
    app.client.chat_postMessage(channel=sales.id, text="answered")
    before, after, answered = (float(one.ts) for one in local.workspace.messages[sales.id])
    assert before < after < answered
    assert after - before == pytest.approx(60 * DAY, abs=60)
    assert abs(float(app.headers[-1]["X-Slack-Request-Timestamp"]) - time.time()) < 60
    assert told == [60 * DAY]


def test_it_is_still_ahead_after_a_restart_and_in_the_present_after_starting_over(tmp_path: Path) -> None:
    def begin() -> tuple[LocalSlack, list[float]]:
        slack = LocalSlack(signing_secret=SECRET, bot_token=TOKEN, manifest=MANIFEST, app_url=None, home=tmp_path)
        told: list[float] = []
        slack.clock_moved = told.append
        return slack, told

    first, _ = begin()
    with first:
        first.add_person("ada")
        first.move_clock(DAY)
        late = first.workspace.stamp()
    second, told = begin()
    with second:
        assert told == [DAY]
        assert second.workspace.stamp() > late
        second.start_over = lambda: told.append(second.workspace.ahead)
        second.reset()
        assert told == [DAY, 0, 0], "what fills the workspace again does so in the present"


def test_the_app_goes_by_it_and_nothing_but_the_sandbox_moves_it() -> None:
    real = datetime.now(UTC)
    clock.run_ahead(timedelta(days=60))
    try:
        assert timedelta(days=60) <= clock.now() - real < timedelta(days=60, minutes=5)
    finally:
        clock.run_ahead(timedelta())
    moving = {
        path.relative_to(root.parent).as_posix()
        for root in (Path(one.__path__[0]) for one in (bot, core, migrations))
        for path in root.rglob("*.py")
        if "run_ahead" in path.read_text("utf-8")
    }
    assert moving == {"core/clock.py", "bot/sandbox/run.py"}
