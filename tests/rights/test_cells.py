"""Every cell of the rights table, through the local Slack: allowed, refused by the rule that it says, or not found."""

import os
from typing import Final

import pytest

from tests.rights.bench import Bench
from tests.rights.document import ROLES, SETTINGS, Act, Setting, settings_of
from tests.rights.rows import TABLE
from tests.rights.trial import Cell, Trial
from tests.rights.ways import WAYS

EVERY: Final = os.environ.get("RIGHTS") == "every"
"""Each act is tried under two settings at least, other acts under other ones; with RIGHTS=every under all."""

_PLACES: Final = {act.name: place for place, act in enumerate(TABLE)}


def tried(act: Act, role: str) -> tuple[Setting, ...]:
    """The settings under which it is somebody's turn: one of either half, which is one of either sharing of folders."""
    there = settings_of(act, role)
    if EVERY or len(there) <= 2:
        return there
    turn, half = _PLACES[act.name] + list(ROLES).index(role), len(there) // 2
    return there[turn % half], there[half + turn % half]


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
@pytest.mark.parametrize("role", ROLES)
def test_each_person_may_do_what_the_table_says_and_nothing_else(bench: Bench, role: str, setting: Setting) -> None:
    trial = Trial(bench, role, setting)
    wrong = []
    for act in (act for act in TABLE if setting in tried(act, role)):
        for door in WAYS[act.name]:
            wrong += trial.complaints(Cell(act, role, setting, door))
    assert not wrong, "\n".join(wrong)


def test_every_setting_has_its_turn_with_everybody() -> None:
    for role in ("admin", "manager", "other manager", "owner", "rep inside", "rep", "team mate"):
        assert {setting for act in TABLE for setting in tried(act, role)} == set(SETTINGS), role
