"""Names and titles: what cannot be seen and does harm goes, everything else stays."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.invalid import NameMissing, NameTooLong
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


UNSEEN = {
    "a joiner": "\u200d",
    "joiners and blanks": "\u200b \u200c\u2060\ufeff",
    "soft hyphens": "\u00ad\u00ad",
    "Korean fillers": "\u3164\u115f\u1160\uffa0",
    "Braille without dots": "\u2800\u2800",
    "variation selectors": "\ufe0f\ufe0e\U000e0100",
    "marks without a letter": "\u0301\u20dd",
    "a grapheme joiner": "\u034f",
    "marks of direction": "\u200e\u200f\u061c",
    "vowels that are not written": "\u17b4\u17b5\u180b\u180e",
    "tags": "\U000e0041\U000e007f",
    "signs of notes": "\U0001d173",
    "overrides": "\u202e\u2066",
}


@pytest.mark.parametrize("name", UNSEEN.values(), ids=UNSEEN)
def test_a_name_that_nobody_can_see_is_none(name: str) -> None:
    for given_name in (name, f" {name} ", name * 60):
        with pytest.raises(NameMissing):
            checked(given_name)


@pytest.mark.parametrize("sign", "\u00ad\u200b\u2060\u2800\u3164\ufeff")
def test_blanks_that_nobody_sees_go_at_the_ends_and_stay_between_letters(sign: str) -> None:
    assert checked(f"{sign} {sign}Ac{sign}me {sign}") == f"Ac{sign}me"


SIGNS = ["👩‍👩‍👧", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "❤️", "🇫🇷", "1️⃣", "e\u0301", "\u0600", "한글", "\U0001f9d1\u200d\U0001f680"]


@pytest.mark.parametrize("name", SIGNS)
def test_a_name_of_one_sign_that_is_seen_keeps_all_it_is_made_of(name: str) -> None:
    assert checked(name) == name


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
