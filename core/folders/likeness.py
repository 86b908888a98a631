"""Whether two names may be of one client: a slip of the finger, another order, a blank too many (SPEC §3).

Compared is what `name_essence` of the database leaves of a name: no case, no accents, no punctuation, no legal form.
"""

from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

_SHORTEST: Final = 4
"""Shorter words are initials, articles and numerals: one letter makes another one of them."""

_REPLACED_IN: Final = 8
"""Letters of the shortest word in which one may stand for another: `Hamburg` and `Homburg` are two towns."""

_TWICE_IN: Final = 10
"""Letters of the shortest word in which two slips are one too many for nobody."""

_JOINED: Final = 8
"""Letters of the shortest name in which a blank and a letter may be wrong at once."""


def likeness(one: str, other: str) -> float:
    """How near two names are: 0 for names of two clients, up to 1 for the same name.

    Words count in any order. Two words at most may have a slip in them; a word that stands in one name alone, and a
    number that is not in both, make two clients of them.

    Args:
        one: the essence of a name.
        other: that of another.
    """
    words, others = one.split(), other.split()
    if sorted(words) == sorted(others) or "".join(words) == "".join(others):
        return 1.0
    left, right = _without(words, others), _without(others, words)
    if any(sign.isdigit() for word in (*left, *right) for sign in word):
        return 0.0
    if len(left) == len(right):
        alike = len(left) <= 2 and (_slips(left, right) or _slips(left, right[::-1]))
    else:
        alike = _is_slip("".join(words), "".join(others), shortest=_JOINED)
    return fuzz.token_sort_ratio(one, other) / 100 if alike else 0.0


def _without(words: list[str], others: list[str]) -> list[str]:
    """The words that the others lack, each as often as it is missing."""
    left = list(words)
    for word in others:
        if word in left:
            left.remove(word)
    return left


def _slips(words: list[str], others: list[str]) -> bool:
    return all(_is_slip(word, other) for word, other in zip(words, others, strict=True))


def _is_slip(word: str, other: str, *, shortest: int = _SHORTEST) -> bool:
    """Whether one word is the other with a letter left out, doubled or swapped; in long words, one for another too."""
    length = min(len(word), len(other))
    if length < shortest:
        return False
    edits = OSA.distance(word, other)
    if edits == 1:
        replaced = len(word) == len(other) and sorted(word) != sorted(other)
        return not replaced or length >= _REPLACED_IN
    return edits == 2 and length >= _TWICE_IN
