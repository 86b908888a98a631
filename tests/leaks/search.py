"""Reading what reached a person for what they may not know."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final

from python_calamine import CalamineWorkbook

from tests.leaks.planting import MOST, PRIME, Garden, Thing, marks_of

_MARK: Final = re.compile(
    r"Zy[a-z]{10}|(?<!\d)7\d{9}(?!\d)|(?<![\d.,:])[78]0\d\d(?![\d.,]*\d)|(?<![\d.,:/-])19[3-6]\d(?!\d)|(?<=[-/.])19[3-6]\d(?!\d)"
)
"""Words, keys, numbers, years."""

_FIGURES: Final = re.compile(r"\d[\d., '\u2019\u00a0\u202f]*\d")
_GROUP: Final = re.compile(r"\d+|[^\d]+")


@lru_cache(maxsize=200_000)
def summed_up(figures: str) -> tuple[tuple[int, frozenset[int]], ...]:
    """Which opportunities' amounts a figure could be the sum of: the cents, and their places.

    Args:
        figures: digits and what may stand between them, in any country's way; several figures side by side are each
            read by themselves and all possible ways together.
    """
    parts = _GROUP.findall(figures)
    digits, found = parts[::2], {}
    for first in range(len(digits)):
        for last in range(first, min(len(digits), first + 6)):
            whole, end = "".join(digits[first : last + 1]), digits[last]
            if last > first and len(end) <= 2:
                cents, blur = int(whole) * (1 if len(end) == 2 else 10), 0
            elif last > first or len(end) != 10:
                cents, blur = int(whole) * 100, 100
            else:
                # Ten digits without a sign between them are a key, or seconds.
                continue
            if places := _places(cents, blur):
                found[cents] = places
    return tuple(found.items())


def _places(cents: int, blur: int) -> frozenset[int]:
    """`blur`: cents by which a figure may be off that was rounded to the unit."""
    times = round(cents / PRIME)
    if times == 0 or abs(cents - times * PRIME) > blur:
        return frozenset()
    found = set()
    for place in range(MOST + 1):
        if times % 4:
            found.add(place)
        times //= 4
    return frozenset() if times or MOST in found else frozenset(found)


class Search:
    """Looks for marks of what is hidden from one person.

    Attributes:
        hidden: what is.
    """

    def __init__(self, garden: Garden, hidden: Iterable[Thing]) -> None:
        self.hidden = set(hidden)
        self._marks = marks_of(garden, self.hidden)

    def finds(self, text: str, *, but: frozenset[str] = frozenset()) -> Iterator[tuple[str, Thing, Decimal | None]]:
        """What a text gives away: the mark, the thing, and the amount where it is one.

        Args:
            text: what reached the person.
            but: marks that they wrote themselves.
        """
        for mark in set(_MARK.findall(text)):
            if mark in self._marks and mark not in but:
                yield mark, self._marks[mark], None
        for figures in set(_FIGURES.findall(text)):
            for cents, places in summed_up(figures):
                for place in places:
                    if ("opportunity", place) in self.hidden:
                        yield figures, ("opportunity", place), Decimal(cents) / 100


def read_file(name: str, content: bytes) -> str:
    """Everything in a file that was sent, its name too: the cells of a workbook, and what lies beneath them."""
    if not name.endswith(".xlsx"):
        text = content.decode("utf-8-sig")
        separator = ";" if text.partition("\n")[0].count(";") else ","
        return "\n".join([name, *(cell for row in csv.reader(io.StringIO(text), delimiter=separator) for cell in row)])
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    told = [name, *book.sheet_names]
    for sheet in book.sheet_names:
        told += [_cell(cell) for row in book.get_sheet_by_name(sheet).to_python() for cell in row]
    with zipfile.ZipFile(io.BytesIO(content)) as beneath:
        told += [beneath.read(part).decode("utf-8", "replace") for part in beneath.namelist() if "theme" not in part]
    return "\n".join(told)


def _cell(cell: object) -> str:
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)
