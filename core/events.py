"""What happened, as frozen dataclasses: the only things that `history.record` takes.

An event names its subjects by id and says what changed from what to what, in plain JSON values. What a person may read
of it is decided when it is read, by the policy.
"""

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that happened.

    Attributes:
        kind: its name, for ever: rows of the history carry it.
        folder_id: the folder it is about, if any.
        opportunity_id: the opportunity it is about, if any.
    """

    kind: ClassVar[str]
    folder_id: int | None = None
    opportunity_id: int | None = None

    def facts(self) -> dict[str, Any]:
        """What changed, as JSON values."""
        return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderCreated(Happening):
    """A folder was made."""

    kind: ClassVar[str] = "folder.created"
    name: str
    owner_id: int

    def facts(self) -> dict[str, Any]:
        return {"name": self.name, "owner_id": self.owner_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityCreated(Happening):
    """An opportunity was made, in a folder or in none."""

    kind: ClassVar[str] = "opportunity.created"
    title: str
    owner_id: int

    def facts(self) -> dict[str, Any]:
        return {"title": self.title, "owner_id": self.owner_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChanged(Happening):
    """An opportunity went from one status to another; or its reminder moved, the status staying `standby`."""

    kind: ClassVar[str] = "opportunity.status_changed"
    before: str
    after: str
    reminder_at: str | None

    def facts(self) -> dict[str, Any]:
        return {"from": self.before, "to": self.after, "reminder_at": self.reminder_at}


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingChanged(Happening):
    """An admin changed a setting of the workspace."""

    kind: ClassVar[str] = "settings.changed"
    setting: str
    before: str | int | bool | None
    after: str | int | bool | None

    def facts(self) -> dict[str, Any]:
        return {"setting": self.setting, "from": self.before, "to": self.after}
