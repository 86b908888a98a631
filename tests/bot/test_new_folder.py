"""Making client folders at the local Slack: the form, folders of nearly that name, default fields, whose it will be."""

import json
from typing import Any

import pytest
from slack_sdk.webhook import WebhookClient

from bot import ids
from bot.sandbox.workspace import Channel, Person
from core.models import DefaultField, FieldKind, Folder, FolderSharing
from tests.bot.lists import folders_of, press
from tests.bot.office import Office
from tests.stories import Slack

ADVICE = "A folder is worth it from two transactions with the same client on."
NEAR = "There are already folders of nearly that name:"


def asks(
    office: Office,
    label: str,
    kind: FieldKind,
    *,
    required: bool = False,
    choices: tuple[str, ...] = (),
    position: int = 0,
) -> str:
    """Add a default field as "Settings" will; gives its block id in the form."""
    with office.database.transaction(office.workspace_id) as session:
        field = DefaultField(
            workspace_id=office.workspace_id,
            label=label,
            kind=kind,
            choices=list(choices),
            required=required,
            position=position,
        )
        session.add(field)
        session.flush()
        return f"{ids.FIELD}{field.id}"


def enters(slack: Slack, who: Person, block_id: str, kind: str, **chosen: Any) -> None:
    """Put something into a field that Slack's own form would not let in."""
    view = slack.local.workspace.stack(who.id)[-1]
    slack.local.enter(who, view.id, {block_id: {ids.INPUT: {"type": kind, **chosen}}})


def test_the_form_asks_what_the_specification_says(slack: Slack, office: Office, ben: Person) -> None:
    form = slack.says(ben, "/folder new")
    assert form.modal == "New client folder"
    assert form.fields == ["Name", "Owner", "Description"]
    assert form.values == {"Name": None, "Owner": ben.id, "Description": None}
    assert ADVICE in form
    assert form.parts[0].everything.count('"Create"') == 1


@pytest.mark.parametrize(
    ("typed", "name"), [("Acme", "Acme"), ('"Acme & Sons"', "Acme & Sons"), ("in Bloom", "in Bloom"), ("F-12", "F-12")]
)
def test_what_is_typed_behind_new_is_the_name(slack: Slack, office: Office, ben: Person, typed: str, name: str) -> None:
    assert slack.says(ben, f"/folder new {typed}").values["Name"] == name


def test_the_answer_appears_where_the_command_was_typed_and_only_its_writer_reads_it(
    slack: Slack, office: Office, ben: Person, wanda: Person, sales: Channel
) -> None:
    slack.says(ben, "/folder new Acme", at=sales)
    slack.fills(ben, {"Description": "Since 1998"})
    made = slack.submits(ben)
    assert made.modal is None
    assert made.parts[0].channel == sales.id
    assert made.lines[:4] == ["Created.", "Acme", "F-1 · Active · owner: ben", "Since 1998"]
    assert "Acme" not in slack.reads(wanda, sales).everything
    assert office.count(Folder) == 1


def test_new_folder_below_a_list_answers_below_it(slack: Slack, office: Office, ben: Person, sales: Channel) -> None:
    listed = slack.says(ben, "/folder list", at=sales)
    slack.clicks(ben, "New folder")
    slack.fills(ben, {"Name": "Acme"})
    made = slack.submits(ben)
    assert made.lines[:2] == ["Created.", "Acme"]
    assert made.parts[-1].channel == sales.id
    assert made.parts[-1].ts != listed.parts[-1].ts


def test_from_home_the_answer_takes_the_place_of_the_form(slack: Slack, office: Office, ben: Person) -> None:
    slack.opens_home(ben)
    slack.clicks(ben, "New folder")
    slack.fills(ben, {"Name": "Acme"})
    made = slack.submits(ben)
    assert made.modal == "Client folder"
    assert made.lines[1:3] == ["Created.", "Acme"]
    assert len(slack.local.workspace.stack(ben.id)) == 1
    assert slack.reads(ben).parts == []


def test_where_the_conversation_takes_no_answer_any_more_it_takes_the_place_of_the_form(
    slack: Slack, office: Office, ben: Person
) -> None:
    slack.says(ben, "/folder new Acme")
    kept = json.loads(slack.local.workspace.stack(ben.id)[-1].body["private_metadata"])
    for _ in range(slack.local.board.timing.response_url_uses):
        WebhookClient(kept["reply"]).send(text="Spent.")
    with slack.expect_refusal("used_url"):
        made = slack.submits(ben)
    assert made.modal == "Client folder"
    assert "Created." in made
    assert office.count(Folder) == 1


# Folders of nearly that name


def test_folders_of_nearly_that_name_are_shown_and_what_was_typed_is_kept(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    block = asks(office, "Sector", FieldKind.CHOICE, choices=("Retail", "Energy"))
    for name in ("Acme", "ACME S.A.R.L.", "Àcme Inc", "Acmee", "Bolt"):
        office.folder(name, wanda)
    slack.says(ben, "/folder new acme")
    slack.fills(ben, {"Description": "Since 1998", "Sector": "Energy"})
    form = slack.submits(ben)
    assert form.modal == "New client folder"
    assert NEAR in form
    assert form.buttons == ["Use this folder instead"] * 4
    assert "F-1 Acme\nowner: wanda" in form
    assert "Bolt" not in form
    assert form.values == {"Name": "acme", "Owner": ben.id, "Description": "Since 1998", "Sector": "Energy"}
    assert block in form.everything
    assert office.count(Folder) == 4 + 1


def test_create_again_under_the_same_name_makes_the_folder(
    slack: Slack, office: Office, ben: Person, wanda: Person, sales: Channel
) -> None:
    office.folder("Acme", wanda)
    slack.says(ben, "/folder new ACME", at=sales)
    assert NEAR in slack.submits(ben)
    assert office.count(Folder) == 1
    made = slack.submits(ben)
    assert made.lines[:3] == ["Created.", "ACME", "F-2 · Active · owner: ben"]
    assert made.parts[-1].channel == sales.id
    assert folders_of(slack.says(ben, "/folder list")) == ["Acme", "ACME"]


def test_another_name_that_is_near_to_something_is_asked_about_again(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.folder("Acme", wanda)
    office.folder("Bolt", wanda)
    slack.says(ben, "/folder new Acme Ltd")
    assert "F-1 Acme" in slack.submits(ben)
    slack.fills(ben, {"Name": "Bolt GmbH"})
    again = slack.submits(ben)
    assert again.modal == "New client folder"
    assert "F-2 Bolt" in again
    assert "F-1" not in again
    slack.fills(ben, {"Name": "Something else"})
    assert slack.submits(ben).lines[:2] == ["Created.", "Something else"]


def test_use_this_folder_instead_opens_it_in_place_of_the_form(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.folder("Acme", wanda)
    office.folder("Acme Ltd", wanda)
    slack.says(ben, "/folder new Acme Inc")
    slack.submits(ben)
    opened = slack.clicks(ben, "Use this folder instead", beside="Acme Ltd")
    assert opened.modal == "Client folder"
    assert opened.lines[1:3] == ["Acme Ltd", "F-2 · Active · owner: wanda"]
    assert len(slack.local.workspace.stack(ben.id)) == 1
    assert office.count(Folder) == 2


def test_a_hidden_folder_of_the_same_name_is_not_betrayed(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.sets(folders=FolderSharing.OWN)
    office.folder("Acme", wanda)
    slack.says(ben, "/folder new Acme")
    assert slack.submits(ben).lines[:2] == ["Created.", "Acme"]


def test_a_form_may_be_pushed_upon_a_modal_and_answers_in_its_own_place(
    slack: Slack, office: Office, ben: Person
) -> None:
    office.folder("Acme", ben)
    slack.opens_home(ben)
    slack.clicks(ben, "Open", beside="Acme")
    slack.clicks(ben, "New opportunity")
    slack.fills(ben, {"Title": "Renewal"})
    made = slack.submits(ben)
    assert made.modal == "Opportunity"
    assert "Created." in made
    assert [view.body["title"]["text"] for view in slack.local.workspace.stack(ben.id)] == [
        "Client folder",
        "Opportunity",
    ]


# Default fields


@pytest.fixture
def questions(office: Office) -> dict[str, str]:
    """A default field of every kind, required and not; block ids by label."""
    kinds = {
        "Code": (FieldKind.TEXT, "plain_text_input"),
        "Employees": (FieldKind.NUMBER, "number_input"),
        "Client since": (FieldKind.DATE, "datepicker"),
        "Sector": (FieldKind.CHOICE, "static_select"),
        "Site": (FieldKind.LINK, "url_text_input"),
    }
    asked = {}
    for number, (label, (kind, _)) in enumerate(kinds.items()):
        choices = ("Retail", "Energy") if kind is FieldKind.CHOICE else ()
        asked[label] = asks(office, label, kind, required=True, choices=choices, position=number)
        asked[f"{label} 2"] = asks(office, f"{label} 2", kind, choices=choices, position=10 + number)
    return asked


ANSWERS = {
    "Code": "A-17",
    "Employees": "1234.5",
    "Client since": "2019-05-03",
    "Sector": "Energy",
    "Site": "https://acme.example/",
}
NOT_ANSWERS = {
    "Code": ("plain_text_input", {"value": "x" * 1001}, "“Code” takes up to 1,000 characters."),
    "Employees": ("number_input", {"value": "many"}, "“Employees” takes a number, such as 12 or 12.5."),
    "Client since": ("datepicker", {"selected_date": "2019-13-01"}, "“Client since” takes a date."),
    "Sector": (
        "static_select",
        {"selected_option": {"value": "Crime", "text": {"type": "plain_text", "text": "Crime"}}},
        "“Sector” takes one of: Retail, Energy.",
    ),
    "Site": (
        "url_text_input",
        {"value": "javascript:alert(1)"},
        "“Site” takes a link that begins with https:// or http://.",
    ),
}


def test_the_form_asks_default_fields_in_their_order_and_the_card_shows_the_answers(
    slack: Slack, office: Office, questions: dict[str, str], ben: Person
) -> None:
    form = slack.says(ben, "/folder new Acme")
    assert form.fields == ["Name", "Owner", "Description", *ANSWERS, *(f"{label} 2" for label in ANSWERS)]
    slack.fills(ben, ANSWERS)
    made = slack.submits(ben)
    shown = (
        "Code: A-17\n\nEmployees: 1,234.5\n\nClient since: May 3, 2019\n\nSector: Energy\n\nSite: https://acme.example/"
    )
    assert shown.replace("\n\n", "\n") in made.words.replace("\n\n", "\n").replace(": \n", ": ")
    assert "Code 2" not in made
    assert "Employees: 1,234.5" in made.text


def test_a_required_field_left_empty_is_told_under_that_field_and_nothing_is_made(
    slack: Slack, office: Office, questions: dict[str, str], ben: Person
) -> None:
    for label in ANSWERS:
        slack.says(ben, "/folder new Acme")
        slack.fills(ben, {other: answer for other, answer in ANSWERS.items() if other != label})
        by_slack = slack.submits(ben)
        assert list(by_slack.errors) == [label]
        by_script = slack.submits(ben, forged=True)
        assert by_script.errors == {label: f"“{label}” is required."}
        assert by_script.values["Name"] == "Acme"
        slack.closes(ben)
    assert office.count(Folder) == 0


@pytest.mark.parametrize("second", ["", " 2"], ids=["required", "optional"])
def test_what_a_field_does_not_hold_is_told_under_that_field(
    slack: Slack, office: Office, questions: dict[str, str], ben: Person, second: str
) -> None:
    for label, (kind, chosen, said) in NOT_ANSWERS.items():
        slack.says(ben, "/folder new Acme")
        slack.fills(ben, ANSWERS)
        enters(slack, ben, questions[label + second], kind, **chosen)
        form = slack.submits(ben, forged=True)
        assert form.errors == {label + second: said.replace(f"“{label}”", f"“{label}{second}”")}
        assert form.values["Description"] is None
        slack.closes(ben)
    assert office.count(Folder) == 0


def test_a_field_that_the_form_did_not_ask_is_not_kept(slack: Slack, office: Office, ben: Person) -> None:
    slack.says(ben, "/folder new Acme")
    view = slack.local.workspace.stack(ben.id)[-1]
    fields = {"field.77": "x", "field.²": "x", "field.": "x", "field.-1": "x", "field." + "9" * 40: "x"}
    values = view.values | {
        block: {ids.INPUT: {"type": "plain_text_input", "value": value}} for block, value in fields.items()
    }
    slack.local.submit(ben, view.id, values, forged=True)
    assert "Acme" in slack.reads(ben)


# The name, and whose it will be


def test_a_name_that_is_none_is_told_under_name(slack: Slack, office: Office, ben: Person) -> None:
    refused = {
        "": "A name is needed, up to 120 characters.",
        " \t ": "A name is needed, up to 120 characters.",
        "x" * 121: "That is 121 characters; a name has up to 120.",
    }
    slack.says(ben, "/folder new")
    for name, said in refused.items():
        slack.fills(ben, {"Name": name})
        assert slack.submits(ben, forged=True).errors == {"Name": said}
    slack.fills(ben, {"Name": "x" * 120})
    assert slack.submits(ben).lines[:2] == ["Created.", "x" * 120]


@pytest.fixture
def crowd(slack: Slack) -> dict[str, str]:
    """Slack ids of those who cannot own anything."""
    local = slack.local
    return {
        "guest": local.add_person("gus", is_restricted=True).id,
        "guest of one channel": local.add_person("una", is_ultra_restricted=True).id,
        "bot": local.add_person("robo", is_bot=True).id,
        "left": local.add_person("lea", deleted=True).id,
        "stranger": local.add_person("sam", is_stranger=True).id,
        "nobody": "U0NOBODY0",
        "the app itself": local.team.bot_user,
    }


def test_a_rep_makes_folders_for_nobody_else(slack: Slack, office: Office, ben: Person, wanda: Person) -> None:
    slack.says(ben, "/folder new Acme")
    slack.fills(ben, {"Owner": wanda})
    form = slack.submits(ben)
    assert form.errors == {
        "Owner": "You may not make wanda the owner: managers choose within their teams, admins anyone."
    }
    assert form.values["Name"] == "Acme"
    assert office.count(Folder) == 0


def test_an_admin_makes_folders_for_anyone_even_for_somebody_never_met(
    slack: Slack, office: Office, ada: Person, wanda: Person
) -> None:
    slack.says(ada, "/folder new Acme")
    slack.fills(ada, {"Owner": wanda})
    assert slack.submits(ada).lines[2] == "F-1 · Active · owner: wanda"


def test_a_manager_makes_folders_for_their_team_and_for_no_other(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    max_ = slack.local.add_person("max")
    office.team("North", [wanda], [max_])
    slack.says(max_, "/folder new Acme")
    slack.fills(max_, {"Owner": wanda})
    assert slack.submits(max_).lines[2] == "F-1 · Active · owner: wanda"
    slack.says(max_, "/folder new Bolt")
    slack.fills(max_, {"Owner": ben})
    assert list(slack.submits(max_).errors) == ["Owner"]


@pytest.mark.parametrize("as_admin", [True, False], ids=["admin", "rep"])
def test_guests_bots_strangers_and_unknown_ids_cannot_own(
    slack: Slack, office: Office, ada: Person, ben: Person, crowd: dict[str, str], as_admin: bool
) -> None:
    said = "An owner is an active, full member of this workspace; guests and apps cannot own anything."
    who = ada if as_admin else ben
    slack.says(who, "/folder new Acme")
    for kind, slack_id in crowd.items():
        enters(slack, who, ids.OWNER, "users_select", selected_user=slack_id)
        assert slack.submits(who, forged=True).errors == {"Owner": said}, kind
    assert office.count(Folder) == 0


def test_near_same_folders_are_not_asked_about_before_the_rest_is_right(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.folder("Acme", wanda)
    slack.says(ben, "/folder new Acme")
    slack.fills(ben, {"Owner": wanda})
    assert NEAR in slack.submits(ben)
    assert list(slack.submits(ben).errors) == ["Owner"]


def test_use_instead_with_a_value_that_this_app_did_not_write_changes_nothing(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.folder("Acme", wanda)
    slack.says(ben, "/folder new Acme")
    form = slack.submits(ben)
    answer = press(slack, ben, form, ids.FOLDER_USE_INSTEAD, {"folder": 10**12})
    assert "There is no such client folder that you can see." in answer
    assert office.count(Folder) == 1
