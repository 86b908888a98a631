"""A person who opens every door they find: types, clicks, chooses, fills in, sends, searches, and makes things up.

Doors are found on the screens themselves, in the command table and in what the product listens to; the ones that were
opened least come first. What somebody does is decided by chance and by what they read, and by nothing else: in a world
and in its twin they do the same as long as they read the same.
"""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from bot.parsing.commands import TABLE
from bot.parsing.requests import ExportFolders, ListFolders
from bot.parsing.subcommand import SubCommand
from bot.sandbox.blockkit.walk import elements_of, value_key
from bot.sandbox.errors import Trouble
from bot.sandbox.wire import Entry
from bot.sandbox.workspace import Channel, View
from tests.leaks.asking import Typist
from tests.leaks.besides import Roamer
from tests.leaks.forging import Plan
from tests.leaks.lab import Lab
from tests.leaks.planting import Garden

Json = dict[str, Any]
Surface = tuple[Json, list[Json]]
"""Where something stands, as the local Slack asks for it, and its blocks."""

Errand = tuple[str, ...]
"""What is typed, about an example (`Garden.examples`) maybe; then the ids of what is pressed, or `SENDS`.

What begins with `#` is typed in the channel.
"""

SENDS: Final = "sends"


@dataclass(frozen=True)
class Step:
    """One thing that somebody did.

    Attributes:
        who: the Slack id of who did it.
        did: what it was.
        sent: what went over the wire for it.
        forged: whether no screen would have let them.
    """

    who: str
    did: str
    sent: tuple[Entry, ...]
    forged: bool


class Tour(Roamer):
    """One person in one world.

    Args:
        lab: where it is.
        garden: the world; it is planted.
        sales: a channel that everybody is in.
        who: goes about.
        typist: what they might type.
        chance: decides.
        opened: how often each door was opened so far; counted on.
        samples: values that came with each action so far, for what is made up; added to.
        table: the commands that they know of.
    """

    def __init__(
        self, lab: Lab, garden: Garden, sales: Channel, who: str, typist: Typist, chance: random.Random,
        opened: Counter[str], samples: dict[str, list[str]], table: tuple[SubCommand, ...] = TABLE,
    ) -> None:  # fmt: skip
        super().__init__(lab, garden, sales, who, typist, chance, opened, samples)
        self._table = table
        self._read = ""

    def walk(self, steps: int) -> Iterator[Step]:
        """Do so many things, one after the other."""
        at_home = self._chance.random() < 0.5
        if at_home:
            yield self._step("opens Home", self._opens_home)
        for _ in range(steps - at_home):
            yield self.goes_on()

    def goes_on(self) -> Step:
        """Do one thing."""
        what, act, forged = self._next()
        return self._step(what, act, forged=forged)

    def answers(self) -> Step | None:
        """Press something on what the app said to this person, or go on with a form; None where nothing waits."""
        stack = self._local.workspace.stack(self._who.id)
        said = self._local.workspace.messages_for(self._who.id, self._local.app_dm(self._who).id)[-2:]
        if not stack and (not said or said[-1].ts == self._read):
            return None
        self._read = said[-1].ts if said else ""
        surfaces = [({"channel": one.channel, "ts": one.ts}, one.blocks) for one in said if one.app]
        plan = self._in_form(stack[-1]) if stack else self._pressable(surfaces)
        return None if plan is None else self._step(plan[0], plan[1], forged=plan[2])

    def hears(self, days: int) -> Step:
        """Read what the worker tells by then, as everybody does."""
        return self._step(f"hears what {days} days bring", partial(self._lab.tells, self._garden.base, days))

    def runs(self, errand: Errand) -> Iterator[Step]:
        """Type something, and press what it leads to, as far as that goes."""
        typed, *actions = errand
        examples = self._garden.examples(self._garden.person(self._who.id))
        if not all(examples[name] for name in examples if f"{{{name}}}" in typed):
            return
        typed = typed.format(**examples)
        yield self._types(typed)
        for action_id in actions:
            if action_id.startswith("#"):
                yield self._types(action_id)
                continue
            stack = self._local.workspace.stack(self._who.id)
            surfaces = [({"view_id": stack[-1].id}, stack[-1].body["blocks"])] if stack else self._surfaces()
            plan = self._pressable(surfaces, action_id)
            if action_id == SENDS and stack:
                plan = (f"sends {typed}", partial(self._sends, stack[-1]), False)
            if plan is None:
                return
            yield self._step(plan[0], plan[1])

    def _types(self, typed: str) -> Step:
        place = self._sales if typed.startswith("#") else self._local.app_dm(self._who)
        line = typed.removeprefix("#")
        return self._step(f"types {line}", partial(self._local.say, self._who, place, line))

    def compares(self, steps: int, probes: int) -> Iterator[Step]:
        """Ask for lists of folders by whatever is hidden, then do so many things."""
        asks = (ListFolders, ExportFolders)
        rows = [row for row in self._table if row.argument == "[filter]" and row.request in asks]
        every = self._typist.probes()
        for probe in self._chance.sample(every, min(probes, len(every))):
            row = self._chance.choice(rows)
            text = f"/{row.command} {row.name} {probe}"
            dm = self._local.app_dm(self._who)
            yield self._step(f"types {text}", partial(self._local.say, self._who, dm, text))
        yield from self.walk(steps)

    # what to do next

    def _next(self) -> Plan:
        stack = self._local.workspace.stack(self._who.id)
        if stack:
            return self._in_form(stack[-1])
        chosen = self._chance.random()
        if chosen < 0.42:
            row = self._least(list(self._table), lambda row: f"command {row.command} {row.name}")
            return self._typed(row)
        if chosen < 0.84 and (found := self._pressable(self._surfaces())):
            return found
        if chosen < 0.9 and (made_up := self._made_up()):
            return made_up
        return self._least(
            [("uses a shortcut", self._uses_shortcut, False), ("opens Home", self._opens_home, False),
             ("uses a shortcut on a message", self._uses_on_message, False),
             ("changes", self._changes, False), ("changes a group", self._changes_group, False),
             *self._of_channels()],
            lambda one: one[0],
        )  # fmt: skip

    def _typed(self, row: SubCommand) -> Plan:
        text = self._typist.command(row)
        place = self._sales if self._chance.random() < 0.1 else self._local.app_dm(self._who)

        def types() -> None:
            self.doors.add(("command", f"{row.command} {row.name}"))
            self._local.say(self._who, place, text)

        return f"types {text}", types, False

    def _pressable(self, surfaces: Iterable[Surface], action_id: str = "") -> Plan | None:
        """Something on one of these; of this id, where it is said."""
        found: list[tuple[Json, Json, Json, Json]] = []
        for where, blocks in surfaces:
            for block, element in elements_of(blocks):
                if block["type"] != "input" and action_id in ("", element.get("action_id")):
                    found += [(where, block, element, chosen) for chosen in self._choices(block, element, where)]
        if not found:
            return None
        return self._pressed(*self._least(found, lambda one: _named(one[2], one[3])))

    def _in_form(self, view: View) -> Plan:
        where = {"view_id": view.id}
        callback = str(view.body.get("callback_id") or "")
        can: list[tuple[str, Callable[[], Plan]]] = []
        if view.body.get("submit"):
            can += [(f"view {callback}", lambda: (f"sends {callback}", lambda: self._sends(view), False))] * 2
            if self._chance.random() < 0.08:
                can.append((f"forged {callback}", lambda: (f"forges {callback}", lambda: self._forges(view), True)))
        for block, element in elements_of(view.body["blocks"]):
            if block["type"] == "input" and not block.get("dispatch_action"):
                if "external_select" in element["type"]:
                    ids = (block["block_id"], element["action_id"])
                    can.append((f"options {ids[1]}", lambda ids=ids: self._searched(view, *ids)))  # type: ignore[misc]
                continue
            for chosen in self._choices(block, element, where):
                pressed = (where, block, element, chosen)
                can.append((_named(element, chosen), lambda pressed=pressed: self._pressed(*pressed)))  # type: ignore[misc]
        if len(can) < 2 or self._chance.random() < 0.12:
            return f"closes {callback}", lambda: self._local.close(self._who, view.id, clear=True), False
        return self._least(can, lambda one: one[0])[1]()

    # how it is done

    def _step(self, did: str, act: Callable[[], object], *, forged: bool = False) -> Step:
        mark = max((entry.id for entry in self._local.wire), default=0)
        try:
            act()
        except Trouble as trouble:
            did = f"{did} ({trouble.sentence})"
        self._lab.settle()
        return Step(self._who.id, did, tuple(self._local.board.wire.since(mark)), forged)

    def _pressed(self, where: Json, block: Json, element: Json, chosen: Json) -> Plan:
        ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
        option = chosen.get("selected_option")
        value = (option or {}).get("value") if isinstance(option, dict) or option is None else None
        value = value or element.get("value")
        samples = self._samples.setdefault(element["action_id"], [])
        if isinstance(value, str) and len(samples) < 30 and value not in samples:
            samples.append(value)

        def presses() -> None:
            if "searched" in chosen:
                view = self._local.workspace.view(where["view_id"])
                options = (
                    self._suggested(view, ids["block_id"], ids["action_id"], self._chance.choice(("", "e", "par")))
                    if view
                    else []
                )
                chosen.clear()
                chosen["selected_option"] = self._chance.choice(options) if options else None
            self.doors.add(("action", element["action_id"]))
            if act := _act(value):
                self.doors.add(("menu", act))
            self._local.act(self._who, **ids, **where, **chosen)

        return f"presses {_named(element, chosen)} {value}", presses, False

    def _choices(self, block: Json, element: Json, where: Json) -> list[Json]:
        """What can be chosen in an element; of a button, that it is pressed."""
        kind = element["type"]
        if kind == "button":
            return [] if element.get("url") else [{}]
        if "external_select" in kind:
            return [{"searched": True}] if "view_id" in where else []
        picked = self._pick(block, element, where)
        if kind == "overflow":
            return [{"selected_option": option} for option in element["options"]]
        return [{value_key(element): picked}]

    def _searched(self, view: View, block_id: str, action_id: str) -> Plan:
        typed = self._chance.choice(("", "zy", self._typist.words().split()[0], self._typist.named("folder"),
                                     self._typist.named("opportunity")))  # fmt: skip

        def searches() -> None:
            self._suggested(view, block_id, action_id, typed)

        return f"searches {action_id} for {typed}", searches, False

    def _sends(self, view: View) -> None:
        """Fill in the form and send it; where something is wrong, try what might be right."""
        callback = str(view.body.get("callback_id") or "")
        self.doors.add(("view", callback))
        self._says_it_themselves(view)
        for block in view.body["blocks"]:
            if block["type"] == "input" and self._chance.random() < 0.6:
                self._fills(view, block)
        wrong = self._local.submit(self._who, view.id)
        for attempt in range(2):
            if not wrong or view not in self._local.workspace.stack(self._who.id):
                return
            for block in view.body["blocks"]:
                if block["block_id"] in wrong:
                    self._fills(view, block, plausible=attempt > 0)
            wrong = self._local.submit(self._who, view.id)
        self._local.close(self._who, view.id, clear=True)

    # what is on the screen

    def _surfaces(self) -> Iterator[Surface]:
        """Messages that can be read, and the Home tab."""
        for message in self._messages():
            yield {"channel": message.channel, "ts": message.ts}, message.blocks
        home = self._local.workspace.homes.get(self._who.id)
        if home:
            yield {"view_id": home.id}, home.body["blocks"]


def _act(value: object) -> str:
    """Which entry of a menu a value stands for."""
    carried = json.loads(value) if isinstance(value, str) and value.startswith("{") else {}
    return str(carried.get("act") or "")


def _named(element: Json, chosen: Json) -> str:
    """A door's name: what was chosen in a menu makes a door of its own."""
    option = chosen.get("selected_option") if element["type"] == "overflow" else None
    return f"action {element['action_id']} {option['text']['text'] if option else ''}".strip()
