"""Amounts, as people write them."""

from decimal import Decimal
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.i18n import Reader
from bot.parsing.errors import UsageError
from bot.parsing.money import read_money
from core.opportunities.create import AMOUNT_LIMIT
from tests.parsing.readers import ENGLISH, FRENCH

WRITERS: Final = tuple(
    Reader.of(locale, "Europe/Paris", "EUR") for locale in ("en-US", "en-GB", "fr-FR", "fr-CA", "de-DE", "de-CH")
)
INDIAN: Final = Reader.of("en-IN", "Asia/Kolkata", "INR")
by_writer: Final = pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.locale)


@by_writer
@given(cents=st.integers(0, int(AMOUNT_LIMIT * 100)))
@example(0)
@example(1)
@example(1_000_00)
@example(1_234_50)
@example(123_456_789_01)
@example(int(AMOUNT_LIMIT * 100))
def test_what_is_shown_is_read_back_to_the_cent(writer: Reader, cents: int) -> None:
    amount = Decimal(cents) / 100
    assert read_money(writer.money(amount), writer) == amount
    assert read_money(writer.number(amount), writer) == amount
    assert read_money(str(amount), writer) == amount


@by_writer
@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12 500,50", "12500.50"),
        ("12\u00a0500,50", "12500.50"),
        ("12\u202f500,50", "12500.50"),
        ("12,500.50", "12500.50"),
        ("12'500.50", "12500.50"),
        ("12’500.50", "12500.50"),
        ("12k", "12000.00"),
        ("1.5M", "1500000.00"),
        ("1,5 M", "1500000.00"),
        ("12k€", "12000.00"),
        ("12 K €", "12000.00"),
        ("€12,500.50", "12500.50"),
        ("12 500 €", "12500.00"),
        ("EUR 500", "500.00"),
        ("eur 500", "500.00"),
        ("500 Eur", "500.00"),
        ("500€", "500.00"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234.567", "1234567.00"),
        ("1,234,567", "1234567.00"),
        ("0,5", "0.50"),
        ("0.05", "0.05"),
        ("12500", "12500.00"),
        ("0", "0.00"),
        ("007", "7.00"),
        ("1.2345M", "1234500.00"),
        ("999999999999.99", "999999999999.99"),
        ("", "0.00"),
        ("   ", "0.00"),
    ],
)
def test_each_spelling_that_can_mean_one_thing_is_read_by_everybody(writer: Reader, typed: str, amount: str) -> None:
    found = read_money(typed, writer)
    assert found == Decimal(amount)
    assert found.as_tuple().exponent == -2


@pytest.mark.parametrize(
    ("typed", "amounts"),
    [
        # en-US, en-GB, fr-FR, fr-CA, de-DE, de-CH; None: half a cent and the like, so it is refused.
        ("1,234", ["1234", "1234", None, None, None, "1234"]),
        ("1.234", [None, None, "1234", "1234", "1234", None]),
        ("€12,500", ["12500", "12500", None, None, None, "12500"]),
        ("12.500 €", [None, None, "12500", "12500", "12500", None]),
        ("1.234k", ["1234", "1234", "1234000", "1234000", "1234000", "1234"]),
    ],
)
def test_a_sign_that_could_do_both_does_what_it_does_where_the_writer_is(typed: str, amounts: list[str | None]) -> None:
    for writer, amount in zip(WRITERS, amounts, strict=True):
        if amount is None:
            with pytest.raises(UsageError):
                read_money(typed, writer)
        else:
            assert read_money(typed, writer) == Decimal(amount), writer.locale


@given(cents=st.integers(0, int(AMOUNT_LIMIT * 100)))
@example(1_234_567_89)
def test_where_lakhs_are_written_what_is_shown_is_read_back(cents: int) -> None:
    amount = Decimal(cents) / 100
    assert read_money(INDIAN.money(amount), INDIAN) == amount
    assert read_money(INDIAN.number(amount), INDIAN) == amount


def test_lakhs_are_read_where_they_are_written_and_thousands_there_too() -> None:
    assert read_money("₹12,34,567.89", INDIAN) == Decimal("1234567.89")
    assert read_money("1,234,567.89", INDIAN) == Decimal("1234567.89")
    for writer, typed in ((ENGLISH, "12,34,567"), (INDIAN, "123,45,678"), (INDIAN, "12,345,67"), (INDIAN, "1,23,4567")):
        with pytest.raises(UsageError):
            read_money(typed, writer)


@by_writer
@pytest.mark.parametrize(
    "typed",
    [
        "abc",
        "-5",
        "−5",
        "+5",
        "1,2,3",
        "12..5",
        "12.",
        ".5",
        "1e9",
        "NaN",
        "Infinity",
        "12 000 000 000 000",
        "999999999999.999",
        "1000000000000",
        "1000000M",
        "12.345,6.7",
        "12 34,5",
        "1'234 567.89",
        "1 2345",
        "٣",
        "１２",
        "1.2345",
        "0.001k1",
        "=1+1",
        "$5",
        "5 USD",
        "£5",
        "12kk",
        "12 k m",
        "€",
        "5€€5",
        "5 %",
        "%(text)s",
        "9" * 26,
        "9" * 26 + "M",
        "1." + "0" * 40 + "1M",
        "9" * 4000,
    ],
)
def test_nonsense_is_refused_with_what_is_accepted(writer: Reader, typed: str) -> None:
    with pytest.raises(UsageError) as refusal:
        read_money(typed, writer, field="amount")
    said = refusal.value.sentence(writer)
    assert typed[:60] in said
    assert len(said) < 200
    for accepted in (str(refusal.value.facts["example"]), "12500", "12k"):
        assert accepted in said
        assert read_money(accepted, writer) in (Decimal("12500.50"), Decimal(12500), Decimal(12000))
    assert refusal.value.field == "amount"


def test_a_refusal_shows_how_the_writer_would_write_it() -> None:
    with pytest.raises(UsageError) as refusal:
        read_money("abc", ENGLISH)
    assert refusal.value.sentence(ENGLISH) == "“abc” is no amount in EUR. Write it like 12,500.50, 12500 or 12k."
    assert refusal.value.sentence(FRENCH).startswith("«\u00a0abc\u00a0» n’est pas un montant en EUR.")


@pytest.mark.parametrize("typed", ["$5", "US$5", "USD 5", "5 usd"])
def test_the_workspaces_own_currency_is_taken_whatever_it_is(typed: str) -> None:
    british = Reader.of("en-GB", "Europe/London", "USD")
    assert read_money(typed, british) == Decimal(5)
    with pytest.raises(UsageError):
        read_money("€5", british)


@by_writer
@given(typed=st.text("0123456789.,' \u202f€kM-eE", max_size=16) | st.text(max_size=12))
def test_whatever_is_typed_is_an_amount_to_the_cent_or_refused(writer: Reader, typed: str) -> None:
    try:
        amount = read_money(typed, writer)
    except UsageError:
        return
    assert 0 <= amount <= AMOUNT_LIMIT
    assert amount.as_tuple().exponent == -2
    assert read_money(writer.money(amount), writer) == amount
