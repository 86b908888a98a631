"""By which doors each act of the table is tried, and what a person does there."""

from typing import Any, Final

from bot import ids
from tests.rights.doors import Door, Ways, stolen
from tests.rights.steps import Home, Old, Press, Say, Send, Shortcut
from tests.rights.told import Told
from tests.rights.ways_of_digests import DIGESTS
from tests.rights.ways_of_folders import FOLDERS
from tests.rights.ways_of_opportunities import OPPORTUNITIES
from tests.rights.ways_of_quiet_folders import HEALTH, LEAVERS, QUIET_FOLDERS

_NEW_FOLDER: Final = Send(ids.FOLDER_CREATE, {ids.NAME: "{unique}"})
_NEW_FOLDER_FOR: Final = Send(ids.FOLDER_CREATE, {ids.NAME: "{unique}", ids.OWNER: "owner"})
_NEW: Final = Send(ids.OPPORTUNITY_CREATE, {ids.NAME: "Brand new"})
_NEW_FOR: Final = Send(ids.OPPORTUNITY_CREATE, {ids.NAME: "Brand new", ids.OWNER: "owner"})
_NEW_IN: Final = Send(ids.OPPORTUNITY_CREATE, {ids.NAME: "Brand new", ids.FOLDER: "folder", ids.OWNER: "self"})
_ON_FOLDER: Final = Say("/folder open F-{folder}")
_IN_LIST: Final = Say("/folder list {round}")
_SETTINGS: Final = Send(ids.SETTINGS, {ids.CURRENCY: "USD"})
_FIELD: Final = Send(ids.DEFAULT_FIELD, {ids.NAME: "{unique}"})
_TEAM: Final = Send(ids.TEAM, {ids.NAME: "{unique}", ids.MEMBERS: ["heir"]})
_RENAMED_TEAM: Final = Send(ids.TEAM, {ids.NAME: "{unique}"})
_ROLES: Final = Send(ids.ROLES, {ids.ADMINS: ["admin", "heir"]})
_OPEN_SETTINGS: Final = Say("/folder settings")
_LISTED: Final[dict[str, Any]] = {"filter": "", "mine": False}

_CREATING: Final[Ways] = {
    "create a folder": {
        Door.COMMAND: (Say("/folder new {unique}"), _NEW_FOLDER),
        Door.HOME: (Home(), Press(ids.FOLDER_NEW), _NEW_FOLDER),
        Door.LIST: (Say("/folder list"), Press(ids.FOLDER_NEW), _NEW_FOLDER),
        Door.OLD: (Old(ids.FOLDER_NEW), _NEW_FOLDER),
    },
    "create a folder for the owner": {
        Door.COMMAND: (Say("/folder new {unique}"), _NEW_FOLDER_FOR),
        Door.STOLEN: stolen(_NEW_FOLDER_FOR, Old(ids.FOLDER_NEW)),
    },
    "create an opportunity": {
        Door.COMMAND: (Say("/opp new Brand new"), _NEW),
        Door.HOME: (Home(), Press(ids.OPPORTUNITY_NEW), _NEW),
        Door.SHORTCUT: (Shortcut(ids.SHORTCUT_NEW_OPPORTUNITY), _NEW),
        Door.OLD: (Shortcut(ids.SHORTCUT_FROM_MESSAGE, "They want more."), _NEW),
    },
    "create an opportunity for the owner": {
        Door.COMMAND: (Say("/opp new Brand new"), _NEW_FOR),
        Door.STOLEN: stolen(_NEW_FOR, Old(ids.OPPORTUNITY_NEW)),
    },
    "create an opportunity in the folder": {
        Door.COMMAND: (Say("/opp new Brand new in F-{folder}"), _NEW),
        Door.CARD: (_ON_FOLDER, Press(ids.OPPORTUNITY_NEW), _NEW),
        Door.GEAR: (_IN_LIST, Press(ids.FOLDER_MENU, "New opportunity"), _NEW),
        Door.ALERT: (Told(folder="folder"), Press(ids.OPPORTUNITY_NEW), _NEW),
        Door.OLD: (Old(ids.OPPORTUNITY_NEW, "folder"), _NEW),
        Door.STOLEN: stolen(_NEW_IN, Old(ids.OPPORTUNITY_NEW)),
    },
}
_WORKSPACE: Final[Ways] = {
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
        Door.STOLEN: stolen(_SETTINGS, Old(ids.SETTINGS)),
    },
    "add a default field": {
        Door.COMMAND: (_OPEN_SETTINGS, Press(ids.DEFAULT_FIELDS), Press(ids.DEFAULT_FIELD_NEW), _FIELD),
        Door.OLD: (Old(ids.DEFAULT_FIELD_NEW), _FIELD),
        Door.STOLEN: stolen(_FIELD, Old(ids.DEFAULT_FIELD_NEW)),
    },
    "change a default field": {
        Door.OLD: (Old(ids.DEFAULT_FIELD_EDIT, "field version"), _FIELD),
        Door.STOLEN: stolen(_FIELD, Old(ids.DEFAULT_FIELD_EDIT, "field version"), facts="field version"),
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
        Door.STOLEN: stolen(_TEAM, Old(ids.TEAM_NEW)),
    },
    "change a team": {
        Door.OLD: (Old(ids.TEAM_EDIT, "team version", more={"page": 1}), _RENAMED_TEAM),
        Door.STOLEN: stolen(_RENAMED_TEAM, Old(ids.TEAM_EDIT, "team version", more={"page": 1}), facts="team version"),
    },
    "delete a team": {Door.OLD: (Old(ids.TEAM_DELETE, "team version", more={"page": 1}),)},
    "change roles": {
        Door.COMMAND: (_OPEN_SETTINGS, Press(ids.ROLES), _ROLES),
        Door.OLD: (Old(ids.ROLES), _ROLES),
        Door.STOLEN: stolen(_ROLES, Old(ids.ROLES)),
    },
}
WAYS: Final[Ways] = {
    **_CREATING,
    **FOLDERS,
    **OPPORTUNITIES,
    **QUIET_FOLDERS,
    **LEAVERS,
    **HEALTH,
    **_WORKSPACE,
    **DIGESTS,
}
