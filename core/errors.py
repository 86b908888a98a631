"""The tree of refusals.

    Refusal
    ├── NotFound                     there is no such thing, or it is hidden: the two are told alike (SPEC §2.4)
    ├── NotAdmitted                  guest, bot, deactivated, stranger: refused everything (SPEC §2.6)
    ├── NotAllowed                   visible, but not for this person (SPEC §2, §3)
    │   ├── AdminOnly                only an admin may
    │   ├── ExportForAdmins          "Only admins can export" is on
    │   ├── NotWithinReach           only the owner, a manager of the owner's team or an admin may
    │   ├── CannotAssign             an owner the actor may not choose
    │   ├── AlreadyInFolder          in another folder: to be removed first, or moved
    │   ├── FolderNotEmpty           only an empty folder is deleted
    │   ├── OwnersWouldMix           a folder would hold opportunities of others than its owner
    │   ├── NoNeedToAsk              what they ask a manager for they may do themselves
    │   ├── NobodyToAsk              no manager of the owner and no admin is left
    │   ├── NothingToHandOver        who left owns nothing that others would take over
    │   ├── HandOverRuns             what they leave is being handed over already
    │   ├── NotQuiet                 the folder has something in progress again, or was deactivated
    │   ├── NothingToWinBack         nothing was lost in the folder that the actor may change
    │   └── LeadsNobody              the weekly table is for who leads a team
    ├── Invalid                      what was asked for is not acceptable; names the field
    │   ├── NameMissing
    │   ├── NameTooLong
    │   ├── AmountOutOfRange
    │   ├── OwnerUnknown             not an active member
    │   ├── OwnerAlready             the folder is theirs already
    │   ├── HeirIsLeaver             nobody takes over from themselves
    │   ├── StillHere                who has not left loses it only where that is confirmed
    │   ├── ReasonMissing            declined without a reason
    │   ├── ReasonTooLong
    │   ├── ReminderMissing          standby without a date
    │   ├── ReminderPast
    │   ├── ChannelUnknown           the app is not in the channel, or there is none
    │   ├── ChannelArchived
    │   ├── NotInChannel             a channel that the actor is not in
    │   ├── ChannelExternal          a channel that other companies read
    │   ├── NoChannelHere            only a channel follows a filter
    │   ├── NotFollowing             the channel follows nothing
    │   ├── FilterUnfit              no channel can follow that filter, or not this one
    │   ├── FieldRequired            a default field left empty
    │   ├── FieldInvalid             a default field that does not hold its kind
    │   ├── NameTaken                another team or default field has the name
    │   ├── FieldsTooMany            a form asks for so many default fields and no more
    │   ├── KindInUse                answers that the new kind of a default field would not hold
    │   ├── ChoicesMissing           a choice without anything to choose
    │   ├── ChoicesTooMany
    │   ├── ChoicesTooLong           all together
    │   ├── ChoiceTooLong            one of them
    │   ├── NotActive                people who are no active members
    │   └── LastAdmin                nobody would be left to rule the account
    └── Stale                        somebody changed the thing since it was shown

Those under Invalid stand in `core.invalid`; from NameTaken on they are about what admins set, and stand in
`core.settings_errors`.

A refusal carries a rule id and facts; never a sentence: `bot/errors.py` alone turns it into words.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.models.member import Standing


@dataclass
class Refusal(Exception):
    """The core says no. `rule` names the rule, the attributes hold the facts that the reader may know."""

    rule: ClassVar[str] = "refusal"


@dataclass
class NotFound(Refusal):
    """No such thing, for this person.

    Attributes:
        kind: "folder", "opportunity", "team", "default_field", "member" or "route".
        asked: what was asked for, as the person wrote it; empty where it was an id of ours.
    """

    rule: ClassVar[str] = "not_found"
    kind: str
    asked: str = ""


@dataclass
class NotAdmitted(Refusal):
    """Guests, bots, deactivated users and Slack Connect strangers may do nothing (SPEC §2.6).

    Attributes:
        standing: which of them.
        locale: theirs, for nothing else is known of who acts.
    """

    rule: ClassVar[str] = "not_admitted"
    standing: Standing
    locale: str


@dataclass
class NotAllowed(Refusal):
    """Seen, but not to be done by this person."""

    rule: ClassVar[str] = "not_allowed"


@dataclass
class AdminOnly(NotAllowed):
    """An act of admins (SPEC §3)."""

    rule: ClassVar[str] = "admin_only"


@dataclass
class ExportForAdmins(AdminOnly):
    """ "Only admins can export" is on (SPEC §5)."""

    rule: ClassVar[str] = "export_for_admins"


@dataclass
class NotWithinReach(NotAllowed):
    """`edit_opp` or `edit_folder` does not hold: owner, manager of the owner's team, or admin (SPEC §2).

    Attributes:
        kind: "folder" or "opportunity".
        number: its number.
        owner: the owner's display name.
    """

    rule: ClassVar[str] = "not_within_reach"
    kind: str
    number: int
    owner: str


@dataclass
class CannotAssign(NotAllowed):
    """The actor may not make this person an owner: self, for managers their team, for admins anyone (SPEC §3).

    Attributes:
        owner: the display name of the person chosen.
    """

    rule: ClassVar[str] = "cannot_assign"
    owner: str


@dataclass
class AlreadyInFolder(NotAllowed):
    """An opportunity is in at most one folder: removed first, or moved (SPEC §3, attach).

    Attributes:
        number: the opportunity's number.
        folder_number: the number of the folder it is in; None where the actor may not see that folder.
        folder_name: the folder's name; empty where the actor may not see it.
    """

    rule: ClassVar[str] = "already_in_folder"
    number: int
    folder_number: int | None
    folder_name: str


@dataclass(frozen=True, slots=True)
class BlockingOpportunity:
    """An opportunity that keeps a folder from changing hands, and that the reader may see.

    Attributes:
        number: its number.
        title: its title.
        owner: its owner's display name.
    """

    number: int
    title: str
    owner: str


@dataclass
class OwnersWouldMix(NotAllowed):
    """Where each user has their own folders, what is inside belongs to the folder's owner (SPEC §3, change the owner).

    Holds nothing of what the actor may not see: not even how much of that there is.

    Attributes:
        number: the folder's number.
        owner: the display name of the person chosen.
        blocking: what belongs to others, as far as the actor may see it; the first of it.
        count: how much that is in all.
        along: whether the actor may give all that blocks to the new owner too.
    """

    rule: ClassVar[str] = "owners_would_mix"
    number: int
    owner: str
    blocking: tuple[BlockingOpportunity, ...]
    count: int
    along: bool


@dataclass
class FolderNotEmpty(NotAllowed):
    """Only an empty folder is deleted; what lies in the bin can still come back into it (SPEC §3, delete a folder).

    Attributes:
        number: the folder's number.
        inside: how many opportunities are in it. Only admins delete, and they see all of them.
        binned: how many more lie in the bin.
    """

    rule: ClassVar[str] = "folder_not_empty"
    number: int
    inside: int
    binned: int


@dataclass
class NoNeedToAsk(NotAllowed):
    """Who may change the owner asks nobody (SPEC §3, ask for an owner change).

    Attributes:
        number: the folder's number.
    """

    rule: ClassVar[str] = "no_need_to_ask"
    number: int


@dataclass
class NobodyToAsk(NotAllowed):
    """Nobody is left who could approve."""

    rule: ClassVar[str] = "nobody_to_ask"


@dataclass
class NothingToHandOver(NotAllowed):
    """Neither a folder nor an opportunity in progress (SPEC §3, hand over).

    Attributes:
        name: whose it would be.
    """

    rule: ClassVar[str] = "nothing_to_hand_over"
    name: str


@dataclass
class HandOverRuns(NotAllowed):
    """One at a time for each leaver (SPEC §3, hand over).

    Attributes:
        name: whose things are being handed over.
    """

    rule: ClassVar[str] = "hand_over_runs"
    name: str


@dataclass
class NotQuiet(NotAllowed):
    """What a message offers about a folder without anything in progress, once that is over (SPEC §4.3).

    Attributes:
        number: of the folder.
    """

    rule: ClassVar[str] = "not_quiet"
    number: int


@dataclass
class NothingToWinBack(NotAllowed):
    """Nothing was lost in the folder that this person may change (SPEC §4.3).

    Attributes:
        number: of the folder.
    """

    rule: ClassVar[str] = "nothing_to_win_back"
    number: int


@dataclass
class LeadsNobody(NotAllowed):
    """The weekly table tells of the teams that its reader manages (SPEC §4.3), and there are none."""

    rule: ClassVar[str] = "leads_nobody"


@dataclass
class Stale(Refusal):
    """Somebody was quicker.

    Attributes:
        kind: "folder", "opportunity", "team", "default_field" or "settings".
        number: its number; 0 where it has none.
        by: who changed it last, by display name; empty where that is not known or not to be told.
        at: when.
        name: what it is called, where it has no number.
    """

    rule: ClassVar[str] = "stale"
    kind: str
    number: int
    by: str
    at: datetime
    name: str = ""
