"""What Slack does to text on its way to the app, undone exactly once.

Text of commands arrives with `&`, `<` and `>` as entities, mentions as `<@U1|ben>`, and what looks like an address or
an e-mail as a link (SLACK.md, protocol). On the way out the fallback text alone is escaped, once and as a whole: in
blocks, what people named something is only ever put into plain text and rich text, where nothing is markup.
"""

import re
from typing import Final

_LINK: Final = re.compile(r"<(?:https?://|mailto:|tel:)[^<>|]*\|(?P<label>[^<>]*)>|<(?P<bare>https?://[^<>|]*)>")
_ENTITY: Final = re.compile(r"&(?=(?:amp|lt|gt);)")
_CHANNEL: Final = re.compile(r"<#C[A-Z0-9]+\|(?P<name>[^<>]*)>")
_GROUP: Final = re.compile(
    r"<!(?:(?P<name>here|channel|everyone)(?:\|[^<>]*)?|subteam\^[A-Z0-9]+\|@?(?P<team>[^<>]+))>"
)
MENTION: Final = re.compile(r"<@(?P<id>[UW][A-Z0-9]+)(?:\|(?P<name>[^<>]*))?>")
"""A person, as Slack writes one into the text of a command."""


def escape(text: str) -> str:
    """A text as Slack wants it where mentions and links could stand: the three signs that begin them are entities.

    Args:
        text: what it says.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def literal(text: str) -> str:
    """A text as Slack wants it in plain text, where three entities are still read as signs: `&amp;` stays `&amp;`.

    Args:
        text: what it says.
    """
    return _ENTITY.sub("&amp;", text)


def unescape(text: str, *, keep_people: bool = False) -> str:
    """What the person typed.

    Args:
        text: as it arrived.
        keep_people: leave mentions of people as Slack wrote them, with the id; one without a name always stays.
    """
    typed = _LINK.sub(lambda link: link["label"] or link["bare"] or "", text)
    typed = _CHANNEL.sub(lambda channel: f"#{channel['name']}", typed)
    typed = _GROUP.sub(lambda group: f"@{group['name'] or group['team']}", typed)
    if not keep_people:
        typed = MENTION.sub(lambda person: f"@{person['name']}" if person["name"] else person[0], typed)
    return typed.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
