"""How acts on folders that have nothing in progress are tried, on the channels that hear of them, and on leavers."""

from typing import Final

from bot import ids
from tests.rights.doors import Door, Ways, stolen
from tests.rights.steps import Old, Press, Say, Send
from tests.rights.told import REMINDER, UNREACHED, Told

_WEEK: Final = Old(ids.DORMANCY_SNOOZE, "dormancy", menu=True, more={"act": "week"})
_DATE: Final = Old(ids.DORMANCY_SNOOZE, "dormancy", menu=True, more={"act": "date"})
_UNTIL: Final = Send(ids.DORMANCY_SNOOZE, {ids.REMINDER: "2100-01-04"})
_FOLLOW: Final = Send(ids.FOLDER_FOLLOW)
_FOLLOW_AGAIN: Final = Old(ids.FOLDER_FOLLOW, "channel=clients", more={"filter": ""})

QUIET_FOLDERS: Final[Ways] = {
    "win a client back": {
        Door.ALERT: (Told(), Press(ids.DORMANCY_WIN_BACK)),
        Door.REMINDER: (Told(REMINDER), Press(ids.DORMANCY_WIN_BACK)),
        Door.OLD: (Old(ids.DORMANCY_WIN_BACK, "dormancy"),),
    },
    "snooze a quiet folder": {
        Door.ALERT: (Told(), Press(ids.DORMANCY_SNOOZE, "1 month")),
        Door.REMINDER: (Told(REMINDER), Press(ids.DORMANCY_SNOOZE, "Until a date"), _UNTIL),
        Door.OLD: (_WEEK,),
        Door.STOLEN: stolen(_UNTIL, _DATE, facts="dormancy"),
    },
    "call a client lost": {
        Door.ALERT: (Told(), Press(ids.DORMANCY_LOST)),
        Door.OLD: (Old(ids.DORMANCY_LOST, "dormancy"),),
    },
}
_HANDS_OVER: Final = (
    Send(ids.HAND_OVER, {ids.HEIRS: ["heir"], ids.STILL_HERE: "yes"}),
    Send(ids.HAND_OVER_START),
)
LEAVERS: Final[Ways] = {
    "hand over what somebody leaves": {
        Door.COMMAND: (Say("/folder handover {at_owner}"), *_HANDS_OVER),
        Door.OLD: (Old(ids.HAND_OVER, "leaver"), *_HANDS_OVER),
        Door.STOLEN: stolen(_HANDS_OVER[1], Old(ids.HAND_OVER, "leaver"), _HANDS_OVER[0]),
    },
}
HEALTH: Final[Ways] = {
    "look after the alerts": {Door.COMMAND: (Say("/folder health"),)},
    "test a channel of the alerts": {Door.COMMAND: (Say("/folder health"), Press(ids.ROUTE_TEST))},
    "test a channel of the owner's": {
        Door.REMINDER: (Told(UNREACHED), Press(ids.ROUTE_TEST)),
        Door.OLD: (Old(ids.ROUTE_TEST, "channel=sales"),),
    },
    "let a channel follow": {
        Door.COMMAND: (Say("/folder follow", at="clients"), _FOLLOW),
        Door.OLD: (_FOLLOW_AGAIN, _FOLLOW),
        Door.STOLEN: stolen(_FOLLOW, _FOLLOW_AGAIN),
    },
    "let a channel follow nothing": {Door.COMMAND: (Say("/folder unfollow", at="sales"),)},
}
