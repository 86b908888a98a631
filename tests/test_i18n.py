"""The languages: the catalogue is whole, and numbers, money, days and plurals are as each reader writes them."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

import pytest
from babel.messages.catalog import Message

from bot import i18n
from bot.i18n import Reader
from bot.views.statuses import COUNTED
from core.models import Status

ENGLISH: Final = Reader.of("en-US", "Europe/Paris", "EUR")
BRITISH: Final = Reader.of("en-GB", "Europe/London", "EUR")
FRENCH: Final = Reader.of("fr-FR", "Europe/Paris", "EUR")

in_each_language: Final = pytest.mark.parametrize("language", i18n.TRANSLATED)
PLACEHOLDER: Final = re.compile(r"%\(\w+\)s")


def _messages(language: str) -> list[Message]:
    return [message for message in i18n.catalogue(language) if message.id]


def _forms(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, list | tuple) else (str(text),)


@in_each_language
def test_every_message_of_the_code_is_in_the_catalogue_and_no_other(language: str) -> None:
    wanted = {message.id for message in i18n.extracted() if message.id}
    assert len(wanted) > 100
    assert {message.id for message in _messages(language)} == wanted
    assert not i18n.catalogue(language).obsolete


@in_each_language
def test_bringing_the_catalogue_up_to_date_changes_nothing(language: str) -> None:
    assert i18n.up_to_date(language) == i18n.path(language).read_bytes()


@in_each_language
def test_every_message_is_translated_in_all_its_forms(language: str) -> None:
    forms = i18n.catalogue(language).num_plurals
    for message in _messages(language):
        assert not message.fuzzy, message.id
        assert all(form.strip() for form in _forms(message.string)), message.id
        assert len(_forms(message.string)) == (forms if message.pluralizable else 1), message.id


@in_each_language
def test_placeholders_are_the_same_and_each_message_can_be_filled(language: str) -> None:
    for message in _messages(language):
        said = set(PLACEHOLDER.findall(_forms(message.id)[0]))
        facts = {name[2:-2]: "x" for name in said}
        for form in (*_forms(message.id), *_forms(message.string)):
            assert set(PLACEHOLDER.findall(form)) == said, message.id
            if said:
                assert "%" not in form % facts


@in_each_language
def test_a_message_begins_and_ends_as_the_english_one(language: str) -> None:
    for message in _messages(language):
        english, other = _forms(message.id)[0], _forms(message.string)[0]
        assert other == other.strip()
        assert (english[-1] in ".?:") == (other[-1] in ".?:"), message.id
        if english[0].isalpha():
            assert english[0].isupper() == other[0].isupper() or english.startswith("owner:"), message.id


def test_french_is_set_as_french_is() -> None:
    for message in _messages("fr"):
        for form in _forms(message.string):
            assert "'" not in form, form
            assert not re.search(r"[“”]|« |\s{2}|\.\.\.", form), form
            assert not re.search(r"[^\u202f][;!?]", form), form
            assert not re.search(r"«[^\u00a0]|[^\u00a0]»", form), form
            # A colon that ends a key of the filter language stands close to it; every other has its blank.
            for before in re.findall(r"(\S*\s?):(?!//)", form):
                is_key = re.fullmatch(r"\W*(?:tag|sort|owner)|-tag|.*%\((?:key|meant)\)s", before) is not None
                is_time = re.search(r"\d$", before) is not None
                assert before.endswith("\u00a0") or is_key or is_time, form


@pytest.mark.parametrize("locale", ["", "xx-YY", "tlh", "not a locale", "en_US_x_", "fr-FR-FR-FR", "٣", "🇫🇷", "zz"])
def test_an_unknown_locale_reads_english_of_the_united_states(locale: str) -> None:
    reader = Reader.of(locale, "Europe/Paris", "EUR")
    assert (reader.locale, reader.language) == ("en_US", "en")


def test_a_language_without_a_catalogue_reads_english_with_its_own_numbers() -> None:
    german = Reader.of("de-DE", "Europe/Berlin", "EUR")
    assert german.language == "en"
    assert german.gettext("Client folder") == "Client folder"
    assert german.money(Decimal("12500.50")) == "12.500,50\u00a0€"


@pytest.mark.parametrize("locale", ["fr-FR", "fr_CA", "fr", "fr-CH", "FR-fr"])
def test_every_french_reads_french(locale: str) -> None:
    assert Reader.of(locale, "Europe/Paris", "EUR").gettext("Client folder") == "Dossier client"


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc/passwd", "/etc/localtime", "europe"])
def test_an_unknown_zone_is_utc(zone: str) -> None:
    assert Reader.of("fr-FR", zone, "EUR").zone == "UTC"


def test_the_empty_message_is_empty_and_an_unknown_one_is_itself() -> None:
    for reader in (ENGLISH, FRENCH):
        assert reader.gettext("") == ""
        assert reader.gettext("No such message, ever.") == "No such message, ever."


@pytest.mark.parametrize(
    ("amount", "english", "british", "french"),
    [
        ("0", "€0", "€0", "0\u00a0€"),
        ("0.50", "€0.50", "€0.50", "0,50\u00a0€"),
        ("500.00", "€500", "€500", "500\u00a0€"),
        ("12500.50", "€12,500.50", "€12,500.50", "12\u202f500,50\u00a0€"),
        ("12500", "€12,500", "€12,500", "12\u202f500\u00a0€"),
        ("999999999999.99", "€999,999,999,999.99", "€999,999,999,999.99", "999\u202f999\u202f999\u202f999,99\u00a0€"),
    ],
)
def test_money_is_written_as_the_reader_does(amount: str, english: str, british: str, french: str) -> None:
    assert [reader.money(Decimal(amount)) for reader in (ENGLISH, BRITISH, FRENCH)] == [english, british, french]


def test_a_currency_is_written_as_the_reader_does() -> None:
    assert Reader.of("en-US", "UTC", "USD").money(Decimal(5)) == "$5"
    assert Reader.of("fr-FR", "UTC", "USD").money(Decimal(5)) == "5\u00a0$US"
    assert Reader.of("fr-FR", "UTC", "USD").currency_symbol == "$US"
    assert (ENGLISH.money_example(), FRENCH.money_example()) == ("12,500.50", "12\u202f500,50")


def test_numbers_are_grouped_and_pointed_as_the_reader_does() -> None:
    assert [reader.number(1234567) for reader in (ENGLISH, FRENCH)] == ["1,234,567", "1\u202f234\u202f567"]
    assert [reader.number(Decimal("0.5")) for reader in (ENGLISH, FRENCH)] == ["0.5", "0,5"]


def test_days_and_moments_are_those_of_where_the_reader_is() -> None:
    moment = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert [reader.local(moment) for reader in (FRENCH, BRITISH)] == [date(2027, 1, 1), date(2026, 12, 31)]
    assert [reader.date(date(2026, 12, 1)) for reader in (ENGLISH, BRITISH, FRENCH)] == [
        "Dec 1, 2026",
        "1 Dec 2026",
        "1 déc. 2026",
    ]
    assert FRENCH.datetime(moment) == "1 janv. 2027, 00:30"
    assert BRITISH.datetime(moment) == "31 Dec 2026, 23:30"
    assert ENGLISH.datetime(moment) == "Jan 1, 2027, 12:30\u202fAM"


def test_things_in_a_row_are_joined_as_the_reader_does() -> None:
    assert [reader.any_of("abc") for reader in (ENGLISH, FRENCH)] == ["a, b, or c", "a, b ou c"]
    assert [reader.list_of("abc") for reader in (ENGLISH, FRENCH)] == ["a, b, and c", "a, b et c"]
    assert FRENCH.any_of(["a"]) == FRENCH.list_of(["a"]) == "a"


@pytest.mark.parametrize(
    ("count", "english", "french"),
    [
        (0, "0 opportunities", "0 opportunité"),
        (1, "1 opportunity", "1 opportunité"),
        (2, "2 opportunities", "2 opportunités"),
        (1000, "1,000 opportunities", "1\u202f000 opportunités"),
    ],
)
def test_a_plural_follows_the_rule_of_its_language(count: int, english: str, french: str) -> None:
    for reader, said in ((ENGLISH, english), (FRENCH, french)):
        form = reader.ngettext("%(count)s opportunity", "%(count)s opportunities", count)
        assert form % {"count": reader.number(count)} == said


@pytest.mark.parametrize(
    ("status", "english", "one", "several"),
    [
        (Status.TODO, "to do", "à faire", "à faire"),
        (Status.STANDBY, "standby", "en attente", "en attente"),
        (Status.WON, "won", "gagnée", "gagnées"),
        (Status.LOST, "lost", "perdue", "perdues"),
        (Status.CANCELLED, "cancelled", "annulée", "annulées"),
    ],
)
def test_so_many_of_a_status_agree_with_their_number(status: Status, english: str, one: str, several: str) -> None:
    said = [FRENCH.ngettext(*COUNTED[status], count) % {"count": count} for count in (1, 2)]
    assert said == [f"1 {one}", f"2 {several}"]
    assert ENGLISH.ngettext(*COUNTED[status], 2) % {"count": 2} == f"2 {english}"
