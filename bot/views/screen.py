"""A screen: what a person is shown, the same in a message and in a modal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from slack_sdk.models.blocks import Block, HeaderBlock, PlainTextObject

from bot import ids
from bot.i18n import Reader
from bot.mrkdwn import escape, literal

TITLE_LIMIT: Final = 24
"""Characters of a modal's title (SLACK.md, Limits)."""

HEADING_LIMIT: Final = 150
OPTION_LIMIT: Final = 75
"""Characters of an option's text (SLACK.md, Limits)."""

IN_MESSAGES_ONLY: Final = ("data_visualization",)
"""Blocks that no modal takes: what they show is said in words beside them."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What is shown.

    Attributes:
        title: names the screen where it is a modal; a fixed label of the catalogue, never somebody's words.
        text: the fallback: says it all, for who hears it read out or reads it in a notification.
        blocks: Slack's blocks.
    """

    title: str
    text: str
    blocks: Sequence[Block]

    def as_message(self) -> dict[str, Any]:
        """The arguments of an answer to a command or through a `response_url`."""
        return {"text": escape(self.text), "blocks": [block.to_dict() for block in self.blocks]}

    def as_modal(self, reader: Reader) -> dict[str, Any]:
        """The screen as a modal that asks nothing; without what only messages can show."""
        return {
            "type": "modal",
            "callback_id": ids.SCREEN,
            "title": plain(self.title).to_dict(),
            "close": plain(reader.gettext("Close")).to_dict(),
            "blocks": [block.to_dict() for block in self.blocks if block.type not in IN_MESSAGES_ONLY],
        }


def plain(text: str) -> PlainTextObject:
    """A text in which nothing is markup: what somebody named something reads back exactly and rings nobody.

    Args:
        text: what it says.
    """
    return PlainTextObject(text=literal(text), emoji=False)


def heading(text: str) -> HeaderBlock:
    """A heading of somebody's words. A name always fits, unless it is made of what looks like entities.

    Args:
        text: what it says.
    """
    fits = shortened(text, HEADING_LIMIT - (len(literal(text)) - len(text)))
    return HeaderBlock(text=plain(fits))


def shortened(text: str, limit: int = OPTION_LIMIT) -> str:
    """A text that fits where Slack takes only so much; an ellipsis shows that there is more of it.

    Args:
        text: what it says.
        limit: characters.
    """
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
