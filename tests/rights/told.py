"""What the worker tells of a folder that has nothing in progress, and of a channel, before whoever tries it."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.config import Config
from bot.delivery import Delivery, slack_client
from bot.notifications import kinds
from bot.sandbox.blockkit.walk import elements_of, offered
from bot.sandbox.workspace import Message
from core import clock, dormancies, outbox, routes, waking
from core.dormancy import subject
from core.outbox import Recipient, ToChannel, ToMember
from tests.rights.bench import TOKEN, Bench
from tests.rights.steps import Attempt, Json, Step

CHANNEL: Final = "sales"

ALERT: Final = dormancies.TOLD
REMINDER: Final = dormancies.TO_OWNER
GIVEN_UP: Final = waking.GIVEN_UP
UNREACHED: Final = routes.ROUTE_PAUSED
_TO: Final = {REMINDER: "owner", GIVEN_UP: "admin", UNREACHED: "owner"}
"""Who is told each of these; an alert stands in a channel."""


@dataclass(frozen=True)
class Told(Step):
    """A message as the worker sent it; one for somebody is before whoever tries it as well.

    Attributes:
        kind: what is told.
        folder: the folder that its buttons are about.
    """

    kind: str = ALERT
    folder: str = "quiet"

    @property
    def ids(self) -> tuple[str, ...]:
        return ()

    def do(self, at: Attempt) -> None:
        bench, workspace = at.bench, at.bench.local.workspace
        known = f"told {self.kind} {bench.ground.setting}"
        if known not in bench.forms:
            bench.forms[known] = _delivered(bench, self.kind, at)
        told = copy.deepcopy(bench.forms[known])
        for part in _carrying(told["blocks"]):
            carried = json.loads(part["value"])
            now = {"dormancy": at.things.keys["dormancy"], "folder": at.things.keys[self.folder]}
            part["value"] = json.dumps(carried | {name: now[name] for name in now if name in carried})
        sales = bench.local.channel(CHANNEL)
        # Who is not in the channel was handed it, too.
        there = sales if self.kind == ALERT and at.who.id in sales.members else workspace.app_dm(at.who.id)
        workspace.post(
            Message(workspace.stamp(), there.id, workspace.team.bot_user, True, told["text"], told["blocks"])
        )


def delivers(bench: Bench, message_id: int) -> None:
    """Do as the worker does."""
    config = Config(slack_bot_token=TOKEN, slack_api_url=bench.local.api_url)
    Delivery(bench.database, slack_client(config), kinds()).deliver(bench.ground.workspace_id, message_id)


def _carrying(blocks: list[Json]) -> Iterator[Json]:
    """Buttons, and entries of menus."""
    for _, element in elements_of(blocks):
        yield from offered(element) or [element]


def _delivered(bench: Bench, kind: str, at: Attempt) -> Json:
    """Have it told, and delivered; gives the message. Nothing of it stays."""
    to: Recipient = ToChannel(bench.local.channel(CHANNEL).id)
    if kind in _TO:
        to = ToMember(bench.ground.members[_TO[kind]])
    facts: Json = {"folder_id": at.things.keys["quiet"], "by_id": bench.ground.members["rep inside"]}
    about = subject(at.things.keys["dormancy"])
    if kind == UNREACHED:
        facts = {"channel": bench.local.channel(CHANNEL).id, "why": "not_in_channel"}
    workspace_id = bench.ground.workspace_id
    with bench.database.transaction(workspace_id) as session:
        if kind == ALERT:
            routes.resume(session, workspace_id, bench.local.channel(CHANNEL).id)
        message = outbox.post(session, workspace_id, kind, to, clock.now(), subject=about, facts=facts)
        message_id = message.id
    delivers(bench, message_id)
    [said] = [one for there in bench.local.workspace.messages.values() for one in there if one.metadata]
    bench.local.workspace.messages.clear()
    bench.journal.undo()
    bench.hears_anew()
    return {"text": said.text, "blocks": said.blocks}
