"""Random histories: what is done to a folder at which moment, and how the worker and Slack fare in between."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from tests.core.worlds import Strip

TICKS: Final = 5
"""Moments at which something is done, in one history."""

TOGETHER: Final = 25
"""Histories that run side by side, each with two folders of its own: they share moments and days, nothing else."""

STRIP: Final = TICKS * (4 + 2 * TOGETHER) + 2 * TOGETHER
"""Bytes that describe so many."""

GAPS: Final = tuple(
    timedelta(seconds=seconds)
    for seconds in (1, 30, 59, 60, 61, 60, 300, 59, 1, 60, 3600, 61, 86_400 * 6, 86_400 * 7, 86_400 * 14)
)

PEOPLE: Final = ("Ada", "Cleo")
"""Two admins, who may do everything: this is about what happens, not about who may."""


class Day(StrEnum):
    """How the worker and Slack fare once something was done, until the next is."""

    UP = "up"
    DOWN = "down"
    """The worker is not there."""

    SWALLOWED = "swallowed"
    """Whatever is said arrives, and the worker is killed before it knows."""


DAYS: Final = (Day.UP, Day.UP, Day.UP, Day.UP, Day.DOWN, Day.SWALLOWED)


class Mishap(StrEnum):
    """What may go wrong with one call of Slack on a day on which it is tried again."""

    NONE = "none"
    TOO_MUCH = "429"
    FAULT = "500, not done"
    FAULT_DONE = "500, done"
    UNANSWERED = "no answer, not done"
    LOST = "no answer, done"
    KILLED_BEFORE = "killed before the call"
    KILLED_WHILE = "killed during the call: it was done, and nobody knows"


MISHAPS: Final = (*Mishap, Mishap.NONE, Mishap.NONE, Mishap.NONE, Mishap.NONE)

ACTS: Final = (
    *("won", "lost", "lost", "cancelled", "delete", "remove", "move"),
    *("reopen", "standby", "create", "restore", "duplicate", "attach"),
    *("nothing", "nothing", "deactivate", "reactivate"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """An act in one history.

    Attributes:
        what: one of `ACTS`.
        which: picks one of the opportunities, or of the two folders, that it can be done to.
    """

    what: str
    which: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment.

    Attributes:
        by: who acts.
        steps: what is done, in each history.
        gap: how much time goes by then.
        day: how the worker and Slack fare at the end of it.
        luck: picks the mishaps.
    """

    by: str
    steps: Sequence[Step]
    gap: timedelta
    day: Day
    luck: int


@dataclass(frozen=True, slots=True)
class Histories:
    """Histories side by side.

    Attributes:
        begin: how many opportunities to do there are in the two folders of each, to begin with.
        ticks: what goes on.
    """

    begin: Sequence[tuple[int, int]]
    ticks: Sequence[Tick]


def histories_of(strip: Strip) -> Histories:
    """Histories, as the bytes describe them."""
    begin = [(strip.below(3), strip.below(2)) for _ in range(TOGETHER)]
    ticks = [
        Tick(
            by=strip.one_of(PEOPLE),
            gap=strip.one_of(GAPS),
            day=strip.one_of(DAYS),
            luck=strip.below(256),
            steps=[Step(strip.one_of(ACTS), strip.below(256)) for _ in range(TOGETHER)],
        )
        for _ in range(TICKS)
    ]
    return Histories(begin, ticks)
