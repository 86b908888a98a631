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

ALERTS: Final = "C0ALERTS"
CHANNELS: Final = (ALERTS, "C0SALES", "C0CARE")
"""Where people read; the first is the alert channel while there is one, and may follow a filter as well."""

GAPS: Final = tuple(
    timedelta(seconds=seconds)
    for seconds in (1, 30, 59, 60, 61, 60, 300, 59, 1, 60, 3600, 61, 86_400 * 6, 86_400 * 7, 86_400 * 14)
)

PEOPLE: Final = ("Ada", "Cleo")
"""Two admins, who may do everything: this is about what happens, not about who may."""

OWNERS: Final = ("UBEN", "UDAN")
MANAGERS: Final = {"UBEN": "UWANDA", "UDAN": "UWALT"}
"""Whose the folders are, and who manages the team of each."""

NAMES: Final = ("Acme", "Acme Nord", "Bistro")
VIP: Final = "vip"
FILTERS: Final = (
    *("", "nord acme", "bistro", "owner:UBEN", "owner:UDAN acme"),
    *("tag:vip", "-tag:vip bistro", "owner:UBEN tag:vip", "opps:lost", "opps:won nord", "status:all opps:none nord"),
)
"""What channels follow; people stand in them by their ids."""


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
    *("nothing", "nothing", "deactivate", "reactivate", "give", "tag"),
)

DOORS: Final = (
    *("nothing", "nothing", "nothing", "follow", "follow", "unfollow"),
    *("archive", "remove", "archive untold", "remove untold", "open", "open"),
)
"""What is done to a channel; of what is untold, Slack's event is lost, and the next message finds out."""


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
class Door:
    """An act on one channel.

    Attributes:
        what: one of `DOORS`.
        follows: the filter, where it is to follow one.
    """

    what: str
    follows: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment.

    Attributes:
        by: who acts.
        switches: whether there is an alert channel from now on, if there was none; and none, if there was.
        doors: what is done to each of the channels, before anything else.
        steps: what is done, in each history.
        gap: how much time goes by then.
        day: how the worker and Slack fare at the end of it.
        luck: picks the mishaps.
    """

    by: str
    switches: bool
    doors: Sequence[Door]
    steps: Sequence[Step]
    gap: timedelta
    day: Day
    luck: int


@dataclass(frozen=True, slots=True)
class Begin:
    """A folder, as it is when its history begins.

    Attributes:
        count: how many opportunities to do there are in it.
        name: what it is called.
        owner: whose it is.
        tags: what its opportunities carry.
    """

    count: int
    name: str
    owner: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Histories:
    """Histories side by side.

    Attributes:
        alerts: whether there is an alert channel to begin with.
        follows: what the channels follow to begin with; None where one follows nothing.
        begin: the two folders of each.
        ticks: what goes on.
    """

    alerts: bool
    follows: Sequence[str | None]
    begin: Sequence[tuple[Begin, Begin]]
    ticks: Sequence[Tick]


def strip_of(together: int) -> int:
    """Bytes that describe so many histories."""
    return 1 + len(CHANNELS) + TICKS * (5 + 2 * len(CHANNELS) + 2 * together) + 4 * together


def histories_of(strip: Strip, together: int = TOGETHER) -> Histories:
    """So many histories, as the bytes describe them."""
    alerts = strip.below(4) != 3
    follows = [strip.one_of((None, None, None, None, *FILTERS)) for _ in CHANNELS]
    begin = [(_begin(strip, 3), _begin(strip, 2)) for _ in range(together)]
    ticks = [
        Tick(
            by=strip.one_of(PEOPLE),
            switches=strip.below(8) == 7,
            doors=[Door(strip.one_of(DOORS), strip.one_of(FILTERS)) for _ in CHANNELS],
            gap=strip.one_of(GAPS),
            day=strip.one_of(DAYS),
            luck=strip.below(256),
            steps=[Step(strip.one_of(ACTS), strip.below(256)) for _ in range(together)],
        )
        for _ in range(TICKS)
    ]
    return Histories(alerts, follows, begin, ticks)


def _begin(strip: Strip, most: int) -> Begin:
    count, drawn = strip.below(most), strip.below(len(NAMES) * len(OWNERS) * 2)
    drawn, name = divmod(drawn, len(NAMES))
    tagged, owner = divmod(drawn, len(OWNERS))
    return Begin(count, NAMES[name], OWNERS[owner], (VIP,) * tagged)
