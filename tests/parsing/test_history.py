"""`/folder history`: the folder, and the day on which somebody asks whose it was; days that have come."""

from datetime import date

import pytest
from freezegun import freeze_time

from bot.i18n import Reader
from bot.parsing.arguments import folder_history
from bot.parsing.dates import read_past
from bot.parsing.errors import UsageError
from bot.parsing.refs import ByName, ByNumber
from bot.parsing.requests import FolderHistory

ENGLISH = Reader.of("en-US", "Europe/Paris", "EUR")
FRENCH = Reader.of("fr-FR", "Europe/Paris", "EUR")
TUESDAY = "2026-11-24 09:00"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        ("2026-11-24", date(2026, 11, 24)),
        ("1 March", date(2026, 3, 1)),
        ("1er mars", date(2026, 3, 1)),
        ("1er mars 2019", date(2019, 3, 1)),
        ("24 Nov", date(2026, 11, 24)),
        ("25 Nov", date(2025, 11, 25)),
        ("29 Feb", date(2024, 2, 29)),
        ("today", date(2026, 11, 24)),
        ("Aujourd’hui", date(2026, 11, 24)),
        ("yesterday", date(2026, 11, 23)),
        ("hier", date(2026, 11, 23)),
        ("Monday", date(2026, 11, 23)),
        ("tuesday", date(2026, 11, 17)),
        ("mercredi", date(2026, 11, 18)),
        ("3 days ago", date(2026, 11, 21)),
        ("il y a 2 semaines", date(2026, 11, 10)),
    ],
)
def test_days_that_have_come_are_read_and_those_without_a_year_are_the_last_such_day(typed: str, day: date) -> None:
    with freeze_time(TUESDAY):
        assert read_past(typed, ENGLISH) == read_past(typed, FRENCH) == day


def test_numbers_alone_begin_with_the_month_in_the_united_states_only() -> None:
    with freeze_time(TUESDAY):
        assert read_past("3/1/2026", ENGLISH) == date(2026, 3, 1)
        assert read_past("3/1/2026", FRENCH) == date(2026, 1, 3)
        assert read_past("12/1", FRENCH) == date(2026, 1, 12)


@pytest.mark.parametrize("typed", ["tomorrow", "2026-11-25", "in 3 days", "2026-02-30", "9999 weeks ago x", "", "soon"])
def test_what_is_no_day_that_has_come_says_what_is_read(typed: str) -> None:
    with freeze_time(TUESDAY), pytest.raises(UsageError) as refused:
        read_past(typed, FRENCH)
    assert "17 nov. 2026" in refused.value.sentence(FRENCH)


def test_the_day_that_is_offered_as_an_example_is_read() -> None:
    with freeze_time(TUESDAY), pytest.raises(UsageError) as refused:
        read_past("soon", ENGLISH)
    with freeze_time(TUESDAY):
        assert read_past(refused.value.facts["example"], ENGLISH) == date(2026, 11, 17)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("F-12", FolderHistory(ByNumber(12, "F-12"))),
        ("Acme North", FolderHistory(ByName("Acme North"))),
        ("F-12 owner at 2026-03-01", FolderHistory(ByNumber(12, "F-12"), date(2026, 3, 1))),
        ("Acme North OWNER ON 1 March", FolderHistory(ByName("Acme North"), date(2026, 3, 1))),
        ('"Acme" propriétaire le 1er mars 2026', FolderHistory(ByName("Acme"), date(2026, 3, 1))),
        ("Acme proprietaire au 1er mars", FolderHistory(ByName("Acme"), date(2026, 3, 1))),
        ('"Owner at Sea"', FolderHistory(ByName("Owner at Sea"))),
        ('"The owner at last" owner at hier', FolderHistory(ByName("The owner at last"), date(2026, 11, 23))),
        ("owner at 2026-03-01", FolderHistory(ByName("owner at 2026-03-01"))),
    ],
)
def test_behind_the_folder_may_come_the_question_whose_it_was(typed: str, asked: FolderHistory) -> None:
    with freeze_time(TUESDAY):
        assert folder_history(typed, FRENCH) == asked
