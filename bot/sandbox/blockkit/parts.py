"""The small parts that elements and blocks are made of: texts, options, confirmations, pictures."""

from typing import Any

from bot.sandbox.blockkit.rules import Inspection, Rule, boolean, by_type, exactly_one, many, one_of, shape, string, url

STYLE = one_of("primary", "danger")
"""Buttons and confirmations know these two; the default has no style at all."""

IDENTIFIER = string(255)


def _kind(*names: str) -> Rule:
    def rule(value: Any, at: str, seen: Inspection) -> None:
        if value.get("type") not in names:
            seen.wrong(f"{at}/type", f"unsupported type: {value.get('type')}")

    return rule


def words(most: int = 3000) -> Rule:
    """A text object of either kind, of 1 to `most` characters."""
    return by_type(
        {
            "plain_text": shape({"text": string(most)}, {"emoji": boolean}),
            "mrkdwn": shape({"text": string(most)}, {"verbatim": boolean}),
        }
    )


def plain(most: int = 3000) -> Rule:
    """A plain_text object: no markup where Slack draws none."""
    return by_type({"plain_text": shape({"text": string(most)}, {"emoji": boolean})})


CONFIRM = shape(
    {"title": plain(100), "text": words(300), "confirm": plain(30), "deny": plain(30)},
    {"style": STYLE},
)


def _option(text: Rule, description: Rule, *, with_url: bool = False) -> Rule:
    return shape(
        {"text": text, "value": string(150)}, {"description": description, **({"url": url} if with_url else {})}
    )


SELECT_OPTION = _option(plain(75), plain(75))
OVERFLOW_OPTION = _option(plain(75), plain(75), with_url=True)
CHOICE_OPTION = _option(words(75), words(75))
"""Checkboxes and radio buttons: the only options that may be mrkdwn."""

OPTION_GROUP = shape({"label": plain(75), "options": many(SELECT_OPTION, 100)})

SLACK_FILE = shape({}, {"id": string(), "url": url}, exactly_one("id", "url"))

IMAGE_ELEMENT = shape(
    {"alt_text": string(2000)},
    {"image_url": url, "slack_file": SLACK_FILE},
    _kind("image"),
    exactly_one("image_url", "slack_file"),
)

DISPATCH_CONFIG = shape(
    {"trigger_actions_on": many(one_of("on_enter_pressed", "on_character_entered"), 2)},
)
