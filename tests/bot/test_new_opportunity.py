"""Making an opportunity at the local Slack: the form, the picker of folders, and what a form does not take."""

from bot import ids
from bot.sandbox.workspace import Channel, Person
from core.models import Folder, Opportunity
from tests.bot.office import Office
from tests.stories import Slack


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
