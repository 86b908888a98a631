"""What is left of a name to compare: no legal form, no punctuation, never nothing."""

from collections.abc import Callable, Iterator

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.folders.likeness import likeness

Reads = Callable[[str], tuple[str, str, str]]


@pytest.fixture
def reads(database_url: str) -> Iterator[Reads]:
    """A name's essence, head and tail."""
    sql = "select essence, name_head(essence), name_tail(essence) from name_essence(search_key(%s)) as essence"
    with psycopg.connect(database_url, autocommit=True) as connection:

        def essence(name: str) -> tuple[str, str, str]:
            found = connection.execute(sql, (name,)).fetchone()
            assert found is not None
            return found[0], found[1], found[2]

        yield essence


@pytest.mark.parametrize(
    ("name", "essence"),
    [
        *((f"Dupont {form}", "dupont") for form in ("SARL", "SAS", "S.A.R.L.", "S. A.", "SASU", "EURL", "SA", "& Cie")),
        *((f"Bauer {form}", "bauer") for form in ("GmbH", "AG", "UG (haftungsbeschränkt)", "GmbH & Co. KG", "e.K.")),
        *((f"Baker {form}", "baker") for form in ("Ltd.", "Limited", "LLC", "Inc.", "Corp.", "plc", "& Co", "and Co")),
        *((f"Ferrari {form}", "ferrari") for form in ("S.p.A.", "Srl", "S.r.l.", "& C.", "S.L.", "B.V.", "N.V.", "SA")),
        ("SCI Les Lilas", "les lilas"),
        ("Ets. Martin", "martin"),
        ("The Copper Kettle", "copper kettle"),
        ("Müller GmbH Berlin", "muller berlin"),
        ("Smith and Sons", "smith sons"),
        ("J. P. Morgan", "jp morgan"),
        ("E.Leclerc", "e leclerc"),
        ("AG Bau", "ag bau"),
        ("AS Roma", "as roma"),
        ("Co-op", "co op"),
        ("SAS", "sas"),
        ("Limited Company", "limited"),
        ("株式会社 日本", "株式会社 日本"),
        ("Ac\u200bme\u2060", "acme"),
        ("???", "???"),
    ],
)
def test_a_legal_form_goes_where_it_is_one(reads: Reads, name: str, essence: str) -> None:
    assert reads(name)[0] == essence


def test_every_name_has_an_essence_and_two_ends_and_is_like_itself(reads: Reads) -> None:
    @settings(max_examples=300)
    @given(name=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40))
    def holds(name: str) -> None:
        essence, head, tail = reads(name)
        assert reads(essence)[0]
        assert len(head) <= 3 >= len(tail)
        assert likeness(essence, essence) == 1.0

    holds()


@pytest.mark.parametrize(
    ("one", "other"), [("martin conseil lyon", "lyon martin conseil"), ("web agency", "webagency")]
)
def test_order_and_blanks_change_no_name(reads: Reads, one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one) == 1.0
    assert set(reads(one)[1:]) & set(reads(other)[1:])


@pytest.mark.parametrize(
    ("one", "other"),
    [("alpha 1", "alpha 2"), ("martin 12", "martin"), ("ab roma", "as roma"), ("hotel paris", "hotel paris nord")],
)
def test_a_number_or_a_word_more_makes_two_clients(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one) == 0.0
