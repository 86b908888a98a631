"""Who may do what: SPEC §2 and §3 once more, by hand, sentence by sentence, to be read; nothing here is computed.

The people stand around one owner (`owner`), whose client folder holds an opportunity of theirs and one of somebody
else's (`rep inside`). What somebody may do follows from how they stand to the thing, which the settings decide:

    F = shared | own                       who sees client folders
    V = everyone | admins_only             who sees opportunities
    T = off | managers | members           what belonging to a team adds

A rule is read from the left: the first clause that applies holds. `T ≠ off: changes; F = shared: sees; hidden` says
"where T is not off they may change it; else, where F is shared, they see it; else it is hidden from them".

A verdict is `allowed`, or the rule of `core/errors.py` that refuses: hidden things are `not_found`, whatever is asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Final

ROLES: Final = {
    "admin": "rules the account; in no team",
    "manager": "leads the owner's team",
    "other manager": "leads another team",
    "owner": "owns the folder and the opportunity",
    "rep inside": "owns another opportunity in the folder",
    "rep": "owns nothing there; in the other team",
    "team mate": "in the owner's team, leads nobody",
    "guest": "a guest of the Slack workspace",
    "deactivated": "left; the account is deactivated",
    "stranger": "of another company, by Slack Connect",
}
MEMBERS: Final = tuple(ROLES)[:7]
NOT_ADMITTED: Final = tuple(ROLES)[7:]
"""Refused everything, whatever the settings (SPEC §2.6)."""

ALLOWED: Final = "allowed"
NOT_FOUND: Final = "not_found"
REFUSED_EVERYTHING: Final = "not_admitted"

FOLDER: Final = "the owner's folder"
OPPORTUNITY: Final = "the owner's opportunity"
EMPTY: Final = "an empty folder of the owner's"
QUIET: Final = "a folder of the owner's that has nothing in progress"
ANOTHERS: Final = "another's opportunity in the owner's folder"
OWN: Final = "something of one's own"
ACCOUNT: Final = "the workspace"

_OPPORTUNITY_OF_A_STRANGER: Final = "V = everyone: sees; hidden"
_FOLDER_OF_A_STRANGER: Final = "F = shared: sees; hidden"

STANDING: Final[Mapping[str, Mapping[str, str]]] = {
    # edit_folder: an admin, or the owner is within reach. see_folder: or F = shared, or an opportunity inside is.
    FOLDER: {
        "admin": "changes",
        "manager": "T ≠ off: changes; F = shared: sees; hidden",
        "other manager": _FOLDER_OF_A_STRANGER,
        "owner": "changes",
        "rep inside": "sees",
        "rep": _FOLDER_OF_A_STRANGER,
        "team mate": _FOLDER_OF_A_STRANGER,
    },
    # The same; but nobody has anything inside.
    EMPTY: {
        "admin": "changes",
        "manager": "T ≠ off: changes; F = shared: sees; hidden",
        "other manager": _FOLDER_OF_A_STRANGER,
        "owner": "changes",
        "rep inside": _FOLDER_OF_A_STRANGER,
        "rep": _FOLDER_OF_A_STRANGER,
        "team mate": _FOLDER_OF_A_STRANGER,
    },
    # The same as the first: what was lost in it was the owner's, and `rep inside`'s.
    QUIET: {
        "admin": "changes",
        "manager": "T ≠ off: changes; F = shared: sees; hidden",
        "other manager": _FOLDER_OF_A_STRANGER,
        "owner": "changes",
        "rep inside": "sees",
        "rep": _FOLDER_OF_A_STRANGER,
        "team mate": _FOLDER_OF_A_STRANGER,
    },
    # edit_opp: an admin, or the owner is within reach. see_opp: or V = everyone, or T = members and a team is shared.
    OPPORTUNITY: {
        "admin": "changes",
        "manager": "T ≠ off: changes; V = everyone: sees; hidden",
        "other manager": _OPPORTUNITY_OF_A_STRANGER,
        "owner": "changes",
        "rep inside": _OPPORTUNITY_OF_A_STRANGER,
        "rep": _OPPORTUNITY_OF_A_STRANGER,
        "team mate": "V = everyone: sees; T = members: sees; hidden",
    },
    # The same, where the owner is `rep inside`, who is in no team. Owning the folder around it gives nothing (§2.2).
    ANOTHERS: {
        "admin": "changes",
        "manager": _OPPORTUNITY_OF_A_STRANGER,
        "other manager": _OPPORTUNITY_OF_A_STRANGER,
        "owner": _OPPORTUNITY_OF_A_STRANGER,
        "rep inside": "changes",
        "rep": _OPPORTUNITY_OF_A_STRANGER,
        "team mate": _OPPORTUNITY_OF_A_STRANGER,
    },
    OWN: dict.fromkeys(MEMBERS, "changes"),
    ACCOUNT: dict.fromkeys(MEMBERS, "sees") | {"admin": "changes"},
}


@dataclass(frozen=True)
class Setting:
    """One combination of F, V and T."""

    f: str
    v: str
    t: str

    def __str__(self) -> str:
        return f"F={self.f} V={self.v} T={self.t}"

    def has(self, condition: str) -> bool:
        """Whether a condition such as `F = own` or `T ≠ off` holds."""
        name, sign, value = condition.split()
        return (getattr(self, name.lower()) == value) is (sign == "=")


SETTINGS: Final = tuple(
    Setting(*words) for words in product(("shared", "own"), ("everyone", "admins_only"), ("off", "managers", "members"))
)


def read(rule: str, setting: Setting) -> str:
    """The verdict of a rule under a setting: that of the first clause that applies."""
    for clause in rule.split("; "):
        condition, _, verdict = clause.rpartition(": ")
        if not condition or setting.has(condition):
            return verdict
    raise ValueError(f"no clause of {rule!r} applies")


@dataclass(frozen=True)
class Act:
    """An act of SPEC §3: a row of the table.

    Attributes:
        name: what is done.
        to: what it is done to.
        rules: by how one stands to that thing, or by role, which comes first: a rule.
        changes: what the database says afterwards, where it was allowed: `table.column` that changed, `+table` or
            `-table` for a row, `event kind`; nothing for what only shows.
        instead: the same for a role for which something else changes.
        shows: words that are on the screen exactly where it was allowed.
        setting: what else must be set for it to be tried (`only_admins_export`).
        where: the only settings under which there is such an act, as a condition; empty where there always is.
    """

    name: str
    to: str
    rules: Mapping[str, str]
    changes: str = ""
    instead: Mapping[str, str] = field(default_factory=dict)
    shows: str = ""
    setting: Mapping[str, object] = field(default_factory=dict)
    where: str = ""

    def verdict(self, role: str, setting: Setting) -> str:
        """What becomes of it."""
        if role in NOT_ADMITTED:
            return REFUSED_EVERYTHING
        standing = read(STANDING[self.to][role], setting)
        return read(self.rules.get(role, self.rules.get(standing, "")) or self.rules["*"], setting)


def stands(role: str, to: str, setting: Setting) -> str:
    """How somebody stands to a thing: `changes`, `sees` or `hidden`; nothing is shown to who is not admitted."""
    return "hidden" if role in NOT_ADMITTED else read(STANDING[to][role], setting)


def settings_of(act: Act, role: str) -> tuple[Setting, ...]:
    """The settings under which somebody tries an act: all of them; both ends where the document knows no difference."""
    same = role in NOT_ADMITTED or (act.to == ACCOUNT and not any(": " in rule for rule in act.rules.values()))
    there = tuple(setting for setting in SETTINGS if not act.where or setting.has(act.where))
    return (there[0], there[-1]) if same else there
