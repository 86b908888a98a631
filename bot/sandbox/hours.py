"""The sandbox's clock: the steps that it can be moved by, each to a moment that lies ahead."""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.sandbox.errors import Trouble

STEPS: Final = ("hour", "day", "week", "monday")
"""An hour; the same time of day tomorrow, or in a week; the first Monday at nine that is still to come."""

_AT_WORK: Final = time(9)
_DAYS: Final = {"day": 1, "week": 7}


def step_from(now: float, step: object, zone: str) -> float:
    """How far a step leads, on the clock on the wall of who takes it.

    Args:
        now: seconds since 1970.
        step: one of `STEPS`.
        zone: a tz database name.

    Returns:
        Seconds, more than none.

    Raises:
        Trouble: there is no such step.
    """
    if step not in STEPS:
        raise Trouble(f"The clock can be moved by: {', '.join(STEPS)}.")
    there = ZoneInfo(zone)
    if step == "hour":
        return timedelta(hours=1).total_seconds()
    at = datetime.fromtimestamp(now, there)
    if step == "monday":
        to = datetime.combine(at.date() + timedelta(days=-at.weekday() % 7), _AT_WORK, there)
        if to.timestamp() <= now:
            to += timedelta(days=7)
    else:
        to = at + timedelta(days=_DAYS[str(step)])
    return to.timestamp() - now
