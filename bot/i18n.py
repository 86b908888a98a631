"""How somebody reads: their language, numbers, money, dates and zone (SPEC §4.4).

English is the language of the message ids; the other catalogues are `locales/<language>/LC_MESSAGES/dossier.po`, read
as they are: there is nothing to compile. `python -m bot.i18n` brings them up to date with the code.
"""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from babel.numbers import format_currency, format_decimal, get_currency_symbol

LOCALES: Final = Path(__file__).parent / "locales"
SOURCE_LANGUAGE: Final = "en"
TRANSLATED: Final = ("fr",)
LANGUAGES: Final = (SOURCE_LANGUAGE, *TRANSLATED)
KEYWORDS: Final = {"_": None, "N_": None, "NN_": (1, 2), "gettext": None, "ngettext": (1, 2)}
_HEADING: Final = re.compile(
    rb'^"(?:Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By): .*\n',
    re.M,
)
"""What a catalogue's header says of how it came about: the history of the repository knows it better."""

_FALLBACK_LOCALE: Final = "en_US"
_FALLBACK_ZONE: Final = "UTC"


def N_(message: str) -> str:  # noqa: N802 — gettext's own name for it
    """Mark a message that is translated later, where the reader is known."""
    return message


def NN_(singular: str, plural: str) -> tuple[str, str]:  # noqa: N802 — as `N_`
    """Mark a message that depends on a number."""
    return singular, plural


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads. Made by `of`.

    Attributes:
        locale: a locale that Babel knows, such as `fr_FR`.
        zone: a zone that is known, such as `Europe/Paris`.
        currency: the workspace's (ISO 4217).
    """

    locale: str
    zone: str
    currency: str

    @classmethod
    def of(cls, locale: str, zone: str, currency: str) -> Reader:
        """How somebody reads, as far as it is known.

        Args:
            locale: as Slack gives it, such as `fr-FR`; English of the United States where it is unknown.
            zone: a tz database name; UTC where it is unknown.
            currency: ISO 4217.
        """
        return cls(_known_locale(locale), zone if zone in _zones() else _FALLBACK_ZONE, currency)

    @property
    def language(self) -> str:
        """The language of the words: one of `LANGUAGES`."""
        language = self.locale.split("_")[0]
        return language if language in LANGUAGES else SOURCE_LANGUAGE

    @property
    def language_name(self) -> str:
        """What that language is called in itself."""
        return str(Locale(self.language).get_display_name() or "").capitalize()

    def gettext(self, message: str) -> str:
        """A message in the reader's language."""
        # The empty message is the catalogue's header; to a reader it is nothing.
        return _catalogue(self.language).gettext(message) if message else ""

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """A message that depends on a number, by the plural rule of the reader's language."""
        return _catalogue(self.language).ngettext(singular, plural, count)

    def number(self, value: int | Decimal) -> str:
        """A number, grouped and pointed as the reader writes it."""
        return format_decimal(value, locale=self.locale)

    def figures(self, value: Decimal) -> str:
        """A number for a spreadsheet of the reader's country: pointed as they do, not grouped."""
        return format_decimal(value, locale=self.locale, format="0.00##")

    def day_in_figures(self, day: date) -> str:
        """A day for a spreadsheet of the reader's country, in figures."""
        return format_date(day, "short", locale=self.locale)

    def money(self, amount: Decimal) -> str:
        """An amount in the workspace's currency; without its decimals where they are zero."""
        if amount != amount.to_integral_value():
            return format_currency(amount, self.currency, locale=self.locale)
        pattern = _whole(self.locale)
        return format_currency(amount, self.currency, pattern, locale=self.locale, currency_digits=False)

    def money_example(self) -> str:
        """How the reader may write an amount."""
        return format_decimal(Decimal("12500.50"), locale=self.locale, format="#,##0.00")

    @property
    def currency_symbol(self) -> str:
        """The sign of the workspace's currency, such as €."""
        return get_currency_symbol(self.currency, locale=self.locale)

    def local(self, moment: datetime) -> date:
        """The day that a moment falls on where the reader is."""
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def month(self, day: date) -> str:
        """The month of a day with its year, such as `Nov 2026`."""
        return str(format_skeleton("yMMM", day, locale=self.locale))

    def month_name(self, day: date) -> str:
        """The month of a day, such as `Nov`."""
        return str(format_skeleton("MMM", day, locale=self.locale))

    def date(self, day: date) -> str:
        """A day, such as `Nov 24, 2026`."""
        return format_date(day, "medium", locale=self.locale)

    def datetime(self, moment: datetime) -> str:
        """A moment where the reader is, to the minute."""
        local = moment.astimezone(ZoneInfo(self.zone))
        return format_datetime(local, _to_the_minute(self.locale), locale=self.locale)

    def any_of(self, things: Sequence[str]) -> str:
        """Things to choose from: "a, b or c"."""
        return format_list(list(things), style="or", locale=self.locale)

    def list_of(self, things: Sequence[str]) -> str:
        """Things in a row: "a, b and c"."""
        return format_list(list(things), locale=self.locale)


@lru_cache
def _known_locale(locale: str) -> str:
    try:
        return str(Locale.parse(locale.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return _FALLBACK_LOCALE


@lru_cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


@lru_cache
def _whole(locale: str) -> str:
    """The locale's pattern of a currency, without decimals."""
    return str(Locale.parse(locale).currency_formats["standard"].pattern).replace(".00", "")


@lru_cache
def _to_the_minute(locale: str) -> str:
    """A medium date and a short time, put together as the locale does."""
    known = Locale.parse(locale)
    both = str(known.datetime_formats["medium"])
    return both.replace("{1}", str(known.date_formats["medium"])).replace("{0}", str(known.time_formats["short"]))


@lru_cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def path(language: str) -> Path:
    """Where a language's catalogue is."""
    return LOCALES / language / "LC_MESSAGES" / "dossier.po"


def catalogue(language: str) -> Catalog:
    """A language's catalogue as it is written."""
    with path(language).open("rb") as file:
        return read_po(file, locale=language)


def extracted() -> Catalog:
    """All messages of the code, in the order of their ids."""
    found = Catalog(project="Dossier", charset="utf-8")
    method_map = [("**.py", "python")]
    for _, _, message, comments, _ in extract_from_dir(str(LOCALES.parent), method_map, keywords=KEYWORDS):
        found.add(message, auto_comments=comments)
    return found


def update() -> None:
    """Bring each catalogue up to date with the code: new messages come in empty, those no longer used go."""
    for language in TRANSLATED:
        path(language).write_bytes(up_to_date(language))


def up_to_date(language: str) -> bytes:
    """A language's catalogue as `update` writes it: the same again for the same code and the same translations."""
    known = catalogue(language)
    known.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
    known.obsolete.clear()
    written = io.BytesIO()
    write_po(written, known, width=120, no_location=True, sort_output=True)
    return _HEADING.sub(b"", written.getvalue()).lstrip()


if __name__ == "__main__":
    update()
