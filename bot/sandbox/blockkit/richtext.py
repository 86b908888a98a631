"""The rich_text block: sections, lists, quotes and code, each made of small marked parts."""

from typing import Any

from bot.sandbox.blockkit.rules import Inspection, Rule, boolean, by_type, integer, many, one_of, shape, string, url

_STYLE = shape(
    {},
    dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight"), boolean),
)


def _letters(value: Any, at: str, seen: Inspection) -> None:
    """Blanks between two marked words are a part of their own: here they are text. Nothing at all is not."""
    if not isinstance(value, str):
        seen.wrong(at, "must provide a string")
    elif not value:
        seen.wrong(at, "must be more than 0 characters")


def _part(required: dict[str, Rule], optional: dict[str, Rule] | None = None) -> Rule:
    return shape(required, {**(optional or {}), "style": _STYLE})


_PARTS: dict[str, Rule] = {
    "text": _part({"text": _letters}),
    "link": _part({"url": url}, {"text": string(), "unsafe": boolean}),
    "user": _part({"user_id": string()}),
    "channel": _part({"channel_id": string()}),
    "usergroup": _part({"usergroup_id": string()}),
    "team": _part({"team_id": string()}),
    "emoji": _part({"name": string()}, {"skin_tone": integer(1, 6), "unicode": string()}),
    "date": _part({"timestamp": integer(0), "format": string()}, {"url": url, "fallback": string()}),
    "broadcast": _part({"range": one_of("here", "channel", "everyone")}),
    "color": _part({"value": string()}),
}


_PART = by_type(_PARTS)
_SECTION = shape({"elements": many(_PART)})

_PIECES: dict[str, Rule] = {
    "rich_text_section": _SECTION,
    "rich_text_list": shape(
        {"style": one_of("bullet", "ordered"), "elements": many(by_type({"rich_text_section": _SECTION}))},
        {"indent": integer(0, 8), "offset": integer(0), "border": integer(0, 1)},
    ),
    "rich_text_quote": shape({"elements": many(_PART)}, {"border": integer(0, 1)}),
    "rich_text_preformatted": shape({"elements": many(_PART)}, {"border": integer(0, 1), "language": string()}),
}

RICH_TEXT = shape({"elements": many(by_type(_PIECES))}, {"block_id": string(255)})
"""A rich_text object, as a block, as a cell or as the value of an input."""
