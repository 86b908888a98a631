"""Shortcuts: from anywhere, and from what somebody wrote."""

from bot.sandbox.workspace import Channel, Person
from core.models import Event, Opportunity
from core.models import FolderSharing as F
from tests.bot.office import Office
from tests.stories import Slack


def test_a_new_opportunity_from_anywhere(slack: Slack, office: Office, ben: Person) -> None:
    office.folder("Birch", ben)
    slack.uses_shortcut(ben, "New opportunity")
    slack.fills(ben, {"Title": "Relaunch"})
    slack.chooses(ben, "Client folder", "F-1 Birch", typing="bir")
    assert "Relaunch" in slack.submits(ben).words


def test_a_folder_is_found_as_one_types_and_opened_in_place(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.folder("Birch", ben)
    office.folder("Birchwood", wanda)
    office.sets(F.OWN)
    slack.uses_shortcut(ben, "Find a folder")
    assert slack.offers(ben, "Client folder", "birch") == ["F-1 Birch"]
    slack.chooses(ben, "Client folder", "F-1 Birch", typing="bir")
    card = slack.submits(ben)
    assert card.modal == "Client folder"
    assert "Birch" in card.words


def test_a_message_becomes_an_opportunity_and_its_text_and_permalink_are_kept(
    slack: Slack, office: Office, ben: Person, wanda: Person, sales: Channel
) -> None:
    slack.says(wanda, "Acme & Sons want a relaunch\nBudget about 20k", at=sales, quiet=True)
    message = slack.reads(ben, sales)
    form = slack.uses_shortcut(ben, "Create an opportunity", on=message)
    assert form.values["Title"] == "Acme & Sons want a relaunch"
    slack.submits(ben)
    with office.database.transaction(office.workspace_id) as session:
        made = session.query(Opportunity).one()
        event = session.query(Event).filter_by(opportunity_id=made.id).one()
        assert made.description == "Acme & Sons want a relaunch\nBudget about 20k"
        assert event.permalink is not None
        assert f"/archives/{sales.id}/p" in event.permalink


def test_a_guest_is_refused_at_every_shortcut(slack: Slack, office: Office, sales: Channel, wanda: Person) -> None:
    gus = slack.local.add_person("gus", is_restricted=True)
    sales.members.append(gus.id)
    slack.says(wanda, "A lead", at=sales, quiet=True)
    for shown in (
        slack.uses_shortcut(gus, "New opportunity"),
        slack.uses_shortcut(gus, "Find a folder"),
        slack.uses_shortcut(gus, "Create an opportunity", on=slack.reads(gus, sales)),
    ):
        assert "guests cannot use it" in shown.words
