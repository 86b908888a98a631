"""Finding things by the words on a person's screen."""

from collections.abc import Iterator
from typing import Any

from bot.sandbox.blockkit.walk import elements_of
from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Message, Person, View
from tests.sandbox.screen import Part, Screen, message_part, unescaped, view_part

Json = dict[str, Any]


class Finder:
    """Looks at the screens of a local Slack."""

    def __init__(self, local: LocalSlack) -> None:
        self._local = local

    def message(self, message: Message) -> Part:
        """A message as a part of a screen."""
        return message_part(self._local.workspace, message)

    def top(self, who: Person) -> View:
        """The form on top."""
        stack = self._local.workspace.stack(who.id)
        assert stack, f"{who.name} has no form open"
        return stack[-1]

    def visible(self, who: Person) -> list[Part]:
        """Every message that the person can read, and the Home; newest first."""
        workspace = self._local.workspace
        with workspace.lock:
            channels = workspace.channels_of(who.id)
            parts = [self.message(one) for place in channels for one in workspace.messages_for(who.id, place.id)]
            home = workspace.homes.get(who.id)
        if home:
            parts.append(view_part(home))
        return sorted(parts, key=lambda part: -part.changed)

    def in_front(self, who: Person) -> list[Part]:
        """The form on top, else all that can be read; newest first."""
        stack = self._local.workspace.stack(who.id)
        return [view_part(stack[-1])] if stack else self.visible(who)

    def news(self, who: Person, mark: int) -> list[Part]:
        """What others put on the screen after this number, and the form on top."""
        workspace = self._local.workspace
        with workspace.lock:
            parts = [part for part in self.visible(who) if part.changed > mark]
            own = {one.ts for there in workspace.messages.values() for one in there if one.user == who.id}
            stack = workspace.stack(who.id)
        fresh = [part for part in parts if part.ts not in own]
        return fresh + ([view_part(stack[-1])] if stack else [])

    def button(
        self, who: Person, label: str, on: Screen | None, beside: str | None
    ) -> tuple[Part, Json, Json, Json | None]:
        """A button, or an entry of an overflow menu; see `Slack.clicks`."""
        seen: list[str] = []
        workspace = self._local.workspace
        for part in reversed(on.parts) if on else self.in_front(who):
            hits: list[tuple[Part, Json, Json, Json | None]] = []
            for block, element in _after_words(part, beside, who, self._local):
                for text, option in _labels(element):
                    seen.append(text)
                    if text == label:
                        hits.append((part, block, element, option))
            assert len(hits) < 2 or beside, f"{label!r} is there {len(hits)} times: say which one with beside="
            own = [hit for hit in hits if beside and beside in Screen(who, [part], workspace).words_of(part, hit[1])]
            if hits:
                return (own or hits)[0]
        raise AssertionError(f"{who.name} has no {label!r} to click{f' beside {beside!r}' if beside else ''}: {seen}")

    def field(self, who: Person, label: str, on: Screen | None) -> tuple[Part, Json, Json]:
        """A field by its label, its placeholder or the words beside it."""
        seen = []
        for part in reversed(on.parts) if on else self.in_front(who):
            screen = Screen(who, [part], self._local.workspace)
            for block, element in elements_of(part.blocks):
                named = [block.get("label"), element.get("placeholder"), block.get("text")]
                names = [screen.words_of(part, one) for one in named if one]
                seen += names[:1]
                if label in names and element["type"] not in ("button", "overflow"):
                    return part, block, element
        raise AssertionError(f"{who.name} has no field {label!r}: {seen}")


def _labels(element: Json) -> list[tuple[str, Json | None]]:
    if element["type"] == "button":
        return [(unescaped(element["text"]["text"]), None)]
    if element["type"] == "overflow":
        return [(unescaped(option["text"]["text"]), option) for option in element["options"]]
    return []


def _after_words(part: Part, beside: str | None, who: Person, local: LocalSlack) -> Iterator[tuple[Json, Json]]:
    """The elements from the first block on that says these words."""
    if beside is None:
        yield from elements_of(part.blocks)
        return
    screen = Screen(who, [part], local.workspace)
    said = False
    for block in part.blocks:
        said = said or beside in screen.words_of(part, block)
        if said:
            yield from elements_of([block])
