"""When digests are due: half past eight on the wall, once a day, whatever the clocks, the worker and the reader do."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from time import monotonic, sleep
from typing import Any, Final
from zoneinfo import ZoneInfo

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from core import due, members
from core.digests.schedule import last_day
from core.digests.switch import switch
from core.digests.telling import tell
from core.digests.times import Digest, begins_after, next_time, told_on, week_before
from core.errors import LeadsNobody
from core.models import Due, Event, Member, Message, Standing
from tests.core.firm import Firm

PARIS: Final = "Europe/Paris"
ZONES: Final = (
    PARIS,
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Honolulu",
    "UTC",
)


def at(text: str, zone: str = PARIS) -> datetime:
    """A moment by the clock on the wall."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


SECONDS: Final = 20
LOOKS: Final = timedelta(minutes=30)


def told(digest: Digest, begin: datetime, end: datetime, zone: str, away: tuple[datetime, datetime]) -> list[datetime]:
    """When a worker tells somebody who asked at the beginning; it looks every half hour, and was away for a while."""
    after, now, found = begins_after(begin, zone), begin, []
    due_at = next_time(digest, now, zone, after)
    while now < end:
        if due_at <= now and not away[0] <= now < away[1]:
            day = told_on(digest, now, zone, after)
            if day is not None:
                found.append(now)
                after = day
            due_at = next_time(digest, now, zone, after)
        now += LOOKS
    return found


@pytest.mark.parametrize(
    ("zone", "friday", "hours"),
    [
        # The night of Saturday to Sunday in which clocks go forward has 23 hours, the one in which they go back 25.
        (PARIS, "2026-03-27", 71),
        (PARIS, "2026-10-23", 73),
        ("America/New_York", "2026-03-06", 71),
        ("America/New_York", "2026-10-30", 73),
        ("Asia/Kolkata", "2026-10-23", 72),
    ],
)
def test_a_night_in_which_clocks_change_moves_nothing(zone: str, friday: str, hours: int) -> None:
    first = next_time(Digest.BRIEF, at(f"{friday}T00:00", zone), zone, date(2026, 1, 1))
    assert first == at(f"{friday}T08:30", zone)
    monday = date.fromisoformat(friday) + timedelta(days=3)
    following = next_time(Digest.BRIEF, first, zone, date.fromisoformat(friday))
    assert following == at(f"{monday}T08:30", zone) == first + timedelta(hours=hours)
    assert next_time(Digest.WEEKLY, first, zone, date.fromisoformat(friday)) == following
    # The table of that week is of a week that had the odd night in it.
    began, ended = week_before(monday, zone)
    assert ended - began == timedelta(days=4, hours=hours)


@pytest.mark.parametrize(
    ("now", "after", "expected"),
    [
        ("2026-11-24T07:00", "2026-11-23", "2026-11-24T08:30"),
        # Late on the same day: due at once.
        ("2026-11-24T17:59", "2026-11-23", "2026-11-24T08:30"),
        # The working day is over, or today's was told.
        ("2026-11-24T18:00", "2026-11-23", "2026-11-25T08:30"),
        ("2026-11-24T08:30", "2026-11-24", "2026-11-25T08:30"),
        # Friday is followed by Monday.
        ("2026-11-27T19:00", "2026-11-27", "2026-11-30T08:30"),
        ("2026-11-28T10:00", "2026-11-27", "2026-11-30T08:30"),
    ],
)
def test_the_next_brief(now: str, after: str, expected: str) -> None:
    assert next_time(Digest.BRIEF, at(now), PARIS, date.fromisoformat(after)) == at(expected)


@settings(max_examples=60)
@given(
    zone=st.sampled_from(ZONES),
    digest=st.sampled_from(Digest),
    begin=st.integers(0, 2 * 24 * 330).map(lambda looks: datetime(2026, 1, 1, tzinfo=UTC) + looks * LOOKS),
    down=st.integers(0, 12 * 24),
    lasts=st.integers(0, 4 * 24),
)
def test_each_working_day_has_one_unless_the_worker_was_away_until_its_end(
    zone: str, digest: Digest, begin: datetime, down: int, lasts: int
) -> None:
    end = begin + timedelta(days=12)
    away = (begin + timedelta(hours=down), begin + timedelta(hours=down + lasts))
    expected = []
    day = begin.astimezone(ZoneInfo(zone)).date()
    while at(f"{day}T08:30", zone) < end:
        opens, closes = at(f"{day}T08:30", zone), at(f"{day}T18:00", zone)
        first_look = away[1] if away[0] <= opens < away[1] else opens
        if day.weekday() < (1 if digest is Digest.WEEKLY else 5) and begin < opens and first_look < min(closes, end):
            expected.append(first_look)
        day += timedelta(days=1)
    assert told(digest, begin, end, zone, away) == expected


def test_who_travels_has_never_two_of_a_day() -> None:
    tokyo, honolulu = "Asia/Tokyo", "Pacific/Honolulu"
    now = at("2026-11-25T08:30", tokyo)
    day = told_on(Digest.BRIEF, now, tokyo, date(2026, 11, 24))
    assert day == date(2026, 11, 25)
    # There it is Tuesday, and will be Wednesday once more.
    assert next_time(Digest.BRIEF, now, honolulu, day) == at("2026-11-26T08:30", honolulu)


# in the database


def dues(firm: Firm) -> dict[str, datetime]:
    with firm.database.transaction(firm.workspace_id) as session:
        return {one.kind: one.due_at for one in session.scalars(select(Due))}


def switches(firm: Firm, who: str, digest: Digest, now: datetime, *, on: bool) -> None:
    with firm.acting(who) as (session, actor):
        switch(session, actor, digest, now, on=on)


def meets(firm: Firm, name: str, zone: str, now: datetime, standing: Standing = Standing.MEMBER) -> None:
    with firm.database.transaction(firm.workspace_id) as session:
        told = members.Profile(name, name, None, "en-US", zone, standing, False)
        members.meet(session, firm.workspace_id, told, now)


def sweeps(firm: Firm, now: datetime) -> int:
    """Do what is due; gives how many messages there are now."""
    with firm.database.transaction(firm.workspace_id) as session:
        for one in due.take(session, firm.workspace_id, now):
            tell(session, firm.workspace_id, one, now)
    with firm.database.transaction(firm.workspace_id) as session:
        return session.query(Message).count()


def test_it_is_told_and_the_next_put_down_in_one_transaction(firm: Firm) -> None:
    switches(firm, "Ben", Digest.BRIEF, at("2026-11-26T12:00"), on=True)
    assert dues(firm) == {Digest.BRIEF: at("2026-11-27T08:30")}
    assert sweeps(firm, at("2026-11-27T08:29")) == 0
    with pytest.raises(RuntimeError), firm.database.transaction(firm.workspace_id) as session:
        for one in due.take(session, firm.workspace_id, at("2026-11-27T08:30")):
            tell(session, firm.workspace_id, one, at("2026-11-27T08:30"))
        raise RuntimeError
    assert dues(firm) == {Digest.BRIEF: at("2026-11-27T08:30")}
    assert sweeps(firm, at("2026-11-27T08:30")) == 1
    assert dues(firm) == {Digest.BRIEF: at("2026-11-30T08:30")}
    # The worker was away all Monday, and until Tuesday noon.
    assert sweeps(firm, at("2026-12-01T12:00")) == 2
    assert dues(firm) == {Digest.BRIEF: at("2026-12-02T08:30")}
    assert sweeps(firm, at("2026-12-02T21:00")) == 2
    assert dues(firm) == {Digest.BRIEF: at("2026-12-03T08:30")}


def test_each_is_switched_by_itself_and_twice_is_once(firm: Firm) -> None:
    firm.teams_up("North", ["Wanda"], ["Ben"])
    now = at("2026-11-24T07:00")
    for digest in (*Digest, Digest.BRIEF):
        switches(firm, "Ben", digest, now, on=True)
    assert dues(firm) == {Digest.BRIEF: at("2026-11-24T08:30"), Digest.WEEKLY: at("2026-11-30T08:30")}
    switches(firm, "Ben", Digest.BRIEF, now, on=False)
    assert dues(firm) == {Digest.WEEKLY: at("2026-11-30T08:30")}
    with firm.database.transaction(firm.workspace_id) as session:
        assert session.query(Event).filter_by(kind="digest.switched").count() == 3
        ben = session.query(Member).filter_by(slack_user_id="Ben").one()
        assert (ben.morning_brief, ben.weekly_table) == (False, True)
    with pytest.raises(LeadsNobody):
        switches(firm, "Wanda", Digest.WEEKLY, now, on=True)


def test_what_was_switched_off_while_a_worker_held_it_ends_with_the_next(firm: Firm) -> None:
    switches(firm, "Ben", Digest.BRIEF, at("2026-11-24T07:00"), on=True)
    with firm.database.transaction(firm.workspace_id) as session:
        [held] = due.take(session, firm.workspace_id, at("2026-11-24T08:30"))
        switches(firm, "Ben", Digest.BRIEF, at("2026-11-24T08:30"), on=False)
        tell(session, firm.workspace_id, held, at("2026-11-24T08:30"))
    assert dues(firm) == {}
    assert sweeps(firm, at("2026-11-25T08:30")) == 0


def waits_for_a_lock(connection: psycopg.Connection[Any]) -> bool:
    """Wait until somebody waits for what somebody else holds."""
    waiting = (
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
        " and pid <> pg_backend_pid()"
    )
    end = monotonic() + SECONDS
    while monotonic() < end:
        if connection.execute(waiting).fetchall():
            return True
        sleep(0.01)
    return False


def test_who_travels_at_the_very_moment_in_which_it_is_told_has_it_once(firm: Firm) -> None:
    moment, new_york = at("2026-11-24T08:30"), "America/New_York"
    switches(firm, "Ben", Digest.BRIEF, at("2026-11-24T07:00"), on=True)
    with ThreadPoolExecutor(1) as pool, psycopg.connect(firm.database.url, autocommit=True) as looking:
        with firm.database.transaction(firm.workspace_id) as session:
            [held] = due.take(session, firm.workspace_id, moment)
            tell(session, firm.workspace_id, held, moment)
            travelling = pool.submit(meets, firm, "Ben", new_york, moment)
            assert waits_for_a_lock(looking)
        travelling.result(SECONDS)
    assert dues(firm) == {Digest.BRIEF: at("2026-11-25T08:30", new_york)}


def test_it_goes_where_its_reader_goes_and_ends_when_they_leave(firm: Firm) -> None:
    switches(firm, "Ben", Digest.BRIEF, at("2026-11-24T07:00"), on=True)
    meets(firm, "Ben", "America/New_York", at("2026-11-24T07:30"))
    assert dues(firm) == {Digest.BRIEF: at("2026-11-24T08:30", "America/New_York")}
    assert sweeps(firm, at("2026-11-24T08:30", "America/New_York")) == 1
    # Back, on the same day: that day had its own. Another change says nothing of when it was told.
    for _ in range(2):
        meets(firm, "Ben", PARIS, at("2026-11-24T16:00"))
        assert dues(firm) == {Digest.BRIEF: at("2026-11-25T08:30")}
    with firm.database.transaction(firm.workspace_id) as session:
        assert last_day(session.scalars(select(Due)).one()) == date(2026, 11, 24)
    meets(firm, "Ben", PARIS, at("2026-11-24T16:00"), Standing.DEACTIVATED)
    assert dues(firm) == {}
    assert sweeps(firm, at("2026-11-25T08:30")) == 1
    meets(firm, "Ben", PARIS, at("2026-11-25T10:00"))
    assert dues(firm) == {Digest.BRIEF: at("2026-11-26T08:30")}


def test_who_left_without_a_word_is_told_nothing_and_it_ends(firm: Firm) -> None:
    switches(firm, "Ben", Digest.BRIEF, at("2026-11-24T07:00"), on=True)
    with firm.database.transaction(firm.workspace_id) as session:
        session.query(Member).filter_by(slack_user_id="Ben").one().standing = Standing.DEACTIVATED
    assert sweeps(firm, at("2026-11-24T08:30")) == 0
    assert dues(firm) == {}
