"""What a person has in front: its words, its buttons, and every byte that reached them."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.blockkit.walk import elements_of, value_key
from bot.sandbox.workspace import Message, Person, View, Workspace

_ORDER = ("title", "rich_text_title", "subtitle", "label", "text", "fields", "body", "element", "hint", "subtext")
"""How the parts of a block follow each other on the screen; buttons and menus come after them."""

Json = dict[str, Any]
Naming = Callable[[str, str], str]

_BRACKET = re.compile(r"<([^<>]*)>")
_STYLES = [re.compile(rf"(?<!\w)({mark})(\S(?:[^\n]*?\S)?)\1(?!\w)") for mark in (r"\*", "_", "~")]


def unescaped(text: str) -> str:
    """Slack's three entities, once."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def rendered(text: str, name: Naming) -> str:
    """mrkdwn as people read it: no marks, names for ids, labels for links, entities unescaped."""

    def bracket(found: re.Match[str]) -> str:
        inside, _, label = found[1].partition("|")
        if inside.startswith("!date"):
            return label
        if inside[:1] in "@#":
            return inside[0] + (name(inside[0], inside[1:]) or label)
        if inside.startswith("!"):
            return label or "@" + inside[1:]
        return label or inside

    for style in _STYLES:
        text = style.sub(r"\2", text)
    text = re.sub(r"`+([^`]+)`+", r"\1", text)
    return unescaped(_BRACKET.sub(bracket, text))


@dataclass(frozen=True)
class Part:
    """One message or view as it was when somebody looked."""

    kind: str
    text: str
    blocks: list[Json]
    everything: str
    changed: int
    channel: str | None = None
    ts: str | None = None
    view_id: str | None = None
    title: str | None = None
    values: Json = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    private: bool = False

    @property
    def where(self) -> Json:
        """How the local Slack is told of this place."""
        return {"view_id": self.view_id} if self.view_id else {"channel": self.channel, "ts": self.ts}


def message_part(workspace: Workspace, message: Message) -> Part:
    """A message, with all that went to the person's client with it."""
    files = [{"name": workspace.files[one].name, "size": workspace.files[one].size} for one in message.files]
    sent = {"text": message.text, "blocks": message.blocks, "metadata": message.metadata, "files": files}
    return Part(
        "message",
        message.text,
        message.blocks,
        json.dumps(sent, ensure_ascii=False),
        message.changed,
        channel=message.channel,
        ts=message.ts,
        private=message.to is not None,
    )


def view_part(view: View) -> Part:
    """A modal or a Home, `private_metadata` included."""
    title = view.body.get("title")
    return Part(
        view.body["type"],
        "",
        view.body["blocks"],
        json.dumps({**view.body, "state": view.values, "errors": view.errors}, ensure_ascii=False),
        view.changed,
        view_id=view.id,
        title=unescaped(title["text"]) if title else None,
        values=json.loads(json.dumps(view.values)),
        errors=dict(view.errors),
    )


class Screen:
    """What one person has in front after doing something: messages, or a modal, or the Home."""

    def __init__(self, person: Person, parts: list[Part], workspace: Workspace) -> None:
        self.person = person
        self.parts = sorted(parts, key=lambda part: part.changed)
        self._workspace = workspace

    def __repr__(self) -> str:
        return f"<{self.person.name}'s screen>\n{self.words}"

    def __contains__(self, words: str) -> bool:
        return words in self.words

    @property
    def text(self) -> str:
        """The fallback texts: what a notification and a screen reader say."""
        return "\n".join(part.text for part in self.parts if part.text)

    @property
    def modal(self) -> str | None:
        """The title of the modal on top."""
        return next((part.title for part in reversed(self.parts) if part.kind == "modal"), None)

    @property
    def everything(self) -> str:
        """Every byte that reached the person: words, values, ids, metadata."""
        return "\n".join(part.everything for part in self.parts)

    @property
    def lines(self) -> list[str]:
        """The words of each block, in order; a message without blocks is its text."""
        found = []
        for part in self.parts:
            if part.title:
                found.append(part.title)
            found += [self.words_of(part, block) for block in part.blocks]
            if not part.blocks:
                found.append(rendered(part.text, self._name))
            found += list(part.errors.values())
        return [line for line in found if line]

    @property
    def words(self) -> str:
        """All visible words, in order."""
        return "\n".join(self.lines)

    @property
    def buttons(self) -> list[str]:
        """The labels of all buttons in blocks, in order."""
        return [unescaped(e["text"]["text"]) for _, e in self._elements() if e["type"] == "button"]

    @property
    def menus(self) -> list[str]:
        """The labels in all overflow menus."""
        menus = [e["options"] for _, e in self._elements() if e["type"] == "overflow"]
        return [unescaped(option["text"]["text"]) for options in menus for option in options]

    @property
    def fields(self) -> list[str]:
        """The labels of a form's fields."""
        blocks = [block for part in self.parts for block in part.blocks]
        return [unescaped(block["label"]["text"]) for block in blocks if block["type"] == "input"]

    @property
    def values(self) -> dict[str, Any]:
        """What stands in a form's fields, by label: a text, an id, or the label of what is chosen."""
        found = {}
        for part in self.parts:
            for block in part.blocks:
                if block["type"] == "input":
                    found[unescaped(block["label"]["text"])] = _shown(part, block, block["element"])
        return found

    @property
    def errors(self) -> dict[str, str]:
        """What is wrong with a form, by label."""
        found = {}
        for part in self.parts:
            for block in part.blocks:
                if block["block_id"] in part.errors:
                    found[unescaped(block["label"]["text"])] = part.errors[block["block_id"]]
        return found

    def _elements(self) -> Iterator[tuple[Json, Json]]:
        for part in self.parts:
            yield from elements_of(part.blocks)

    def _name(self, sign: str, key: str) -> str:
        if sign == "#":
            channel = self._workspace.channels.get(key)
            return channel.name if channel else ""
        if key == self._workspace.team.bot_user:
            return self._workspace.team.app_name
        person = self._workspace.person(key)
        return person.name if person else ""

    def words_of(self, part: Part, thing: Any) -> str:
        """The visible words of a block, an element or a text object."""
        return "\n".join(word for word in self._words(part, thing, None) if word)

    def _words(self, part: Part, thing: Any, block: Json | None) -> Iterator[str]:
        if isinstance(thing, list):
            for entry in thing:
                yield from self._words(part, entry, block)
            return
        if not isinstance(thing, dict):
            return
        kind = thing.get("type")
        if kind == "mrkdwn":
            yield rendered(thing["text"], self._name)
        elif kind == "plain_text":
            yield unescaped(thing["text"])
        elif kind in ("text", "raw_text", "markdown"):
            yield thing["text"]
        elif kind == "raw_number":
            yield thing.get("text", str(thing["value"]))
        elif kind in ("user", "channel"):
            sign = "@" if kind == "user" else "#"
            yield sign + self._name(sign, thing[f"{kind}_id"])
        elif kind == "link":
            yield str(thing.get("text") or thing["url"])
        elif kind in ("rich_text_section", "rich_text_quote", "rich_text_preformatted"):
            yield "".join(self._words(part, thing["elements"], block))
        elif kind == "data_visualization":
            yield from _chart_words(thing)
        elif kind == "overflow":
            return
        elif "action_id" in thing:
            yield from self._element_words(part, thing, block)
        else:
            holder = thing if "block_id" in thing else block
            if kind == "data_table":
                yield thing["caption"]
            if kind == "image":
                yield thing["alt_text"]
            for name in sorted(thing, key=lambda one: _ORDER.index(one) if one in _ORDER else len(_ORDER)):
                yield from self._words(part, thing[name], holder)

    def _element_words(self, part: Part, element: Json, block: Json | None) -> Iterator[str]:
        for name in ("text", "options"):
            if name in element and element["type"] in ("button", "radio_buttons", "checkboxes"):
                yield from self._words(part, element[name], block)
        if element["type"] in ("button", "radio_buttons", "checkboxes"):
            return
        shown = _shown(part, block or {}, element)
        for value in shown if isinstance(shown, list) else [shown]:
            person = self._workspace.person(str(value))
            yield person.real_name if person else str(value or "")
        if not shown:
            yield from self._words(part, element.get("placeholder"), block)


def _shown(part: Part, block: Json, element: Json) -> Any:
    """What stands in a field."""
    kept = part.values.get(block.get("block_id", ""), {}).get(element["action_id"])
    value = (kept or {}).get(value_key(element))
    if kept is None:
        value = element.get(value_key(element).replace("selected_", "initial_").replace("value", "initial_value"))
    if isinstance(value, list):
        return [_label(one) for one in value]
    return _label(value)


def _label(value: Any) -> Any:
    return unescaped(value["text"]["text"]) if isinstance(value, dict) and "text" in value else value


def _chart_words(block: Json) -> Iterator[str]:
    yield block["title"]
    chart = block["chart"]
    for point in chart.get("segments", []):
        yield f"{point['label']} {point['value']}"
    for series in chart.get("series", []):
        yield series["name"]
        for point in series["data"]:
            yield f"{point['label']} {point['value']}"
