"""Opportunities at the local Slack: the list, one opened, making one, in a folder and in none."""

import pytest

from bot import ids
from bot.sandbox.workspace import Channel, Person
from core.models import Folder, Opportunity, Status
from tests.bot.lists import press, titles_of, understood
from tests.bot.office import Office
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
NOT_UNDERSTOOD = "That button is no longer understood. Ask again with the command."


@pytest.fixture
def work(office: Office, ben: Person, wanda: Person) -> dict[str, int]:
    """Two of Ben's and three of Wanda's; their numbers by title."""
    acme = office.folder("Acme", wanda)
    inside = (
        ("Renewal", ben, acme, "1000", Status.TODO, ("renewal",)),
        ("Audit", ben, None, "300", Status.STANDBY, ()),
        ("Website", wanda, acme, "5000", Status.TODO, ()),
        ("Fleet", wanda, None, "200", Status.WON, ()),
        ("Move", wanda, None, "10", Status.LOST, ()),
    )
    return {
        title: office.opportunity(title, owner, folder=folder, amount=amount, status=status, tags=tags)
        for title, owner, folder, amount, status, tags in inside
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
    for value in ({"page": -1, "filter": ""}, {"page": "1"}, {"page": 1, "filter": {}}, [], "x"):
        assert press(slack, ben, listed, turn, value).words == NOT_UNDERSTOOD, value
    for value in ({"opportunity": 0}, {"opportunity": 1.0}, {"opportunity": True}, {"folder": 1}, 7, "x"):
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
    assert by_number.buttons[:4] == ["Won", "Lost", "Standby", "Cancel"]
    assert "Open the folder" in by_number.buttons


def test_somebody_elses_opportunity_has_no_buttons_to_change_it(
    slack: Slack, work: dict[str, int], ben: Person, ada: Person
) -> None:
    assert slack.says(ben, "/opp open Website").buttons == ["Open the folder"]
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


# Making one


def test_the_form_asks_what_the_specification_says(slack: Slack, office: Office, ben: Person) -> None:
    form = slack.says(ben, "/opp new")
    assert form.modal == "New opportunity"
    assert form.fields == [
        "Title",
        "Amount",
        "Client folder",
        "Owner",
        "Tags",
        "Description",
        "Expected closing date",
    ]
    assert {label: value for label, value in form.values.items() if value} == {"Owner": ben.id}


def test_title_and_folder_may_come_with_the_command(
    slack: Slack, office: Office, work: dict[str, int], ben: Person
) -> None:
    office.folder("Sun in Spain", ben)
    typed = {
        "Renewal": ("Renewal", None),
        "Renewal in F-1": ("Renewal", "F-1 Acme"),
        "Renewal in acme": ("Renewal", "F-1 Acme"),
        "Renewal dans F-1": ("Renewal", "F-1 Acme"),
        "in F-1": (None, "F-1 Acme"),
        'Renewal in "Sun in Spain"': ("Renewal", "F-2 Sun in Spain"),
        '"Made in France"': ("Made in France", None),
        '"Made in France" in acme': ("Made in France", "F-1 Acme"),
    }
    told = {}
    for text in typed:
        values = slack.says(ben, f"/opp new {text}").values
        told[text] = (values["Title"], values["Client folder"])
        slack.closes(ben)
    assert told == typed


def test_new_in_a_folder_that_is_not_there_is_not_found(slack: Slack, work: dict[str, int], ben: Person) -> None:
    assert slack.says(ben, "/opp new Deal in F-99").words == "There is no client folder “F-99” that you can see."


def test_new_in_words_of_several_folders_asks_which_one(
    slack: Slack, office: Office, work: dict[str, int], ben: Person
) -> None:
    office.folder("Acme France", ben)
    screen = slack.says(ben, "/opp new Deal in acm")
    assert screen.lines[0] == "Several folders match “acm”. Which one?"
    assert office.count(Opportunity) == len(work)


def test_everything_that_was_filled_in_is_on_the_card(
    slack: Slack, office: Office, work: dict[str, int], ben: Person, wanda: Person, sales: Channel
) -> None:
    slack.says(ben, "/opp new Upsell", at=sales)
    slack.chooses(ben, "Client folder", "F-1 Acme", typing="acm")
    slack.fills(
        ben,
        {
            "Amount": "12k",
            "Tags": "hot, Key account,hot",
            "Description": "Ask again\nin spring",
            "Expected closing date": "2099-12-31",
        },
    )
    made = slack.submits(ben)
    said = made.words.replace(": \n", ": ")
    assert made.lines[:3] == ["Created.", "Upsell", f"O-{len(work) + 1} · owner: ben"]
    for words in (
        "🔵 To do",
        "€12,000",
        "Client folder: Acme",
        "Tags: hot, Key account",
        "Ask again\nin spring",
        "Expected closing date\nDec 31, 2099",
    ):
        assert words in said
    assert made.parts[-1].channel == sales.id
    assert "Upsell" not in slack.reads(wanda, sales).everything


def test_new_opportunity_on_a_folder_and_in_its_menu_fills_that_folder_in(
    slack: Slack, work: dict[str, int], ben: Person
) -> None:
    slack.says(ben, "/folder open acme")
    assert slack.clicks(ben, "New opportunity").values["Client folder"] == "F-1 Acme"
    slack.closes(ben)
    slack.says(ben, "/folder list")
    assert slack.clicks(ben, "New opportunity", beside="Acme").values["Client folder"] == "F-1 Acme"
    slack.closes(ben)
    slack.says(ben, "/opp list")
    assert slack.clicks(ben, "New opportunity").values["Client folder"] is None


def test_a_deactivated_folder_warns_takes_it_and_stays_deactivated(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.folder("Acme", wanda, active=False)
    slack.says(ben, "/opp new Win back in acme")
    made = slack.submits(ben)
    assert made.lines[:2] == ["Created. Its client folder is deactivated, and stays so.", "Win back"]
    assert slack.says(ben, "/folder open F-1").lines[1] == "F-1 · Deactivated · owner: wanda"
    with office.database.transaction(office.workspace_id) as session:
        assert [folder.active for folder in session.query(Folder)] == [False]


def test_the_picker_offers_active_folders_first_and_finds_by_number_and_name(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.folder("Acme old", wanda, active=False)
    office.folder("Acme", wanda)
    office.folder("Bolt", ben)
    slack.says(ben, "/opp new")
    offered = {typed: slack.offers(ben, "Client folder", typed) for typed in ("", "acm", "F-3", "3", "zzz", "a\0")}
    assert offered == {
        "": ["F-2 Acme", "F-3 Bolt", "F-1 Acme old (Deactivated)"],
        "acm": ["F-2 Acme", "F-1 Acme old (Deactivated)"],
        "F-3": ["F-3 Bolt"],
        "3": ["F-3 Bolt"],
        "zzz": [],
        "a\0": [],
    }


def test_errors_stand_under_their_field_and_what_was_typed_is_kept(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    slack.says(ben, "/opp new")
    refused = (
        ({"Title": ""}, {"Title": "A name is needed, up to 120 characters."}),
        ({"Title": "x" * 121}, {"Title": "That is 121 characters; a name has up to 120."}),
        (
            {"Title": "Deal", "Amount": "lots"},
            {"Amount": "“lots” is no amount in EUR. Write it like 12,500.50, 12500 or 12k."},
        ),
        (
            {"Amount": "1", "Owner": wanda},
            {"Owner": "You may not make wanda the owner: managers choose within their teams, admins anyone."},
        ),
    )
    for fields, errors in refused:
        slack.fills(ben, fields)
        assert slack.submits(ben, forged=True).errors == errors
    assert slack.looks(ben).values["Title"] == "Deal"
    assert office.count(Opportunity) == 0


def test_an_admin_and_a_manager_choose_an_owner_within_what_is_theirs(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person
) -> None:
    max_ = slack.local.add_person("max")
    office.team("North", [wanda], [max_])
    for chooser, chosen in ((ada, ben), (max_, wanda)):
        slack.says(chooser, "/opp new Deal")
        slack.fills(chooser, {"Owner": chosen})
        assert f"owner: {chosen.name}" in slack.submits(chooser).lines[2]
    slack.says(max_, "/opp new Deal")
    slack.fills(max_, {"Owner": ben})
    assert list(slack.submits(max_).errors) == ["Owner"]


def test_a_folder_that_never_was_and_a_choice_that_is_none_make_nothing(
    slack: Slack, office: Office, ben: Person
) -> None:
    slack.says(ben, "/opp new Deal")
    view = slack.local.workspace.stack(ben.id)[-1]
    for value in ('{"folder":987654321}', '{"folder":-1}', "x", "[]", "{}"):
        chosen = {"value": value, "text": {"type": "plain_text", "text": "?"}}
        field = {ids.FOLDER_SEARCH: {"type": "external_select", "selected_option": chosen}}
        wrong = slack.local.submit(ben, view.id, view.values | {ids.FOLDER: field}, forged=True)
        assert len(wrong) == 1, value
        if "987" in value:
            assert wrong == {ids.FOLDER: "There is no such client folder that you can see."}
    assert office.count(Opportunity) == 0
