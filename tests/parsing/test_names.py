"""Names and titles: what cannot be seen and does harm goes, everything else stays."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.errors import NameMissing, NameTooLong
from core.naming import checked


@pytest.mark.parametrize(
    "name",
    [
        "A & B <Ltd>",
        "אקמה בע״מ",
        "شركة أكمي",
        "Family 👩‍👩‍👧 & Co",
        "نامه\u200cای",
        "Ünïcödé œ ß",
        "\u200fAcme",
        "株式会社",
        "x" * 120,
        "👩" * 120,
    ],
)
def test_every_letter_and_joiner_stays(name: str) -> None:
    assert checked(name) == name


@pytest.mark.parametrize("sign", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_what_turns_the_direction_of_others_goes(sign: str) -> None:
    assert checked(f"{sign}Ac{sign}me{sign}") == "Acme"
    with pytest.raises(NameMissing):
        checked(sign)


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\t", "\n", "\r\n", "\x1b", "\x7f", "\x85", "\u2028", "\u3000"])
def test_control_characters_and_white_space_are_one_blank(sign: str) -> None:
    assert checked(f" {sign}Acme{sign} {sign}North{sign}") == "Acme North"
    with pytest.raises(NameMissing):
        checked(f" {sign} ")


def test_a_name_has_up_to_120_characters_counted_as_it_is_kept() -> None:
    assert checked("  " + "x" * 120 + "\u202e\n") == "x" * 120
    with pytest.raises(NameTooLong) as refusal:
        checked("x" * 121)
    assert (refusal.value.length, refusal.value.limit) == (121, 120)


@given(st.text(max_size=120))
def test_a_name_that_was_checked_is_not_changed_again(name: str) -> None:
    try:
        kept = checked(name)
    except NameMissing:
        assume(False)
    assert checked(kept) == kept
    assert not any(unicodedata.category(sign) == "Cc" for sign in kept)
    assert kept == kept.strip()
