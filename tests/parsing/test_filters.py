"""The filter language: what is printed is read again, and what cannot be read is refused with what is accepted."""

import string
from dataclasses import replace
from decimal import Decimal
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.parsing import filters
from bot.parsing.errors import UsageError
from bot.values import VALUE_LIMIT, pack
from core.filters import OWNER_ME, FolderFilter, FolderState, OpportunityFilter, OppsFilter, SortKey
from core.models import Status
from tests.parsing.readers import FRENCH, refused

LETTERS: Final = "abcéÉßıİœñ日本שלוםمرحبا👩\u200d" + string.digits + "_-:#<>&|/\\'’*~`%{}()=+@.,!?"
"""All sorts of signs, but none that quotes: those the language keeps for itself."""

WORDS: Final = st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=3).map(" ".join)
TAGS: Final = WORDS.map(lambda tag: tag.lstrip("#").strip()).filter(bool)
OWNERS: Final = st.none() | st.just(OWNER_ME) | st.from_regex(r"[UW][A-Z0-9]{1,11}", fullmatch=True)


def _some(of: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(of, max_size=4).map(tuple)


SUMS: Final = st.none() | st.decimals("0", "999999999999.99", places=2)
FOLDERS: Final = st.builds(
    FolderFilter,
    state=st.sampled_from(FolderState),
    opps=st.none() | st.sampled_from(OppsFilter),
    owner=OWNERS,
    tags=_some(TAGS),
    without_tags=_some(TAGS),
    won_over=SUMS,
    open_over=SUMS,
    idle_days=st.none() | st.integers(0, 9999),
    words=_some(WORDS),
    sort=st.sampled_from(SortKey),
    descending=st.booleans(),
    mine=st.booleans(),
)
OPPORTUNITIES: Final = st.builds(
    OpportunityFilter,
    statuses=st.lists(st.sampled_from(Status), max_size=5).map(tuple),
    owner=OWNERS,
    tags=_some(TAGS),
    without_tags=_some(TAGS),
    words=_some(WORDS),
)


@given(FOLDERS)
@example(FolderFilter(words=("-", ":", "-x", "-tag:x", "- x")))
@example(FolderFilter(won_over=Decimal(10), words=("000",)))
@example(FolderFilter(open_over=Decimal(1), words=("000", "000", "acme")))
@example(FolderFilter(open_over=Decimal(999), words=("123.50",)))
@example(FolderFilter(won_over=Decimal(10), open_over=Decimal("0.5"), words=("000k",)))
@example(FolderFilter(won_over=Decimal(10), words=("won>10 000", "acme")))
def test_a_filter_of_folders_reads_back_as_it_was(question: FolderFilter) -> None:
    printed = filters.write(question)
    assert filters.read(printed, mine=question.mine) == question
    assert filters.read(f"  {printed}\n", mine=not question.mine) == replace(question, mine=not question.mine)


@given(OPPORTUNITIES)
def test_a_filter_of_opportunities_reads_back_as_it_was(question: OpportunityFilter) -> None:
    assert filters.read_opportunities(filters.write_opportunities(question)) == question


@given(st.text(LETTERS + ' "“”«»\n\x00\x1f', max_size=60) | st.text(max_size=60))
def test_whatever_is_typed_is_read_and_reads_back_or_is_refused_in_words(typed: str) -> None:
    try:
        folders, opportunities = filters.read(typed), filters.read_opportunities(typed)
    except UsageError as refusal:
        said = refused(refusal, FRENCH)
        assert said.endswith(".")
        return
    assert filters.read(filters.write(folders)) == folders
    assert filters.read_opportunities(filters.write_opportunities(opportunities)) == opportunities


@given(
    st.builds(
        FolderFilter,
        won_over=st.none() | st.integers(0, 1000).map(Decimal),
        open_over=st.none() | st.integers(0, 1000).map(Decimal),
        words=_some(st.from_regex(r"[0-9]{1,4}([.,][0-9]{1,2})?[km]?", fullmatch=True)),
    )
)
def test_a_number_that_is_a_word_of_a_name_is_never_taken_for_a_piece_of_an_amount(question: FolderFilter) -> None:
    assert filters.read(filters.write(question)) == question


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("won>10 000", FolderFilter(won_over=Decimal(10000))),
        ("gagné>10 000", FolderFilter(won_over=Decimal(10000))),
        ("GAGNE>1\u202f000\u202f000 acme", FolderFilter(won_over=Decimal(1000000), words=("acme",))),
        ("en-cours>12\xa0500,50 gagné>1 000", FolderFilter(open_over=Decimal("12500.50"), won_over=Decimal(1000))),
        ("open>5 000k", FolderFilter(open_over=Decimal(5000000))),
        ("won>10 0000", FolderFilter(won_over=Decimal(10), words=("0000",))),
        ("won>10 00", FolderFilter(won_over=Decimal(10), words=("00",))),
        ("won>10 000 12", FolderFilter(won_over=Decimal(10000), words=("12",))),
        ("won>10000 000", FolderFilter(won_over=Decimal(10000), words=("000",))),
        ('won>10 "000"', FolderFilter(won_over=Decimal(10), words=("000",))),
        ("won>10 000ish", FolderFilter(won_over=Decimal(10), words=("000ish",))),
        ("idle>30 000", FolderFilter(idle_days=30, words=("000",))),
        ("budget>10 000", FolderFilter(words=("budget>10", "000"))),
    ],
)
def test_an_amount_may_have_blanks_between_its_thousands(typed: str, question: FolderFilter) -> None:
    assert filters.read(typed) == question


def test_where_no_amount_is_asked_for_its_pieces_are_words() -> None:
    assert filters.read_opportunities("won>10 000") == OpportunityFilter(words=("won>10", "000"))


def test_nothing_asks_for_the_active_folders_by_name() -> None:
    assert filters.read("") == filters.read(" \n") == FolderFilter()
    assert filters.write(FolderFilter()) == ""
    assert filters.write_opportunities(OpportunityFilter()) == ""


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("status:all", FolderFilter(state=FolderState.ALL)),
        ("STATUS:Deactivated", FolderFilter(state=FolderState.DEACTIVATED)),
        ("statut:désactivés", FolderFilter(state=FolderState.DEACTIVATED)),
        ("statut:tous", FolderFilter(state=FolderState.ALL)),
        ("opps:none", FolderFilter(opps=OppsFilter.NONE)),
        ("opportunités:aucune", FolderFilter(opps=OppsFilter.NONE)),
        ("opps:à-faire", FolderFilter(opps=OppsFilter.TODO)),
        ("opps:gagnée", FolderFilter(opps=OppsFilter.WON)),
        ("opps:canceled", FolderFilter(opps=OppsFilter.CANCELLED)),
        ("owner:me", FolderFilter(owner=OWNER_ME)),
        ("propriétaire:moi", FolderFilter(owner=OWNER_ME)),
        ("owner:<@U0BEN|ben>", FolderFilter(owner="U0BEN")),
        ("owner:<@W0BEN>", FolderFilter(owner="W0BEN")),
        ('tag:"big deal" -étiquette:#vip', FolderFilter(tags=("big deal",), without_tags=("vip",))),
        ("tag:“big  deal”", FolderFilter(tags=("big deal",))),
        ("tag:a tag:b", FolderFilter(tags=("a", "b"))),
        ("tag:a:b", FolderFilter(tags=("a:b",))),
        ("sort:-won", FolderFilter(sort=SortKey.WON, descending=True)),
        ("tri:-création", FolderFilter(sort=SortKey.CREATED, descending=True)),
        ("tri:en-cours", FolderFilter(sort=SortKey.OPEN)),
        ("statut:desactive", FolderFilter(state=FolderState.DEACTIVATED)),
        ("statut:de\u0301sactive\u0301", FolderFilter(state=FolderState.DEACTIVATED)),
        ("opps:a-faire", FolderFilter(opps=OppsFilter.TODO)),
        ("opps:gagnee", FolderFilter(opps=OppsFilter.WON)),
        ("tri:-creation", FolderFilter(sort=SortKey.CREATED, descending=True)),
        ("acme north", FolderFilter(words=("acme", "north"))),
        ('"acme north"', FolderFilter(words=("acme north",))),
        ('"status:all"', FolderFilter(words=("status:all",))),
        ("-acme - ", FolderFilter(words=("-acme",))),
        ('"-"', FolderFilter(words=("-",))),
        ("http://acme.example 12:30 note:x a:b", FolderFilter(words=("http://acme.example", "12:30", "note:x", "a:b"))),
        ("acme sort:name", FolderFilter(words=("acme",))),
        ("<@U0BEN|ben> <@U0BEN>", FolderFilter(words=("@ben", "<@U0BEN>"))),
        ("ac\x07me", FolderFilter(words=("ac", "me"))),
        ('" "', FolderFilter()),
    ],
)
def test_a_filter_means_what_it_says_in_both_languages(typed: str, question: FolderFilter) -> None:
    assert filters.read(typed) == question


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("status:todo status:won", OpportunityFilter((Status.TODO, Status.WON))),
        ("statut:en-attente", OpportunityFilter((Status.STANDBY,))),
        ("status:todo status:all", OpportunityFilter()),
        ("statut:toutes", OpportunityFilter()),
        ("tag:x -tag:y owner:me site", OpportunityFilter((), OWNER_ME, ("x",), ("y",), ("site",))),
        ("-site", OpportunityFilter(words=("-site",))),
    ],
)
def test_a_filter_of_opportunities_takes_their_own_statuses(typed: str, question: OpportunityFilter) -> None:
    assert filters.read_opportunities(typed) == question


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("status:actve", "Did you mean active? It takes active, deactivated, all."),
        ("statut:desactivee", "Did you mean désactivé?"),
        ("status:won", "status: does not take “won”. It takes active, deactivated, all."),
        ("opps:noen", "Did you mean none? It takes none, todo, standby, won, lost, cancelled."),
        ("sort:-wonn", "Did you mean won? It takes name, created, updated, open, won, count."),
        ("owner:ben", "owner: takes “me” or somebody mentioned, as in owner:@ben."),
        ("owner:@ben", "owner: takes “me” or somebody mentioned"),
        ("tag:", "tag: needs a value right behind it."),
        ("tag:#", "tag: needs a value right behind it."),
        ('-tag:""', "tag: needs a value right behind it."),
        ("tag: renewal", "tag: needs a value right behind it."),
        ("-status:all", "Only tag: takes a minus before it, as in -tag:renewal."),
        ("-owner:me", "Only tag: takes a minus before it"),
        ("statsu:all", "“statsu:” is no word of this filter. Did you mean status: ?"),
        ("oweners:me", "Did you mean owner: ? It knows opps:, owner:, sort:, status:, tag:."),
        ("tags:x", "Did you mean tag: ?"),
        ("state:all", "Did you mean status: ?"),
        ("-tga:x", "Did you mean tag: ?"),
    ],
)
def test_a_slip_is_answered_with_the_nearest_and_what_is_accepted(typed: str, said: str) -> None:
    with pytest.raises(UsageError) as refusal:
        filters.read(typed)
    assert said in refused(refusal.value)
    assert refused(refusal.value, FRENCH) != refused(refusal.value)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("status:active", "It takes todo, standby, won, lost, cancelled, all."),
        ("status:wno", "Did you mean won?"),
        ("opps:won", "“opps:” is no word of this filter. It knows owner:, status:, tag:."),
        ("sort:name", "“sort:” is no word of this filter."),
    ],
)
def test_words_of_folders_alone_are_refused_for_opportunities(typed: str, said: str) -> None:
    with pytest.raises(UsageError) as refusal:
        filters.read_opportunities(typed)
    assert said in refused(refusal.value)


@pytest.mark.parametrize("typed", ["x" * 501, "a:b " * 100, "tag:x " * 84])
def test_a_filter_that_is_too_long_as_typed_or_as_printed_is_refused(typed: str) -> None:
    for read in (filters.read, filters.read_opportunities):
        with pytest.raises(UsageError) as refusal:
            read(typed)
        assert refused(refusal.value) == "That filter is too long: it has up to 500 characters."


@pytest.mark.parametrize("sign", ["x", "\\", "👩", "\u2028", "é", "\x7f", "<"])
def test_the_longest_filter_fits_in_the_value_of_next(sign: str) -> None:
    words = (sign * 99 + " ") * 5
    folders, opportunities = filters.read(words[:500]), filters.read_opportunities(words[:500])
    for printed in (filters.write(folders), filters.write_opportunities(opportunities)):
        assert filters.read(printed).words == folders.words
        assert len(pack(page=10**9, filter=printed, mine=True)) < VALUE_LIMIT


@pytest.mark.parametrize("repeated", [": ", '"\\ \\" ', "\x01\x02 ", "\x01", "-tag:\\ ", "statut:annulée "])
def test_a_filter_that_is_read_fits_in_the_value_of_next_however_it_is_printed(repeated: str) -> None:
    fitting = 0
    for count in range(1, 501 // len(repeated) + 1):
        try:
            printed = filters.write_opportunities(filters.read_opportunities(repeated * count))
        except UsageError:
            break
        assert len(pack(page=10**9, filter=printed, mine=True)) < VALUE_LIMIT
        assert filters.read_opportunities(printed)
        fitting += 1
    assert fitting >= 25
