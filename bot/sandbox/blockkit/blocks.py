"""Every block of Block Kit, and the surfaces that take it (SLACK.md, "Block Kit").

Where Slack's sources disagree about a surface, the block is refused there: what passes here passes at Slack.
"""

from typing import Any

from bot.sandbox.blockkit.elements import IN_ACTIONS, IN_CONTEXT_ACTIONS, IN_INPUT, IN_SECTION, element_of
from bot.sandbox.blockkit.figures import CHART, DATA_TABLE, TABLE
from bot.sandbox.blockkit.parts import IDENTIFIER, IMAGE_ELEMENT, SLACK_FILE, plain, words
from bot.sandbox.blockkit.richtext import RICH_TEXT
from bot.sandbox.blockkit.rules import (
    Inspection,
    Rule,
    Surface,
    at_least_one,
    boolean,
    by_type,
    exactly_one,
    integer,
    many,
    one_of,
    shape,
    string,
    url,
)

_ID: dict[str, Rule] = {"block_id": IDENTIFIER}


def _context_element(value: Any, at: str, seen: Inspection) -> None:
    if isinstance(value, dict) and value.get("type") == "image":
        IMAGE_ELEMENT(value, at, seen)
    else:
        words(3000)(value, at, seen)


def _no_dispatch_in_messages(block: Any, at: str, seen: Inspection) -> None:
    if block.get("dispatch_action") and block["element"]["type"] == "file_input":
        seen.wrong(f"{at}/dispatch_action", "`file_input` does not dispatch actions")


def _button(value: Any, at: str, seen: Inspection) -> None:
    element_of({"button"})(value, at, seen)


_CARD = shape(
    {},
    {
        **_ID,
        "hero_image": IMAGE_ELEMENT,
        "icon": IMAGE_ELEMENT,
        "title": words(150),
        "subtitle": words(150),
        "body": words(200),
        "subtext": words(200),
        "actions": many(_button, 3),
    },
    at_least_one("hero_image", "title", "actions", "body"),
)

_TASK = shape(
    {"task_id": string(), "title": string(), "status": one_of("pending", "in_progress", "complete", "error")},
    {
        **_ID,
        "details": by_type({"rich_text": RICH_TEXT}),
        "output": by_type({"rich_text": RICH_TEXT}),
        "sources": many(by_type({"url": shape({"url": url, "text": string()})})),
    },
)


def _folds_sensibly(block: Any, at: str, seen: Inspection) -> None:
    if block.get("default_collapsed") and not block.get("is_collapsible"):
        seen.wrong(f"{at}/default_collapsed", "`default_collapsed` requires `is_collapsible`")
    if block.get("has_header_divider") and block.get("is_collapsible"):
        seen.wrong(f"{at}/has_header_divider", "`has_header_divider` cannot be used with `is_collapsible`")


def _child(value: Any, at: str, seen: Inspection) -> None:
    if isinstance(value, dict) and value.get("type") == "container":
        seen.wrong(f"{at}/type", "unsupported type: container")
    else:
        block(value, at, seen)


BLOCKS: dict[str, Rule] = {
    "section": shape(
        {},
        {
            **_ID,
            "text": words(3000),
            "fields": many(words(2000), 10),
            "accessory": element_of(IN_SECTION),
            "expand": boolean,
        },
        at_least_one("text", "fields"),
    ),
    "header": shape({"text": plain(150)}, {**_ID, "level": integer(1, 4)}),
    "divider": shape({}, _ID),
    "context": shape({"elements": many(_context_element, 10)}, _ID),
    "context_actions": shape({"elements": many(element_of(IN_CONTEXT_ACTIONS), 5)}, _ID),
    "actions": shape({"elements": many(element_of(IN_ACTIONS), 25)}, _ID),
    "input": shape(
        {"label": plain(2000), "element": element_of(IN_INPUT)},
        {**_ID, "hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
        _no_dispatch_in_messages,
    ),
    "image": shape(
        {"alt_text": string(2000)},
        {**_ID, "image_url": url, "slack_file": SLACK_FILE, "title": plain(2000)},
        exactly_one("image_url", "slack_file"),
    ),
    "video": shape(
        {"alt_text": string(), "title": plain(199), "thumbnail_url": url, "video_url": url},
        {
            **_ID,
            "author_name": string(49),
            "description": plain(200),
            "provider_icon_url": url,
            "provider_name": string(),
            "title_url": url,
        },
    ),
    "rich_text": RICH_TEXT,
    "markdown": shape({"text": string(12_000)}, _ID),
    "table": TABLE,
    "data_table": DATA_TABLE,
    "data_visualization": CHART,
    "alert": shape({"text": words(200)}, {**_ID, "level": one_of("default", "info", "warning", "error", "success")}),
    "card": _CARD,
    "carousel": shape({"elements": many(by_type({"card": _CARD}), 10)}, _ID),
    "container": shape(
        {"child_blocks": many(_child, 10)},
        {
            **_ID,
            "title": plain(150),
            "rich_text_title": by_type({"rich_text": RICH_TEXT}),
            "subtitle": words(150),
            "width": one_of("narrow", "standard", "wide", "full"),
            "icon": IMAGE_ELEMENT,
            "is_collapsible": boolean,
            "default_collapsed": boolean,
            "has_header_divider": boolean,
        },
        at_least_one("title", "rich_text_title"),
        _folds_sensibly,
    ),
    "task_card": _TASK,
    "plan": shape({"title": string()}, {**_ID, "tasks": many(by_type({"task_card": _TASK}), 50)}),
}

_MESSAGES_ONLY = {
    "container",
    "context_actions",
    "data_table",
    "data_visualization",
    "markdown",
    "plan",
    "table",
    "task_card",
}
_NOT_IN_MODALS = {"card", "carousel"}


def _surfaces(kind: str) -> set[Surface]:
    if kind == "alert":
        return {"modal"}
    if kind in _MESSAGES_ONLY:
        return {"message"}
    return {"message", "home"} if kind in _NOT_IN_MODALS else {"message", "modal", "home"}


def block(value: Any, at: str, seen: Inspection) -> None:
    """One block, on the surface under inspection."""
    by_type(BLOCKS)(value, at, seen)
    kind = value.get("type") if isinstance(value, dict) else None
    if kind in BLOCKS and seen.surface not in _surfaces(kind):
        seen.wrong(f"{at}/type", f"`{kind}` is not supported in this surface: {seen.surface}")
