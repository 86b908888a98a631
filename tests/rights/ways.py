"""By which doors each act of the table is tried, and what a person does there."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from bot import ids
from tests.rights.steps import Choose, Home, Old, Press, Say, Send, Shortcut, Step, Stolen

Way = tuple[Step, ...]


class Door(StrEnum):
    """Where an act begins."""

    COMMAND = "command"
    CARD = "card button"
    GEAR = "list gear"
    LIST = "list button"
    HOME = "App Home"
    SHORTCUT = "shortcut"
    STOLEN = "stolen modal"
    OLD = "old button"


SHOWING: Final = {Door.CARD, Door.GEAR, Door.LIST, Door.HOME}
"""Doors at which what one may not do is not offered in the first place."""

_NEW_FOLDER: Final = Send(ids.FOLDER_CREATE, {ids.NAME: "{unique}"})
_NEW_FOLDER_FOR: Final = Send(ids.FOLDER_CREATE, {ids.NAME: "{unique}", ids.OWNER: "owner"})
_NEW: Final = Send(ids.OPPORTUNITY_CREATE, {ids.NAME: "Brand new"})
_NEW_FOR: Final = Send(ids.OPPORTUNITY_CREATE, {ids.NAME: "Brand new", ids.OWNER: "owner"})
_NEW_IN: Final = Send(ids.OPPORTUNITY_CREATE, {ids.NAME: "Brand new", ids.FOLDER: "folder", ids.OWNER: "self"})
_ON_FOLDER: Final = Say("/folder open F-{folder}")
_ON_IT: Final = Say("/opp open O-{opportunity}")
_IN_LIST: Final = Say("/folder list {round}")
_THIS: Final = "opportunity version"


def _stolen(form: Send, *opened: Step, facts: str = "") -> Way:
    return (Stolen(opened, form, facts),)


def _status(word: str, status: str, of: str = "opportunity") -> Mapping[Door, Way]:
    button = f"{ids.OPPORTUNITY_STATUS}.{status}"
    return {
        Door.COMMAND: (Say(f"/opp {word} O-{{{of}}}"),),
        Door.CARD: (Say(f"/opp open O-{{{of}}}"), Press(button)),
        Door.OLD: (Old(button, f"opportunity={of} version"),),
    }


def _placed(act: str, form: str, straight: str, of: str, to: str) -> dict[Door, Way]:
    """Attach and move, by all their doors.

    Args:
        act: the sub-command.
        form: the id of button and form.
        straight: the id of the button that names the folder.
        of: which opportunity.
        to: which folder.
    """
    sent = Send(form, {ids.FOLDER: f"folder={to}"})
    return {
        Door.COMMAND: (Say(f"/opp {act} O-{{{of}}} to F-{{{to}}}"),),
        Door.CARD: (Say(f"/opp open O-{{{of}}}"), Press(form), sent),
        Door.OLD: (Old(straight, f"opportunity={of} version folder={to}"),),
        Door.STOLEN: _stolen(sent, Old(form, f"opportunity={of} version"), facts=f"opportunity={of} version"),
    }


_STANDBY: Final = Send(ids.STANDBY, {ids.REMINDER: "2100-01-04"})
_EDIT: Final = Send(ids.OPPORTUNITY_EDIT, {ids.NAME: "Renamed"})
_GIVE: Final = Send(ids.OPPORTUNITY_OWNER, {ids.OWNER: "heir"})
_BOTH: Final = Send(ids.PROPOSAL_ACCEPT, {ids.NAME: "{unique}"})
_SETTINGS: Final = Send(ids.SETTINGS, {ids.CURRENCY: "USD"})
_FIND: Final = Send(ids.FIND_FOLDER, {ids.FOLDER: "folder"})
_EDIT_FOLDER: Final = Send(ids.FOLDER_EDIT, {ids.NAME: "{unique}"})
_TO_HEIR: Final = Choose(ids.FOLDER_OWNER_CHOOSE, "heir")
_REASSIGN: Final = Send(ids.FOLDER_OWNER)
_REASSIGN_ALL: Final = Send(ids.FOLDER_OWNER, {ids.ALONG: ["yes"]})
_FIELD: Final = Send(ids.DEFAULT_FIELD, {ids.NAME: "{unique}"})
_TEAM: Final = Send(ids.TEAM, {ids.NAME: "{unique}", ids.MEMBERS: ["heir"]})
_RENAMED_TEAM: Final = Send(ids.TEAM, {ids.NAME: "{unique}"})
_ROLES: Final = Send(ids.ROLES, {ids.ADMINS: ["admin", "heir"]})
_SALES: Final = {ids.CHANNEL: "sales"}
_OPEN_SETTINGS: Final = Say("/folder settings")
_LISTED: Final[dict[str, Any]] = {"filter": "", "mine": False}

WAYS: Final[Mapping[str, Mapping[Door, Way]]] = {
    "create a folder": {
        Door.COMMAND: (Say("/folder new {unique}"), _NEW_FOLDER),
        Door.HOME: (Home(), Press(ids.FOLDER_NEW), _NEW_FOLDER),
        Door.LIST: (Say("/folder list"), Press(ids.FOLDER_NEW), _NEW_FOLDER),
        Door.OLD: (Old(ids.FOLDER_NEW), _NEW_FOLDER),
    },
    "create a folder for the owner": {
        Door.COMMAND: (Say("/folder new {unique}"), _NEW_FOLDER_FOR),
        Door.STOLEN: _stolen(_NEW_FOLDER_FOR, Old(ids.FOLDER_NEW)),
    },
    "create an opportunity": {
        Door.COMMAND: (Say("/opp new Brand new"), _NEW),
        Door.HOME: (Home(), Press(ids.OPPORTUNITY_NEW), _NEW),
        Door.SHORTCUT: (Shortcut(ids.SHORTCUT_NEW_OPPORTUNITY), _NEW),
        Door.OLD: (Shortcut(ids.SHORTCUT_FROM_MESSAGE, "They want more."), _NEW),
    },
    "create an opportunity for the owner": {
        Door.COMMAND: (Say("/opp new Brand new"), _NEW_FOR),
        Door.STOLEN: _stolen(_NEW_FOR, Old(ids.OPPORTUNITY_NEW)),
    },
    "create an opportunity in the folder": {
        Door.COMMAND: (Say("/opp new Brand new in F-{folder}"), _NEW),
        Door.CARD: (_ON_FOLDER, Press(ids.OPPORTUNITY_NEW), _NEW),
        Door.GEAR: (_IN_LIST, Press(ids.FOLDER_MENU, "New opportunity"), _NEW),
        Door.OLD: (Old(ids.OPPORTUNITY_NEW, "folder"), _NEW),
        Door.STOLEN: _stolen(_NEW_IN, Old(ids.OPPORTUNITY_NEW)),
    },
    "open the folder": {
        Door.COMMAND: (_ON_FOLDER,),
        Door.LIST: (_IN_LIST, Press(ids.FOLDER_OPEN)),
        Door.SHORTCUT: (Shortcut(ids.SHORTCUT_FIND_FOLDER), _FIND),
        Door.OLD: (Old(ids.FOLDER_OPEN, "folder"),),
        Door.STOLEN: _stolen(_FIND, Shortcut(ids.SHORTCUT_FIND_FOLDER)),
    },
    "find the folder in the list": {
        Door.COMMAND: (_IN_LIST,),
        Door.STOLEN: _stolen(Send(ids.FILTER, {ids.WORDS: "{round}"}), Say("/folder list"), Press(ids.FOLDER_FILTER)),
    },
    "deactivate the folder": {
        Door.COMMAND: (Say("/folder deactivate F-{folder}"), Press(ids.FOLDER_DEACTIVATE)),
        Door.CARD: (_ON_FOLDER, Press(ids.FOLDER_DEACTIVATE)),
        Door.GEAR: (_IN_LIST, Press(ids.FOLDER_MENU, "Deactivate"), Press(ids.FOLDER_DEACTIVATE)),
        Door.OLD: (Old(ids.FOLDER_DEACTIVATE, "folder"),),
    },
    "reactivate the folder": {
        Door.COMMAND: (Say("/folder activate F-{closed_folder}"),),
        Door.CARD: (Say("/folder open F-{closed_folder}"), Press(ids.FOLDER_REACTIVATE)),
        Door.GEAR: (Say("/folder list status:deactivated {closed_folder}"), Press(ids.FOLDER_MENU, "Reactivate")),
        Door.OLD: (Old(ids.FOLDER_REACTIVATE, "folder=closed_folder"),),
    },
    "edit the folder": {
        Door.CARD: (_ON_FOLDER, Press(ids.FOLDER_EDIT), _EDIT_FOLDER),
        Door.OLD: (Old(ids.FOLDER_EDIT, "folder"), _EDIT_FOLDER),
        Door.STOLEN: _stolen(_EDIT_FOLDER, Old(ids.FOLDER_EDIT, "folder"), facts="folder version"),
    },
    "change the folder's owner": {
        Door.COMMAND: (Say("/folder owner F-{folder} {at_heir}"), _REASSIGN),
        Door.CARD: (_ON_FOLDER, Press(ids.FOLDER_OWNER), _TO_HEIR, _REASSIGN),
        Door.GEAR: (_IN_LIST, Press(ids.FOLDER_MENU, "Change owner"), _TO_HEIR, _REASSIGN),
        Door.OLD: (Old(ids.FOLDER_OWNER, "folder"), _TO_HEIR, _REASSIGN),
        Door.STOLEN: _stolen(_REASSIGN, Say("/folder owner F-{folder} {at_heir}"), facts="folder version"),
    },
    "change the owner of an empty folder": {
        Door.COMMAND: (Say("/folder owner F-{empty} {at_heir}"), _REASSIGN),
        Door.CARD: (Say("/folder open F-{empty}"), Press(ids.FOLDER_OWNER), _TO_HEIR, _REASSIGN),
        Door.STOLEN: _stolen(_REASSIGN, Say("/folder owner F-{empty} {at_heir}"), facts="folder=empty version"),
    },
    "change the folder's owner, its opportunities too": {
        Door.CARD: (_ON_FOLDER, Press(ids.FOLDER_OWNER), _TO_HEIR, _REASSIGN_ALL),
        Door.STOLEN: _stolen(_REASSIGN_ALL, Say("/folder owner F-{folder} {at_heir}"), facts="folder version"),
    },
    "read its history": {
        Door.COMMAND: (Say("/folder history F-{folder}"),),
        Door.CARD: (_ON_FOLDER, Press(ids.FOLDER_HISTORY)),
        Door.GEAR: (_IN_LIST, Press(ids.FOLDER_MENU, "History")),
        Door.OLD: (Old(ids.FOLDER_HISTORY, "folder"),),
    },
    "share the folder": {
        Door.CARD: (_ON_FOLDER, Press(ids.FOLDER_SHARE), Send(ids.FOLDER_SHARE, _SALES)),
        Door.OLD: (Old(ids.FOLDER_SHARE, "folder"), Send(ids.FOLDER_SHARE, _SALES)),
        Door.STOLEN: _stolen(Send(ids.FOLDER_SHARE, _SALES), Old(ids.FOLDER_SHARE, "folder"), facts="folder"),
    },
    "ask why": {Door.COMMAND: (Say("/folder why F-{folder}"),)},
    "delete an empty folder": {
        Door.CARD: (Say("/folder open F-{empty}"), Press(ids.FOLDER_DELETE)),
        Door.OLD: (Old(ids.FOLDER_DELETE, "folder=empty version"),),
    },
    "delete a folder with something inside": {
        Door.CARD: (_ON_FOLDER, Press(ids.FOLDER_DELETE)),
        Door.OLD: (Old(ids.FOLDER_DELETE, "folder version"),),
    },
    "open the opportunity": {
        Door.COMMAND: (_ON_IT,),
        Door.LIST: (Say("/opp list {round}"), Press(ids.OPPORTUNITY_OPEN)),
        Door.OLD: (Old(ids.OPPORTUNITY_OPEN, "opportunity"),),
    },
    "find the opportunity in the list": {Door.COMMAND: (Say("/opp list {round}"),)},
    "win it": _status("won", "won"),
    "lose it": _status("lost", "lost"),
    "cancel it": _status("cancel", "cancelled"),
    "reopen it": _status("todo", "todo", "closed"),
    "put it on standby": {
        Door.COMMAND: (Say("/opp standby O-{opportunity} 2100-01-04"),),
        Door.CARD: (_ON_IT, Press(ids.OPPORTUNITY_STANDBY), _STANDBY),
        Door.OLD: (Old(ids.OPPORTUNITY_STANDBY, _THIS), _STANDBY),
        Door.STOLEN: _stolen(_STANDBY, Old(ids.OPPORTUNITY_STANDBY, _THIS), facts=_THIS),
    },
    "edit it": {
        Door.CARD: (_ON_IT, Press(ids.OPPORTUNITY_EDIT), _EDIT),
        Door.OLD: (Old(ids.OPPORTUNITY_EDIT, _THIS), _EDIT),
        Door.STOLEN: _stolen(_EDIT, Old(ids.OPPORTUNITY_EDIT, _THIS), facts=_THIS),
    },
    "attach it to a folder": _placed(
        "attach", ids.OPPORTUNITY_ATTACH, ids.OPPORTUNITY_ATTACH_TO, "loose", "other_folder"
    ),
    "attach one's own to the folder": _placed(
        "attach", ids.OPPORTUNITY_ATTACH, ids.OPPORTUNITY_ATTACH_TO, "own", "folder"
    ),
    "remove it from its folder": {
        Door.COMMAND: (Say("/opp detach O-{opportunity}"),),
        Door.CARD: (_ON_IT, Press(ids.OPPORTUNITY_REMOVE)),
        Door.OLD: (Old(ids.OPPORTUNITY_REMOVE, _THIS),),
    },
    "remove another's from the folder": {
        Door.COMMAND: (Say("/opp detach O-{another}"),),
        Door.CARD: (Say("/opp open O-{another}"), Press(ids.OPPORTUNITY_REMOVE)),
        Door.OLD: (Old(ids.OPPORTUNITY_REMOVE, "opportunity=another version"),),
    },
    "move it to another folder": _placed(
        "move", ids.OPPORTUNITY_MOVE, ids.OPPORTUNITY_MOVE_TO, "opportunity", "other_folder"
    ),
    "move one's own to the folder": _placed(
        "move", ids.OPPORTUNITY_MOVE, ids.OPPORTUNITY_MOVE_TO, "own_placed", "folder"
    ),
    "duplicate it": {
        Door.COMMAND: (Say("/opp duplicate O-{opportunity}"),),
        Door.CARD: (_ON_IT, Press(ids.OPPORTUNITY_DUPLICATE)),
        Door.OLD: (Old(ids.OPPORTUNITY_DUPLICATE, _THIS),),
    },
    "say yes to a folder for both": {
        Door.OLD: (Old(ids.PROPOSAL_ACCEPT, "proposal"), _BOTH),
        Door.STOLEN: _stolen(_BOTH, Old(ids.PROPOSAL_ACCEPT, "proposal"), facts="proposal"),
    },
    "choose a folder for both": {Door.OLD: (Old(ids.PROPOSAL_ACCEPT_WITH, "proposal folder=other_folder"),)},
    "say no to a folder for both": {Door.OLD: (Old(ids.PROPOSAL_DECLINE, "proposal"),)},
    "give it to another": {
        Door.COMMAND: (Say("/opp owner O-{opportunity} {at_heir}"),),
        Door.CARD: (_ON_IT, Press(ids.OPPORTUNITY_OWNER), _GIVE),
        Door.OLD: (Old(ids.OPPORTUNITY_OWNER, _THIS), _GIVE),
        Door.STOLEN: _stolen(_GIVE, Old(ids.OPPORTUNITY_OWNER, _THIS), facts=_THIS),
    },
    "share it": {
        Door.CARD: (_ON_IT, Press(ids.OPPORTUNITY_SHARE), Send(ids.OPPORTUNITY_SHARE, _SALES)),
        Door.OLD: (Old(ids.OPPORTUNITY_SHARE, "opportunity"), Send(ids.OPPORTUNITY_SHARE, _SALES)),
        Door.STOLEN: _stolen(
            Send(ids.OPPORTUNITY_SHARE, _SALES), Old(ids.OPPORTUNITY_SHARE, "opportunity"), facts="opportunity"
        ),
    },
    "delete it": {
        Door.COMMAND: (Say("/opp delete O-{opportunity}"), Press(ids.OPPORTUNITY_DELETE)),
        Door.CARD: (_ON_IT, Press(ids.OPPORTUNITY_DELETE)),
        Door.OLD: (Old(ids.OPPORTUNITY_DELETE, _THIS),),
    },
    "restore it": {
        Door.COMMAND: (Say("/opp restore O-{binned}"),),
        Door.OLD: (Old(ids.OPPORTUNITY_RESTORE, "opportunity=binned"),),
    },
    "export": {
        Door.COMMAND: (Say("/folder export {round}"),),
        Door.OLD: (Old(ids.FOLDER_EXPORT, more=_LISTED),),
    },
    "export, where only admins can": {
        Door.COMMAND: (Say("/folder export {round}"),),
        Door.OLD: (Old(ids.FOLDER_EXPORT, more=_LISTED),),
    },
    "change settings": {
        Door.COMMAND: (Say("/folder settings"), _SETTINGS),
        Door.HOME: (Home(), Press(ids.SETTINGS), _SETTINGS),
        Door.OLD: (Old(ids.SETTINGS), _SETTINGS),
        Door.STOLEN: _stolen(_SETTINGS, Old(ids.SETTINGS)),
    },
    "add a default field": {
        Door.COMMAND: (_OPEN_SETTINGS, Press(ids.DEFAULT_FIELDS), Press(ids.DEFAULT_FIELD_NEW), _FIELD),
        Door.OLD: (Old(ids.DEFAULT_FIELD_NEW), _FIELD),
        Door.STOLEN: _stolen(_FIELD, Old(ids.DEFAULT_FIELD_NEW)),
    },
    "change a default field": {
        Door.OLD: (Old(ids.DEFAULT_FIELD_EDIT, "field version"), _FIELD),
        Door.STOLEN: _stolen(_FIELD, Old(ids.DEFAULT_FIELD_EDIT, "field version"), facts="field version"),
    },
    "move a default field": {
        Door.OLD: (Old(ids.DEFAULT_FIELD_DOWN, "field", more={"place": 2}),),
        Door.COMMAND: (_OPEN_SETTINGS, Press(ids.DEFAULT_FIELDS), Press(ids.DEFAULT_FIELD_UP)),
    },
    "remove a default field": {Door.OLD: (Old(ids.DEFAULT_FIELD_REMOVE, "field version"),)},
    "restore a default field": {Door.OLD: (Old(ids.DEFAULT_FIELD_RESTORE, "field=removed_field"),)},
    "make a team": {
        Door.COMMAND: (_OPEN_SETTINGS, Press(ids.TEAMS), Press(ids.TEAM_NEW), _TEAM),
        Door.OLD: (Old(ids.TEAM_NEW), _TEAM),
        Door.STOLEN: _stolen(_TEAM, Old(ids.TEAM_NEW)),
    },
    "change a team": {
        Door.OLD: (Old(ids.TEAM_EDIT, "team version", more={"page": 1}), _RENAMED_TEAM),
        Door.STOLEN: _stolen(_RENAMED_TEAM, Old(ids.TEAM_EDIT, "team version", more={"page": 1}), facts="team version"),
    },
    "delete a team": {Door.OLD: (Old(ids.TEAM_DELETE, "team version", more={"page": 1}),)},
    "change roles": {
        Door.COMMAND: (_OPEN_SETTINGS, Press(ids.ROLES), _ROLES),
        Door.OLD: (Old(ids.ROLES), _ROLES),
        Door.STOLEN: _stolen(_ROLES, Old(ids.ROLES)),
    },
}
