"""Every element of Block Kit, and where each may stand (SLACK.md, "Block Kit")."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.sandbox.blockkit.parts import (
    CHOICE_OPTION,
    CONFIRM,
    DISPATCH_CONFIG,
    IDENTIFIER,
    IMAGE_ELEMENT,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    SELECT_OPTION,
    STYLE,
    plain,
)
from bot.sandbox.blockkit.richtext import RICH_TEXT
from bot.sandbox.blockkit.rules import (
    Inspection,
    Rule,
    boolean,
    exactly_one,
    integer,
    many,
    one_of,
    shape,
    string,
    url,
)

_INTERACTIVE: dict[str, Rule] = {"action_id": IDENTIFIER, "confirm": CONFIRM}
_FIELD: dict[str, Rule] = {**_INTERACTIVE, "focus_on_load": boolean, "placeholder": plain(150)}
_TYPED: dict[str, Rule] = {
    "action_id": IDENTIFIER,
    "focus_on_load": boolean,
    "placeholder": plain(150),
    "dispatch_action_config": DISPATCH_CONFIG,
}


def _offered(element: dict[str, Any]) -> list[Any]:
    groups = [group["options"] for group in element.get("option_groups", [])]
    return [option for options in (element.get("options", []), *groups) for option in options]


def _begins_with_what_it_offers(element: Any, at: str, seen: Inspection) -> None:
    """An initial option is deep-equal to one of the options, its description included."""
    offered = _offered(element)
    for name in ("initial_option", "initial_options"):
        initial = element.get(name, [])
        for option in initial if isinstance(initial, list) else [initial]:
            if option not in offered:
                seen.wrong(f"{at}/{name}", f"`{name}` must match an option in `options`")


def _values_differ(element: Any, at: str, seen: Inspection) -> None:
    values = [option["value"] for option in _offered(element)]
    if len(values) != len(set(values)):
        seen.wrong(at, "option values must be unique")


def _in_order(low: str, high: str) -> Rule:
    def rule(element: Any, at: str, seen: Inspection) -> None:
        try:
            if low in element and high in element and Decimal(element[low]) > Decimal(element[high]):
                seen.wrong(at, f"`{low}` must not be greater than `{high}`")
        except InvalidOperation:
            seen.wrong(at, f"`{low}` and `{high}` must be numbers")

    return rule


def _day(value: Any, at: str, seen: Inspection) -> None:
    try:
        date.fromisoformat(value)
        right = bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", value))
    except (TypeError, ValueError):
        right = False
    if not right:
        seen.wrong(at, "must be a date of the form YYYY-MM-DD")


def _hour(value: Any, at: str, seen: Inspection) -> None:
    if not isinstance(value, str) or not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        seen.wrong(at, "must be a time of the form HH:mm")


def _numeric(value: Any, at: str, seen: Inspection) -> None:
    if not isinstance(value, str) or not re.fullmatch(r"-?\d+(\.\d+)?", value):
        seen.wrong(at, "must be a number in a string")


def _select(optional: dict[str, Rule], *also: Rule, multi: bool = False) -> Rule:
    more: dict[str, Rule] = {"max_selected_items": integer(1)} if multi else {}
    return shape({}, {**_FIELD, **optional, **more}, *also)


def _static(*, multi: bool) -> Rule:
    initial: dict[str, Rule] = (
        {"initial_options": many(SELECT_OPTION, 100)} if multi else {"initial_option": SELECT_OPTION}
    )
    given = {"options": many(SELECT_OPTION, 100), "option_groups": many(OPTION_GROUP, 100), **initial}
    one_source = exactly_one("options", "option_groups")
    return _select(given, one_source, _begins_with_what_it_offers, _values_differ, multi=multi)


def _external(*, multi: bool) -> Rule:
    initial: dict[str, Rule] = (
        {"initial_options": many(SELECT_OPTION, 100)} if multi else {"initial_option": SELECT_OPTION}
    )
    return _select({"min_query_length": integer(0), **initial}, multi=multi)


def _reply_only_in_modals(element: Any, at: str, seen: Inspection) -> None:
    if element.get("response_url_enabled") and seen.surface != "modal":
        seen.wrong(f"{at}/response_url_enabled", "`response_url_enabled` is only allowed in modals")


_PLACES = shape(
    {},
    {
        "include": many(one_of("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)
_CONVERSATION: dict[str, Rule] = {"default_to_current_conversation": boolean, "filter": _PLACES}

BUTTON = shape(
    {"text": plain(75)},
    {
        **_INTERACTIVE,
        "url": url,
        "value": string(2000),
        "style": STYLE,
        "accessibility_label": string(75),
        "agent_prompt": string(4000),
        "agent_prompt_display": string(),
        "visible_to_user_ids": many(string()),
    },
)

_FEEDBACK = shape({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)})

ELEMENTS: dict[str, Rule] = {
    "image": IMAGE_ELEMENT,
    "button": BUTTON,
    "workflow_button": shape(
        {
            "text": plain(75),
            "workflow": shape(
                {
                    "trigger": shape(
                        {"url": url},
                        {"customizable_input_parameters": many(shape({"name": string(), "value": string()}))},
                    )
                }
            ),
        },
        {"action_id": IDENTIFIER, "style": STYLE, "accessibility_label": string(75)},
    ),
    "icon_button": shape(
        {"icon": one_of("trash"), "text": plain(75)},
        {
            **_INTERACTIVE,
            "value": string(2000),
            "accessibility_label": string(75),
            "visible_to_user_ids": many(string()),
        },
    ),
    "feedback_buttons": shape({"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, {"action_id": IDENTIFIER}),
    "overflow": shape({"options": many(OVERFLOW_OPTION, 5)}, _INTERACTIVE, _values_differ),
    "static_select": _static(multi=False),
    "multi_static_select": _static(multi=True),
    "external_select": _external(multi=False),
    "multi_external_select": _external(multi=True),
    "users_select": _select({"initial_user": string()}),
    "multi_users_select": _select({"initial_users": many(string(), least=0)}, multi=True),
    "conversations_select": _select(
        {**_CONVERSATION, "initial_conversation": string(), "response_url_enabled": boolean}, _reply_only_in_modals
    ),
    "multi_conversations_select": _select(
        {**_CONVERSATION, "initial_conversations": many(string(), least=0)}, multi=True
    ),
    "channels_select": _select({"initial_channel": string(), "response_url_enabled": boolean}, _reply_only_in_modals),
    "multi_channels_select": _select({"initial_channels": many(string(), least=0)}, multi=True),
    "datepicker": _select({"initial_date": _day}),
    "timepicker": _select({"initial_time": _hour, "timezone": string()}),
    "datetimepicker": shape(
        {}, {**_INTERACTIVE, "focus_on_load": boolean, "initial_date_time": integer(1_000_000_000, 9_999_999_999)}
    ),
    "checkboxes": shape(
        {"options": many(CHOICE_OPTION, 10)},
        {**_INTERACTIVE, "focus_on_load": boolean, "initial_options": many(CHOICE_OPTION, 10)},
        _begins_with_what_it_offers,
        _values_differ,
    ),
    "radio_buttons": shape(
        {"options": many(CHOICE_OPTION, 10)},
        {**_INTERACTIVE, "focus_on_load": boolean, "initial_option": CHOICE_OPTION},
        _begins_with_what_it_offers,
        _values_differ,
    ),
    "plain_text_input": shape(
        {},
        {
            **_TYPED,
            "initial_value": string(3000),
            "multiline": boolean,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
        },
        _in_order("min_length", "max_length"),
    ),
    "rich_text_input": shape(
        {}, {**_TYPED, "initial_value": RICH_TEXT, "min_lines": integer(1), "max_lines": integer(1)}
    ),
    "email_text_input": shape({}, {**_TYPED, "initial_value": string(3000)}),
    "url_text_input": shape({}, {**_TYPED, "initial_value": string(3000)}),
    "number_input": shape(
        {"is_decimal_allowed": boolean},
        {**_TYPED, "initial_value": _numeric, "min_value": _numeric, "max_value": _numeric},
        _in_order("min_value", "max_value"),
        _in_order("min_value", "initial_value"),
        _in_order("initial_value", "max_value"),
    ),
    "file_input": shape({}, {"action_id": IDENTIFIER, "filetypes": many(string()), "max_files": integer(1, 10)}),
}

_SELECTS = {name for name in ELEMENTS if name.endswith("_select")}
_PICKS = _SELECTS | {"checkboxes", "radio_buttons", "datepicker", "timepicker"}

IN_SECTION = _PICKS | {"button", "workflow_button", "overflow", "image"}
IN_ACTIONS = _PICKS | {"button", "workflow_button", "overflow", "datetimepicker"}
IN_CONTEXT_ACTIONS = {"feedback_buttons", "icon_button"}
IN_INPUT = _PICKS | {
    "datetimepicker",
    "plain_text_input",
    "rich_text_input",
    "email_text_input",
    "url_text_input",
    "number_input",
    "file_input",
}


def element_of(allowed: set[str]) -> Rule:
    """An element of one of these kinds."""

    def rule(value: Any, at: str, seen: Inspection) -> None:
        if not isinstance(value, dict):
            seen.wrong(at, "must provide an object")
            return
        kind = value.get("type")
        if kind not in allowed:
            seen.wrong(f"{at}/type", f"unsupported type: {kind}")
            return
        if kind == "file_input" and seen.surface != "modal":
            seen.wrong(f"{at}/type", "`file_input` is only allowed in modals")
        ELEMENTS[kind](value, at, seen)

    return rule
