"""No screen that any way of the table passes asks the database more than six times, whoever looks."""

from typing import Final

import pytest

from tests.bot.test_round_trips import AT_MOST, counting
from tests.rights.bench import Bench
from tests.rights.document import Setting
from tests.rights.rows import TABLE
from tests.rights.steps import Attempt, NotOffered, Stolen
from tests.rights.ways import WAYS

SETTING: Final = Setting("own", "admins_only", "members")
"""Where most has to be looked at before anything is shown."""

WRITING: Final = 14
"""An act may ask more: it finds, locks, looks, changes, notes in the history, and reads anew what it shows."""


@pytest.mark.parametrize("role", ["admin", "manager", "rep inside"])
def test_no_screen_asks_more_than_six_times(bench: Bench, role: str) -> None:
    bench.ground.sets(SETTING)
    who = bench.cast[role]
    over = []
    for act in TABLE:
        for door, way in WAYS[act.name].items():
            if act.setting or isinstance(way[0], Stolen):
                continue
            attempt = Attempt(bench, who, bench.ground.things(role))
            bench.local.workspace.stacks.clear()
            bench.local.workspace.messages.clear()
            bench.hears_anew()
            bench.refusals.clear()
            bench.journal.taken()
            for step in way:
                with counting(bench.database) as count:
                    try:
                        step.do(attempt)
                    except NotOffered:
                        break
                wrote = bench.journal.taken()
                if len(count.asked) > (WRITING if wrote else AT_MOST):
                    over.append(f"{act.name}, by {door}, {step}: {len(count.asked)}")
                if bench.refusals:
                    break
            bench.ground.sets(SETTING)
    assert over == []
