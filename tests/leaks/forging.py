"""Somebody who makes things up: actions that no screen offers them, forms about something else than they show."""

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from bot.sandbox.workspace import Channel, Message, View
from tests.leaks.asking import Typist
from tests.leaks.filling import Filler
from tests.leaks.lab import Lab
from tests.leaks.planting import KEYS, MADE_LATER, Garden

Json = dict[str, Any]
One = TypeVar("One")
Plan = tuple[str, Callable[[], object], bool]
"""What somebody is about to do: in words, how, and whether no screen would let them."""

_KEY: Final = re.compile(r"(?:(?P<name>\w+)\W+)?(?P<key>\b7\d{9}\b)")


class Forger(Filler):
    """Somebody who knows what buttons carry; see `Tour` for the arguments."""

    def __init__(
        self, lab: Lab, garden: Garden, sales: Channel, who: str, typist: Typist, chance: random.Random,
        opened: Counter[str], samples: dict[str, list[str]],
    ) -> None:  # fmt: skip
        super().__init__(lab, garden, sales, who, typist, chance, opened)
        self._samples = samples

    def _made_up(self) -> Plan | None:
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

    def _messages(self, last: int = 8) -> list[Message]:
        """What the app said last where this person reads."""
        workspace = self._local.workspace
        places = (self._local.app_dm(self._who), self._sales)
        every = [one for place in places for one in workspace.messages_for(self._who.id, place.id)]
        return [one for one in every if one.app][-last:]

    def _least(self, among: Sequence[One], name: Callable[[One], str]) -> One:
        """One of those that were opened least."""
        counted = [self._opened[name(one)] for one in among]
        fewest = min(counted)
        chosen = self._chance.choice([one for one, times in zip(among, counted, strict=True) if times == fewest])
        self._opened[name(chosen)] += 1
        return chosen
