"""How a folder or an opportunity is named in a command: by its number, or by words."""

import re
from dataclasses import dataclass
from typing import Final

_NUMBER: Final = re.compile(r"(?:(?P<letter>[fo])\s?[-–]?\s?|#)(?P<number>\d{1,15})", re.IGNORECASE)
_QUOTED: Final = re.compile(r"[\"“”«»](?P<inside>.*)[\"“”«»]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ByNumber:
    """The n of `F-n` or `O-n`.

    Attributes:
        number: the n.
        asked: as it was typed.
    """

    number: int
    asked: str

    def __str__(self) -> str:
        return self.asked


@dataclass(frozen=True, slots=True)
class ByName:
    """An exact name, or words of it.

    Attributes:
        name: without quotes.
    """

    name: str

    def __str__(self) -> str:
        return self.name


Ref = ByNumber | ByName


def read_ref(text: str, letter: str) -> Ref:
    """What a text names: `F-12`, `f12` and `#12` are numbers; a bare `12` and a number of the other kind are names.

    Args:
        text: as it was typed, with or without quotes around it.
        letter: "F" for folders, "O" for opportunities.
    """
    typed = text.strip()
    if (number := _NUMBER.fullmatch(typed)) and (number["letter"] or letter).upper() == letter:
        return ByNumber(int(number["number"]), typed)
    quoted = _QUOTED.fullmatch(typed)
    return ByName(" ".join((quoted["inside"] if quoted else typed).split()))
