"""Days that are still to come, as people name them, and where they stand in a command."""

from datetime import date, timedelta

import pytest
from freezegun import freeze_time

from bot.i18n import Reader
from bot.parsing.dates import read_date
from bot.parsing.errors import UsageError
from bot.parsing.refs import ByName, ByNumber, Ref
from bot.parsing.requests import SetStatus
from core.models import Status
from tests.parsing.readers import BRITISH, ENGLISH, FRENCH, READERS, asked, refused

TUESDAY = "2026-11-24 09:00"


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.locale)
@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("2027-1-5", date(2027, 1, 5)),
        ("1 Dec", date(2026, 12, 1)),
        ("1st December", date(2026, 12, 1)),
        ("Dec 1", date(2026, 12, 1)),
        ("December 1, 2027", date(2027, 12, 1)),
        ("Dec. 1st", date(2026, 12, 1)),
        ("3 march", date(2027, 3, 3)),
        ("1er décembre", date(2026, 12, 1)),
        ("1er decembre 2026", date(2026, 12, 1)),
        ("3 févr.", date(2027, 2, 3)),
        ("15 aout", date(2027, 8, 15)),
        ("24 Nov", date(2027, 11, 24)),
        ("25 Nov", date(2026, 11, 25)),
        ("29 Feb", date(2028, 2, 29)),
        ("tomorrow", date(2026, 11, 25)),
        ("Demain", date(2026, 11, 25)),
        ("Monday", date(2026, 11, 30)),
        ("wed", date(2026, 11, 25)),
        ("LUNDI", date(2026, 11, 30)),
        ("mar.", date(2026, 12, 1)),
        ("mardi", date(2026, 12, 1)),
        ("next monday", date(2026, 11, 30)),
        ("Next  Tuesday", date(2026, 12, 1)),
        ("on Friday", date(2026, 11, 27)),
        ("lundi prochain", date(2026, 11, 30)),
        ("mardi prochain", date(2026, 12, 1)),
        ("le vendredi prochain", date(2026, 11, 27)),
        ("le vendredi", date(2026, 11, 27)),
        ("in 3 days", date(2026, 11, 27)),
        ("in 1 day", date(2026, 11, 25)),
        ("dans 3 jours", date(2026, 11, 27)),
        ("dans 2 semaines", date(2026, 12, 8)),
        ("in  2   weeks", date(2026, 12, 8)),
        ("+2w", date(2026, 12, 8)),
        ("+10d", date(2026, 12, 4)),
        ("+3j", date(2026, 11, 27)),
    ],
)
def test_each_way_to_name_a_day_is_read_by_everybody(typed: str, day: date, reader: Reader) -> None:
    with freeze_time(TUESDAY):
        assert read_date(typed, reader) == day


def test_numbers_alone_begin_with_the_month_in_the_united_states_only() -> None:
    with freeze_time(TUESDAY):
        assert read_date("1/12/2027", ENGLISH) == date(2027, 1, 12)
        assert read_date("12/1", ENGLISH) == date(2026, 12, 1)
        for reader in (BRITISH, FRENCH):
            assert read_date("1/12/2027", reader) == date(2027, 12, 1)
            assert read_date("1.12.2027", reader) == date(2027, 12, 1)
            assert read_date("1/12", reader) == date(2026, 12, 1)


@pytest.mark.parametrize(("today", "name"), [(day, name) for day in range(7) for name in ("friday", "vendredi")])
def test_a_weekday_is_the_next_one_and_never_today(today: int, name: str) -> None:
    with freeze_time(f"2026-11-{23 + today:02} 09:00"):
        found = read_date(name, FRENCH)
    ahead = (found - date(2026, 11, 23 + today)).days
    assert found.weekday() == 4
    assert 1 <= ahead <= 7


@pytest.mark.parametrize(
    ("today", "typed", "day"),
    [
        ("2026-12-31", "tomorrow", date(2027, 1, 1)),
        ("2026-12-31", "1 Jan", date(2027, 1, 1)),
        ("2026-12-31", "31 Dec", date(2027, 12, 31)),
        ("2026-12-31", "dans 1 jour", date(2027, 1, 1)),
        ("2026-12-31", "monday", date(2027, 1, 4)),
        ("2027-01-01", "31 Dec", date(2027, 12, 31)),
        ("2027-11-24", "29 février", date(2028, 2, 29)),
        ("2028-02-29", "29 Feb", date(2032, 2, 29)),
        ("2028-02-28", "tomorrow", date(2028, 2, 29)),
    ],
)
def test_the_year_turns_where_the_day_has_gone_by(today: str, typed: str, day: date) -> None:
    with freeze_time(f"{today} 12:00"):
        assert read_date(typed, FRENCH) == day


def test_today_is_where_the_person_is() -> None:
    tokyo = Reader.of("en-US", "Asia/Tokyo", "EUR")
    honolulu = Reader.of("en-US", "Pacific/Honolulu", "EUR")
    with freeze_time("2026-12-31 20:00"):
        assert read_date("tomorrow", tokyo) == date(2027, 1, 2)
        assert read_date("tomorrow", honolulu) == date(2027, 1, 1)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.locale)
@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-23",
        "2026-11-24",
        "1 Dec 2025",
        "31 Nov",
        "29 Feb 2027",
        "2026-02-30",
        "2026-13-01",
        "32/32/2027",
        "0 Dec",
        "in 0 days",
        "dans 0 jours",
        "in 3 moons",
        "yesterday",
        "hier",
        "soon",
        "1",
        "10/12/26",
        "99999-01-01",
        "%(example)s",
    ],
)
def test_what_is_no_day_ahead_is_refused_with_what_is_accepted(typed: str, reader: Reader) -> None:
    with freeze_time(TUESDAY), pytest.raises(UsageError) as refusal:
        read_date(typed, reader)
    with freeze_time(TUESDAY):
        said = refusal.value.sentence(reader)
    assert typed in said
    assert reader.date(date(2026, 12, 1)) in said
    assert ("tomorrow" in said) == (reader is not FRENCH)
    assert ("demain" in said) == (reader is FRENCH)


@pytest.mark.parametrize("locale", ["en-US", "en-GB", "fr-FR", "fr-CA", "de-DE", "es-ES", "ja-JP"])
def test_what_a_refusal_says_is_accepted_is_accepted(locale: str) -> None:
    reader = Reader.of(locale, "Europe/Paris", "EUR")
    example = date(2027, 9, 8)
    with freeze_time("2027-09-01 09:00"):
        with pytest.raises(UsageError) as refusal:
            read_date("soon", reader)
        assert read_date(str(refusal.value.facts["example"]), reader) == example
        for word in ("1 Dec", "1er déc.", "tomorrow", "demain", "Monday", "lundi", "in 3 days", "dans 3 jours"):
            assert read_date(word, reader) > date(2027, 9, 1)


@pytest.mark.parametrize(
    ("named", "ref"),
    [
        ("O-34", ByNumber(34, "O-34")),
        ("o34", ByNumber(34, "o34")),
        ("#34", ByNumber(34, "#34")),
        ('"Plan until Monday"', ByName("Plan until Monday")),
        ("“Plan B”", ByName("Plan B")),
        ("« Plan B »", ByName("Plan B")),
        ("Website relaunch", ByName("Website relaunch")),
        ("Phase 2", ByName("Phase 2")),
    ],
)
@pytest.mark.parametrize(
    ("typed", "ahead"),
    [("in 3 days", 3), ("dans 3 jours", 3), ("+1w", 7), ("1 Dec 2026", 7), ("dec 1", 7), ("lundi", 6)],
)
def test_a_day_may_stand_behind_a_number_a_quoted_title_or_a_bare_one(
    named: str, ref: Ref, typed: str, ahead: int
) -> None:
    with freeze_time(TUESDAY):
        for reader in READERS:
            request = asked("opp", f"standby {named} {typed}", reader)
            assert request == SetStatus(Status.STANDBY, ref, date(2026, 11, 24) + timedelta(days=ahead))


@pytest.mark.parametrize(
    ("typed", "ref"),
    [
        ("O-34", ByNumber(34, "O-34")),
        ("Website relaunch", ByName("Website relaunch")),
        ('"Plan until Monday"', ByName("Plan until Monday")),
        ('"Report 2025-01-01"', ByName("Report 2025-01-01")),
        ("Monday", ByName("Monday")),
        ("Phase 2", ByName("Phase 2")),
    ],
)
def test_without_a_day_it_is_asked_for_and_quotes_keep_a_title_whole(typed: str, ref: Ref) -> None:
    with freeze_time(TUESDAY):
        assert asked("opp", f"standby {typed}") == SetStatus(Status.STANDBY, ref)


@pytest.mark.parametrize("named", ["O-34", '"Website relaunch"', "Website relaunch"])
@pytest.mark.parametrize("typed", ["2026-11-01", "31 Nov", "1 Dec 2020", "in 0 days", "2027-02-30"])
def test_a_day_gone_by_is_refused_however_the_opportunity_is_named(named: str, typed: str) -> None:
    with freeze_time(TUESDAY), pytest.raises(UsageError) as refusal:
        asked("opp", f"standby {named} {typed}")
    assert refused(refusal.value).startswith(f"“{typed}” is no date ahead. Write it like Dec 1, 2026,")
