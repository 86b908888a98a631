"""Names of folders, titles of opportunities, and what else is named: SPEC §3's one rule about them."""

import unicodedata
from typing import Final

from core.invalid import NameMissing, NameTooLong
from core.models.folder import NAME_LIMIT

_OVERRIDES: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of what follows: one name could make another, or an amount, read backwards."""

_BLANKS: Final = "\u00ad\u115f\u1160\u180e\u200b\u2060\u2061\u2062\u2063\u2064\u2800\u3164\ufeff\uffa0"
"""Blanks that Unicode counts as no white space: without width, fillers of Korean syllables, Braille without dots."""

_VISIBLE_CONTROLS: Final = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2\U000110bd\U000110cd")
"""Signs of Arabic, Syriac and Kaithi that are seen, though Unicode files them with what is not."""

_UNSEEN_KINDS: Final = ("Cc", "Cf", "Cs", "Mn", "Me", "Zs", "Zl", "Zp")
"""Kinds of character that show nothing by themselves: blanks, joiners, and marks, which need a letter to stand on."""


def checked(name: str, limit: int = NAME_LIMIT) -> str:
    """The name with its white space folded, and without characters that cannot be seen and do harm.

    Letters that are written from right to left, emoji and their joiners, and every printable character stay. Blanks
    that nobody sees go at both ends, where they do nothing; between letters they may, and stay.

    Args:
        name: as it was given.
        limit: characters allowed.

    Raises:
        NameMissing: nothing is left that could be seen.
        NameTooLong: more than that.
    """
    kept = (" " if unicodedata.category(sign) == "Cc" else sign for sign in name if sign not in _OVERRIDES)
    folded = " ".join("".join(kept).split()).strip(f" {_BLANKS}")
    if not any(map(_is_seen, folded)):
        raise NameMissing(limit)
    if len(folded) > limit:
        raise NameTooLong(len(folded), limit)
    return folded


def _is_seen(sign: str) -> bool:
    if sign in _BLANKS:
        return False
    return sign in _VISIBLE_CONTROLS or unicodedata.category(sign) not in _UNSEEN_KINDS
