"""What happened to teams, roles, default fields and channels that follow.

Kinds and facts are kept for ever, as in `core.events`.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from core.events import Happening


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged(Happening):
    """An admin made somebody an admin, or a rep."""

    kind: ClassVar[str] = "member.role_changed"
    member_id: int
    before: str
    after: str

    def facts(self) -> dict[str, Any]:
        return {"member_id": self.member_id, "from": self.before, "to": self.after}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelFollows(Happening):
    """A channel was let follow a filter, or another one, or none any more; an empty one is every folder."""

    kind: ClassVar[str] = "channel.follows"
    channel: str
    before: str | None
    after: str | None

    def facts(self) -> dict[str, Any]:
        return {"channel": self.channel, "from": self.before, "to": self.after}


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamCreated(Happening):
    """A team was made. Managers are members too."""

    kind: ClassVar[str] = "team.created"
    team_id: int
    name: str
    members: tuple[int, ...]
    managers: tuple[int, ...]
    usergroup: str | None

    def facts(self) -> dict[str, Any]:
        people = {"members": list(self.members), "managers": list(self.managers), "usergroup": self.usergroup}
        return {"team_id": self.team_id, "name": self.name, **people}


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamChanged(Happening):
    """A team got another name, or other people; where it follows a user group of Slack, nobody did it."""

    kind: ClassVar[str] = "team.changed"
    team_id: int
    name_before: str
    name_after: str
    joined: tuple[int, ...]
    left: tuple[int, ...]
    managers_before: tuple[int, ...]
    managers_after: tuple[int, ...]
    usergroup_before: str | None
    usergroup_after: str | None

    def facts(self) -> dict[str, Any]:
        return {
            "team_id": self.team_id,
            "name": {"from": self.name_before, "to": self.name_after},
            "joined": list(self.joined),
            "left": list(self.left),
            "managers": {"from": list(self.managers_before), "to": list(self.managers_after)},
            "usergroup": {"from": self.usergroup_before, "to": self.usergroup_after},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamDeleted(Happening):
    """A team is no more; its people are."""

    kind: ClassVar[str] = "team.deleted"
    team_id: int
    name: str
    members: tuple[int, ...]
    managers: tuple[int, ...]
    usergroup: str | None

    def facts(self) -> dict[str, Any]:
        people = {"members": list(self.members), "managers": list(self.managers), "usergroup": self.usergroup}
        return {"team_id": self.team_id, "name": self.name, **people}


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultFieldAdded(Happening):
    """A default field was put on the folder's form."""

    kind: ClassVar[str] = "default_field.added"
    field_id: int
    asks: dict[str, Any]

    def facts(self) -> dict[str, Any]:
        return {"field_id": self.field_id, "asks": self.asks}


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultFieldChanged(Happening):
    """A default field asks for something else, or in other words; only what differs is written down."""

    kind: ClassVar[str] = "default_field.changed"
    field_id: int
    before: dict[str, Any]
    after: dict[str, Any]

    def facts(self) -> dict[str, Any]:
        return {"field_id": self.field_id, "from": self.before, "to": self.after}


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultFieldMoved(Happening):
    """A default field went to another place on the form, counted from 1."""

    kind: ClassVar[str] = "default_field.moved"
    field_id: int
    before: int
    after: int

    def facts(self) -> dict[str, Any]:
        return {"field_id": self.field_id, "from": self.before, "to": self.after}


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultFieldRemoved(Happening):
    """A default field was taken off the form. What folders answered stays stored."""

    kind: ClassVar[str] = "default_field.removed"
    field_id: int
    label: str

    def facts(self) -> dict[str, Any]:
        return {"field_id": self.field_id, "label": self.label}


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultFieldRestored(Happening):
    """A default field is back on the form, at its end, with all that was ever answered."""

    kind: ClassVar[str] = "default_field.restored"
    field_id: int
    label: str

    def facts(self) -> dict[str, Any]:
        return {"field_id": self.field_id, "label": self.label}
