"""Every cell of the rights table, through the local Slack: allowed, refused by the rule that it says, or not found."""

import pytest

from tests.rights.bench import Bench
from tests.rights.document import ROLES, SETTINGS, Setting, settings_of
from tests.rights.rows import TABLE
from tests.rights.trial import Cell, Trial
from tests.rights.ways import WAYS


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
@pytest.mark.parametrize("role", ROLES)
def test_each_person_may_do_what_the_table_says_and_nothing_else(bench: Bench, role: str, setting: Setting) -> None:
    trial = Trial(bench, role, setting)
    wrong = []
    for act in (act for act in TABLE if setting in settings_of(act, role)):
        for door in WAYS[act.name]:
            wrong += trial.complaints(Cell(act, role, setting, door))
    assert not wrong, "\n".join(wrong)
