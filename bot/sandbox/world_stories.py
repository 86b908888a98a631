"""What becomes of each client of the sandbox's world, and what is sold there: tables for `world_plan`."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from bot.sandbox.world_cast import ADA, BEN, CHLOE, DEV, LEO, MIA, NOOR, SOREN, ZOE
from core.models import Status


@dataclass(frozen=True, slots=True)
class Course:
    """How a client's business goes.

    Attributes:
        closed: how many opportunities are over, from and to.
        in_progress: how many are under way, from and to.
        won: the share of those over that were won.
        silent_days: for how long nothing has moved, from and to; None where something does.
        deactivated: whether the folder was deactivated in the end.
    """

    closed: tuple[int, int]
    in_progress: tuple[int, int] = (0, 0)
    won: float = 0.6
    silent_days: tuple[int, int] | None = None
    deactivated: bool = False


class Shape(Enum):
    """The courses that there are. `WON_BACK` is told step by step in `WON_BACK_STEPS`."""

    GROWING = Course((7, 11), (2, 4), 0.62)
    STEADY = Course((4, 7), (1, 2), 0.58)
    QUIET = Course((4, 7), won=0.5, silent_days=(18, 60))
    DORMANT = Course((3, 6), won=0.55, silent_days=(150, 400))
    YOUNG = Course((0, 1), (1, 3), 0.7)
    REFUSED = Course((2, 3), won=0, silent_days=(60, 200))
    WON_BACK = Course((0, 0), (1, 1))
    EMPTY = Course((0, 0))
    ENDED = Course((2, 5), won=0.4, silent_days=(120, 300), deactivated=True)


@dataclass(frozen=True, slots=True)
class Story:
    """One client's.

    Attributes:
        owner: whose folder it is; a Slack user id.
        shape: how business goes.
        days: the age of the folder.
        others: who else sells to this client.
        today: whether something was begun today.
    """

    owner: str
    shape: Shape
    days: int
    others: tuple[str, ...] = ()
    today: bool = False


STORIES: Final = (
    Story(BEN, Shape.GROWING, 720, others=(DEV,), today=True),
    Story(BEN, Shape.STEADY, 700),
    Story(CHLOE, Shape.GROWING, 690, others=(BEN,)),
    Story(BEN, Shape.STEADY, 650),
    Story(ZOE, Shape.STEADY, 640),
    Story(MIA, Shape.GROWING, 705, others=(CHLOE, BEN)),
    Story(DEV, Shape.GROWING, 610, others=(LEO,)),
    Story(CHLOE, Shape.GROWING, 580, today=True),
    Story(CHLOE, Shape.STEADY, 560),
    Story(BEN, Shape.QUIET, 540),
    Story(DEV, Shape.STEADY, 520, others=(ZOE,)),
    Story(ZOE, Shape.STEADY, 500),
    Story(DEV, Shape.GROWING, 480, today=True),
    Story(NOOR, Shape.STEADY, 470),
    Story(BEN, Shape.STEADY, 455, others=(NOOR,)),
    Story(CHLOE, Shape.GROWING, 690),
    Story(CHLOE, Shape.QUIET, 420),
    Story(ZOE, Shape.GROWING, 600),
    Story(LEO, Shape.STEADY, 640),
    Story(CHLOE, Shape.STEADY, 380),
    Story(DEV, Shape.QUIET, 500),
    Story(LEO, Shape.STEADY, 460, others=(ZOE,)),
    Story(BEN, Shape.GROWING, 440, others=(CHLOE,)),
    Story(DEV, Shape.STEADY, 330),
    Story(ZOE, Shape.WON_BACK, 715),
    Story(ZOE, Shape.QUIET, 400),
    Story(CHLOE, Shape.STEADY, 300, others=(DEV,)),
    Story(LEO, Shape.STEADY, 350),
    Story(ZOE, Shape.STEADY, 270),
    Story(BEN, Shape.DORMANT, 710),
    Story(CHLOE, Shape.DORMANT, 690),
    Story(DEV, Shape.DORMANT, 640),
    Story(ZOE, Shape.DORMANT, 700),
    Story(BEN, Shape.STEADY, 280),
    Story(CHLOE, Shape.YOUNG, 50),
    Story(DEV, Shape.YOUNG, 38),
    Story(BEN, Shape.YOUNG, 20),
    Story(ZOE, Shape.YOUNG, 12, others=(SOREN,)),
    Story(CHLOE, Shape.EMPTY, 9),
    Story(DEV, Shape.REFUSED, 500),
    Story(BEN, Shape.REFUSED, 420),
    Story(BEN, Shape.ENDED, 700),
    Story(ZOE, Shape.ENDED, 680),
    Story(LEO, Shape.ENDED, 600),
)
"""In the order of the clients in the world's words."""


@dataclass(frozen=True, slots=True)
class Step:
    """One opportunity of the client who was won back.

    Attributes:
        kind: what was sold.
        begun: days ago.
        closed: days ago; None while under way.
        status: how it ended.
        tags: keys of tags, beside those of the kind.
        reason: which reason its description gives, "lost" or "won_back"; empty for none.
    """

    kind: str
    begun: int
    closed: int | None
    status: Status
    tags: tuple[str, ...] = ()
    reason: str = ""


WON_BACK_STEPS: Final = (
    Step("audit", 708, 668, Status.WON, tags=("new",)),
    Step("licences", 650, 610, Status.WON),
    Step("sensors", 560, 540, Status.WON),
    Step("renewal", 480, 440, Status.LOST, reason="lost"),
    Step("rollout", 95, 60, Status.WON, tags=("win_back",), reason="won_back"),
    Step("training", 20, None, Status.TODO),
)


@dataclass(frozen=True, slots=True)
class Loose:
    """One opportunity in no folder.

    Attributes:
        owner: a Slack user id.
        days: its age; 0 means that it was begun today.
        status: where it stands.
    """

    owner: str
    days: int
    status: Status


LOOSE: Final = (
    Loose(BEN, 26, Status.TODO),
    Loose(CHLOE, 18, Status.TODO),
    Loose(DEV, 340, Status.LOST),
    Loose(ZOE, 33, Status.STANDBY),
    Loose(BEN, 210, Status.LOST),
    Loose(DEV, 11, Status.TODO),
    Loose(CHLOE, 150, Status.WON),
    Loose(ZOE, 275, Status.LOST),
    Loose(SOREN, 15, Status.TODO),
    Loose(SOREN, 8, Status.STANDBY),
    Loose(ADA, 120, Status.CANCELLED),
    Loose(BEN, 0, Status.TODO),
)
"""In the order of the loose titles in the world's words."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What is sold, and for how much.

    Attributes:
        low: the smallest amount, in the workspace's currency.
        high: the largest.
        step: amounts are multiples of it.
        tags: keys of the tags that such an opportunity carries.
    """

    low: int
    high: int
    step: int
    tags: tuple[str, ...] = ()


KINDS: Final = {
    "audit": Kind(1800, 7500, 50),
    "pilot": Kind(3000, 9000, 100),
    "licences": Kind(4000, 22000, 100),
    "renewal": Kind(6000, 32000, 100, ("renewal",)),
    "sensors": Kind(2500, 16000, 50, ("upsell",)),
    "training": Kind(900, 4200, 50, ("cross", "training")),
    "maintenance": Kind(3600, 15000, 60, ("cross",)),
    "rollout": Kind(35000, 140000, 500, ("multi_site",)),
}

FIRST_KINDS: Final = ("audit", "audit", "pilot")
LATER_KINDS: Final = ("sensors", "sensors", "licences", "training", "maintenance")
"""What is sold to a new client, and to one that is known; a kind named twice comes twice as often."""
