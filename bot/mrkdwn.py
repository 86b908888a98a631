"""What Slack does to text on its way to the app, undone exactly once.

Text of commands arrives with `&`, `<` and `>` as entities, mentions as `<@U1|ben>`, and what looks like an address or
an e-mail as a link (SLACK.md, protocol). On the way out the fallback text alone is escaped, once and as a whole: in
blocks, what people named something is only ever put into plain text and rich text, where nothing is markup.
"""

import re
from typing import Final

_LINK: Final = re.compile(r"<(?:https?://|mailto:|tel:)[^<>|]*\|(?P<label>[^<>]*)>|<(?P<bare>https?://[^<>|]*)>")
_CHANNEL: Final = re.compile(r"<#C[A-Z0-9]+\|(?P<name>[^<>]*)>")
MENTION: Final = re.compile(r"<@(?P<id>[UW][A-Z0-9]+)(?:\|[^<>]*)?>")
"""A person, as Slack writes one into the text of a command."""


def escape(text: str) -> str:
    """A text as Slack wants it where mentions and links could stand: the three signs that begin them are entities.

    Args:
        text: what it says.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """What the person typed, but for mentions of people, which stay as Slack wrote them.

    Args:
        text: as it arrived.
    """
    typed = _LINK.sub(lambda link: link["label"] or link["bare"] or "", text)
    typed = _CHANNEL.sub(lambda channel: f"#{channel['name']}", typed)
    return typed.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
