"""How a thing is named: by its number or by words."""

import pytest

from bot.parsing.refs import ByName, ByNumber, Ref, read_ref


@pytest.mark.parametrize("typed", ["F-12", "f-12", "F12", "f12", "#12", "F 12", "F - 12", "F–12", "  F-12 "])
def test_a_folders_number_is_read_in_any_spelling(typed: str) -> None:
    assert read_ref(typed, "F") == ByNumber(12, typed.strip())


@pytest.mark.parametrize("typed", ["O-34", "o34", "#34"])
def test_an_opportunitys_number_is_read_in_any_spelling(typed: str) -> None:
    assert read_ref(typed, "O") == ByNumber(34, typed)


@pytest.mark.parametrize(
    ("typed", "letter"),
    [
        ("O-34", "F"),
        ("F-12", "O"),
        ("12", "F"),
        ("34", "O"),
        ("F-", "F"),
        ("F-12b", "F"),
        ("F-12 Acme", "F"),
        ("F-1234567890123456", "F"),
        ("F--12", "F"),
        ("G-12", "F"),
    ],
)
def test_what_is_no_number_of_that_kind_is_a_name(typed: str, letter: str) -> None:
    assert read_ref(typed, letter) == ByName(typed)


@pytest.mark.parametrize("typed", ['"Acme & Sons"', "“Acme & Sons”", "«\u00a0Acme & Sons\u00a0»", "”Acme & Sons“"])
def test_quotes_around_a_name_are_no_part_of_it(typed: str) -> None:
    assert read_ref(typed, "F") == ByName("Acme & Sons")


def test_quotes_make_a_name_of_a_number() -> None:
    assert read_ref('"F-12"', "F") == ByName("F-12")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ('6" pipes', '6" pipes'),
        ("L’Oréal", "L’Oréal"),
        ("  Acme \u00a0 North ", "Acme North"),
        ("", ""),
        ('"', '"'),
    ],
)
def test_a_name_keeps_its_own_signs_and_loses_blanks(typed: str, name: str) -> None:
    assert read_ref(typed, "F") == ByName(name)


@pytest.mark.parametrize(("ref", "said"), [(ByNumber(12, "f12"), "f12"), (ByName("Acme"), "Acme")])
def test_a_reference_is_told_as_it_was_typed(ref: Ref, said: str) -> None:
    assert str(ref) == said
