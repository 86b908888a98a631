"""What may happen in the sandbox's world."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from core.models import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that somebody did.

    Attributes:
        at: when.
        by: who; a Slack user id.
    """

    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderOpened(Act):
    """A folder was made; `folder` is its place among the clients, `answers` are by the key of the field."""

    folder: int
    name: str
    owner: str
    description: str
    answers: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderDeactivated(Act):
    """A folder was deactivated."""

    folder: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DealOpened(Act):
    """An opportunity was made; `deal` names it within the plan."""

    deal: int
    folder: int | None
    title: str
    owner: str
    amount: Decimal
    tags: tuple[str, ...]
    description: str
    expected_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DealMoved(Act):
    """An opportunity changed its status."""

    deal: int
    status: Status
    reminder_at: datetime | None = None
