"""Small blocks to inspect: each is one that Slack takes, until a test says otherwise."""

import copy
from typing import Any

from bot.sandbox.blockkit.inspect import check_blocks
from bot.sandbox.blockkit.rules import Surface

Json = dict[str, Any]


def plain(text: str = "x", **more: Any) -> Json:
    return {"type": "plain_text", "text": text, **more}


def marked(text: str = "x", **more: Any) -> Json:
    return {"type": "mrkdwn", "text": text, **more}


def section(**more: Any) -> Json:
    return {"type": "section", "text": marked(), **more}


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain(), **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def option(text: str = "x", value: str = "x", **more: Any) -> Json:
    return {"text": plain(text), "value": value, **more}


def options(count: int) -> list[Json]:
    return [option(str(number), str(number)) for number in range(count)]


def select(**more: Any) -> Json:
    return {"type": "static_select", "options": options(2), **more}


def accessory(element: Json) -> Json:
    return section(accessory=element)


def input_(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain(), "element": element, **more}


def confirm(**more: Any) -> Json:
    return {"title": plain(), "text": marked(), "confirm": plain(), "deny": plain(), **more}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain(), "submit": plain(), "blocks": list(blocks or [section()]), **more}


def text_input(**more: Any) -> Json:
    return {"type": "plain_text_input", **more}


def rich(*parts: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(parts)}]}


def raw(text: str = "x") -> Json:
    return {"type": "raw_text", "text": text}


def table(*rows: list[Json], **more: Any) -> Json:
    return {"type": "table", "rows": list(rows or [[raw()]]), **more}


def data_table(*rows: list[Json], **more: Any) -> Json:
    return {"type": "data_table", "caption": "x", "rows": list(rows or [[raw()], [raw()]]), **more}


def pie(count: int = 1, value: float = 1) -> Json:
    segments = [{"label": str(number), "value": value} for number in range(count)]
    return {"type": "data_visualization", "title": "x", "chart": {"type": "pie", "segments": segments}}


def bars(series: int = 1, points: int = 2, **axis: Any) -> Json:
    labels = [str(number) for number in range(points)]
    data = [{"label": label, "value": 3} for label in labels]
    many = [{"name": f"s{number}", "data": copy.deepcopy(data)} for number in range(series)]
    chart = {"type": "bar", "series": many, "axis_config": {"categories": labels, **axis}}
    return {"type": "data_visualization", "title": "x", "chart": chart}


def image(**more: Any) -> Json:
    return {"type": "image", "image_url": "https://a.example/x.png", "alt_text": "x", **more}


def card(**more: Any) -> Json:
    return {"type": "card", "title": marked(), **more}


def container(*children: Json, **more: Any) -> Json:
    return {"type": "container", "title": plain(), "child_blocks": list(children or [section()]), **more}


def numbers(**more: Any) -> Json:
    return {"type": "number_input", "is_decimal_allowed": True, **more}


def choice(kind: str, count: int = 2, **more: Any) -> Json:
    return {"type": kind, "options": options(count), **more}


def said(block: Json, surface: Surface) -> list[str]:
    return [str(finding) for finding in check_blocks([block], surface)]


def at(place: str, words: str) -> str:
    """A finding in the first block."""
    return f"[ERROR] {words} [json-pointer:/blocks/0{place}]"


Bad = dict[str, tuple[Surface, Json, str]]
