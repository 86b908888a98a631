"""How acts on folders are tried."""

from typing import Final

from bot import ids
from tests.rights.doors import Door, Ways, stolen
from tests.rights.others import ASKER, Handed
from tests.rights.steps import Choose, Home, Old, Press, Say, Send, Shortcut, Turned
from tests.rights.told import GIVEN_UP, Told

_ON_FOLDER: Final = Say("/folder open F-{folder}")
_IN_LIST: Final = Say("/folder list {round}")
_FIND: Final = Send(ids.FIND_FOLDER, {ids.FOLDER: "folder"})
_EDIT_FOLDER: Final = Send(ids.FOLDER_EDIT, {ids.NAME: "{unique}"})
_TO_HEIR: Final = Choose(ids.FOLDER_OWNER_CHOOSE, "heir")
_REASSIGN: Final = Send(ids.FOLDER_OWNER)
_REASSIGN_ALL: Final = Send(ids.FOLDER_OWNER, {ids.ALONG: ["yes"]})
_SALES: Final = {ids.CHANNEL: "sales"}
_ASK: Final = Send(ids.FOLDER_ASK, {ids.OWNER: "team mate", ids.REASON: "They know them."})
_DECLINE: Final = Send(ids.APPROVAL_DECLINE, {ids.REASON: "Not now."})

FOLDERS: Final[Ways] = {
    "open the folder": {
        Door.COMMAND: (_ON_FOLDER,),
        Door.LIST: (_IN_LIST, Press(ids.FOLDER_OPEN)),
        Door.SHORTCUT: (Shortcut(ids.SHORTCUT_FIND_FOLDER), _FIND),
        Door.OLD: (Old(ids.FOLDER_OPEN, "folder"),),
        Door.STOLEN: stolen(_FIND, Shortcut(ids.SHORTCUT_FIND_FOLDER)),
    },
    "find the folder in the list": {
        Door.COMMAND: (_IN_LIST,),
        Door.STOLEN: stolen(Send(ids.FILTER, {ids.WORDS: "{round}"}), Say("/folder list"), Press(ids.FOLDER_FILTER)),
    },
    "deactivate the folder": {
        Door.COMMAND: (Say("/folder deactivate F-{folder}"), Press(ids.FOLDER_DEACTIVATE)),
        Door.CARD: (_ON_FOLDER, Press(ids.FOLDER_DEACTIVATE)),
        Door.GEAR: (_IN_LIST, Press(ids.FOLDER_MENU, "Deactivate"), Press(ids.FOLDER_DEACTIVATE)),
        Door.REQUEST: (Told(GIVEN_UP, "folder"), Press(ids.FOLDER_DEACTIVATE)),
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
        Door.STOLEN: stolen(_EDIT_FOLDER, Old(ids.FOLDER_EDIT, "folder"), facts="folder version"),
    },
    "change the folder's owner": {
        Door.COMMAND: (Say("/folder owner F-{folder} {at_heir}"), _REASSIGN),
        Door.CARD: (_ON_FOLDER, Press(ids.FOLDER_OWNER), _TO_HEIR, _REASSIGN),
        Door.GEAR: (_IN_LIST, Press(ids.FOLDER_MENU, "Change owner"), _TO_HEIR, _REASSIGN),
        Door.ALERT: (Told(folder="folder"), Press(ids.DORMANCY_OWNER), _TO_HEIR, _REASSIGN),
        Door.OLD: (Old(ids.FOLDER_OWNER, "folder"), _TO_HEIR, _REASSIGN),
        Door.STOLEN: stolen(_REASSIGN, Say("/folder owner F-{folder} {at_heir}"), facts="folder version"),
    },
    "change the owner of an empty folder": {
        Door.COMMAND: (Say("/folder owner F-{empty} {at_heir}"), _REASSIGN),
        Door.CARD: (Say("/folder open F-{empty}"), Press(ids.FOLDER_OWNER), _TO_HEIR, _REASSIGN),
        Door.STOLEN: stolen(_REASSIGN, Say("/folder owner F-{empty} {at_heir}"), facts="folder=empty version"),
    },
    "change the folder's owner, its opportunities too": {
        Door.CARD: (_ON_FOLDER, Press(ids.FOLDER_OWNER), _TO_HEIR, _REASSIGN_ALL),
        Door.STOLEN: stolen(_REASSIGN_ALL, Say("/folder owner F-{folder} {at_heir}"), facts="folder version"),
    },
    "ask a manager for the folder": {
        Door.REFUSAL: (
            Turned(Say("/folder owner F-{folder} {at_heir}"), "not_within_reach"),
            Press(ids.FOLDER_ASK),
            _ASK,
        ),
        Door.CARD: (_ON_FOLDER, Press(ids.FOLDER_ASK), _ASK),
        Door.GEAR: (_IN_LIST, Press(ids.FOLDER_MENU, "Ask a manager"), _ASK),
        Door.OLD: (Old(ids.FOLDER_ASK, "folder"), _ASK),
        Door.STOLEN: stolen(_ASK, Old(ids.FOLDER_ASK, "folder"), facts="folder", by=ASKER),
    },
    "approve an owner change": {
        Door.REQUEST: (Handed(), Press(ids.APPROVAL_APPROVE)),
        Door.HOME: (Home(), Press(ids.APPROVAL_APPROVE)),
        Door.OLD: (Old(ids.APPROVAL_APPROVE, "approval"),),
    },
    "approve an owner change, its opportunities too": {
        Door.REFUSAL: (
            Handed(),
            Turned(Press(ids.APPROVAL_APPROVE), "owners_would_mix"),
            Press(ids.APPROVAL_APPROVE_ALONG),
        ),
        Door.OLD: (Old(ids.APPROVAL_APPROVE_ALONG, "approval"),),
    },
    "decline an owner change": {
        Door.REQUEST: (Handed(), Press(ids.APPROVAL_DECLINE), _DECLINE),
        Door.HOME: (Home(), Press(ids.APPROVAL_DECLINE), _DECLINE),
        Door.OLD: (Old(ids.APPROVAL_DECLINE, "approval"), _DECLINE),
        Door.STOLEN: stolen(_DECLINE, Old(ids.APPROVAL_DECLINE, "approval"), facts="approval"),
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
        Door.STOLEN: stolen(Send(ids.FOLDER_SHARE, _SALES), Old(ids.FOLDER_SHARE, "folder"), facts="folder"),
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
}
