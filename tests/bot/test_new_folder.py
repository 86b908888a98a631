"""Making client folders at the local Slack: the form, where its answer appears, and folders of nearly that name."""

import json

import pytest
from slack_sdk.webhook import WebhookClient

from bot import ids
from bot.sandbox.workspace import Channel, Person
from core.models import Folder, FolderSharing
from tests.bot.forging import press
from tests.bot.office import Office
from tests.bot.reading import folders_of
from tests.stories import Slack

ADVICE = "A client folder is worth its while from the second opportunity with the same client on."
NEAR = "There are already folders of nearly that name:"


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
    for name in ("Acme", "ACME S.A.R.L.", "Àcme Inc", "Acmee", "Bolt"):
        office.folder(name, wanda)
    slack.says(ben, "/folder new acme")
    slack.fills(ben, {"Description": "Since 1998"})
    form = slack.submits(ben)
    assert form.modal == "New client folder"
    assert NEAR in form
    assert form.buttons == ["Use this folder instead"] * 4
    assert "F-1 Acme\nowner: wanda" in form
    assert "Bolt" not in form
    assert form.values == {"Name": "acme", "Owner": ben.id, "Description": "Since 1998"}
    assert office.count(Folder) == 5


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
