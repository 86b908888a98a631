"""Names of folders, titles of opportunities, and what else is named: SPEC §3's one rule about them."""

import unicodedata
from typing import Final

from core.errors import NameMissing, NameTooLong
from core.models.folder import NAME_LIMIT

_OVERRIDES: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of what follows: one name could make another, or an amount, read backwards."""


def checked(name: str, limit: int = NAME_LIMIT) -> str:
    """The name with its white space folded, and without characters that cannot be seen and do harm.

    Letters that are written from right to left, emoji and their joiners, and every printable character stay.

    Args:
        name: as it was given.
        limit: characters allowed.

    Raises:
        NameMissing: nothing is left that could be seen.
        NameTooLong: more than that.
    """
    seen = (" " if unicodedata.category(sign) == "Cc" else sign for sign in name if sign not in _OVERRIDES)
    folded = " ".join("".join(seen).split())
    # Joiners alone, without anything to join, are a name that nobody can see.
    if all(unicodedata.category(sign) == "Cf" or sign == " " for sign in folded):
        raise NameMissing(limit)
    if len(folded) > limit:
        raise NameTooLong(len(folded), limit)
    return folded
