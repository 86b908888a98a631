"""What the history keeps of a hand-over as a whole; each folder and opportunity has entries of its own besides."""

from dataclasses import dataclass
from typing import Any, ClassVar

from core.events import Happening


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverStarted(Happening):
    """An admin began to hand over what somebody leaves behind."""

    kind: ClassVar[str] = "hand_over.started"
    before_id: int
    heirs: tuple[int, ...]
    along: bool

    def facts(self) -> dict[str, Any]:
        return {"from": self.before_id, "to": list(self.heirs), "along": self.along}
