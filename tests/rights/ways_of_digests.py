"""How digests are turned on: on the Home tab, and by buttons of old messages."""

from typing import Final

from bot import ids
from tests.rights.doors import Door, Ways
from tests.rights.steps import Home, Json, Old, Press

_ON: Final[Json] = {"on": True, "day": "2026-11-24"}

DIGESTS: Final[Ways] = {
    "turn the morning brief on": {
        Door.HOME: (Home(), Press(ids.DIGEST_BRIEF)),
        Door.OLD: (Old(ids.DIGEST_BRIEF, more=_ON),),
    },
    "turn the weekly table on": {
        Door.HOME: (Home(), Press(ids.DIGEST_WEEKLY)),
        Door.OLD: (Old(ids.DIGEST_WEEKLY, more=_ON),),
    },
}
