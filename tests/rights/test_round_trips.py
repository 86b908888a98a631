"""No screen that any way of the table passes asks the database more than six times, whoever looks."""

from typing import Final

import pytest

from bot import ids
from bot.sandbox.switchboard import Answer
from tests.bot.test_round_trips import AT_MOST, counting
from tests.rights.bench import Bench
from tests.rights.document import Setting
from tests.rights.others import Handed, Stolen
from tests.rights.rows import TABLE
from tests.rights.steps import Attempt, NotOffered, Say, Send
from tests.rights.ways import WAYS

SETTING: Final = Setting("own", "admins_only", "members")
"""Where most has to be looked at before anything is shown."""

WRITING: Final = 32
"""An act may ask more: it finds, locks, looks, changes, notes in the history, and reads anew what it shows."""
_APP: Final = """
insert into member (workspace_id, slack_user_id, name, locale, time_zone, role, standing, created_at, updated_at)
values (1, 'U0LOCALBOT', 'Dossier', 'en-US', 'UTC', 'rep', 'bot', now(), now())
"""


@pytest.mark.parametrize("role", ["admin", "manager", "rep inside"])
def test_no_screen_asks_more_than_six_times(bench: Bench, role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.ground.sets(SETTING)
    who = bench.cast[role]
    over = []
    # The first request of all finds the workspace, which is remembered; so is the app, once it was met in a channel.
    things = bench.ground.things(role)
    bench.ground.writes(_APP, {})
    Say("/folder help").do(Attempt(bench, who, things))
    asked: list[int] = []
    post = vars(bench.local.board)["_post"]

    def counted(body: bytes, headers: dict[str, str]) -> Answer:
        with counting(bench.database) as count:
            answer: Answer = post(body, headers)
        asked.append(len(count.asked))
        return answer

    monkeypatch.setattr(bench.local.board, "_post", counted)
    for act in TABLE:
        for door, way in WAYS[act.name].items():
            if "export" in act.name or isinstance(way[0], Stolen):
                # The files of an export are made once its answer is given. A stolen form is a form all the same.
                continue
            attempt = Attempt(bench, who, things)
            bench.local.workspace.stacks.clear()
            bench.local.workspace.messages.clear()
            bench.hears_anew()
            bench.refusals.clear()
            for step in way:
                asked.clear()
                try:
                    step.do(attempt)
                except NotOffered:
                    break
                if isinstance(step, Handed):
                    continue
                acts = (
                    bench.journal.read()
                    or isinstance(step, Send)
                    or any(one.startswith(ids.APPROVAL_APPROVE) for one in step.ids)
                )
                bench.journal.undo()
                if max(asked, default=0) > (WRITING if acts else AT_MOST):
                    over.append(f"{act.name}, by {door}, {step}: {asked}")
                if bench.refusals:
                    break
    assert over == []
