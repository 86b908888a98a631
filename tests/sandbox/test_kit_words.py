"""Texts, buttons and confirmations that Slack refuses, one row a rule (SLACK.md, "Block Kit")."""

import pytest

from tests.sandbox.kit import (
    Bad,
    accessory,
    actions,
    at,
    button,
    confirm,
    input_,
    marked,
    plain,
    said,
    section,
    text_input,
)

BAD: Bad = {
    "an empty text": ("message", section(text=marked("")), at("/text/text", "must be more than 0 characters")),
    "a blank text": ("message", section(text=marked(" \n")), at("/text/text", "must be more than 0 characters")),
    "a long text": ("message", section(text=marked("x" * 3001)), at("/text/text", "must be less than 3001 characters")),
    "a text that is no object": ("message", section(text="x"), at("/text", "must provide an object")),
    "emoji in mrkdwn": ("message", section(text=marked(emoji=True)), at("/text", "invalid additional property: emoji")),
    "no words in a section": (
        "message",
        {"type": "section"},
        at("", "must define at least one of: text, fields"),
    ),
    "eleven fields": ("message", section(fields=[marked()] * 11), at("/fields", "no more than 10 items allowed")),
    "no fields": ("message", section(fields=[]), at("/fields", "no fewer than 1 items allowed")),
    "a long field": (
        "message",
        section(fields=[marked("x" * 2001)]),
        at("/fields/0/text", "must be less than 2001 characters"),
    ),
    "an unknown property": ("message", section(colour="red"), at("", "invalid additional property: colour")),
    "a property that is null": ("message", section(accessory=None), at("/accessory", "must provide an object")),
    "an unknown block": ("message", {"type": "sectoin"}, at("/type", "unsupported type: sectoin")),
    "a block without a type": ("message", {"text": plain()}, at("", "missing required field: type")),
    "a header in mrkdwn": (
        "message",
        {"type": "header", "text": marked()},
        at("/text/type", "unsupported type: mrkdwn"),
    ),
    "a long header": (
        "message",
        {"type": "header", "text": plain("x" * 151)},
        at("/text/text", "must be less than 151 characters"),
    ),
    "a long block_id": ("message", section(block_id="x" * 256), at("/block_id", "must be less than 256 characters")),
    "a long action_id": (
        "message",
        actions(button(action_id="x" * 256)),
        at("/elements/0/action_id", "must be less than 256 characters"),
    ),
    "an empty context": (
        "message",
        {"type": "context", "elements": []},
        at("/elements", "no fewer than 1 items allowed"),
    ),
    "eleven in a context": (
        "message",
        {"type": "context", "elements": [marked()] * 11},
        at("/elements", "no more than 10 items allowed"),
    ),
    "a button in a context": (
        "message",
        {"type": "context", "elements": [button()]},
        at("/elements/0/type", "unsupported type: button"),
    ),
    "twenty-six actions": ("message", actions(*[button()] * 26), at("/elements", "no more than 25 items allowed")),
    "a text field in actions": (
        "message",
        actions(text_input()),
        at("/elements/0/type", "unsupported type: plain_text_input"),
    ),
    "a text field beside a section": (
        "message",
        accessory(text_input()),
        at("/accessory/type", "unsupported type: plain_text_input"),
    ),
    "a button in an input": ("modal", input_(button()), at("/element/type", "unsupported type: button")),
    "an input without a label": (
        "modal",
        {"type": "input", "element": text_input()},
        at("", "missing required field: label"),
    ),
    "a label in mrkdwn": ("modal", input_(text_input(), label=marked()), at("/label/type", "unsupported type: mrkdwn")),
    "a long label": (
        "modal",
        input_(text_input(), label=plain("x" * 2001)),
        at("/label/text", "must be less than 2001 characters"),
    ),
    "a button in mrkdwn": (
        "message",
        actions({**button(), "text": marked()}),
        at("/elements/0/text/type", "unsupported type: mrkdwn"),
    ),
    "a long button": (
        "message",
        actions({**button(), "text": plain("x" * 76)}),
        at("/elements/0/text/text", "must be less than 76 characters"),
    ),
    "a long button value": (
        "message",
        actions(button(value="x" * 2001)),
        at("/elements/0/value", "must be less than 2001 characters"),
    ),
    "an unknown style": (
        "message",
        actions(button(style="default")),
        at("/elements/0/style", "must be one of: primary, danger"),
    ),
    "a URL that is none": ("message", actions(button(url="acme")), at("/elements/0/url", "must be a valid URL")),
    "a URL with a blank": ("message", actions(button(url="https://a b")), at("/elements/0/url", "must be a valid URL")),
    "a confirmation without a title": (
        "message",
        actions(button(confirm={"text": marked(), "confirm": plain(), "deny": plain()})),
        at("/elements/0/confirm", "missing required field: title"),
    ),
    "a long confirmation": (
        "message",
        actions(button(confirm=confirm(text=marked("x" * 301)))),
        at("/elements/0/confirm/text/text", "must be less than 301 characters"),
    ),
    "a long answer to a confirmation": (
        "message",
        actions(button(confirm=confirm(deny=plain("x" * 31)))),
        at("/elements/0/confirm/deny/text", "must be less than 31 characters"),
    ),
    "the same action_id twice in a block": (
        "message",
        actions(button(action_id="a"), button(action_id="a")),
        "[ERROR] `action_id` must be unique within a block: a is used twice [json-pointer:/blocks]",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_words_that_slack_refuses_are_refused_with_their_place(name: str) -> None:
    surface, block, expected = BAD[name]
    assert expected in said(block, surface)
