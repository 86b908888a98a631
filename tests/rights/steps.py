"""What a person does at a door, step by step. A step that finds no button to press ends the attempt."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Final

from bot.sandbox.blockkit.walk import elements_of, offered, value_key
from bot.sandbox.workspace import Message, Person, View
from bot.values import pack
from tests.rights.bench import Bench
from tests.rights.ground import Things

Json = dict[str, Any]


class NotOffered(Exception):
    """There is no such button, entry or form on the person's screen."""


@dataclass
class Attempt:
    """Somebody at a door.

    Attributes:
        bench: what it is tried with.
        who: the person.
        things: what they may act on.
        old: an old message on their screen, from when its buttons were theirs to press.
    """

    bench: Bench
    who: Person
    things: Things

    @property
    def screen(self) -> tuple[Json, list[Json]]:
        """Where the newest thing on the person's screen is, and its blocks."""
        workspace = self.bench.local.workspace
        stack = workspace.stack(self.who.id)
        if stack:
            return {"view_id": stack[-1].id}, stack[-1].body["blocks"]
        said = (one for one in self._messages() if one.app)
        message = max(said, key=lambda one: one.changed, default=None)
        home = workspace.homes.get(self.who.id)
        if home is not None and (message is None or home.changed > message.changed):
            return {"view_id": home.id}, home.body["blocks"]
        if message is None:
            raise NotOffered
        return {"channel": message.channel, "ts": message.ts}, message.blocks

    def written(self, text: str) -> str:
        """A text with `{folder}`, `{at_rep}` and the like put in."""
        people = {f"at_{role}": f"@{person.name}" for role, person in self.bench.cast.items()}
        return text.format_map(self.things.numbers | people)

    def value(self, facts: str) -> str:
        """A button's value: `opportunity=closed version` carries that id under that name."""
        named = ((name, of or name) for name, _, of in (fact.partition("=") for fact in facts.split()))
        channel = self.bench.local.channel
        return pack(**{name: channel(of).id if name == "channel" else self.things.keys[of] for name, of in named})

    def old_message(self) -> Json:
        """Where a message stands that the person got long ago."""
        workspace = self.bench.local.workspace
        channel = workspace.app_dm(self.who.id)
        old = next((one for one in self._messages() if one.text == _OLD), None)
        if old is None:
            old = workspace.post(
                Message(workspace.stamp(), channel.id, workspace.team.bot_user, True, _OLD, [], to=self.who.id)
            )
        return {"channel": old.channel, "ts": old.ts}

    def _messages(self) -> list[Message]:
        """What this person reads, from the app and in the channel that alerts go to."""
        workspace, sales = self.bench.local.workspace, self.bench.local.channel("sales")
        there = [workspace.app_dm(self.who.id), *([sales] if self.who.id in sales.members else [])]
        return [one for channel in there for one in workspace.messages_for(self.who.id, channel.id)]


_OLD: Final = "from long ago"


class Step:
    """Something that a person does.

    `ids` are those of the commands, buttons and forms that it passes: the closed world is made of them.
    """

    @property
    def ids(self) -> tuple[str, ...]:
        raise NotImplementedError

    def do(self, at: Attempt) -> None:
        raise NotImplementedError


@dataclass(frozen=True)
class Say(Step):
    """A command; in a channel, where it is said there by who is in it."""

    text: str
    at: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        return (" ".join(self.text.split()[:2]),)

    def do(self, at: Attempt) -> None:
        place = at.bench.local.workspace.app_dm(at.who.id)
        if self.at and at.who.id in at.bench.local.channel(self.at).members:
            place = at.bench.local.channel(self.at)
        at.bench.local.say(at.who, place, at.written(self.text))


@dataclass(frozen=True)
class Home(Step):
    """The Home tab."""

    @property
    def ids(self) -> tuple[str, ...]:
        return ("app_home_opened",)

    def do(self, at: Attempt) -> None:
        at.bench.local.open_home(at.who)


@dataclass(frozen=True)
class Shortcut(Step):
    """A shortcut; with `words`, that of a message which says them."""

    callback_id: str
    words: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        return (self.callback_id,)

    def do(self, at: Attempt) -> None:
        workspace = at.bench.local.workspace
        where: Json = {}
        if self.words:
            channel = workspace.app_dm(at.who.id)
            said = workspace.post(Message(workspace.stamp(), channel.id, at.who.id, False, self.words, []))
            where = {"channel": channel.id, "ts": said.ts}
        at.bench.local.shortcut(at.who, self.callback_id, **where)


@dataclass(frozen=True)
class Press(Step):
    """A button, or an entry of a menu, that is on the screen; `entry` is the label of that entry."""

    action_id: str
    entry: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        return (f"{self.action_id} {self.entry}".strip(),)

    def do(self, at: Attempt) -> None:
        where, blocks = at.screen
        for block, element in elements_of(blocks):
            if element["action_id"] != self.action_id:
                continue
            named = {one["text"]["text"]: one for one in offered(element)}
            if self.entry and self.entry not in named:
                continue
            chosen: Json = {"selected_option": named[self.entry]} if self.entry else {}
            ids: Json = {"block_id": block["block_id"], "action_id": element["action_id"]}
            at.bench.local.act(at.who, **ids, **where, **chosen)
            return
        raise NotOffered


@dataclass(frozen=True)
class Choose(Step):
    """Somebody, in a select that speaks at once."""

    action_id: str
    role: str

    @property
    def ids(self) -> tuple[str, ...]:
        return (self.action_id,)

    def do(self, at: Attempt) -> None:
        where, blocks = at.screen
        for block, element in elements_of(blocks):
            if element["action_id"] == self.action_id:
                chosen: Json = {"selected_user": at.bench.cast[self.role].id}
                ids: Json = {"block_id": block["block_id"], "action_id": self.action_id}
                at.bench.local.act(at.who, **ids, **where, **chosen)
                return
        raise NotOffered


@dataclass(frozen=True)
class Old(Step):
    """A button of a message from when it was theirs to press: nothing on the screen is asked, only the request."""

    action_id: str
    facts: str = ""
    menu: bool = False
    more: Json = field(default_factory=dict)

    @property
    def ids(self) -> tuple[str, ...]:
        return (self.action_id,)

    def do(self, at: Attempt) -> None:
        value = at.value(self.facts)
        if self.more:
            value = json.dumps(json.loads(value) | self.more)
        action: Json = {"type": "button", "block_id": "old", "action_id": self.action_id, "value": value}
        if self.menu:
            option = {"text": {"type": "plain_text", "text": "…"}, "value": value}
            action = {"type": "overflow", "block_id": "old", "action_id": self.action_id, "selected_option": option}
        at.bench.local.act(at.who, forged=True, actions=[action], **at.old_message())


@dataclass(frozen=True)
class Send(Step):
    """The form on top, filled in by the ids of its fields."""

    callback_id: str
    fields: Json = field(default_factory=dict)

    @property
    def ids(self) -> tuple[str, ...]:
        return (f"form {self.callback_id}",)

    def do(self, at: Attempt) -> None:
        stack = at.bench.local.workspace.stack(at.who.id)
        if not stack or stack[-1].body.get("callback_id") != self.callback_id:
            raise NotOffered
        form = stack[-1]
        fill(at, form, self.fields)
        at.bench.local.submit(at.who, form.id, forged=True)
        if form in stack and form.body.get("callback_id") == self.callback_id and not form.errors:
            # Advice was given, such as folders of nearly that name: sent again, it holds.
            at.bench.local.submit(at.who, form.id, forged=True)


@dataclass(frozen=True)
class Turned(Step):
    """A step that is refused with a way out, which the next one takes. Any other refusal ends the attempt."""

    step: Step
    rule: str

    @property
    def ids(self) -> tuple[str, ...]:
        return self.step.ids

    def do(self, at: Attempt) -> None:
        self.step.do(at)
        if [refusal.rule for refusal, _ in at.bench.refusals] == [self.rule]:
            at.bench.refusals.clear()


def fill(at: Attempt, view: View, fields: Json) -> None:
    """Fill a form in: text as it is, people by role, things by name."""
    elements = {block["block_id"]: element for block, element in elements_of(view.body["blocks"])}
    for name, wanted in fields.items():
        # A name that ends in a dot begins a block's: the rest of it is an id.
        block_id = next((one for one in elements if one == name or (name.endswith(".") and one.startswith(name))), "")
        if not block_id:
            raise NotOffered
        element = elements[block_id]
        view.values[block_id][element["action_id"]] = {
            "type": element["type"],
            value_key(element): _given(at, element, wanted),
        }


def _given(at: Attempt, element: Json, wanted: Any) -> Any:
    kind = element["type"]
    if kind == "users_select":
        return (at.who if wanted == "self" else at.bench.cast[wanted]).id
    if kind == "multi_users_select":
        return [at.bench.cast[role].id for role in wanted]
    if kind == "conversations_select":
        return at.bench.local.channel(wanted).id
    if "external_select" in kind:
        return {"text": {"type": "plain_text", "text": "…"}, "value": at.value(wanted)}
    if kind in ("radio_buttons", "static_select"):
        return next(one for one in offered(element) if wanted in (one["value"], one["text"]["text"]))
    if kind == "checkboxes":
        return [one for one in offered(element) if one["value"] in wanted]
    return at.written(wanted) if isinstance(wanted, str) else wanted
