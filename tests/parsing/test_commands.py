"""The commands: one table parses them all."""

from datetime import date
from typing import Final

import pytest
from freezegun import freeze_time

from bot.parsing.accents import bare
from bot.parsing.commands import FOLDER, OPP, TABLE
from bot.parsing.errors import UsageError
from bot.parsing.refs import ByName, ByNumber
from bot.parsing.requests import (
    AskHealth,
    Attach,
    DeleteOpportunity,
    Detach,
    Duplicate,
    ExportFolders,
    FolderHistory,
    Follow,
    GiveFolder,
    GiveOpportunity,
    HandOver,
    Help,
    ListFolders,
    ListOpportunities,
    Move,
    NewFolder,
    NewOpportunity,
    OpenFolder,
    OpenOpportunity,
    OpenSettings,
    Request,
    RestoreOpportunity,
    SetActive,
    SetStatus,
    Unfollow,
    WhyFolder,
)
from bot.parsing.subcommand import SubCommand
from bot.parsing.typed import find, rows, unknown_word
from core.filters import FolderFilter, OpportunityFilter, OppsFilter, SortKey
from core.models import Status
from tests.parsing.readers import ENGLISH, FRENCH, asked, refused

TUESDAY: Final = "2026-11-24 09:00"
O_34: Final = ByNumber(34, "O-34")
EXAMPLES: Final[dict[tuple[str, str], Request]] = {
    (FOLDER, "list"): ListFolders(FolderFilter(opps=OppsFilter.NONE, sort=SortKey.WON, descending=True)),
    (FOLDER, "mine"): ListFolders(FolderFilter(mine=True)),
    (FOLDER, "new"): NewFolder("Acme"),
    (FOLDER, "deactivate"): SetActive(ByNumber(12, "F-12"), False),
    (FOLDER, "activate"): SetActive(ByNumber(12, "F-12"), True),
    (FOLDER, "settings"): OpenSettings(),
    (FOLDER, "handover"): HandOver(None, ()),
    (FOLDER, "health"): AskHealth(),
    (FOLDER, "follow"): Follow(FolderFilter(tags=("renewal",))),
    (FOLDER, "unfollow"): Unfollow(),
    (FOLDER, "history"): FolderHistory(ByNumber(12, "F-12"), date(2026, 3, 1)),
    (FOLDER, "why"): WhyFolder(ByNumber(12, "F-12")),
    (FOLDER, "export"): ExportFolders(FolderFilter(tags=("renewal",))),
    (FOLDER, "open"): OpenFolder(ByNumber(12, "F-12")),
    (FOLDER, "owner"): GiveFolder(ByNumber(12, "F-12"), None),
    (FOLDER, "help"): Help(FOLDER, "list"),
    (OPP, "list"): ListOpportunities(OpportunityFilter((Status.TODO,), tags=("renewal",))),
    (OPP, "new"): NewOpportunity("Renewal", ByNumber(12, "F-12")),
    (OPP, "open"): OpenOpportunity(O_34),
    (OPP, "todo"): SetStatus(Status.TODO, O_34),
    (OPP, "won"): SetStatus(Status.WON, O_34),
    (OPP, "lost"): SetStatus(Status.LOST, O_34),
    (OPP, "cancel"): SetStatus(Status.CANCELLED, O_34),
    (OPP, "standby"): SetStatus(Status.STANDBY, O_34, date(2026, 11, 30)),
    (OPP, "attach"): Attach(O_34, ByNumber(12, "F-12")),
    (OPP, "detach"): Detach(O_34),
    (OPP, "move"): Move(O_34, ByNumber(12, "F-12")),
    (OPP, "duplicate"): Duplicate(O_34),
    (OPP, "owner"): GiveOpportunity(O_34, None),
    (OPP, "delete"): DeleteOpportunity(O_34),
    (OPP, "restore"): RestoreOpportunity(O_34),
    (OPP, "help"): Help(OPP, "standby"),
}
"""What each row's example means, on that Tuesday."""

WORDS = (
    "list, mine, new, open, owner, handover, export, deactivate, activate, history, why, settings, health, follow,"
    " unfollow, help"
)


def _named(row: SubCommand) -> str:
    return f"{row.command} {row.name}"


@freeze_time(TUESDAY)
@pytest.mark.parametrize("row", TABLE, ids=_named)
def test_each_example_of_the_help_is_read_by_its_own_row(row: SubCommand) -> None:
    assert find(row.command, row.example)[0] is row
    request = asked(row.command, row.example)
    assert request == EXAMPLES[row.command, row.name]
    assert type(request) is row.request


@freeze_time(TUESDAY)
@pytest.mark.parametrize("row", TABLE, ids=_named)
def test_each_alias_means_the_same_in_any_case(row: SubCommand) -> None:
    argument = row.example.partition(" ")[2]
    for word in row.words:
        for typed in (word, word.upper(), word.capitalize()):
            assert asked(row.command, f"  {typed}   {argument} ") == EXAMPLES[row.command, row.name]


def test_no_word_of_a_command_means_two_things_even_without_its_accents() -> None:
    for command in (FOLDER, OPP):
        words = {row.name: {bare(word) for word in row.words} for row in rows(command)}
        assert sum(map(len, words.values())) == len(set().union(*words.values()))


@freeze_time(TUESDAY)
@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("to do O-34", Status.TODO),
        ("à faire O-34", Status.TODO),
        ("A FAIRE O-34", Status.TODO),
        ("gagner O-34", Status.WON),
        ("gagne O-34", Status.WON),
        ("gagne\u0301e O-34", Status.WON),
        ("win O-34", Status.WON),
        ("perdre O-34", Status.LOST),
        ("Perdue O-34", Status.LOST),
        ("lose O-34", Status.LOST),
        ("annulee O-34", Status.CANCELLED),
        ("annulé O-34", Status.CANCELLED),
        ("cancelled O-34", Status.CANCELLED),
        ("canceled O-34", Status.CANCELLED),
        ("en-attente O-34", Status.STANDBY),
        ("en attente O-34", Status.STANDBY),
        ("stand by O-34", Status.STANDBY),
    ],
)
def test_a_status_is_set_by_each_form_of_its_word(typed: str, status: Status) -> None:
    assert asked(OPP, typed) == SetStatus(status, O_34)


@freeze_time(TUESDAY)
def test_a_word_in_two_pieces_takes_what_stands_behind_it() -> None:
    later = SetStatus(Status.STANDBY, O_34, date(2026, 11, 30))
    assert asked(OPP, "en attente O-34 lundi prochain") == asked(OPP, "en\nattente O-34 lundi") == later
    assert find(OPP, "en O-34")[0] is None
    assert find(OPP, "à")[0] is None


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_the_bare_command_lists(text: str) -> None:
    assert asked(FOLDER, text) == ListFolders(FolderFilter())
    assert asked(OPP, text) == ListOpportunities(OpportunityFilter())


def test_what_stands_on_the_next_line_is_read_too() -> None:
    assert asked(FOLDER, "new\nAcme\nNorth") == NewFolder("Acme North")


@pytest.mark.parametrize(
    ("command", "typed", "meant"),
    [
        (FOLDER, "lsit", "/folder list"),
        (FOLDER, "opne F-12", "/folder open"),
        (FOLDER, "list:", "/folder list"),
        (OPP, "winn O-34", "/opp won"),
        (OPP, "standbye O-34", "/opp standby"),
        (OPP, "atente O-34", "/opp standby"),
        (OPP, "cancelling O-34", "/opp cancel"),
    ],
)
def test_an_unknown_word_is_answered_with_the_nearest_and_all_there_are(command: str, typed: str, meant: str) -> None:
    assert find(command, typed)[0] is None
    said = refused(unknown_word(command, typed, ""))
    assert f"“{typed.split()[0]}”" in said
    assert f"Did you mean {meant}?" in said
    assert ", ".join(row.name for row in rows(command)) in said


def test_a_word_near_to_none_is_answered_with_all_there_are_alone() -> None:
    said = refused(unknown_word(FOLDER, "xyzzy", ""))
    assert said == f"/folder does not know “xyzzy”. It knows {WORDS}."
    assert refused(unknown_word(FOLDER, "xyzzy", ""), FRENCH).startswith("/folder ne connaît pas «\u00a0xyzzy\u00a0»")


def test_an_unknown_word_is_quoted_as_it_was_typed_and_no_longer_than_a_line() -> None:
    assert "“&lt”" not in refused(unknown_word(FOLDER, "&lt;b&gt;", ""))
    assert "“<b>”" in refused(unknown_word(FOLDER, "&lt;b&gt;", ""))
    assert f"“{'x' * 60}”" in refused(unknown_word(FOLDER, "x" * 4000, ""))


def test_a_prefix_stands_in_every_command_that_is_told() -> None:
    assert rows(FOLDER)[0].usage("crm-") == "/crm-folder list [filter]"
    said = refused(unknown_word(OPP, "opne", "crm-"))
    assert said.startswith("/crm-opp does not know")
    assert "Did you mean /crm-opp open?" in said


@pytest.mark.parametrize("blank", ["", " ", '""', "« »"])
def test_a_missing_argument_says_what_to_give(blank: str) -> None:
    with pytest.raises(UsageError) as refusal:
        asked(FOLDER, f"open {blank}")
    assert refused(refusal.value) == "Which client folder? Give its number, such as F-12, or its name."
    for word in ("open", "todo", "won", "lost", "cancel", "standby"):
        with pytest.raises(UsageError) as refusal:
            asked(OPP, f"{word} {blank}")
        assert refused(refusal.value) == "Which opportunity? Give its number, such as O-34, or its title."


@pytest.mark.parametrize(
    ("typed", "title", "folder"),
    [
        ("", "", None),
        ("Website relaunch", "Website relaunch", None),
        ("Website relaunch in F-12", "Website relaunch", ByNumber(12, "F-12")),
        ("Website relaunch in #12", "Website relaunch", ByNumber(12, "#12")),
        ("Website relaunch IN Acme North", "Website relaunch", ByName("Acme North")),
        ("Nouveau site dans Boulangerie Leroy", "Nouveau site", ByName("Boulangerie Leroy")),
        ("in F-12", "", ByNumber(12, "F-12")),
        ("Plan in Spain in F-12", "Plan in Spain", ByNumber(12, "F-12")),
        ('"Plan in Spain"', "Plan in Spain", None),
        ("“Plan in Spain”", "Plan in Spain", None),
        ("« Plan dans le Sud »", "Plan dans le Sud", None),
        ('"Plan in Spain" in F-12', "Plan in Spain", ByNumber(12, "F-12")),
        ('"Plan in Spain" in "Acme &amp; Sons"', "Plan in Spain", ByName("Acme & Sons")),
        ('Renewal in "Bakers in Lyon"', "Renewal", ByName("Bakers in Lyon")),
        ('"Plan in Spain" in "Bakers in Lyon"', "Plan in Spain", ByName("Bakers in Lyon")),
        ('Pipes of 6" in F-12', 'Pipes of 6"', ByNumber(12, "F-12")),
        ("Made in", "Made in", None),
        ("Interim", "Interim", None),
        ("F-12", "F-12", None),
        ("Website\nrelaunch in\nF-12", "Website relaunch", ByNumber(12, "F-12")),
    ],
)
def test_the_last_in_outside_quotes_splits_title_and_folder(
    typed: str, title: str, folder: ByNumber | ByName | None
) -> None:
    assert asked(OPP, f"new {typed}") == NewOpportunity(title, folder)


def test_a_name_is_what_was_typed_whatever_slack_made_of_it() -> None:
    sent = "new <http://acme.example|acme.example> &amp; &lt;Sons&gt; <#C0SALES|sales> <@U0BEN|ben> <!here>"
    assert asked(FOLDER, sent) == NewFolder("acme.example & <Sons> #sales @ben @here")


def test_help_asks_about_any_word_in_any_case() -> None:
    assert asked(FOLDER, "help") == Help(FOLDER, "")
    assert asked(OPP, "aide STANDBY") == Help(OPP, "standby")


def test_a_filter_that_cannot_be_read_is_refused_in_words_not_dropped() -> None:
    with pytest.raises(UsageError):
        asked(FOLDER, "list status:actve")
    with pytest.raises(UsageError):
        asked(OPP, "list status:active", ENGLISH)


def test_a_person_is_read_where_one_may_be_meant() -> None:
    assert asked(FOLDER, "list owner:<@U0BEN|ben>") == ListFolders(FolderFilter(owner="U0BEN"))
    assert asked(OPP, "list owner:<@U0BEN>") == ListOpportunities(OpportunityFilter(owner="U0BEN"))
