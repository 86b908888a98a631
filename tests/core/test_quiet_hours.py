"""Quiet hours: by the reader's clock, over midnight, and on the nights on which that clock changes."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.quiet_hours import end

PARIS, NEW_YORK = "Europe/Paris", "America/New_York"
TEN, SEVEN = time(22), time(7)


def at(text: str, zone: str = PARIS, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


@pytest.mark.parametrize(
    ("begins", "ends", "now", "over"),
    [
        (TEN, SEVEN, "2026-11-24 21:59", None),
        (TEN, SEVEN, "2026-11-24 22:00", "2026-11-25 07:00"),
        (TEN, SEVEN, "2026-11-24 23:59", "2026-11-25 07:00"),
        (TEN, SEVEN, "2026-11-25 00:00", "2026-11-25 07:00"),
        (TEN, SEVEN, "2026-11-25 06:59", "2026-11-25 07:00"),
        (TEN, SEVEN, "2026-11-25 07:00", None),
        (time(12), time(14), "2026-11-25 13:00", "2026-11-25 14:00"),
        (time(12), time(14), "2026-11-25 11:00", None),
        (time(12), time(14), "2026-11-25 14:00", None),
        (time(0), SEVEN, "2026-11-25 00:00", "2026-11-25 07:00"),
        (TEN, time(0), "2026-11-24 23:30", "2026-11-25 00:00"),
        (SEVEN, SEVEN, "2026-11-25 07:00", None),
        (None, None, "2026-11-25 03:00", None),
        # The clock is put forward over their end, and back.
        (TEN, time(2, 30), "2027-03-28 01:30", "2027-03-28 03:00"),
        (TEN, time(2, 30), "2026-10-25 01:30", "2026-10-25 02:30"),
        (TEN, SEVEN, "2027-03-27 23:00", "2027-03-28 07:00"),
        (TEN, SEVEN, "2026-10-24 23:00", "2026-10-25 07:00"),
    ],
)
def test_it_is_quiet_from_the_one_time_until_the_other(
    begins: time | None, ends: time | None, now: str, over: str | None
) -> None:
    assert end(begins, ends, PARIS, at(now)) == (over and at(over))


def test_what_ended_at_a_time_that_comes_twice_has_ended_with_the_first() -> None:
    assert end(TEN, time(2, 30), PARIS, at("2026-10-25 02:10", fold=1)) is None


def test_it_is_the_readers_clock_that_counts() -> None:
    now = at("2026-11-25 03:00")
    assert end(TEN, SEVEN, PARIS, now) == at("2026-11-25 07:00")
    assert end(TEN, SEVEN, NEW_YORK, now) is None
    assert end(TEN, SEVEN, NEW_YORK, now + timedelta(hours=1)) == at("2026-11-25 07:00", NEW_YORK)
