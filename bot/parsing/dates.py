"""Days, as people name them."""

import re
from contextlib import suppress
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from babel import Locale

from bot.i18n import N_, Reader
from bot.parsing.accents import bare
from bot.parsing.errors import UsageError
from core import clock

ACCEPTED: Final = N_("“%(text)s” is no date ahead. Write it like %(example)s, 1 Dec, tomorrow, Monday or in 3 days.")

PAST: Final = N_(
    "“%(text)s” is no date that has come. Write it like %(example)s, 2026-03-01, 1 March, yesterday or 3 days ago."
)

_DAYS: Final = {"d": 1, "day": 1, "days": 1, "j": 1, "jour": 1, "jours": 1}
_WEEKS: Final = {"w": 7, "week": 7, "weeks": 7, "s": 7, "sem": 7, "semaine": 7, "semaines": 7}
_TOMORROW: Final = ("tomorrow", "demain")
_GONE_BY: Final = {"today": 0, "aujourd'hui": 0, "aujourd’hui": 0, "yesterday": 1, "hier": 1}
_AGO: Final = re.compile(r"(?:(?P<count>\d{1,4}) (?P<unit>[a-z]+) ago|il y a (?P<count2>\d{1,4}) (?P<unit2>[a-z]+))")
_AHEAD: Final = re.compile(r"(?:\+|in |dans )\s*(?P<count>\d{1,3})\s*(?P<unit>[a-z]+)")
_COMING: Final = re.compile(
    r"(?:next|on|le)\s+(?P<before>[^\W\d]+)|(?:le\s+)?(?P<after>[^\W\d]+)\.?\s+prochain|(?P<alone>[^\W\d]+)\.?"
)
_ISO: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_LEAP: Final = 9
"""Years among which there is a February 29, also around a century that has none."""
_NUMERIC: Final = re.compile(r"(?P<first>\d{1,2})[/.](?P<second>\d{1,2})(?:[/.](?P<year>\d{4}))?")
_WORDS: Final = re.compile(
    r"(?:(?P<day>\d{1,2})(?:er|st|nd|rd|th)?\s+(?P<month>[^\W\d]+)\.?|(?P<month2>[^\W\d]+)\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?)"
    r"(?:\s+(?P<year>\d{4}))?"
)


def read_date(text: str, reader: Reader) -> date:
    """A day that is still to come, where the reader is. A day and month without a year mean the next such day.

    Args:
        text: `2026-12-01`, `1/12/2026` (month first only in the United States), `1 Dec`, `1er décembre`, `tomorrow`,
            `demain`, `Monday`, `next Monday`, `lundi`, `lundi prochain`, `in 3 days`, `dans 3 jours`, `+2w`.
        reader: who typed it.

    Raises:
        UsageError: no date, one that does not exist, or one that is not ahead.
    """
    today = _today(reader)
    try:
        found = _read(text, today, reader)
    except (ValueError, OverflowError):
        found = None
    if found is None or found <= today:
        week = today + timedelta(days=7)
        # Months are read in the languages of the product alone.
        example = reader.date(week) if is_date(reader.date(week), reader) else week.isoformat()
        raise UsageError(ACCEPTED, {"text": text.strip()[:60], "example": example})
    return found


def read_past(text: str, reader: Reader) -> date:
    """A day that has come, where the reader is. A day and month without a year mean the last such day.

    Args:
        text: as `read_date` takes it, but looking back: `today`, `yesterday`, `hier`, `3 days ago`, `il y a 3 jours`;
            `Monday` is the last one.
        reader: who typed it.

    Raises:
        UsageError: no date, one that does not exist, or one that is still to come.
    """
    today = _today(reader)
    try:
        found = _read_back(text, today, reader)
    except (ValueError, OverflowError):
        found = None
    if found is None or found > today:
        week = today - timedelta(days=7)
        example = reader.date(week) if is_date(reader.date(week), reader) else week.isoformat()
        raise UsageError(PAST, {"text": text.strip()[:60], "example": example})
    return found


def is_date(text: str, reader: Reader) -> bool:
    """Whether a text is written like a day, even one that has gone by or that no calendar has.

    Args:
        text: as it was typed.
        reader: who typed it.
    """
    try:
        return _read(text, _today(reader), reader) is not None
    except (ValueError, OverflowError):
        return True


def _today(reader: Reader) -> date:
    return clock.now().astimezone(ZoneInfo(reader.zone)).date()


def _read(text: str, today: date, reader: Reader, *, back: bool = False) -> date | None:
    """The day that is written, wherever it lies; None where none is.

    `back` looks for a day without a year in the past.

    Raises:
        ValueError, OverflowError: written like a day, but no calendar has it.
    """
    typed = " ".join(text.lower().split())
    near = _last if back else _next
    if typed in _TOMORROW:
        return today + timedelta(days=1)
    if ahead := _AHEAD.fullmatch(typed):
        days = (_DAYS | _WEEKS).get(ahead["unit"])
        return today + timedelta(days=days * int(ahead["count"])) if days else None
    coming = _COMING.fullmatch(typed)
    weekday = _weekdays().get(coming["before"] or coming["after"] or coming["alone"]) if coming else None
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if iso := _ISO.fullmatch(typed):
        return date(int(iso["year"]), int(iso["month"]), int(iso["day"]))
    if numeric := _NUMERIC.fullmatch(typed):
        first, second = int(numeric["first"]), int(numeric["second"])
        month, day = (first, second) if reader.locale == "en_US" else (second, first)
        return near(day, month, numeric["year"], today)
    if words := _WORDS.fullmatch(typed):
        named = _months().get(words["month"] or words["month2"])
        return near(int(words["day"] or words["day2"]), named, words["year"], today) if named else None
    return None


def _read_back(text: str, today: date, reader: Reader) -> date | None:
    """As `_read`, with what names no year looked for in the past.

    Raises:
        ValueError, OverflowError: written like a day, but no calendar has it.
    """
    typed = " ".join(text.lower().split())
    if typed in _GONE_BY:
        return today - timedelta(days=_GONE_BY[typed])
    if ago := _AGO.fullmatch(typed):
        days = (_DAYS | _WEEKS).get(ago["unit"] or ago["unit2"])
        return today - timedelta(days=days * int(ago["count"] or ago["count2"])) if days else None
    weekday = _weekdays().get(typed.rstrip("."))
    if weekday is not None:
        return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    return _read(text, today, reader, back=True)


def _next(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return date(int(year), month, day)
    for number in range(today.year, today.year + _LEAP):
        with suppress(ValueError):
            if (found := date(number, month, day)) > today:
                return found
    raise ValueError(f"no year has a day {day} in its month {month}")


def _last(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return date(int(year), month, day)
    for number in range(today.year, today.year - _LEAP, -1):
        with suppress(ValueError):
            if (found := date(number, month, day)) <= today:
                return found
    raise ValueError(f"no year has a day {day} in its month {month}")


def _weekdays() -> dict[str, int]:
    """Names of weekdays in the languages of the product; Monday is 0."""
    return _names("days")


def _months() -> dict[str, int]:
    """Names of months in the languages of the product, long and short."""
    return _names("months")


def _names(kind: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for language in ("en", "fr"):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                names = getattr(Locale.parse(language), kind)[context][width]
                found |= {str(name).lower().rstrip("."): number for number, name in names.items()}
    return found | {bare(name): number for name, number in found.items()}
