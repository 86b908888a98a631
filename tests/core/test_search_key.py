"""`search_key`: a name without case and accents, the same in whatever way somebody types it."""

import unicodedata
from collections.abc import Callable, Iterator

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import server

LETTERS = "abcxyz ABCXYZ éèêëçñöüåÉÈÇÑÖÜÅ øØłŁđĐæÆœŒßẞ ıİğĞşŞ čřžŠ ΟΔΟΣσςάέ жёйЖЁЙ '&-.12"

Key = Callable[[str], str]


@pytest.fixture
def key(database_url: str) -> Iterator[Key]:
    with psycopg.connect(database_url, autocommit=True) as connection:

        def search_key(value: str) -> str:
            found = connection.execute("select search_key(%s)", (value,)).fetchone()
            assert found is not None
            return str(found[0])

        yield search_key


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Café Français", "cafe francais"),
        ("ŒUVRE d’Ægir", "oeuvre d’aegir"),
        ("Straße", "STRASSE"),
        ("Ørsted", "orsted"),
        ("Łódź", "LODZ"),
        ("İstanbul IŞIK ışık", "istanbul isik isik"),
        ("ΟΔΟΣ", "οδος"),
        ("Ёлка", "елка"),
        ("ﬁnance ①", "finance 1"),
        ("A\u0301cme", "ácme"),
        ("日本 株式会社", "日本 株式会社"),
        ("👩‍👩‍👧 Family", "👩‍👩‍👧 family"),
    ],
)
def test_a_name_is_found_by_how_somebody_else_would_type_it(key: Key, name: str, typed: str) -> None:
    assert key(name) == key(typed)


@pytest.mark.parametrize(("one", "other"), [("Acme", "Acne"), ("Mala", "Mal a"), ("O-1", "O-2"), ("да", "де")])
def test_names_that_differ_by_more_stay_apart(key: Key, one: str, other: str) -> None:
    assert key(one) != key(other)


def test_the_key_of_a_key_is_itself(key: Key) -> None:
    @settings(max_examples=500)
    @given(name=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
    def same(name: str) -> None:
        assert key(key(name)) == key(name)

    same()


def test_case_and_accents_make_no_difference(key: Key) -> None:
    @settings(max_examples=500)
    @given(name=st.text(LETTERS, max_size=20))
    def same(name: str) -> None:
        bare = "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))
        assert key(name) == key(name.upper()) == key(name.lower()) == key(bare)

    same()


def test_it_does_not_depend_on_the_locale_of_the_database(server_url: str) -> None:
    with server.fresh(server_url, "template0 locale 'C'") as url:
        server.migrate(url)
        with psycopg.connect(url) as connection:
            assert connection.execute("select search_key('ØRE Ж Σ')").fetchone() == ("ore ж σ",)
