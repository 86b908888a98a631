"""Rules about time that depend on where somebody is: when a reminder comes due, when a year began."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

DEFAULT_TIME: Final = time(9)
"""When a reminder comes due on its day, where no time was chosen."""


_DECEMBER: Final = 12


def moment(on: date, at: time | None, time_zone: str) -> datetime:
    """The moment of a reminder, in UTC. A time that the night of a clock change skips comes as much later.

    Args:
        on: the day.
        at: the time of day; 9:00 where None.
        time_zone: a tz database name.
    """
    return datetime.combine(on, at or DEFAULT_TIME, ZoneInfo(time_zone)).astimezone(UTC)


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
