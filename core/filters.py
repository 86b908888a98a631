"""What a list may be asked for: the typed half of the filter language (SPEC §4.1).

`bot/parsing/filters.py` writes and reads the words; here are only the meanings.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from core.models.opportunity import Status

OWNER_ME: Final = "me"
"""The owner filter's word for the viewer, whoever that is when the list is read."""


class FolderState(StrEnum):
    """Which folders by their state; `active` unless asked otherwise."""

    ACTIVE = "active"
    DEACTIVATED = "deactivated"
    ALL = "all"


class OppsFilter(StrEnum):
    """Which folders by the opportunities inside that the viewer may see.

    `none`: no todo or standby among them (an empty folder matches). A status: at least one has it.
    """

    NONE = "none"
    TODO = Status.TODO.value
    STANDBY = Status.STANDBY.value
    WON = Status.WON.value
    LOST = Status.LOST.value
    CANCELLED = Status.CANCELLED.value


class Flaw(StrEnum):
    """What keeps a channel from following a filter (`core.following`); the words are kept, with what is paused."""

    ME = "filter.me"
    NEVER = "filter.never"
    HIDDEN = "filter.hidden"
    GUESTS = "filter.guests"
    OWNER_HIDDEN = "filter.owner_hidden"
    OWNER_GONE = "filter.owner_gone"
    TAG_GONE = "filter.tag_gone"


class SortKey(StrEnum):
    """What a list of folders is ordered by. Figures are those the viewer may see."""

    NAME = "name"
    CREATED = "created"
    UPDATED = "updated"
    OPEN = "open"
    WON = "won"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class FolderFilter:
    """A question about folders.

    Attributes:
        state: by state of the folder.
        opps: by the visible opportunities inside; None asks nothing.
        owner: a Slack user id, `OWNER_ME`, or None.
        tags: each must be carried by a visible opportunity inside.
        without_tags: none of the visible opportunities inside carries any of them.
        won_over: more than this amount won, over what the viewer may see.
        open_over: more than this amount in progress, over what the viewer may see.
        idle_days: neither the folder nor a visible opportunity inside changed for longer than so many days.
        words: each must occur in the name, blind to case and accents; single words, in order.
        sort: the order; ties are broken by name, then number.
        descending: the order turned round.
        mine: only folders that the viewer owns or has opportunities in (`/folder mine`; it is no word of the language).
    """

    state: FolderState = FolderState.ACTIVE
    opps: OppsFilter | None = None
    owner: str | None = None
    tags: tuple[str, ...] = ()
    without_tags: tuple[str, ...] = ()
    won_over: Decimal | None = None
    open_over: Decimal | None = None
    idle_days: int | None = None
    words: tuple[str, ...] = ()
    sort: SortKey = SortKey.NAME
    descending: bool = False
    mine: bool = False


@dataclass(frozen=True, slots=True)
class OpportunityFilter:
    """A question about opportunities (`/opp list`): statuses, a tag, an owner, words of the title.

    Attributes:
        statuses: any of these; empty asks nothing.
        owner: a Slack user id, `OWNER_ME`, or None.
        tags: each must be carried.
        without_tags: none may be carried.
        words: each must occur in the title, blind to case and accents.
    """

    statuses: tuple[Status, ...] = ()
    owner: str | None = None
    tags: tuple[str, ...] = ()
    without_tags: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
