"""Blocks where they may stand, and what holds across blocks, views and options (SLACK.md, "Rules across blocks")."""

from typing import Any

import pytest

from bot.sandbox.blockkit.inspect import check_blocks, check_options, check_view
from bot.sandbox.blockkit.rules import Surface
from tests.sandbox.kit import (
    Json,
    accessory,
    actions,
    at,
    bars,
    button,
    card,
    choice,
    confirm,
    container,
    data_table,
    image,
    input_,
    marked,
    modal,
    numbers,
    option,
    options,
    pie,
    plain,
    raw,
    rich,
    said,
    section,
    select,
    table,
    text_input,
)

GOOD: list[tuple[Surface, Json]] = [
    ("message", section()),
    ("message", {"type": "section", "fields": [marked(), plain()]}),
    ("message", section(text=marked("x" * 3000))),
    ("message", section(expand=True, accessory=image())),
    ("message", accessory(select(initial_option=option("1", "1")))),
    ("message", accessory({"type": "overflow", "options": [option(url="https://a.example")]})),
    ("message", accessory({"type": "users_select", "initial_user": "U1", "placeholder": plain()})),
    ("message", actions(button(style="primary", confirm=confirm(style="danger")), button(url="https://a.example"))),
    ("message", actions(choice("checkboxes"), choice("radio_buttons"))),
    ("message", {"type": "context", "elements": [marked(), plain(), image()]}),
    ("message", {"type": "header", "text": plain("x" * 150)}),
    ("message", {"type": "divider", "block_id": "d"}),
    ("message", {"type": "markdown", "text": "x" * 12_000}),
    ("message", image(title=plain())),
    ("message", rich({"type": "text", "text": " "}, {"type": "user", "user_id": "U1", "style": {"bold": True}})),
    ("message", table([raw(), {"type": "raw_number", "value": 1}], [rich({"type": "text", "text": "x"}), raw()])),
    ("message", data_table(*[[raw()]] * 201, page_size=100)),
    ("message", pie(12)),
    ("message", bars(12, 20, x_label="months", y_label="€")),
    ("message", card(actions=[button()])),
    ("message", {"type": "carousel", "elements": [card()] * 10}),
    ("message", container(table(), is_collapsible=True, default_collapsed=True)),
    (
        "message",
        {
            "type": "plan",
            "title": "x",
            "tasks": [{"type": "task_card", "task_id": "1", "title": "x", "status": "complete"}],
        },
    ),
    ("message", {"type": "context_actions", "elements": [{"type": "icon_button", "icon": "trash", "text": plain()}]}),
    ("modal", {"type": "alert", "text": marked(), "level": "error"}),
    ("modal", input_(text_input(initial_value="x", multiline=True, min_length=1, max_length=3000), hint=plain())),
    ("modal", input_(numbers(min_value="1", max_value="2.5", initial_value="2"))),
    ("modal", input_({"type": "external_select", "min_query_length": 0, "initial_option": option("gone", "9")})),
    ("modal", input_({"type": "multi_users_select", "initial_users": [], "max_selected_items": 3}, optional=True)),
    ("modal", input_({"type": "conversations_select", "response_url_enabled": True, "filter": {"include": ["im"]}})),
    ("modal", input_({"type": "file_input", "max_files": 10, "filetypes": ["csv"]})),
    ("modal", input_({"type": "datepicker", "initial_date": "2026-11-24"})),
    ("modal", input_({"type": "timepicker", "initial_time": "09:30", "timezone": "Europe/Paris"})),
    ("modal", input_({"type": "datetimepicker", "initial_date_time": 1_790_000_000})),
    ("modal", input_({"type": "email_text_input", "focus_on_load": True})),
    ("modal", input_({"type": "url_text_input"}, dispatch_action=True)),
    ("modal", input_({"type": "rich_text_input", "initial_value": rich({"type": "text", "text": "x"})})),
    ("home", section()),
    ("home", input_(text_input())),
]


@pytest.mark.parametrize(
    ("surface", "block"), GOOD, ids=lambda value: value if isinstance(value, str) else value["type"]
)
def test_what_slack_takes_is_taken(surface: Surface, block: Json) -> None:
    assert said(block, surface) == []


SURFACES: dict[str, tuple[Json, set[Surface]]] = {
    "alert": ({"type": "alert", "text": marked()}, {"modal"}),
    "card": (card(), {"message", "home"}),
    "carousel": ({"type": "carousel", "elements": [card()]}, {"message", "home"}),
    "container": (container(), {"message"}),
    "data_table": (data_table(), {"message"}),
    "data_visualization": (pie(), {"message"}),
    "markdown": ({"type": "markdown", "text": "x"}, {"message"}),
    "table": (table(), {"message"}),
    "section": (section(), {"message", "modal", "home"}),
    "actions": (actions(button()), {"message", "modal", "home"}),
    "input": (input_(text_input()), {"message", "modal", "home"}),
    "rich_text": (rich({"type": "text", "text": "x"}), {"message", "modal", "home"}),
}


@pytest.mark.parametrize("surface", ["message", "modal", "home"])
@pytest.mark.parametrize("kind", SURFACES)
def test_a_block_stands_only_where_slack_draws_it(kind: str, surface: Surface) -> None:
    block, allowed = SURFACES[kind]
    findings = said(block, surface)
    if surface in allowed:
        assert findings == []
    else:
        assert findings == [at("/type", f"`{kind}` is not supported in this surface: {surface}")]


ACROSS: dict[str, tuple[list[Json], str, str | None]] = {
    "fifty-one blocks": ([section()] * 51, "no more than 50 items allowed", None),
    "the same block_id twice": (
        [section(block_id="a"), container(section(block_id="a"))],
        "`block_id` must be unique: a is used twice",
        None,
    ),
    "two tables": ([table(), container(data_table())], "only_one_table_allowed", "invalid_attachments"),
    "three charts": ([pie(), bars(), pie()], "no more than 2 data_visualization blocks allowed", None),
    "two first fields": (
        [input_(text_input(focus_on_load=True)), input_(text_input(focus_on_load=True))],
        "only one element can have `focus_on_load`",
        None,
    ),
    "too much markdown": (
        [{"type": "markdown", "text": "x" * 7000}] * 2,
        "markdown blocks must be less than 12001 characters",
        "msg_blocks_too_long",
    ),
    "too much text": (
        [section(text=marked("x" * 2600))] * 4,
        "blocks must be less than 10001 characters in total",
        "msg_blocks_too_long",
    ),
    "no blocks at all": ({}, "must provide an array", None),  # type: ignore[dict-item]
    "a block that is null": ([None], "must provide an object", None),  # type: ignore[list-item]
}


@pytest.mark.parametrize("name", ACROSS)
def test_rules_across_blocks_hold(name: str) -> None:
    blocks, message, error = ACROSS[name]
    [finding] = check_blocks(blocks, "message")
    assert (finding.message, finding.error) == (message, error)


VIEWS: dict[str, tuple[Any, str]] = {
    "no object": ("x", "must provide an object [json-pointer:/view]"),
    "a home where a modal is wanted": (
        {"type": "home", "blocks": [section()]},
        "must be one of: modal [json-pointer:/view/type]",
    ),
    "no title": ({"type": "modal", "blocks": [section()]}, "missing required field: title [json-pointer:/view]"),
    "a long title": (modal(title=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/title/text]"),
    "a long submit": (
        modal(submit=plain("x" * 25)),
        "must be less than 25 characters [json-pointer:/view/submit/text]",
    ),
    "a long close": (modal(close=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/close/text]"),
    "a title in mrkdwn": (modal(title=marked()), "unsupported type: mrkdwn [json-pointer:/view/title/type]"),
    "a field without submit": (
        {"type": "modal", "title": plain(), "blocks": [input_(text_input())]},
        "`submit` is required when an `input` block is present [json-pointer:/view/submit]",
    ),
    "no blocks": (
        {"type": "modal", "title": plain(), "blocks": []},
        "no fewer than 1 items allowed [json-pointer:/view/blocks]",
    ),
    "a hundred and one blocks": (
        modal(*[section()] * 101),
        "no more than 100 items allowed [json-pointer:/view/blocks]",
    ),
    "long metadata": (
        modal(private_metadata="x" * 3001),
        "must be less than 3001 characters [json-pointer:/view/private_metadata]",
    ),
    "a long callback_id": (
        modal(callback_id="x" * 256),
        "must be less than 256 characters [json-pointer:/view/callback_id]",
    ),
    "a property of a view that was read": (modal(id="V1"), "invalid additional property: id [json-pointer:/view]"),
    "a bad block": (
        modal(section(text=marked(""))),
        "must be more than 0 characters [json-pointer:/view/blocks/0/text/text]",
    ),
    "more than 250 kB": (
        modal(*[section(text=marked("x" * 3000)) for _ in range(90)]),
        "must be less than 250000 bytes [json-pointer:/view]",
    ),
}


@pytest.mark.parametrize("name", VIEWS)
def test_a_modal_is_as_slack_wants_it(name: str) -> None:
    view, expected = VIEWS[name]
    assert f"[ERROR] {expected}" in [str(finding) for finding in check_view(view, "modal")]


def test_a_home_has_neither_title_nor_submit() -> None:
    home = {"type": "home", "blocks": [section()]}
    assert check_view(home, "home") == []
    [finding] = check_view({**home, "title": plain()}, "home")
    assert finding.message == "invalid additional property: title"


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ({"options": options(100)}, None),
        ({"options": []}, None),
        ({"option_groups": [{"label": plain(), "options": options(1)}]}, None),
        ({"options": options(101)}, "no more than 100 items allowed"),
        ({"options": [{"text": marked(), "value": "x"}]}, "unsupported type: mrkdwn"),
        ({"options": [], "option_groups": []}, "must define exactly one of: options, option_groups"),
        ({}, "must define exactly one of: options, option_groups"),
        (None, "must define exactly one of: options, option_groups"),
    ],
)
def test_offered_options_are_as_slack_wants_them(answer: Any, message: str | None) -> None:
    assert [finding.message for finding in check_options(answer)] == ([message] if message else [])
