"""Rich text, tables, charts, cards and frames that Slack refuses, one row a rule (SLACK.md, "Block Kit")."""

import pytest

from tests.sandbox.kit import (
    Bad,
    at,
    bars,
    button,
    card,
    container,
    data_table,
    marked,
    pie,
    plain,
    raw,
    rich,
    said,
    section,
    select,
    table,
)

BAD: Bad = {
    "an unknown rich text part": (
        "message",
        rich({"type": "bold", "text": "x"}),
        at("/elements/0/elements/0/type", "unsupported type: bold"),
    ),
    "an empty rich text": (
        "message",
        rich({"type": "text", "text": ""}),
        at("/elements/0/elements/0/text", "must be more than 0 characters"),
    ),
    "a long markdown": (
        "message",
        {"type": "markdown", "text": "x" * 12_001},
        at("/text", "must be less than 12001 characters"),
    ),
    "a crooked table": (
        "message",
        table([raw()], [raw(), raw()]),
        at("/rows", "all rows must have the same number of cells"),
    ),
    "a hundred and one rows": ("message", table(*[[raw()]] * 101), at("/rows", "no more than 100 items allowed")),
    "twenty-one columns": ("message", table([raw()] * 21), at("/rows/0", "no more than 20 items allowed")),
    "an empty cell": ("message", table([raw("")]), at("/rows/0/0/text", "must be more than 0 characters")),
    "a cell of another kind": ("message", table([plain()]), at("/rows/0/0/type", "unsupported type: plain_text")),
    "twenty-one column settings": (
        "message",
        table(column_settings=[{"align": "left"}] * 21),
        at("/column_settings", "no more than 20 items allowed"),
    ),
    "an unknown alignment": (
        "message",
        table(column_settings=[{"align": "top"}]),
        at("/column_settings/0/align", "must be one of: left, center, right"),
    ),
    "a data table without a caption": (
        "message",
        {"type": "data_table", "rows": [[raw()], [raw()]]},
        at("", "missing required field: caption"),
    ),
    "a data table with a head only": ("message", data_table([raw()]), at("/rows", "no fewer than 2 items allowed")),
    "a data table too long": ("message", data_table(*[[raw()]] * 202), at("/rows", "no more than 201 items allowed")),
    "rich text in a head": (
        "message",
        data_table([rich({"type": "text", "text": "x"})], [raw()]),
        at("/rows/0/0/type", "unsupported type: rich_text"),
    ),
    "a crooked data table": (
        "message",
        data_table([raw()], [raw(), raw()]),
        at("/rows", "all rows must have the same number of cells"),
    ),
    "a data table too full": (
        "message",
        data_table([raw()], [raw("x" * 20_000)]),
        at("/rows", "must be less than 20001 characters in total"),
    ),
    "a page too long": ("message", data_table(page_size=101), at("/page_size", "must be less than or equal to 100")),
    "a column that is not there": (
        "message",
        data_table(row_header_column_index=1),
        at("/row_header_column_index", "must be the index of a column"),
    ),
    "a long chart title": ("message", {**pie(), "title": "x" * 51}, at("/title", "must be less than 51 characters")),
    "an unknown chart": (
        "message",
        {**pie(), "chart": {"type": "donut"}},
        at("/chart/type", "unsupported type: donut"),
    ),
    "thirteen segments": ("message", pie(13), at("/chart/segments", "no more than 12 items allowed")),
    "a segment of nothing": ("message", pie(value=0), at("/chart/segments/0/value", "must be greater than 0")),
    "thirteen series": ("message", bars(13), at("/chart/series", "no more than 12 items allowed")),
    "twenty-one points": ("message", bars(1, 21), at("/chart/series/0/data", "no more than 20 items allowed")),
    "a long axis label": (
        "message",
        bars(x_label="x" * 51),
        at("/chart/axis_config/x_label", "must be less than 51 characters"),
    ),
    "points that are not on the axis": (
        "message",
        bars(categories=["a", "b"]),
        at("/chart/series/0/data", "labels must match `axis_config.categories`"),
    ),
    "an empty card": (
        "message",
        {"type": "card", "subtitle": marked()},
        at("", "must define at least one of: hero_image, title, actions, body"),
    ),
    "a long card": ("message", card(body=marked("x" * 201)), at("/body/text", "must be less than 201 characters")),
    "four buttons on a card": ("message", card(actions=[button()] * 4), at("/actions", "no more than 3 items allowed")),
    "a menu on a card": ("message", card(actions=[select()]), at("/actions/0/type", "unsupported type: static_select")),
    "eleven cards": (
        "message",
        {"type": "carousel", "elements": [card()] * 11},
        at("/elements", "no more than 10 items allowed"),
    ),
    "a section in a carousel": (
        "message",
        {"type": "carousel", "elements": [section()]},
        at("/elements/0/type", "unsupported type: section"),
    ),
    "a container without a title": (
        "message",
        {"type": "container", "child_blocks": [section()]},
        at("", "must define at least one of: title, rich_text_title"),
    ),
    "eleven in a container": (
        "message",
        container(*[section()] * 11),
        at("/child_blocks", "no more than 10 items allowed"),
    ),
    "a container in a container": (
        "message",
        container(container()),
        at("/child_blocks/0/type", "unsupported type: container"),
    ),
    "a fold that cannot fold": (
        "message",
        container(default_collapsed=True),
        at("/default_collapsed", "`default_collapsed` requires `is_collapsible`"),
    ),
    "a long alert": (
        "modal",
        {"type": "alert", "text": marked("x" * 201)},
        at("/text/text", "must be less than 201 characters"),
    ),
    "an unknown level": (
        "modal",
        {"type": "alert", "text": marked(), "level": "loud"},
        at("/level", "must be one of: default, info, warning, error, success"),
    ),
    "a task in an unknown state": (
        "message",
        {"type": "task_card", "task_id": "1", "title": "x", "status": "done"},
        at("/status", "must be one of: pending, in_progress, complete, error"),
    ),
    "six context actions": (
        "message",
        {"type": "context_actions", "elements": [{"type": "icon_button", "icon": "trash", "text": plain()}] * 6},
        at("/elements", "no more than 5 items allowed"),
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_figures_that_slack_refuses_are_refused_with_their_place(name: str) -> None:
    surface, block, expected = BAD[name]
    assert expected in said(block, surface)
