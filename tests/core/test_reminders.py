"""When a reminder comes: where the clock changes, at the end of a month, and with another owner."""

from datetime import UTC, date, datetime, time

import pytest

from core.reminders import moment, month_on, moved

PARIS, NEW_YORK, KOLKATA, LORD_HOWE = "Europe/Paris", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"


def utc(*when: int) -> datetime:
    return datetime(*when, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("zone", "on", "at", "comes"),
    [
        # The night on which it does not exist: the moment after the gap.
        (PARIS, date(2027, 3, 28), time(2, 30), utc(2027, 3, 28, 1)),
        (PARIS, date(2027, 3, 28), time(2), utc(2027, 3, 28, 1)),
        (PARIS, date(2027, 3, 28), time(1, 59), utc(2027, 3, 28, 0, 59)),
        (PARIS, date(2027, 3, 28), time(3), utc(2027, 3, 28, 1)),
        (NEW_YORK, date(2027, 3, 14), time(2, 30), utc(2027, 3, 14, 7)),
        (LORD_HOWE, date(2026, 10, 4), time(2, 15), utc(2026, 10, 3, 15, 30)),
        # The night on which it comes twice: the first.
        (PARIS, date(2026, 10, 25), time(2, 30), utc(2026, 10, 25, 0, 30)),
        (NEW_YORK, date(2026, 11, 1), time(1, 30), utc(2026, 11, 1, 5, 30)),
        (NEW_YORK, date(2026, 11, 1), time(2, 30), utc(2026, 11, 1, 7, 30)),
        # Where the clock never changes.
        (KOLKATA, date(2027, 3, 28), time(2, 30), utc(2027, 3, 27, 21)),
        (KOLKATA, date(2026, 10, 25), None, utc(2026, 10, 25, 3, 30)),
        (PARIS, date(2026, 12, 1), None, utc(2026, 12, 1, 8)),
    ],
)
def test_the_moment_of_a_time_of_day(zone: str, on: date, at: time | None, comes: datetime) -> None:
    assert moment(on, at, zone) == comes


@pytest.mark.parametrize(
    ("on", "later"),
    [
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2027, 2, 28), date(2027, 3, 28)),
        (date(2027, 3, 31), date(2027, 4, 30)),
        (date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_months_last(on: date, later: date) -> None:
    assert month_on(on) == later


def test_with_an_owner_elsewhere_it_comes_as_late_on_the_same_day() -> None:
    nine_in_paris = moment(date(2026, 12, 1), None, PARIS)
    assert moved(nine_in_paris, PARIS, NEW_YORK) == utc(2026, 12, 1, 14)
    assert moved(nine_in_paris, PARIS, PARIS) == nine_in_paris
    assert moved(moment(date(2027, 3, 28), time(2, 30), KOLKATA), KOLKATA, PARIS) == utc(2027, 3, 28, 1)
