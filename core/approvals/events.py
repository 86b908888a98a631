"""What happens to a request that a folder change hands, as the history tells it (`core/events.py`)."""

from dataclasses import dataclass
from typing import Any, ClassVar

from core.events import Happening


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerChangeAsked(Happening):
    """Somebody asked that a folder change hands, who may not do it."""

    kind: ClassVar[str] = "approval.asked"
    before_id: int
    after_id: int

    def facts(self) -> dict[str, Any]:
        return {"from": self.before_id, "to": self.after_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerChangeDeclined(Happening):
    """Somebody who may do it said no to what was asked."""

    kind: ClassVar[str] = "approval.declined"
    before_id: int
    after_id: int
    asked_by_id: int

    def facts(self) -> dict[str, Any]:
        return {"from": self.before_id, "to": self.after_id, "asked_by_id": self.asked_by_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerChangeLapsed(Happening):
    """What was asked came to nothing without an answer: the folder changed hands otherwise, or nobody could be told."""

    kind: ClassVar[str] = "approval.lapsed"
    before_id: int
    after_id: int
    asked_by_id: int
    why: str

    def facts(self) -> dict[str, Any]:
        return {"from": self.before_id, "to": self.after_id, "asked_by_id": self.asked_by_id, "why": self.why}
