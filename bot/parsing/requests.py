"""What a command may ask for."""

from dataclasses import dataclass
from datetime import date

from bot.parsing.refs import Ref
from core.filters import FolderFilter, OpportunityFilter
from core.models import Status


@dataclass(frozen=True, slots=True)
class ListFolders:
    """Which folders."""

    question: FolderFilter


@dataclass(frozen=True, slots=True)
class NewFolder:
    """The form, with a name in it where one was given."""

    name: str


@dataclass(frozen=True, slots=True)
class OpenFolder:
    """Which folder."""

    folder: Ref


@dataclass(frozen=True, slots=True)
class GiveFolder:
    """Which folder, and to whom, by Slack id; None asks for it."""

    folder: Ref
    owner: str | None


@dataclass(frozen=True, slots=True)
class HandOver:
    """Whose things are handed over, and to whom, by Slack ids; nobody named asks who left."""

    leaver: str | None
    heirs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExportFolders:
    """Which folders."""

    question: FolderFilter


@dataclass(frozen=True, slots=True)
class ListOpportunities:
    """Which opportunities."""

    question: OpportunityFilter


@dataclass(frozen=True, slots=True)
class NewOpportunity:
    """The form, with a title and a folder in it where they were given."""

    title: str
    folder: Ref | None


@dataclass(frozen=True, slots=True)
class OpenOpportunity:
    """Which opportunity."""

    opportunity: Ref


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Where to, which opportunity, and for standby until when; None asks for the day."""

    status: Status
    opportunity: Ref
    reminder: date | None = None


@dataclass(frozen=True, slots=True)
class Attach:
    """Which opportunity, and to which folder; None asks for it."""

    opportunity: Ref
    folder: Ref | None


@dataclass(frozen=True, slots=True)
class Move:
    """Which opportunity, and to which folder; None asks for it."""

    opportunity: Ref
    folder: Ref | None


@dataclass(frozen=True, slots=True)
class Detach:
    """Which opportunity leaves its folder."""

    opportunity: Ref


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Which opportunity."""

    opportunity: Ref


@dataclass(frozen=True, slots=True)
class GiveOpportunity:
    """Which opportunity, and to whom, by Slack id; None asks for it."""

    opportunity: Ref
    owner: str | None


@dataclass(frozen=True, slots=True)
class DeleteOpportunity:
    """Which opportunity."""

    opportunity: Ref


@dataclass(frozen=True, slots=True)
class RestoreOpportunity:
    """Which opportunity of the bin; None shows what is in it."""

    opportunity: Ref | None


@dataclass(frozen=True, slots=True)
class SetActive:
    """Which folder, and what it shall be."""

    folder: Ref
    active: bool


@dataclass(frozen=True, slots=True)
class FolderHistory:
    """Which folder; with a day, the question who owned it then."""

    folder: Ref
    owner_on: date | None = None


@dataclass(frozen=True, slots=True)
class WhyFolder:
    """What the person may do with which folder, and why."""

    folder: Ref


@dataclass(frozen=True, slots=True)
class OpenSettings:
    """The form "Settings"."""


@dataclass(frozen=True, slots=True)
class AskHealth:
    """How the telling goes."""


@dataclass(frozen=True, slots=True)
class Follow:
    """What the channel shall hear of."""

    question: FolderFilter


@dataclass(frozen=True, slots=True)
class Unfollow:
    """The channel shall follow nothing any more."""


@dataclass(frozen=True, slots=True)
class Help:
    """About which command, and which of its words; empty for all of them."""

    command: str
    word: str


Request = (
    ListFolders
    | NewFolder
    | OpenFolder
    | GiveFolder
    | HandOver
    | ExportFolders
    | SetActive
    | FolderHistory
    | WhyFolder
    | OpenSettings
    | AskHealth
    | Follow
    | Unfollow
    | ListOpportunities
    | NewOpportunity
    | OpenOpportunity
    | SetStatus
    | Attach
    | Move
    | Detach
    | Duplicate
    | GiveOpportunity
    | DeleteOpportunity
    | RestoreOpportunity
    | Help
)
