"""A person who opens every door they find: types, clicks, chooses, fills in, sends, searches, and makes things up.

Doors are found on the screens themselves, in the command table and in what the product listens to; the ones that were
opened least come first. What somebody does is decided by chance and by what they read, and by nothing else: in a world
and in its twin they do the same as long as they read the same.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeVar

from bot.parsing.commands import FOLDER, TABLE
from bot.parsing.subcommand import SubCommand
from bot.sandbox.blockkit.walk import elements_of, value_key
from bot.sandbox.errors import Trouble
from bot.sandbox.wire import Entry
from bot.sandbox.workspace import Channel, Message, View
from tests.leaks.asking import Typist
from tests.leaks.filling import Filler
from tests.leaks.lab import Lab
from tests.leaks.planting import KEYS, MADE_LATER, Garden

Json = dict[str, Any]
One = TypeVar("One")
_KEY: Final = re.compile(r"(?:(?P<name>\w+)\W+)?(?P<key>\b7\d{9}\b)")


@dataclass(frozen=True)
class Step:
    """One thing that somebody did.

    Attributes:
        did: what it was.
        sent: what went over the wire for it.
        forged: whether no screen would have let them.
    """

    did: str
    sent: tuple[Entry, ...]
    forged: bool


class Tour(Filler):
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
        super().__init__(lab, garden, sales, who, typist, chance, opened)
        self._samples, self._table = samples, table

    def walk(self, steps: int) -> Iterator[Step]:
        """Do so many things, one after the other."""
        yield self._step("opens Home", self._opens_home)
        for _ in range(steps - 1):
            what, act, forged = self._next()
            yield self._step(what, act, forged=forged)

    def asks(self) -> Iterator[Step]:
        """Ask for lists of folders by whatever is hidden; each row of the table that takes a filter has its turn."""
        rows = [row for row in self._table if row.argument == "[filter]" and row.command == FOLDER]
        for place, probe in enumerate(self._typist.probes()):
            row = rows[place % len(rows)]
            text = f"/{row.command} {row.name} {probe}"
            dm = self._local.app_dm(self._who)
            yield self._step(f"types {text}", partial(self._local.say, self._who, dm, text))

    # what to do next

    def _next(self) -> tuple[str, Callable[[], object], bool]:
        stack = self._local.workspace.stack(self._who.id)
        if stack:
            return self._in_form(stack[-1])
        chosen = self._chance.random()
        if chosen < 0.42:
            row = self._least(list(self._table), lambda row: f"command {row.command} {row.name}")
            return self._typed(row)
        if chosen < 0.88 and (found := self._pressable()):
            return found
        if chosen < 0.94 and (made_up := self._made_up()):
            return made_up
        return self._least(
            [("uses a shortcut", self._uses_shortcut, False), ("opens Home", self._opens_home, False),
             ("changes", self._changes, False), ("uses a shortcut on a message", self._uses_on_message, False)],
            lambda one: one[0],
        )  # fmt: skip

    def _typed(self, row: SubCommand) -> tuple[str, Callable[[], object], bool]:
        text = self._typist.command(row)
        place = self._sales if self._chance.random() < 0.1 else self._local.app_dm(self._who)

        def types() -> None:
            self.doors.add(("command", f"{row.command} {row.name}"))
            self._local.say(self._who, place, text)

        return f"types {text}", types, False

    def _pressable(self) -> tuple[str, Callable[[], object], bool] | None:
        """Something on a message that can be read, or on the Home tab."""
        found: list[tuple[Json, Json, Json, Json]] = []
        for where, blocks in self._surfaces():
            for block, element in elements_of(blocks):
                if block["type"] != "input":
                    found += [(where, block, element, chosen) for chosen in self._choices(block, element, where)]
        if not found:
            return None
        return self._pressed(*self._least(found, lambda one: _named(one[2], one[3])))

    def _in_form(self, view: View) -> tuple[str, Callable[[], object], bool]:
        where = {"view_id": view.id}
        callback = str(view.body.get("callback_id") or "")
        can: list[tuple[str, Callable[[], tuple[str, Callable[[], object], bool]]]] = []
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

    def _made_up(self) -> tuple[str, Callable[[], object], bool] | None:
        """An action that no screen offers: seen somewhere, with the keys of what is hidden in it."""
        known = sorted(name for name, values in self._samples.items() if values)
        messages = self._messages()
        if not known or not messages:
            return None
        action_id = self._least(known, lambda one: f"forged {one}")
        value = self._replaced(self._chance.choice(self._samples[action_id]))
        action: Json = {"type": "button", "block_id": "made.up", "action_id": action_id, "value": value}
        if self._chance.random() < 0.3:
            option = {"text": {"type": "plain_text", "text": "x"}, "value": value}
            action = {"type": "overflow", "block_id": "made.up", "action_id": action_id, "selected_option": option}
        message = self._chance.choice(messages)
        where = {"channel": message.channel, "ts": message.ts}
        return (
            f"makes up {action_id} {value}",
            lambda: self._local.act(self._who, forged=True, actions=[action], **where),
            True,
        )

    # how it is done

    def _step(self, did: str, act: Callable[[], object], *, forged: bool = False) -> Step:
        mark = max((entry.id for entry in self._local.wire), default=0)
        try:
            act()
        except Trouble as trouble:
            did = f"{did} ({trouble.sentence})"
        self._lab.settle()
        return Step(did, tuple(self._local.board.wire.since(mark)), forged)

    def _pressed(self, where: Json, block: Json, element: Json, chosen: Json) -> tuple[str, Callable[[], object], bool]:
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

    def _searched(self, view: View, block_id: str, action_id: str) -> tuple[str, Callable[[], object], bool]:
        typed = self._chance.choice(("", "zy", self._typist.words().split()[0], self._typist.named("folder"),
                                     self._typist.named("opportunity")))  # fmt: skip

        def searches() -> None:
            self._suggested(view, block_id, action_id, typed)

        return f"searches {action_id} for {typed}", searches, False

    def _sends(self, view: View) -> None:
        """Fill in the form and send it; where something is wrong, try what might be right."""
        callback = str(view.body.get("callback_id") or "")
        self.doors.add(("view", callback))
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

    def _forges(self, view: View) -> None:
        """Send the form with the keys of what is hidden in it."""
        body = view.body
        body["private_metadata"] = self._replaced(str(body.get("private_metadata") or ""))
        values = json.loads(self._replaced(json.dumps(view.values)))
        self._local.submit(self._who, view.id, values, forged=True)

    def _replaced(self, text: str) -> str:
        """The same, about something else: keys of folders and of opportunities give way to those that are asked for."""

        def other(found: re.Match[str]) -> str:
            place = int(found["key"]) % KEYS
            about = str(found["name"])
            if 100 <= place < 200 or (place >= MADE_LATER and "folder" in about):
                key = self._garden.key(self._typist.numbered["folder"])
            elif place >= 200:
                key = self._garden.key(self._typist.numbered["opportunity"])
            else:
                key = self._garden.base + place
            return found[0].replace(found["key"], str(key))

        return _KEY.sub(other, text)

    def _opens_home(self) -> None:
        self.doors.add(("event", "app_home_opened"))
        self._local.open_home(self._who)

    def _uses_shortcut(self) -> None:
        shortcuts = [one["callback_id"] for one in self._local.board.features("shortcuts") if one["type"] == "global"]
        callback = self._least(shortcuts, lambda one: f"shortcut {one}")
        self.doors.add(("shortcut", callback))
        self._local.shortcut(self._who, callback)

    def _uses_on_message(self) -> None:
        shortcuts = [one["callback_id"] for one in self._local.board.features("shortcuts") if one["type"] == "message"]
        callback = self._least(shortcuts, lambda one: f"shortcut {one}")
        self.doors.add(("shortcut", callback))
        self._local.say(self._who, self._sales, self._typist.words())
        said = self._local.workspace.messages_for(self._who.id, self._sales.id)[-1]
        self._local.shortcut(self._who, callback, channel=self._sales.id, ts=said.ts)

    def _changes(self) -> None:
        """Slack tells of somebody who changed, and of somebody new."""
        self.doors |= {("event", "user_change"), ("event", "team_join")}
        self._local.change_person(self._who, title="of the garden")
        self._local.join("newcomer", locale="en-US")

    # what is on the screen

    def _messages(self) -> list[Message]:
        workspace = self._local.workspace
        places = (self._local.app_dm(self._who), self._sales)
        every = [one for place in places for one in workspace.messages_for(self._who.id, place.id)]
        return [one for one in every if one.app][-8:]

    def _surfaces(self) -> Iterator[tuple[Json, list[Json]]]:
        for message in self._messages():
            yield {"channel": message.channel, "ts": message.ts}, message.blocks
        home = self._local.workspace.homes.get(self._who.id)
        if home:
            yield {"view_id": home.id}, home.body["blocks"]

    def _least(self, among: Sequence[One], name: Callable[[One], str]) -> One:
        """One of those that were opened least."""
        counted = [self._opened[name(one)] for one in among]
        fewest = min(counted)
        chosen = self._chance.choice([one for one, times in zip(among, counted, strict=True) if times == fewest])
        self._opened[name(chosen)] += 1
        return chosen


def _named(element: Json, chosen: Json) -> str:
    """A door's name: what was chosen in a menu makes a door of its own."""
    option = chosen.get("selected_option") if element["type"] == "overflow" else None
    return f"action {element['action_id']} {option['text']['text'] if option else ''}".strip()
