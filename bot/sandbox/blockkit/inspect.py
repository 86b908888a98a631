"""Whole payloads: a message, a view, an answer with options; and the rules that look across blocks."""

import json
from collections import Counter
from typing import Any

from bot.sandbox.blockkit.blocks import block
from bot.sandbox.blockkit.figures import letters
from bot.sandbox.blockkit.parts import IDENTIFIER, OPTION_GROUP, SELECT_OPTION, plain
from bot.sandbox.blockkit.rules import Finding, Inspection, Rule, Surface, boolean, many, shape, string
from bot.sandbox.blockkit.walk import all_blocks, elements_of

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MESSAGE_CHARACTERS = 10_000
"""All text of a message's blocks together. Slack's own number is not documented; this one leaves headroom."""
MARKDOWN_CHARACTERS = 12_000
CHARTS = 2
VIEW_BYTES = 250_000
TABLES = ("table", "data_table")
OPTIONS = 100


def _twice(names: list[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def _ids_differ(blocks: list[Any], at: str, seen: Inspection) -> None:
    for name in _twice([one["block_id"] for one in all_blocks(blocks) if "block_id" in one]):
        seen.wrong(at, f"`block_id` must be unique: {name} is used twice")
    actions: dict[int, list[str]] = {}
    for holder, element in elements_of(blocks):
        if "action_id" in element:
            actions.setdefault(id(holder), []).append(element["action_id"])
    for names in actions.values():
        for name in _twice(names):
            seen.wrong(at, f"`action_id` must be unique within a block: {name} is used twice")


def _across(blocks: list[Any], at: str, seen: Inspection) -> None:
    _ids_differ(blocks, at, seen)
    flat = list(all_blocks(blocks))
    if sum(one["type"] in TABLES for one in flat) > 1:
        seen.wrong(at, "only_one_table_allowed", "invalid_attachments" if seen.surface == "message" else None)
    if sum(one["type"] == "data_visualization" for one in flat) > CHARTS:
        seen.wrong(at, f"no more than {CHARTS} data_visualization blocks allowed")
    if sum(bool(element.get("focus_on_load")) for _, element in elements_of(blocks)) > 1:
        seen.wrong(at, "only one element can have `focus_on_load`")
    if seen.surface == "message":
        if sum(len(one["text"]) for one in flat if one["type"] == "markdown") > MARKDOWN_CHARACTERS:
            seen.wrong(
                at, f"markdown blocks must be less than {MARKDOWN_CHARACTERS + 1} characters", "msg_blocks_too_long"
            )
        # Markdown and tables have limits of their own, and they are larger than this one.
        others = [one for one in blocks if one["type"] not in (*TABLES, "markdown")]
        if letters(others) > MESSAGE_CHARACTERS:
            seen.wrong(
                at, f"blocks must be less than {MESSAGE_CHARACTERS + 1} characters in total", "msg_blocks_too_long"
            )


def check_blocks(blocks: Any, surface: Surface, at: str = "/blocks", *, least: int = 0) -> list[Finding]:
    """What Slack would say against these blocks; empty when it would take them.

    `least` is the smallest number of blocks: a view needs one, a message may have none.
    """
    seen = Inspection(surface)
    many(block, MESSAGE_BLOCKS if surface == "message" else VIEW_BLOCKS, least=least)(blocks, at, seen)
    if not seen.findings:
        _across(blocks, at, seen)
    return seen.findings


def _view_blocks(value: Any, at: str, seen: Inspection) -> None:
    seen.findings += check_blocks(value, seen.surface, at, least=1)


def _submit_for_inputs(view: Any, at: str, seen: Inspection) -> None:
    if "submit" not in view and any(one["type"] == "input" for one in view["blocks"]):
        seen.wrong(f"{at}/submit", "`submit` is required when an `input` block is present")


_IN_ANY_VIEW: dict[str, Rule] = {
    "callback_id": IDENTIFIER,
    "external_id": string(255, least=0),
    "private_metadata": string(3000, least=0),
}
_VIEWS: dict[str, Rule] = {
    "modal": shape(
        {"title": plain(24), "blocks": _view_blocks},
        {
            **_IN_ANY_VIEW,
            "submit": plain(24),
            "close": plain(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
            "submit_disabled": boolean,
        },
        _submit_for_inputs,
    ),
    "home": shape({"blocks": _view_blocks}, _IN_ANY_VIEW),
}


def check_view(view: Any, surface: Surface, at: str = "/view") -> list[Finding]:
    """What Slack would say against a view, which has to be of the kind that the surface takes."""
    seen = Inspection(surface)
    if not isinstance(view, dict):
        seen.wrong(at, "must provide an object")
    elif view.get("type") != surface:
        seen.wrong(f"{at}/type", f"must be one of: {surface}")
    elif len(json.dumps(view).encode()) > VIEW_BYTES:
        seen.wrong(at, f"must be less than {VIEW_BYTES} bytes", "view_too_large")
    else:
        _VIEWS[surface](view, at, seen)
    return seen.findings


def check_options(answer: Any) -> list[Finding]:
    """What Slack would say against the answer to a block_suggestion: options or groups, up to a hundred."""
    seen = Inspection("modal")
    names = [name for name in ("options", "option_groups") if isinstance(answer, dict) and name in answer]
    if len(names) != 1:
        seen.wrong("", "must define exactly one of: options, option_groups")
        return seen.findings
    item = SELECT_OPTION if names == ["options"] else OPTION_GROUP
    shape({names[0]: many(item, OPTIONS, least=0)})(answer, "", seen)
    return seen.findings
