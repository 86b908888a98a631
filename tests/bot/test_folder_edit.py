"""Editing a folder from its card."""

import json

import pytest
from sqlalchemy import select

from bot import ids
from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Person
from core.models import DefaultField, Event, FieldKind, FieldValue, Folder, InsideTeam
from core.models import FolderSharing as F
from core.models import OpportunityVisibility as V
from tests.bot.forging import NOT_UNDERSTOOD, press
from tests.bot.office import Office
from tests.bot.test_default_fields import asks
from tests.stories import Slack

THEIRS = "F-{number} belongs to wanda: only they, a manager of their team or an admin may change it."


def stored(office: Office, number: int) -> Folder:
    """The folder of that number."""
    with office.database.transaction(office.workspace_id) as session:
        return session.query(Folder).filter_by(number=number).one()


def answered(office: Office) -> dict[str, str]:
    """What is stored in default fields, by label."""
    with office.database.transaction(office.workspace_id) as session:
        rows = session.execute(
            select(DefaultField.label, FieldValue.value).join(FieldValue, FieldValue.field_id == DefaultField.id)
        )
        return {row.label: row.value for row in rows}


def edited(office: Office) -> list[dict[str, object]]:
    """What the history says that edits changed."""
    with office.database.transaction(office.workspace_id) as session:
        return [one.facts for one in session.query(Event).filter_by(kind="folder.edited").order_by(Event.id)]


def opens_form(slack: Slack, who: Person, number: int, label: str = "Edit") -> None:
    """Press "Edit" on the card."""
    slack.clicks(who, label, on=slack.says(who, f"/folder open F-{number}"))


def test_edit_asks_what_a_new_folder_asks_but_for_the_owner_and_shows_what_is_there(
    slack: Slack, office: Office, ben: Person
) -> None:
    asks(office, "Sector", FieldKind.CHOICE, choices=("Retail", "Energy"))
    number = office.folder("Acme", ben, description="Since 2019")
    opens_form(slack, ben, number)
    form = slack.looks(ben)
    assert form.modal == "Edit client folder"
    assert form.fields == ["Name", "Description", "Sector"]
    assert (form.values["Name"], form.values["Description"]) == ("Acme", "Since 2019")


def test_what_was_edited_is_saved_told_and_shown_in_the_place_of_the_card(
    slack: Slack, office: Office, ben: Person
) -> None:
    asks(office, "Sector", FieldKind.CHOICE, choices=("Retail", "Energy"))
    number = office.folder("Acme", ben)
    opens_form(slack, ben, number)
    slack.fills(ben, {"Name": "  Acme   Energy ", "Description": "Two sites", "Sector": "Energy"})
    saved = slack.submits(ben)
    for words in ("Saved.", "Acme Energy", "Two sites", "Sector: Energy"):
        assert words in saved
    folder = stored(office, number)
    assert (folder.name, folder.description, folder.version) == ("Acme Energy", "Two sites", 2)
    assert answered(office) == {"Sector": "Energy"}
    assert edited(office) == [
        {
            "changes": {"name": {"from": "Acme", "to": "Acme Energy"}, "description": {"from": "", "to": "Two sites"}},
            "answers": [{"label": "Sector", "kind": "choice", "from": "", "to": "Energy"}],
        }
    ]


def test_saving_what_stands_there_changes_nothing_and_the_same_form_twice_saves_once(
    slack: Slack, office: Office, ben: Person
) -> None:
    number = office.folder("Acme", ben, description="Since 2019")
    card = slack.says(ben, f"/folder open F-{number}")
    slack.clicks(ben, "Edit", on=card)
    assert "Nothing was changed." in slack.submits(ben)
    for _ in range(2):
        slack.clicks(ben, "Edit", on=card)
        slack.fills(ben, {"Description": "Since 2020"})
        slack.submits(ben)
    assert len(edited(office)) == 1


def test_an_answer_alone_counts_as_a_change_and_an_emptied_one_goes(slack: Slack, office: Office, ben: Person) -> None:
    asks(office, "Employees", FieldKind.NUMBER)
    number = office.folder("Acme", ben)
    opens_form(slack, ben, number)
    slack.fills(ben, {"Employees": "12.5"})
    slack.submits(ben)
    assert (answered(office), stored(office, number).version) == ({"Employees": "12.5"}, 2)
    opens_form(slack, ben, number)
    slack.fills(ben, {"Employees": ""})
    slack.submits(ben)
    assert (answered(office), stored(office, number).version) == ({}, 3)


def test_a_mistake_stands_under_its_field_and_a_required_field_is_asked_for(
    slack: Slack, office: Office, ben: Person
) -> None:
    number = office.folder("Acme", ben)
    asks(office, "Code", FieldKind.TEXT, required=True)
    opens_form(slack, ben, number)
    slack.fills(ben, {"Name": "\u200d", "Description": "Kept"})
    refused = slack.submits(ben, forged=True)
    assert list(refused.errors) == ["Name"]
    slack.fills(ben, {"Name": "Acme"})
    refused = slack.submits(ben, forged=True)
    assert refused.errors == {"Code": "“Code” is required."}
    assert refused.values["Description"] == "Kept"
    slack.fills(ben, {"Code": "A-17"})
    assert "Saved." in slack.submits(ben)
    assert answered(office) == {"Code": "A-17"}


def test_a_removed_field_and_a_choice_that_is_no_longer_offered_lose_no_value(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    asks(office, "Sector", FieldKind.CHOICE, choices=("Retail", "Energy"))
    asks(office, "Code", FieldKind.TEXT, position=1)
    number = office.folder("Acme", ben)
    opens_form(slack, ben, number)
    slack.fills(ben, {"Sector": "Energy", "Code": "A-17"})
    slack.submits(ben)
    with office.database.transaction(office.workspace_id) as session:
        session.query(DefaultField).filter_by(label="Sector").one().choices = ["Retail"]
        code = session.query(DefaultField).filter_by(label="Code").one()
        code.removed_at = code.removed_at or stored(office, number).created_at
    opens_form(slack, ben, number)
    slack.fills(ben, {"Description": "Other"})
    assert "Saved." in slack.submits(ben)
    assert answered(office) == {"Sector": "Energy", "Code": "A-17"}


def test_folders_of_nearly_a_new_name_are_shown_once_and_can_be_opened(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.folder("Birch Hall", wanda)
    number = office.folder("Acme", ben)
    opens_form(slack, ben, number)
    slack.fills(ben, {"Name": "BIRCH HALL Ltd", "Description": "Moved"})
    near = slack.submits(ben)
    assert near.modal == "Edit client folder"
    assert "There are already folders of nearly that name:" in near
    assert "F-1 Birch Hall\nowner: wanda" in near
    assert near.values["Description"] == "Moved"
    assert stored(office, number).name == "Acme"
    assert "Birch Hall" in slack.clicks(ben, "Open")
    slack.closes(ben)
    assert "Saved." in slack.submits(ben)
    assert stored(office, number).name == "BIRCH HALL Ltd"


def test_a_hidden_folder_of_nearly_that_name_is_not_shown_and_its_own_name_never_is(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.sets(F.OWN)
    office.folder("Birch Hall", wanda)
    number = office.folder("Acme", ben)
    for name in ("Birch Hall", "Birch  Halls", "birch halls"):
        opens_form(slack, ben, number)
        slack.fills(ben, {"Name": name})
        assert "Saved." in slack.submits(ben)


def test_of_two_who_edit_the_slower_one_reads_who_was_quicker_and_may_go_on(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    number = office.folder("Acme", ben)
    for person, name in ((ada, "Adas"), (ben, "Quercus")):
        opens_form(slack, person, number)
        slack.fills(person, {"Name": name})
    slack.submits(ada)
    again = slack.submits(ben)
    assert again.modal == "Edit client folder"
    assert "ada changed it at" in again
    assert again.values["Name"] == "Quercus"
    assert stored(office, number).name == "Adas"
    assert "Saved." in slack.submits(ben)
    assert stored(office, number).name == "Quercus"


@pytest.mark.parametrize("inside_team", list(InsideTeam))
def test_a_manager_edits_a_team_members_folder_wherever_teams_count(
    slack: Slack, office: Office, local: LocalSlack, wanda: Person, inside_team: InsideTeam
) -> None:
    mia = local.add_person("mia", real_name="Mia Manager", locale="en-US", tz="Europe/Paris")
    office.sets(F.SHARED, inside_team=inside_team)
    office.team("North", [wanda], [mia])
    number = office.folder("Acme", wanda)
    card = slack.says(mia, f"/folder open F-{number}")
    if inside_team is InsideTeam.OFF:
        assert "Edit" not in card.buttons
        refused = press(slack, mia, card, ids.FOLDER_EDIT, {"folder": 1})
        assert refused.words == THEIRS.format(number=number)
        return
    slack.clicks(mia, "Edit", on=card)
    slack.fills(mia, {"Name": "Quercus"})
    assert "Saved." in slack.submits(mia)


def test_who_loses_the_right_while_the_form_is_open_is_refused_when_they_send_it(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person
) -> None:
    number = office.folder("Acme", wanda)
    opens_form(slack, ada, number)
    slack.fills(ada, {"Name": "Quercus"})
    view = slack.local.workspace.stack(ada.id)[-1]
    metadata = view.body["private_metadata"]
    mine = office.folder("Mine", ben)
    opens_form(slack, ben, mine)
    slack.local.workspace.stack(ben.id)[-1].body["private_metadata"] = metadata
    slack.fills(ben, {"Name": "Stolen"})
    refused = slack.submits(ben)
    assert refused.errors == {"Name": THEIRS.format(number=number)}
    office.sets(F.OWN, V.ADMINS_ONLY)
    assert slack.submits(ben).errors == {"Name": "There is no such client folder that you can see."}
    assert stored(office, number).name == "Acme"


@pytest.mark.parametrize("value", ["", "[]", '{"folder":"1"}', '{"folder":-1}', '{"folder":true}', "x" * 2000])
def test_a_value_that_nobody_was_shown_is_no_longer_understood(
    slack: Slack, office: Office, ben: Person, value: str
) -> None:
    office.folder("Acme", ben)
    listed = slack.says(ben, "/folder list")
    for action in (ids.FOLDER_EDIT, ids.FOLDER_HISTORY, f"{ids.FOLDER_HISTORY_PAGE}.next", ids.FOLDER_DELETE):
        assert press(slack, ben, listed, action, value).words == NOT_UNDERSTOOD


def test_a_hidden_folder_is_answered_like_one_that_never_was(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.sets(F.OWN, V.ADMINS_ONLY)
    office.folder("Zenith", wanda)
    listed = slack.says(ben, "/folder list")
    for action in (ids.FOLDER_EDIT, ids.FOLDER_HISTORY, f"{ids.FOLDER_HISTORY_PAGE}.next", ids.FOLDER_DELETE):
        hidden, never = (
            press(slack, ben, listed, action, {"folder": folder, "page": 1, "version": 1}) for folder in (1, 99)
        )
        assert hidden.words == never.words == "There is no such client folder that you can see."
    for word in ("history", "why"):
        hidden, never = slack.says(ben, f"/folder {word} F-1"), slack.says(ben, f"/folder {word} F-99")
        assert hidden.words == never.words.replace("F-99", "F-1")
    hidden = slack.says(ben, "/folder history F-1 owner at 2026-03-01")
    assert hidden.words == "There is no client folder “F-1” that you can see."


def test_a_french_reader_edits_in_french(slack: Slack, office: Office, local: LocalSlack) -> None:
    zoe = local.add_person("zoe", real_name="Zoé", locale="fr-FR", tz="Europe/Paris")
    number = office.folder("Refonte", zoe)
    opens_form(slack, zoe, number, "Modifier")
    form = slack.looks(zoe)
    assert form.modal == "Modifier le dossier"
    assert form.fields == ["Nom", "Description"]
    slack.fills(zoe, {"Nom": "Éclair"})
    assert "Enregistré." in slack.submits(zoe)
    assert json.loads(json.dumps(edited(office)))[0]["changes"]["name"]["to"] == "Éclair"
