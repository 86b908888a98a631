"""What is not acceptable as it was asked for: the branch `Invalid` of the tree in `core.errors`."""

from dataclasses import dataclass
from typing import ClassVar

from core.errors import Refusal
from core.filters import Flaw
from core.models.field import FieldKind
from core.models.folder import NAME_LIMIT


@dataclass
class Invalid(Refusal):
    """Not acceptable as it is.

    Attributes:
        field: the form field it belongs to, by its name in the request.
    """

    rule: ClassVar[str] = "invalid"
    field: ClassVar[str] = ""


@dataclass
class NameMissing(Invalid):
    """A folder, an opportunity, a team or a default field has a name (SPEC §3).

    Attributes:
        limit: characters allowed.
    """

    rule: ClassVar[str] = "name_missing"
    field: ClassVar[str] = "name"
    limit: int = NAME_LIMIT


@dataclass
class NameTooLong(Invalid):
    """Attributes:
    length: characters given.
    limit: characters allowed.
    """

    rule: ClassVar[str] = "name_too_long"
    field: ClassVar[str] = "name"
    length: int
    limit: int


@dataclass
class AmountOutOfRange(Invalid):
    """Money is from 0 to 999,999,999,999.99."""

    rule: ClassVar[str] = "amount_out_of_range"
    field: ClassVar[str] = "amount"


@dataclass
class OwnerUnknown(Invalid):
    """The owner chosen is no active member of the workspace."""

    rule: ClassVar[str] = "owner_unknown"
    field: ClassVar[str] = "owner"


@dataclass
class OwnerAlready(Invalid):
    """The folder is theirs already.

    Attributes:
        owner: the display name of the person chosen.
    """

    rule: ClassVar[str] = "owner_already"
    field: ClassVar[str] = "owner"
    owner: str


@dataclass
class HeirIsLeaver(Invalid):
    """Nobody takes over what they leave themselves.

    Attributes:
        name: who was chosen.
    """

    rule: ClassVar[str] = "heir_is_leaver"
    field: ClassVar[str] = "heirs"
    name: str


@dataclass
class StillHere(Invalid):
    """Everything is taken from somebody who has not left only where that is confirmed.

    Attributes:
        name: who it would be taken from.
    """

    rule: ClassVar[str] = "still_here"
    field: ClassVar[str] = "still_here"
    name: str


@dataclass
class ReasonMissing(Invalid):
    """Who declines says why (SPEC §3, ask for an owner change)."""

    rule: ClassVar[str] = "reason_missing"
    field: ClassVar[str] = "reason"


@dataclass
class ReasonTooLong(Invalid):
    """Attributes:
    length: characters given.
    limit: characters allowed.
    """

    rule: ClassVar[str] = "reason_too_long"
    field: ClassVar[str] = "reason"
    length: int
    limit: int


@dataclass
class ReminderMissing(Invalid):
    """Standby needs a reminder date (SPEC §1)."""

    rule: ClassVar[str] = "reminder_missing"
    field: ClassVar[str] = "reminder"


@dataclass
class ReminderPast(Invalid):
    """A reminder lies ahead."""

    rule: ClassVar[str] = "reminder_past"
    field: ClassVar[str] = "reminder"


@dataclass
class ChannelUnknown(Invalid):
    """The app posts only where it was invited (SPEC §4.3).

    Attributes:
        channel: the channel's name; empty where the app may not know it.
    """

    rule: ClassVar[str] = "channel_unknown"
    field: ClassVar[str] = "channel"
    channel: str


@dataclass
class ChannelArchived(Invalid):
    """Attributes:
    channel: the channel's name.
    """

    rule: ClassVar[str] = "channel_archived"
    field: ClassVar[str] = "channel"
    channel: str


@dataclass
class NotInChannel(Invalid):
    """Somebody shares only where they are themselves.

    Attributes:
        channel: the channel's name.
    """

    rule: ClassVar[str] = "not_in_channel"
    field: ClassVar[str] = "channel"
    channel: str


@dataclass
class ChannelExternal(Invalid):
    """Other companies read the channel: alerts do not go there.

    Attributes:
        channel: the channel's name.
    """

    rule: ClassVar[str] = "channel_external"
    field: ClassVar[str] = "channel"
    channel: str


@dataclass
class NoChannelHere(Invalid):
    """Only a channel follows, and this is none."""

    rule: ClassVar[str] = "no_channel_here"


@dataclass
class NotFollowing(Invalid):
    """The channel follows nothing."""

    rule: ClassVar[str] = "not_following"


@dataclass
class FilterUnfit(Invalid):
    """No channel can follow that filter, or not this one.

    Attributes:
        flaw: why.
    """

    rule: ClassVar[str] = "filter_unfit"
    flaw: Flaw


@dataclass
class FieldRequired(Invalid):
    """Attributes:
    field_id: the default field.
    label: its label.
    """

    rule: ClassVar[str] = "field_required"
    field_id: int
    label: str


@dataclass
class FieldInvalid(Invalid):
    """Attributes:
    field_id: the default field.
    label: its label.
    kind: what it should hold.
    choices: what may be chosen, for a choice.
    """

    rule: ClassVar[str] = "field_invalid"
    field_id: int
    label: str
    kind: FieldKind
    choices: tuple[str, ...] = ()
