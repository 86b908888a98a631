"""The words of the filter language, English and French, and what they stand for. English comes first and is printed."""

from typing import Final

from core.filters import OWNER_ME, FolderState, OppsFilter, SortKey
from core.models import Status

KEYS: Final = {
    "status": "status",
    "statut": "status",
    "opps": "opps",
    "opportunités": "opps",
    "opportunites": "opps",
    "owner": "owner",
    "propriétaire": "owner",
    "proprietaire": "owner",
    "tag": "tag",
    "étiquette": "tag",
    "etiquette": "tag",
    "sort": "sort",
    "tri": "sort",
}
COMPARED: Final = {
    "won": "won",
    "gagné": "won",
    "gagne": "won",
    "open": "open",
    "en-cours": "open",
    "idle": "idle",
    "inactif": "idle",
}
"""Keys that a > stands behind."""

IDLE_DAYS: Final = {"": 1, "d": 1, "days": 1, "j": 1, "jours": 1, "w": 7, "weeks": 7, "sem": 7, "semaines": 7}

STATES: Final = {
    **{state.value: state for state in FolderState},
    "actif": FolderState.ACTIVE,
    "actifs": FolderState.ACTIVE,
    "désactivé": FolderState.DEACTIVATED,
    "désactivés": FolderState.DEACTIVATED,
    "tous": FolderState.ALL,
}
STATUSES: Final = {
    **{status.value: status for status in Status},
    "à-faire": Status.TODO,
    "en-attente": Status.STANDBY,
    "gagné": Status.WON,
    "gagnée": Status.WON,
    "perdu": Status.LOST,
    "perdue": Status.LOST,
    "annulé": Status.CANCELLED,
    "annulée": Status.CANCELLED,
    "canceled": Status.CANCELLED,
}
OPPS: Final = {
    "none": OppsFilter.NONE,
    "aucune": OppsFilter.NONE,
    **{word: OppsFilter(status.value) for word, status in STATUSES.items()},
}
SORTS: Final = {
    **{key.value: key for key in SortKey},
    "nom": SortKey.NAME,
    "création": SortKey.CREATED,
    "modification": SortKey.UPDATED,
    "en-cours": SortKey.OPEN,
    "gagné": SortKey.WON,
    "nombre": SortKey.COUNT,
}
ALL_STATUSES: Final = ("all", "tous", "toutes")
ME: Final = (OWNER_ME, "moi")
