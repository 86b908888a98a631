"""What is inside blocks: the elements that people use, their ids and their values."""

import copy
from collections.abc import Callable, Iterator, Sequence
from typing import Any

Json = dict[str, Any]

VALUE_KEYS = {
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "overflow": "selected_option",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "rich_text_input": "rich_text_value",
    "file_input": "files",
}
"""Which key carries the value of an element in `state.values` and in an action; `value` for all others."""

_STATELESS = {"button", "workflow_button", "overflow", "image", "icon_button", "feedback_buttons"}
_LISTS = {"selected_options", "selected_users", "selected_conversations", "selected_channels", "files"}


def value_key(element: Json) -> str:
    """The key that carries this element's value."""
    return VALUE_KEYS.get(element["type"], "value")


def all_blocks(blocks: list[Json]) -> Iterator[Json]:
    """Each block, those inside containers and the cards of carousels included."""
    for block in blocks:
        yield block
        if block["type"] == "container":
            yield from all_blocks(block["child_blocks"])
        elif block["type"] == "carousel":
            yield from block["elements"]


def elements_of(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Each (block, element) that a person can use."""
    for block in all_blocks(blocks):
        held = [block.get("accessory"), block.get("element"), *block.get("actions", [])]
        if block["type"] in ("actions", "context_actions"):
            held += block["elements"]
        yield from ((block, element) for element in held if element and element["type"] != "image")


def with_ids(blocks: list[Json], fresh: Callable[[], str], before: Sequence[Json] = ()) -> list[Json]:
    """A copy in which every block has a block_id and every element an action_id, made up where the app gave none.

    Where the same block stood at its place `before` it keeps the ids that were made up for it then: somebody may be
    pressing it just now.
    """
    named = copy.deepcopy(blocks)
    for place, (block, old) in enumerate(zip(named, before, strict=False)):
        if _is_but_for_ids(block, old):
            named[place] = copy.deepcopy(old)
    for block in all_blocks(named):
        block.setdefault("block_id", fresh())
    for _, element in elements_of(named):
        element.setdefault("action_id", fresh())
    return named


def _is_but_for_ids(given: Any, named: Any) -> bool:
    """Whether something of a view became what stands there named by nothing but made-up ids."""
    if isinstance(given, dict) and isinstance(named, dict):
        made_up = named.keys() - given.keys()
        return made_up <= {"block_id", "action_id"} and all(
            name in named and _is_but_for_ids(value, named[name]) for name, value in given.items()
        )
    if isinstance(given, list) and isinstance(named, list):
        return len(given) == len(named) and all(map(_is_but_for_ids, given, named))
    return bool(given == named)


def find(blocks: list[Json], block_id: str, action_id: str) -> tuple[Json, Json] | None:
    """The element that carries these ids, with its block."""
    for block, element in elements_of(blocks):
        if (block["block_id"], element["action_id"]) == (block_id, action_id):
            return block, element
    return None


def _initial(element: Json) -> Any:
    key = value_key(element)
    if key == "value":
        return element.get("initial_value")
    if key == "rich_text_value":
        return element.get("initial_value")
    found = element.get(key.replace("selected_", "initial_"))
    return found if found is not None else ([] if key in _LISTS else None)


def values_of(blocks: list[Json], known: Json | None = None) -> Json:
    """`state.values`: what was typed stays where block_id, action_id and kind are the same; the rest begins anew."""
    values: Json = {}
    for block, element in elements_of(blocks):
        if element["type"] in _STATELESS:
            continue
        before = (known or {}).get(block["block_id"], {}).get(element["action_id"])
        same = before is not None and before.get("type") == element["type"]
        fresh = {"type": element["type"], value_key(element): _initial(element)}
        values.setdefault(block["block_id"], {})[element["action_id"]] = before if same else fresh
    return values


def offered(element: Json) -> list[Json]:
    """The options that an element carries, those of its groups included."""
    groups = [group["options"] for group in element.get("option_groups", [])]
    return [option for options in (element.get("options", []), *groups) for option in options]
