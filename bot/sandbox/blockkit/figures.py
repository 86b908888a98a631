"""Tables and charts (SLACK.md, "Block Kit": table, data_table, data_visualization)."""

from typing import Any

from bot.sandbox.blockkit.richtext import RICH_TEXT
from bot.sandbox.blockkit.rules import Inspection, Rule, boolean, by_type, integer, many, number, one_of, shape, string

DATA_TABLE_CHARACTERS = 20_000

_RAW_TEXT = shape({"text": string()})
_RAW_NUMBER = shape({"value": number}, {"text": string()})
_CELL = by_type({"raw_text": _RAW_TEXT, "raw_number": _RAW_NUMBER, "rich_text": RICH_TEXT})
_HEAD_CELL = by_type({"raw_text": _RAW_TEXT, "raw_number": _RAW_NUMBER})


def _same_width(block: Any, at: str, seen: Inspection) -> None:
    if len({len(row) for row in block["rows"]}) > 1:
        seen.wrong(f"{at}/rows", "all rows must have the same number of cells")


TABLE = shape(
    {"rows": many(many(_CELL, 20), 100)},
    {
        "block_id": string(255),
        "column_settings": many(shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean}), 20),
    },
    _same_width,
)


def _data_rows(value: Any, at: str, seen: Inspection) -> None:
    if isinstance(value, list) and value:
        many(_HEAD_CELL, 20)(value[0], f"{at}/0", seen)
        body: Rule = many(_CELL, 20)
        for index, row in enumerate(value[1:], 1):
            body(row, f"{at}/{index}", seen)
    many(lambda *_: None, 201, least=2)(value, at, seen)


def letters(value: Any) -> int:
    """How many characters people read in a cell, or in anything else with `text` in it."""
    if isinstance(value, dict):
        own = len(value["text"]) if isinstance(value.get("text"), str) else 0
        return own + sum(letters(entry) for entry in value.values() if not isinstance(entry, str))
    return sum(letters(entry) for entry in value) if isinstance(value, list) else 0


def _fits_in_a_table(block: Any, at: str, seen: Inspection) -> None:
    if letters(block["rows"]) > DATA_TABLE_CHARACTERS:
        seen.wrong(f"{at}/rows", f"must be less than {DATA_TABLE_CHARACTERS + 1} characters in total")


def _head_column_exists(block: Any, at: str, seen: Inspection) -> None:
    if block.get("row_header_column_index", 0) >= len(block["rows"][0]):
        seen.wrong(f"{at}/row_header_column_index", "must be the index of a column")


DATA_TABLE = shape(
    {"rows": _data_rows, "caption": string()},
    {"block_id": string(255), "page_size": integer(1, 100), "row_header_column_index": integer(0)},
    _same_width,
    _fits_in_a_table,
    _head_column_exists,
)


def _positive(value: Any, at: str, seen: Inspection) -> None:
    number(value, at, seen)
    if isinstance(value, int | float) and value <= 0:
        seen.wrong(at, "must be greater than 0")


def _one_story(chart: Any, at: str, seen: Inspection) -> None:
    names = [series["name"] for series in chart["series"]]
    if len(names) != len(set(names)):
        seen.wrong(f"{at}/series", "series names must be unique")
    categories = chart["axis_config"]["categories"]
    for index, series in enumerate(chart["series"]):
        if [point["label"] for point in series["data"]] != categories:
            seen.wrong(f"{at}/series/{index}/data", "labels must match `axis_config.categories`")


_POINT = shape({"label": string(20), "value": number})
_PLOT = shape(
    {
        "series": many(shape({"name": string(20), "data": many(_POINT, 20)}), 12),
        "axis_config": shape({"categories": many(string(20), 20)}, {"x_label": string(50), "y_label": string(50)}),
    },
    None,
    _one_story,
)
_PIE = shape({"segments": many(shape({"label": string(20), "value": _positive}), 12)})

CHART = shape(
    {"title": string(50), "chart": by_type({"pie": _PIE, "bar": _PLOT, "line": _PLOT, "area": _PLOT})},
    {"block_id": string(255)},
)
