"""Tags, as people list them."""

from typing import Final

from bot.i18n import N_
from bot.parsing.errors import UsageError

TAG_LIMIT: Final = 40
MOST_TAGS: Final = 10


def read_tags(text: str, *, field: str = "") -> tuple[str, ...]:
    """Tags separated by commas, each once whatever its case; a leading # is no part of one.

    Args:
        text: as it was typed.
        field: the form's field that it was typed into.

    Raises:
        UsageError: one is longer than 40 characters, or there are more than ten.
    """
    found: dict[str, str] = {}
    for piece in text.split(","):
        tag = " ".join(piece.strip().lstrip("#").split())
        if len(tag) > TAG_LIMIT:
            raise UsageError(
                N_("“%(tag)s” is too long: a tag has up to %(limit)s characters."),
                {"tag": tag[:60], "limit": TAG_LIMIT},
                field=field,
            )
        if tag:
            found.setdefault(tag.casefold(), tag)
    if len(found) > MOST_TAGS:
        raise UsageError(
            N_("That is %(count)s tags; an opportunity has up to %(limit)s, separated by commas."),
            {"count": len(found), "limit": MOST_TAGS},
            field=field,
        )
    return tuple(found.values())
