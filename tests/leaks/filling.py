"""Filling in what a form asks for, whatever it asks for."""

import random
from collections import Counter
from typing import Any, Final

from bot.ids import NAME, PROPOSAL_ACCEPT
from bot.sandbox.blockkit.walk import value_key
from bot.sandbox.workspace import Channel, Person, View
from tests.leaks.asking import Typist
from tests.leaks.lab import Lab
from tests.leaks.planting import Garden

Json = dict[str, Any]
Door = tuple[str, str]
"""Its kind ("command", "action", "view", "options", "shortcut", "event") and its id."""

_PLAUSIBLE: Final = ("0", "3", "2031-05-05", "https://example.com/a", "")


class Filler:
    """Somebody with a form before them; see `Tour` for the arguments."""

    def __init__(
        self,
        lab: Lab,
        garden: Garden,
        sales: Channel,
        who: str,
        typist: Typist,
        chance: random.Random,
        opened: Counter[str],
    ) -> None:
        self.doors: set[Door] = set()
        self._lab, self._garden, self._sales, self._typist = lab, garden, sales, typist
        self._chance, self._opened = chance, opened
        self._local = lab.local
        self._who: Person = lab.local.person(who)

    def _suggested(self, view: View, block_id: str, action_id: str, typed: str) -> list[Json]:
        self.doors.add(("options", action_id))
        self._opened[f"options {action_id}"] += 1
        ids = {"block_id": block_id, "action_id": action_id, "view_id": view.id}
        answer = self._local.suggest(self._who, **ids, value=typed)
        groups = [group["options"] for group in answer.get("option_groups", [])]
        return [option for options in (answer.get("options", []), *groups) for option in options]

    def _pick(self, block: Json, element: Json, where: Json) -> Any:
        """A value for a field."""
        kind = element["type"]
        several = value_key(element).endswith("s")
        people = [one.id for one in self._local.workspace.people.values() if not one.is_restricted and not one.deleted]
        match kind:
            case "users_select":
                return self._chance.choice(people)
            case "multi_users_select":
                return sorted({self._who.id, *self._chance.sample(people, 2)})
            case "conversations_select" | "channels_select":
                return self._sales.id
            case "multi_conversations_select" | "multi_channels_select":
                return [self._sales.id]
            case "datepicker":
                return "2031-05-05"
            case "timepicker":
                return "10:00"
            case "datetimepicker":
                return 1_935_000_000
            case "external_select" | "multi_external_select":
                typed = self._chance.choice(("", self._typist.words().split()[0]))
                view = self._local.workspace.view(where["view_id"])
                assert view is not None
                options = self._suggested(view, block["block_id"], element["action_id"], typed)
                picked = self._chance.choice(options) if options else None
                return ([picked] if picked else []) if several else picked
            case "checkboxes" | "multi_static_select":
                return [one for one in _options(element) if self._chance.random() < 0.5]
            case _ if _options(element):
                return self._chance.choice(_options(element))
            case _:
                return self._text(block)

    def _text(self, block: Json) -> str:
        name = block["block_id"]
        if "tag" in name:
            return self._typist.tag()
        if "amount" in name:
            return "0"
        if name == "name" and self._chance.random() < 0.6:
            return f"{self._typist.garden.planted[self._typist.thing('folder')].name.lower()} ltd"
        return self._chance.choice((self._typist.words(), "plan", "choices, of mine"))

    def _says_it_themselves(self, view: View) -> None:
        """A folder for both is proposed by the title of an opportunity: whoever calls it so tells it to all who see it.

        They do so as they type, in small letters.
        """
        for block in view.body["blocks"] if view.body.get("callback_id") == PROPOSAL_ACCEPT else ():
            if block["block_id"] == NAME:
                kept = view.values[NAME][block["element"]["action_id"]]
                typed = {**kept, "value": str(kept.get("value") or "").lower()}
                self._local.enter(self._who, view.id, {NAME: {block["element"]["action_id"]: typed}})

    def _fills(self, view: View, block: Json, *, plausible: bool = False) -> None:
        element = block["element"]
        kept = view.values[block["block_id"]][element["action_id"]]
        key = value_key(element)
        if key == "value" and plausible:
            picked: Any = self._chance.choice(_PLAUSIBLE)
        elif kept.get(key) not in (None, "", []) and self._chance.random() < 0.6 and not view.errors:
            return
        else:
            picked = self._pick(block, element, {"view_id": view.id})
        chosen = {"type": element["type"], key: picked}
        self._local.enter(self._who, view.id, {block["block_id"]: {element["action_id"]: chosen}})


def _options(element: Json) -> list[Json]:
    groups = [group["options"] for group in element.get("option_groups", [])]
    return [option for options in (element.get("options", []), *groups) for option in options]
