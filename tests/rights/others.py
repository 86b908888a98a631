"""What was meant for somebody else, on the screen of whoever tries it: a form of theirs, a card that they were sent."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from bot import ids
from bot.sandbox import workspace as at_slack
from bot.sandbox.blockkit.walk import elements_of, values_of
from bot.sandbox.workspace import View
from core.approvals import telling
from core.models import Message
from tests.rights.bench import Bench
from tests.rights.steps import Attempt, Json, Old, Send, Step
from tests.rights.told import delivers


@dataclass(frozen=True)
class Stolen(Step):
    """A form that was opened for an admin, or for whom `by` names, sent by somebody else."""

    opened: tuple[Step, ...]
    form: Send
    facts: str = ""
    by: str = "admin"

    @property
    def ids(self) -> tuple[str, ...]:
        return self.form.ids

    def do(self, at: Attempt) -> None:
        bench = at.bench
        known = f"{self.form.callback_id} {self.opened} {bench.ground.setting}"
        if known not in bench.forms:
            whose = bench.cast[self.by]
            for step in self.opened:
                step.do(Attempt(bench, whose, at.things))
            bench.forms[known] = bench.local.workspace.stack(whose.id).pop().body
            bench.hears_anew()
        body = copy.deepcopy(bench.forms[known])
        # As when it was opened for the things of this cell; it answers to no conversation, so that nobody else's hears.
        kept = json.loads(body["private_metadata"]) | json.loads(at.value(self.facts))
        body["private_metadata"] = json.dumps(kept | ({"reply": ""} if "reply" in kept else {}))
        workspace = bench.local.workspace
        view_id = workspace.fresh("V0")
        view = View(view_id, at.who.id, "1.x", body, values_of(body["blocks"]), root=view_id)
        workspace.stacks[at.who.id] = [view]
        self.form.do(at)


ASKER: Final = "rep inside"
"""Sees the folder whatever is set, and may never give it away."""

_ASKED: Final = (Old(ids.FOLDER_ASK, "folder"), Send(ids.FOLDER_ASK, {ids.OWNER: "team mate"}))
_ANSWERS: Final = (ids.APPROVAL_APPROVE, ids.APPROVAL_DECLINE)


@dataclass(frozen=True)
class Handed(Step):
    """The card of the request that waits, as it was sent to those who were asked: now somebody else has it as well."""

    @property
    def ids(self) -> tuple[str, ...]:
        return ()

    def do(self, at: Attempt) -> None:
        bench, workspace = at.bench, at.bench.local.workspace
        known = f"card {bench.ground.setting}"
        if known not in bench.forms:
            for step in _ASKED:
                step.do(Attempt(bench, bench.cast[ASKER], at.things))
            with bench.database.transaction(bench.ground.workspace_id) as session:
                asked = session.scalars(select(Message.id).where(Message.kind == telling.ASKED, Message.queued)).all()
            for one in asked:
                delivers(bench, one)
            bench.forms[known] = _sent(bench)
            bench.journal.undo()
            workspace.messages.clear()
            workspace.stacks.clear()
            bench.hears_anew()
        card = copy.deepcopy(bench.forms[known])
        for _, element in elements_of(card["blocks"]):
            if element["action_id"] in _ANSWERS:
                element["value"] = at.value("approval")
        channel = workspace.app_dm(at.who.id)
        bot = workspace.team.bot_user
        workspace.post(at_slack.Message(workspace.stamp(), channel.id, bot, True, card["text"], card["blocks"]))


def _sent(bench: Bench) -> Json:
    """The card that went out last."""
    said = (one for there in bench.local.workspace.messages.values() for one in there)
    card = next(one for one in said if any(element["action_id"] in _ANSWERS for _, element in elements_of(one.blocks)))
    return {"text": card.text, "blocks": card.blocks}
