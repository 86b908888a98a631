"""Opportunities at the local Slack: the list, its filters and pages, and one opened."""

from typing import Any

from bot import ids
from bot.sandbox.workspace import Person
from tests.bot.forging import NOT_UNDERSTOOD, press
from tests.bot.office import Office
from tests.bot.reading import titles_of, understood
from tests.stories import Slack

FILTERS = {
    "": (["Audit", "Renewal", "Website", "Fleet", "Move"], "yours first"),
    "status:todo": (["Renewal", "Website"], "status: to do, yours first"),
    "status:todo status:won": (["Renewal", "Website", "Fleet"], "status: to do or won, yours first"),
    "status:standby": (["Audit"], "status: standby, yours first"),
    "status:lost": (["Move"], "status: lost, yours first"),
    "status:cancelled": ([], "status: cancelled, yours first"),
    "statut:gagnée": (["Fleet"], "status: won, yours first"),
    "status:all": (["Audit", "Renewal", "Website", "Fleet", "Move"], "yours first"),
    "owner:me": (["Audit", "Renewal"], "owned by you, yours first"),
    "owner:@wanda": (["Website", "Fleet", "Move"], "owned by wanda, yours first"),
    "tag:renewal": (["Renewal"], "tagged renewal, yours first"),
    "-tag:renewal status:todo": (["Website"], "status: to do, not tagged renewal, yours first"),
    "E": (["Renewal", "Website", "Fleet", "Move"], "title contains “E”, yours first"),
    "e status:todo owner:@wanda": (
        ["Website"],
        "status: to do, owned by wanda, title contains “e”, yours first",
    ),
}
REFUSED = {
    "status:active": "status: does not take “active”. It takes todo, standby, won, lost, cancelled, all.",
    "opps:none": "“opps:” is no word of this filter.",
    "sort:name": "“sort:” is no word of this filter.",
    "owner:wanda": "owner: takes “me” or somebody mentioned, as in owner:@ben.",
    "stauts:won": "“stauts:” is no word of this filter. Did you mean status: ?",
}


def test_each_filter_finds_what_it_says_and_the_list_says_how_it_was_understood(
    slack: Slack, work: dict[str, int], ben: Person
) -> None:
    told = {}
    for question, (titles, _) in FILTERS.items():
        screen = slack.says(ben, f"/opp list {question}")
        found = titles_of(screen)
        told[question] = (sorted(found, key=titles.index) if set(found) == set(titles) else found, understood(screen))
    assert told == FILTERS


def test_my_own_come_first(slack: Slack, work: dict[str, int], ben: Person, wanda: Person) -> None:
    assert set(titles_of(slack.says(ben, "/opp"))[:2]) == {"Renewal", "Audit"}
    assert set(titles_of(slack.says(wanda, "/opp list"))[:3]) == {"Website", "Fleet", "Move"}


def test_a_filter_that_cannot_be_read_is_answered_with_what_would_be(
    slack: Slack, work: dict[str, int], ben: Person
) -> None:
    for question, said in REFUSED.items():
        assert slack.says(ben, f"/opp list {question}").words.startswith(said)
    assert "No opportunity matches." in slack.says(ben, "/opp list nothing")


def test_a_row_says_status_amount_owner_and_folder(slack: Slack, work: dict[str, int], ben: Person) -> None:
    screen = slack.says(ben, "/opp list website")
    assert f"O-{work['Website']} Website\n🔵 To do · €5,000 · wanda · Acme" in screen.words
    assert f"O-{work['Website']} Website · 🔵 To do · €5,000 · wanda · Acme" in screen.text


def test_pages_turn_in_place_without_losing_or_repeating_one(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    for number in range(25):
        office.opportunity(f"Order {number // 2}", wanda if number % 2 else ben)
    pages = [slack.says(ben, "/opp list order")]
    while "Next" in pages[-1].buttons:
        pages.append(slack.clicks(ben, "Next"))
    back = [slack.clicks(ben, "Previous"), slack.clicks(ben, "Previous")]
    rows = [line for page in pages for line in page.words.splitlines() if line.startswith("O-")]
    assert [len(titles_of(page)) for page in pages] == [10, 10, 5]
    assert len(set(rows)) == 25
    assert {page.parts[-1].ts for page in (*pages, *back)} == {pages[0].parts[-1].ts}
    assert [page.words for page in back] == [pages[1].words, pages[0].words]


def test_values_that_this_app_did_not_write_are_not_understood(slack: Slack, work: dict[str, int], ben: Person) -> None:
    listed = slack.says(ben, "/opp list")
    turn = f"{ids.OPPORTUNITY_LIST_PAGE}.next"
    pages: tuple[Any, ...] = ({"page": -1, "filter": ""}, {"page": "1"}, {"page": 1, "filter": {}}, [], "x")
    for value in pages:
        assert press(slack, ben, listed, turn, value).words == NOT_UNDERSTOOD, value
    opens: tuple[Any, ...] = ({"opportunity": 0}, {"opportunity": 1.0}, {"opportunity": True}, {"folder": 1}, 7, "x")
    for value in opens:
        assert press(slack, ben, listed, ids.OPPORTUNITY_OPEN, value).words == NOT_UNDERSTOOD, value
    assert "There are no more opportunities." in press(slack, ben, listed, turn, {"page": 10**9, "filter": ""})
    never = press(slack, ben, listed, ids.OPPORTUNITY_OPEN, {"opportunity": 2**63 - 1})
    assert never.words == "There is no such opportunity that you can see."


# One opened


def test_an_opportunity_opens_by_number_by_title_and_by_words_of_it(
    slack: Slack, work: dict[str, int], ben: Person
) -> None:
    number = work["Renewal"]
    by_number = slack.says(ben, f"/opp open O-{number}")
    others = [f"o{number}", f"#{number}", "Renewal", "renewal", '"Renewal"', "newal"]
    assert {slack.says(ben, f"/opp open {other}").words for other in others} == {by_number.words}
    assert by_number.lines[:2] == ["Renewal", f"O-{number} · owner: ben"]
    assert "Status\n🔵 To do\nAmount\n€1,000" in by_number
    assert "Client folder: Acme" in by_number.words.replace(": \n", ": ")
    assert "Tags: renewal" in by_number.words.replace(": \n", ": ")
    assert by_number.buttons[:4] == ["Won", "Lost", "Standby", "Cancelled"]
    assert "Open the folder" in by_number.buttons


def test_somebody_elses_opportunity_has_no_buttons_to_change_it(
    slack: Slack, work: dict[str, int], ben: Person, ada: Person
) -> None:
    assert slack.says(ben, "/opp open Website").buttons == ["Open the folder", "Share"]
    assert "Won" in slack.says(ada, "/opp open Website").buttons


def test_words_of_several_ask_which_one(slack: Slack, office: Office, work: dict[str, int], ben: Person) -> None:
    office.opportunity("Renewal 2027", ben)
    screen = slack.says(ben, "/opp open rene")
    assert screen.lines[0] == "Several opportunities match “rene”. Which one?"
    assert titles_of(screen) == ["Renewal", "Renewal 2027"] or titles_of(screen) == ["Renewal 2027", "Renewal"]
    assert slack.clicks(ben, "Open", beside="Renewal 2027").lines[0] == "Renewal 2027"


def test_what_is_not_there_is_not_found(slack: Slack, work: dict[str, int], ben: Person) -> None:
    for asked in ("O-999", "Nothing", "o999999999999999"):
        said = f"There is no opportunity “{asked}” that you can see."
        assert slack.says(ben, f"/opp open {asked}").words == said
        assert slack.says(ben, f"/opp won {asked}").words == said
        assert slack.says(ben, f"/opp standby {asked}").words == said
    asks = "Which opportunity? Give its number, such as O-34, or its title."
    assert slack.says(ben, "/opp open").words == slack.says(ben, "/opp won").words == asks


def test_open_in_the_list_opens_it_below_and_its_folder_below_that(
    slack: Slack, work: dict[str, int], ben: Person
) -> None:
    slack.says(ben, "/opp list")
    card = slack.clicks(ben, "Open", beside="Website")
    assert card.lines[0] == "Website"
    folder = slack.clicks(ben, "Open the folder")
    assert folder.lines[0] == "Acme"
    assert len(slack.reads(ben).parts) == 3
