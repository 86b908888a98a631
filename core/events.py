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
        may_move_play: whether it can change that its folder has something in progress, where it has both.
    """

    kind: ClassVar[str]
    may_move_play: ClassVar[bool] = True
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
class FolderDeactivated(Happening):
    """An admin took a folder out of the lists."""

    kind: ClassVar[str] = "folder.deactivated"


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderReactivated(Happening):
    """An admin brought a folder back."""

    kind: ClassVar[str] = "folder.reactivated"


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderEdited(Happening):
    """What a folder says of itself changed.

    Attributes:
        changes: each of its own fields by name, with what it was and what it is.
        answers: each default field that was answered anew: its label and kind at that time, what it was and what it is.
    """

    kind: ClassVar[str] = "folder.edited"
    changes: dict[str, tuple[str, str]]
    answers: tuple[tuple[str, str, str, str], ...] = ()

    def facts(self) -> dict[str, Any]:
        return {
            "changes": {name: {"from": before, "to": after} for name, (before, after) in self.changes.items()},
            "answers": [
                {"label": label, "kind": kind, "from": before, "to": after}
                for label, kind, before, after in self.answers
            ],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderDeleted(Happening):
    """An admin deleted an empty folder: the last that is told of it."""

    kind: ClassVar[str] = "folder.deleted"
    name: str
    number: int

    def facts(self) -> dict[str, Any]:
        return {"name": self.name, "number": self.number}


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderOwnerChanged(Happening):
    """A folder changed hands; who asked for it is named where that is not who did it.

    `along` are the opportunities that went with it, each of which tells of it in its own history. `summed_up` says that
    its new owner reads of it in the end, with all else of a hand-over.
    """

    kind: ClassVar[str] = "folder.owner_changed"
    before_id: int
    after_id: int
    asked_by_id: int | None = None
    along: tuple[int, ...] = ()
    summed_up: bool = False

    def facts(self) -> dict[str, Any]:
        return {"from": self.before_id, "to": self.after_id, "asked_by_id": self.asked_by_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderShared(Happening):
    """A folder was shown in a channel, by its Slack id."""

    kind: ClassVar[str] = "folder.shared"
    channel: str

    def facts(self) -> dict[str, Any]:
        return {"channel": self.channel}


@dataclass(frozen=True, slots=True, kw_only=True)
class DormancySnoozed(Happening):
    """That nothing is in progress in a folder was put off until a moment."""

    kind: ClassVar[str] = "dormancy.snoozed"
    until: str

    def facts(self) -> dict[str, Any]:
        return {"until": self.until}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientLost(Happening):
    """Somebody called a client lost: the admins were asked to deactivate the folder."""

    kind: ClassVar[str] = "dormancy.client_lost"


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
class OpportunityEdited(Happening):
    """What an opportunity says of itself changed: each field's name, with what it was and what it is."""

    kind: ClassVar[str] = "opportunity.edited"
    may_move_play: ClassVar[bool] = False
    changes: dict[str, tuple[Any, Any]]

    def facts(self) -> dict[str, Any]:
        return {"changes": {name: {"from": before, "to": after} for name, (before, after) in self.changes.items()}}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityOwnerChanged(Happening):
    """An opportunity changed hands.

    `summed_up` says that its new owner reads of it with the folder, or the hand-over, that it is a part of.
    """

    kind: ClassVar[str] = "opportunity.owner_changed"
    may_move_play: ClassVar[bool] = False
    before_id: int
    after_id: int
    summed_up: bool = False

    def facts(self) -> dict[str, Any]:
        return {"from": self.before_id, "to": self.after_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityAttached(Happening):
    """An opportunity came into `folder_id`; a move names the folder that it came from, and is told there too."""

    kind: ClassVar[str] = "opportunity.attached"
    from_folder_id: int | None = None

    def facts(self) -> dict[str, Any]:
        return {"from_folder_id": self.from_folder_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityRemoved(Happening):
    """An opportunity left `folder_id`; a move names the folder that it went to, and is told there too."""

    kind: ClassVar[str] = "opportunity.removed"
    to_folder_id: int | None = None

    def facts(self) -> dict[str, Any]:
        return {"to_folder_id": self.to_folder_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityDuplicated(Happening):
    """An opportunity was made as a copy of another: the beginning of the copy's history, and of nothing else."""

    kind: ClassVar[str] = "opportunity.duplicated"
    title: str
    owner_id: int
    source_id: int

    def facts(self) -> dict[str, Any]:
        return {"title": self.title, "owner_id": self.owner_id, "source_id": self.source_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityShared(Happening):
    """An opportunity was shown in a channel, by its Slack id."""

    kind: ClassVar[str] = "opportunity.shared"
    may_move_play: ClassVar[bool] = False
    channel: str

    def facts(self) -> dict[str, Any]:
        return {"channel": self.channel}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalDeclined(Happening):
    """No folder was wanted for a copy and what it was made from."""

    kind: ClassVar[str] = "opportunity.folder_declined"
    may_move_play: ClassVar[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityDeleted(Happening):
    """An opportunity was put into the bin."""

    kind: ClassVar[str] = "opportunity.deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityRestored(Happening):
    """An opportunity was taken out of the bin."""

    kind: ClassVar[str] = "opportunity.restored"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityPurged(Happening):
    """An opportunity had been in the bin for thirty days, and is gone. Nobody did it."""

    kind: ClassVar[str] = "opportunity.purged"
    may_move_play: ClassVar[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSwitched(Happening):
    """Somebody asked for a digest, or no longer wants it."""

    kind: ClassVar[str] = "digest.switched"
    digest: str
    on: bool

    def facts(self) -> dict[str, Any]:
        return {"digest": self.digest, "on": self.on}


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingChanged(Happening):
    """An admin changed a setting of the workspace."""

    kind: ClassVar[str] = "settings.changed"
    setting: str
    before: str | int | bool | None
    after: str | int | bool | None

    def facts(self) -> dict[str, Any]:
        return {"setting": self.setting, "from": self.before, "to": self.after}
