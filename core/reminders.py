"""Rules about time that depend on where somebody is: when a reminder comes due, when a year began."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

DEFAULT_TIME: Final = time(9)
"""When a reminder comes due on its day, where no time was chosen."""


_DECEMBER: Final = 12


def moment(on: date, at: time | None, time_zone: str) -> datetime:
    """The moment of a reminder, in UTC.

    A time that the night of a clock change skips comes the moment after the gap; of one that comes twice, the first
    counts.

    Args:
        on: the day.
        at: the time of day; 9:00 where None.
        time_zone: a tz database name.
    """
    zone = ZoneInfo(time_zone)
    wanted = datetime.combine(on, at or DEFAULT_TIME, zone)
    found = wanted.astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) == wanted.replace(tzinfo=None):
        return found
    return _after_the_gap(wanted.replace(fold=1).astimezone(UTC), found, zone)


def moved(at: datetime, from_zone: str, to_zone: str) -> datetime:
    """The moment at which it is as late, on the same day, in another zone: a reminder follows whose it is.

    Args:
        at: aware.
        from_zone: by whose clock it was set, a tz database name.
        to_zone: by whose it comes from now on.
    """
    there = at.astimezone(ZoneInfo(from_zone))
    return moment(there.date(), there.time(), to_zone)


def days_on(on: date, days: int) -> date:
    """So many days later."""
    return on + timedelta(days=days)


def month_on(on: date) -> date:
    """The same day a calendar month later; the month's last where it has no such day.

    Args:
        on: the day.
    """
    year, month = (on.year + 1, 1) if on.month == _DECEMBER else (on.year, on.month + 1)
    return date(year, month, min(on.day, monthrange(year, month)[1]))


def year_began(now: datetime, time_zone: str) -> datetime:
    """The first moment of the year that it is now, there.

    Args:
        now: aware.
        time_zone: a tz database name.
    """
    return now.astimezone(ZoneInfo(time_zone)).replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)


def _after_the_gap(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The moment at which the clock was put forward, between one before it and one after it, to the second."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        half = before + (after - before) // 2
        if half.astimezone(zone).utcoffset() == offset:
            before = half
        else:
            after = half
    return after.replace(microsecond=0)
