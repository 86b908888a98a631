"""The list of client folders at the local Slack: its filters and its pages."""

import pytest

from bot import ids
from bot.sandbox.workspace import Channel, Person
from tests.bot.forging import NOT_UNDERSTOOD, press
from tests.bot.office import Office
from tests.bot.reading import folders_of, understood
from tests.stories import Slack

FILTERS = {
    "": (["Acme", "Bolt", "Chrome", "Delta", "Foxtrot"], "active, by name"),
    "status:deactivated": (["Echo"], "deactivated, by name"),
    "statut:désactivés": (["Echo"], "deactivated, by name"),
    "status:all": (["Acme", "Bolt", "Chrome", "Delta", "Echo", "Foxtrot"], "active and deactivated, by name"),
    "opps:none": (["Bolt", "Delta", "Foxtrot"], "active, nothing in progress, by name"),
    "opps:todo": (["Acme"], "active, with an opportunity: to do, by name"),
    "opps:standby": (["Chrome"], "active, with an opportunity: standby, by name"),
    "opps:won": (["Acme", "Foxtrot"], "active, with an opportunity: won, by name"),
    "opps:lost": (["Delta"], "active, with an opportunity: lost, by name"),
    "opps:cancelled status:all": (
        ["Echo"],
        "active and deactivated, with an opportunity: cancelled, by name",
    ),
    "owner:me": (["Acme", "Delta"], "active, owned by you, by name"),
    "owner:@wanda": (["Bolt", "Chrome", "Foxtrot"], "active, owned by wanda, by name"),
    "tag:renewal": (["Acme"], "active, tagged renewal, by name"),
    "-tag:renewal": (["Bolt", "Chrome", "Delta", "Foxtrot"], "active, not tagged renewal, by name"),
    'tag:"key account"': (["Foxtrot"], "active, tagged key account, by name"),
    "sort:-name": (["Foxtrot", "Delta", "Chrome", "Bolt", "Acme"], "active, by name, descending"),
    "sort:created": (["Foxtrot", "Delta", "Chrome", "Bolt", "Acme"], "active, by creation date"),
    "sort:-created": (["Acme", "Bolt", "Chrome", "Delta", "Foxtrot"], "active, by creation date, descending"),
    "sort:-won": (["Foxtrot", "Acme", "Bolt", "Chrome", "Delta"], "active, by amount won, descending"),
    "sort:-open": (["Acme", "Chrome", "Bolt", "Delta", "Foxtrot"], "active, by amount in progress, descending"),
    "sort:-count": (["Acme", "Chrome", "Delta", "Foxtrot", "Bolt"], "active, by number of opportunities, descending"),
    "RO": (["Chrome", "Foxtrot"], "active, name contains “RO”, by name"),
    "o owner:@wanda sort:-won -tag:x": (
        ["Foxtrot", "Bolt", "Chrome"],
        "active, owned by wanda, not tagged x, name contains “o”, by amount won, descending",
    ),
    "nothing of this name": ([], "active, name contains “nothing”, “of”, “this”, and “name”, by name"),
}
REFUSED = {
    "status:closed": "status: does not take “closed”. It takes active, deactivated, all.",
    "status:activ": "status: does not take “activ”. Did you mean active? It takes active, deactivated, all.",
    "opps:winning": "opps: does not take “winning”.",
    "sort:colour": "sort: does not take “colour”. It takes name, created, updated, open, won, count.",
    "owner:ben": "owner: takes “me” or somebody mentioned, as in owner:@ben.",
    "ownr:me": "“ownr:” is no word of this filter. Did you mean owner: ?",
    "tag:": "tag: needs a value right behind it.",
    "-status:all": "Only tag: takes a minus before it, as in -tag:renewal.",
    "x" * 501: "That filter is too long: it has up to 500 characters.",
}
NO_PAGES = (
    {"page": -1, "filter": "", "mine": False},
    {"page": 0, "filter": "", "mine": False},
    {"page": 1.5, "filter": ""},
    {"page": "2", "filter": ""},
    {"page": True, "filter": ""},
    {"page": 2**63, "filter": ""},
    {"filter": ""},
    {"page": 1, "filter": 5},
    {"page": 1, "filter": ["owner:me"]},
    {"page": 1, "filter": "x" * 2001},
    [1, 2],
    1,
    None,
    "no json at all",
    "",
    "[" * 3000,
    '{"page": 1e400, "filter": ""}',
    '{"page": ' + "9" * 5000 + "}",
)


def test_each_filter_finds_what_it_says_and_the_list_says_how_it_was_understood(
    slack: Slack, clients: dict[str, int], ben: Person
) -> None:
    told = {}
    for question in FILTERS:
        screen = slack.says(ben, f"/folder list {question}")
        told[question] = (folders_of(screen), understood(screen))
    assert told == FILTERS


def test_a_filter_that_cannot_be_read_is_answered_with_what_would_be(
    slack: Slack, clients: dict[str, int], ben: Person
) -> None:
    for question, said in REFUSED.items():
        screen = slack.says(ben, f"/folder list {question}")
        assert screen.words.startswith(said)
        assert "Acme" not in screen.everything


def test_nothing_found_is_said(slack: Slack, clients: dict[str, int], ben: Person) -> None:
    assert "No folder matches." in slack.says(ben, "/folder list opps:lost owner:@wanda")


def test_a_row_sums_up_what_is_inside(slack: Slack, clients: dict[str, int], ben: Person) -> None:
    screen = slack.says(ben, "/folder list acme")
    row = f"Acme  F-{clients['Acme']}\nOwner: ben · 2 opportunities: 1 to do, 1 won\nIn progress €1,000 · Won €5,000"
    assert row in screen.words
    assert f"F-{clients['Acme']} Acme · Owner: ben · 2 opportunities: 1 to do, 1 won" in screen.text


def test_the_bare_command_lists(slack: Slack, clients: dict[str, int], ben: Person) -> None:
    assert slack.says(ben, "/folder").words == slack.says(ben, "/folder list").words


def test_mine_are_those_i_own_or_have_opportunities_in(
    slack: Slack, office: Office, clients: dict[str, int], ben: Person
) -> None:
    office.opportunity("Foot in the door", ben, folder=clients["Bolt"])
    screen = slack.says(ben, "/folder mine")
    assert screen.lines[0] == "My client folders"
    assert folders_of(screen) == ["Acme", "Bolt", "Delta"]
    assert folders_of(slack.says(ben, "/folder mine status:all owner:me")) == ["Acme", "Delta", "Echo"]


def test_a_list_is_for_the_one_who_asked(
    slack: Slack, clients: dict[str, int], ben: Person, wanda: Person, sales: Channel
) -> None:
    screen = slack.says(ben, "/folder list", at=sales)
    assert screen.parts[0].private
    assert "Acme" in slack.reads(ben, sales)
    assert "Acme" not in slack.reads(wanda, sales).everything


def test_the_list_in_french(slack: Slack, office: Office, clients: dict[str, int]) -> None:
    zoe = slack.local.add_person("zoe", locale="fr-FR")
    screen = slack.says(zoe, "/folder liste tri:-gagné opps:gagnée")
    assert folders_of(screen) == ["Foxtrot", "Acme"]
    assert "9 000 €" in screen.words.replace("\u202f", " ").replace("\xa0", " ")
    assert "Showing" not in screen.everything
    assert "Suivant" not in screen.buttons


# Pages


@pytest.fixture
def many(office: Office, wanda: Person, ben: Person) -> list[str]:
    """Twenty-five folders of Wanda's in the order of the list, some of the same name, and two of Ben's."""
    names = [f"Client {number // 2:02d}" for number in range(25)]
    for name in reversed(names):
        office.folder(name, wanda)
    for name in ("Client 03", "Another"):
        office.folder(name, ben)
    return names


def test_pages_turn_in_place_without_losing_or_repeating_a_folder(slack: Slack, many: list[str], ben: Person) -> None:
    pages = [slack.says(ben, "/folder list owner:@wanda")]
    while "Next" in pages[-1].buttons:
        pages.append(slack.clicks(ben, "Next"))
    back = [slack.clicks(ben, "Previous"), slack.clicks(ben, "Previous")]
    assert [len(folders_of(page)) for page in pages] == [10, 10, 5]
    assert [name for page in pages for name in folders_of(page)] == many
    numbers = [line for page in pages for line in page.lines if "  F-" in line]
    assert len(set(numbers)) == len(numbers)
    assert {page.parts[-1].ts for page in (*pages, *back)} == {pages[0].parts[-1].ts}
    assert [page.words for page in back] == [pages[1].words, pages[0].words]
    assert "Previous" not in pages[0].buttons
    assert understood(pages[1]) == "active, owned by wanda, by name · page 2"


def test_a_page_turned_is_read_anew(slack: Slack, office: Office, many: list[str], ben: Person, wanda: Person) -> None:
    slack.says(ben, "/folder list owner:@wanda")
    office.folder("Aardvark", wanda)
    slack.clicks(ben, "Next")
    assert folders_of(slack.clicks(ben, "Previous"))[0] == "Aardvark"


def test_mine_stays_mine_on_its_next_pages(slack: Slack, office: Office, many: list[str], wanda: Person) -> None:
    slack.says(wanda, "/folder mine")
    screen = slack.clicks(wanda, "Next")
    assert screen.lines[0] == "My client folders"
    assert folders_of(screen) == many[10:20]


def test_a_page_that_this_app_did_not_write_is_not_understood(slack: Slack, many: list[str], ben: Person) -> None:
    listed = slack.says(ben, "/folder list")
    for value in NO_PAGES:
        answer = press(slack, ben, listed, f"{ids.FOLDER_LIST_PAGE}.next", value)
        assert answer.words == NOT_UNDERSTOOD, value
    assert slack.reads(ben).parts[0].everything == listed.parts[0].everything


def test_a_page_behind_the_last_has_no_folders(slack: Slack, many: list[str], ben: Person) -> None:
    listed = slack.says(ben, "/folder list")
    for page in (4, 10**9, 2**63 - 1):
        answer = press(slack, ben, listed, f"{ids.FOLDER_LIST_PAGE}.next", {"page": page, "filter": ""})
        assert "There are no more folders." in answer
        assert folders_of(answer) == []
        assert "Next" not in answer.buttons


def test_a_forged_filter_is_read_as_if_it_were_typed(slack: Slack, many: list[str], ben: Person) -> None:
    listed = slack.says(ben, "/folder list")
    turn = f"{ids.FOLDER_LIST_PAGE}.next"
    mine = press(slack, ben, listed, turn, {"page": 1, "filter": "owner:me"})
    slip = press(slack, ben, listed, turn, {"page": 1, "filter": "status:closed"})
    stranger = press(slack, ben, listed, turn, {"page": 1, "filter": "owner:<@U0NOBODY>"})
    assert folders_of(mine) == ["Another", "Client 03"]
    assert slip.words == REFUSED["status:closed"]
    assert "owned by somebody unknown" in stranger
    assert folders_of(stranger) == []


def test_characters_that_no_name_can_have_find_nothing(slack: Slack, many: list[str], ben: Person) -> None:
    listed = slack.says(ben, "/folder list")
    for sign in ("\\u0000", "\\ud800"):
        answer = press(slack, ben, listed, f"{ids.FOLDER_LIST_PAGE}.next", f'{{"page": 1, "filter": "a{sign}b"}}')
        assert "No folder matches." in answer
    assert "No folder matches." in slack.says(ben, "/folder list a\0b")
    assert "There is no client folder" in slack.says(ben, "/folder open a\0b")
