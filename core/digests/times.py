"""When a digest is told: at half past eight by the reader's own clock, on their working days.

A worker that was away at that time tells it late on the same day, until the working day is over; after that it is not
told any more, and the next one is. The clock on the wall is what counts: a night in which clocks change moves nothing.
"""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from core.reminders import moment

AT: Final = time(8, 30)
UNTIL: Final = time(18)

_MONDAY: Final = 0
_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)


class Digest(StrEnum):
    """What one may ask for; each by itself."""

    BRIEF = "digest.brief"
    WEEKLY = "digest.weekly"


def begins_after(now: datetime, time_zone: str) -> date:
    """The day after which the first one comes, for who asks for it now: today's is over once its time has come.

    Args:
        now: aware.
        time_zone: of who asks.
    """
    local = now.astimezone(ZoneInfo(time_zone))
    return local.date() if local.time() >= AT else local.date() - _DAY


def told_on(digest: Digest, now: datetime, time_zone: str, after: date) -> date | None:
    """The day whose digest is to be told at this moment; None where it is not the time for one.

    Args:
        digest: which.
        now: aware.
        time_zone: of the reader.
        after: the day of the last one.
    """
    local = now.astimezone(ZoneInfo(time_zone))
    today = local.date()
    return today if _is_day(digest, today) and today > after and AT <= local.time() < UNTIL else None


def next_time(digest: Digest, now: datetime, time_zone: str, after: date) -> datetime:
    """When the next one is due; in the past, where today's can still be told.

    Args:
        digest: which.
        now: aware.
        time_zone: of the reader.
        after: the day of the last one; there is never a second one of a day, wherever its reader goes meanwhile.
    """
    local = now.astimezone(ZoneInfo(time_zone))
    day = max(local.date() if local.time() < UNTIL else local.date() + _DAY, after + _DAY)
    while not _is_day(digest, day):
        day += _DAY
    return moment(day, AT, time_zone)


def week_before(day: date, time_zone: str) -> tuple[datetime, datetime]:
    """The last whole week before a day, from Monday to Monday where the reader is: its first moment, and its end.

    Args:
        day: any.
        time_zone: of the reader.
    """
    monday = day - day.weekday() * _DAY
    return moment(monday - _WEEK, time(), time_zone), moment(monday, time(), time_zone)


def _is_day(digest: Digest, day: date) -> bool:
    return day.weekday() == _MONDAY if digest is Digest.WEEKLY else day.weekday() < _SATURDAY
