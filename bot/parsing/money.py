"""Amounts, as people write them."""

import re
from decimal import Decimal
from typing import Final

from babel import Locale
from babel.numbers import get_currency_symbol, get_decimal_symbol

from bot.i18n import N_, Reader
from bot.parsing.errors import UsageError
from core.opportunities.create import AMOUNT_LIMIT

ACCEPTED: Final = N_("“%(text)s” is no amount in %(currency)s. Write it like %(example)s, 12500 or 12k.")

_CENTS: Final = 2
_TIMES: Final = {"": 1, "k": 1_000, "m": 1_000_000}
_GROUPING: Final = " \u00a0\u202f\u2009'’"
_SHAPE: Final = re.compile(rf"(?P<number>\d[\d.,{_GROUPING}]{{0,25}})\s*(?P<times>[kKmM]?)", re.ASCII)


def read_money(text: str, reader: Reader, *, field: str = "") -> Decimal:
    """An amount in the workspace's currency, to the cent. Empty means that none was given: zero.

    A sign that can only group or can only begin the decimals is taken as that, whoever writes. One that could do both
    (`1.234`, `1,234`) does what it does in the reader's locale; where it does nothing there, it groups.

    Args:
        text: as it was typed: `12 500,50`, `12,500.50`, `12'500.50`, `12k`, `1.5M`, with the currency's sign or code
            before or behind it, or without.
        reader: who typed it.
        field: the form's field that it was typed into.

    Raises:
        UsageError: no amount, a negative one, one with parts of a cent, one too large, or one in another currency.
    """
    if not text.strip():
        return Decimal("0.00")
    amount = _read(_without_currency(text.strip(), reader), reader.locale)
    if amount is not None:
        return amount
    facts = {"text": text.strip()[:60], "currency": reader.currency, "example": reader.money_example()}
    raise UsageError(ACCEPTED, facts, field=field)


def _read(text: str, locale: str) -> Decimal | None:
    shaped = _SHAPE.fullmatch(text)
    number = _number(shaped["number"].strip(), locale) if shaped else None
    if shaped is None or number is None:
        return None
    amount = number * _TIMES[shaped["times"].lower()]
    if amount > AMOUNT_LIMIT:
        return None
    to_the_cent = amount.quantize(Decimal("0.01"))
    # `12,500` is not 12.50, even where the comma begins the decimals: a thousand times it may have been meant.
    is_doubtful = not shaped["times"] and len(str(number).partition(".")[2]) > _CENTS
    return None if is_doubtful or amount != to_the_cent else to_the_cent


def _without_currency(text: str, reader: Reader) -> str:
    symbols = {reader.currency, get_currency_symbol(reader.currency, "en"), reader.currency_symbol}
    for symbol in sorted(map(str.lower, symbols), key=len, reverse=True):
        if text.lower().startswith(symbol):
            return text[len(symbol) :].strip()
        if text.lower().endswith(symbol):
            return text[: -len(symbol)].strip()
    return text


def _number(text: str, locale: str) -> Decimal | None:
    signs = [sign for sign in text if not sign.isdigit()]
    decimal = _decimal_sign(text, signs, locale)
    whole, _, part = text.rpartition(decimal) if decimal else (text, "", "")
    if (decimal and not part.isdigit()) or not _is_grouped(whole, locale):
        return None
    return Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{part}")


def _decimal_sign(text: str, signs: list[str], locale: str) -> str:
    """The sign that begins the decimals; empty where there is none."""
    if not signs or signs[-1] not in ".,":
        return ""
    last = signs[-1]
    if signs.count(last) > 1:
        return ""
    if len(set(signs)) > 1 or len(text.rpartition(last)[2]) != 3:
        return last
    # Exactly three digits behind the only sign: it could be either.
    return last if last == get_decimal_symbol(locale) else ""


def _is_grouped(whole: str, locale: str) -> bool:
    """Whether the digits before the decimals stand in one piece, in threes, or as the locale groups (`12,34,567`)."""
    groups = re.split(r"[^0-9]", whole)
    if len(groups) == 1:
        return whole.isdigit()
    if len(set(re.findall(r"[^0-9]", whole))) > 1 or len(groups[-1]) != 3:
        return False
    _, secondary = Locale.parse(locale).decimal_formats[None].grouping
    first, *inner = map(len, groups[:-1])
    return any(1 <= first <= size and all(length == size for length in inner) for size in (3, secondary))
