"""Menus and fields that Slack refuses, one row a rule (SLACK.md, "Block Kit")."""

import pytest

from tests.sandbox.kit import (
    Bad,
    accessory,
    at,
    choice,
    image,
    input_,
    marked,
    numbers,
    option,
    options,
    plain,
    said,
    select,
    text_input,
)

BAD: Bad = {
    "a long option": (
        "message",
        accessory(choice("radio_buttons", 0, options=[option("x" * 76)])),
        at("/accessory/options/0/text/text", "must be less than 76 characters"),
    ),
    "a long option value": (
        "message",
        accessory(select(options=[option(value="x" * 151)])),
        at("/accessory/options/0/value", "must be less than 151 characters"),
    ),
    "an option without a value": (
        "message",
        accessory(select(options=[{"text": plain()}])),
        at("/accessory/options/0", "missing required field: value"),
    ),
    "an option of a select in mrkdwn": (
        "message",
        accessory(select(options=[{"text": marked(), "value": "x"}])),
        at("/accessory/options/0/text/type", "unsupported type: mrkdwn"),
    ),
    "a URL in an option of a select": (
        "message",
        accessory(select(options=[option(url="https://a.example")])),
        at("/accessory/options/0", "invalid additional property: url"),
    ),
    "a select without options": (
        "message",
        accessory({"type": "static_select"}),
        at("/accessory", "must define exactly one of: options, option_groups"),
    ),
    "no options": ("message", accessory(select(options=[])), at("/accessory/options", "no fewer than 1 items allowed")),
    "a hundred and one options": (
        "message",
        accessory(select(options=options(101))),
        at("/accessory/options", "no more than 100 items allowed"),
    ),
    "the same value twice": (
        "message",
        accessory(select(options=[option("a"), option("b")])),
        at("/accessory", "option values must be unique"),
    ),
    "an initial option that is not offered": (
        "message",
        accessory(select(initial_option=option("9", "9"))),
        at("/accessory/initial_option", "`initial_option` must match an option in `options`"),
    ),
    "an initial option that differs in its description": (
        "message",
        accessory(select(initial_option=option("1", "1", description=plain()))),
        at("/accessory/initial_option", "`initial_option` must match an option in `options`"),
    ),
    "initial boxes that are not offered": (
        "message",
        accessory(choice("checkboxes", initial_options=[option("9", "9")])),
        at("/accessory/initial_options", "`initial_options` must match an option in `options`"),
    ),
    "a long group label": (
        "message",
        accessory({"type": "static_select", "option_groups": [{"label": plain("x" * 76), "options": options(1)}]}),
        at("/accessory/option_groups/0/label/text", "must be less than 76 characters"),
    ),
    "six in an overflow menu": (
        "message",
        accessory({"type": "overflow", "options": options(6)}),
        at("/accessory/options", "no more than 5 items allowed"),
    ),
    "eleven boxes": (
        "message",
        accessory(choice("checkboxes", 11)),
        at("/accessory/options", "no more than 10 items allowed"),
    ),
    "eleven radio buttons": (
        "message",
        accessory(choice("radio_buttons", 11)),
        at("/accessory/options", "no more than 10 items allowed"),
    ),
    "a long placeholder": (
        "message",
        accessory(select(placeholder=plain("x" * 151))),
        at("/accessory/placeholder/text", "must be less than 151 characters"),
    ),
    "a placeholder on boxes": (
        "message",
        accessory(choice("checkboxes", placeholder=plain())),
        at("/accessory", "invalid additional property: placeholder"),
    ),
    "a date that is none": (
        "message",
        accessory({"type": "datepicker", "initial_date": "2026-13-01"}),
        at("/accessory/initial_date", "must be a date of the form YYYY-MM-DD"),
    ),
    "an hour that is none": (
        "message",
        accessory({"type": "timepicker", "initial_time": "25:00"}),
        at("/accessory/initial_time", "must be a time of the form HH:mm"),
    ),
    "a datetime in a section": (
        "message",
        accessory({"type": "datetimepicker"}),
        at("/accessory/type", "unsupported type: datetimepicker"),
    ),
    "no number of decimals said": (
        "modal",
        input_({"type": "number_input"}),
        at("/element", "missing required field: is_decimal_allowed"),
    ),
    "a number bound that is no string": (
        "modal",
        input_(numbers(min_value=1)),
        at("/element/min_value", "must be a number in a string"),
    ),
    "numbers the wrong way round": (
        "modal",
        input_(numbers(min_value="10", max_value="9")),
        at("/element", "`min_value` must not be greater than `max_value`"),
    ),
    "lengths the wrong way round": (
        "modal",
        input_(text_input(min_length=5, max_length=4)),
        at("/element", "`min_length` must not be greater than `max_length`"),
    ),
    "a field for more than it holds": (
        "modal",
        input_(text_input(max_length=3001)),
        at("/element/max_length", "must be less than or equal to 3000"),
    ),
    "an empty initial value": (
        "modal",
        input_(text_input(initial_value="")),
        at("/element/initial_value", "must be more than 0 characters"),
    ),
    "eleven files": (
        "modal",
        input_({"type": "file_input", "max_files": 11}),
        at("/element/max_files", "must be less than or equal to 10"),
    ),
    "files in a message": (
        "message",
        input_({"type": "file_input"}),
        at("/element/type", "`file_input` is only allowed in modals"),
    ),
    "a reply URL in a message": (
        "message",
        accessory({"type": "channels_select", "response_url_enabled": True}),
        at("/accessory", "`response_url_enabled` is only allowed in modals").replace(
            "/accessory]", "/accessory/response_url_enabled]"
        ),
    ),
    "a flag that is no boolean": (
        "modal",
        input_(text_input(), optional="yes"),
        at("/optional", "must provide a boolean"),
    ),
    "an image without words": (
        "message",
        {"type": "image", "image_url": "https://a.example"},
        at("", "missing required field: alt_text"),
    ),
    "an image without a source": (
        "message",
        {"type": "image", "alt_text": "x"},
        at("", "must define exactly one of: image_url, slack_file"),
    ),
    "a long image URL": (
        "message",
        image(image_url="https://a.example/" + "x" * 3000),
        at("/image_url", "must be less than 3001 characters"),
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_fields_that_slack_refuses_are_refused_with_their_place(name: str) -> None:
    surface, block, expected = BAD[name]
    assert expected in said(block, surface)
