"""Deactivating a folder: an admin's act, with a warning, and nothing inside changes."""

import pytest

from bot.sandbox.workspace import Person
from core.models import Event, Folder, Opportunity, Status
from core.models import FolderSharing as F
from core.models import OpportunityVisibility as V
from tests.bot.office import Office
from tests.stories import Slack

FORBIDDEN = "Only an admin may do this."


def is_active(office: Office, number: int) -> bool:
    """Whether the folder of that number is."""
    with office.database.transaction(office.workspace_id) as session:
        return session.query(Folder).filter_by(number=number).one().active


@pytest.mark.parametrize("folders", list(F))
@pytest.mark.parametrize("opportunities", list(V))
def test_15_the_owner_a_rep_is_refused_and_the_admin_is_not(
    slack: Slack, office: Office, ada: Person, ben: Person, folders: F, opportunities: V
) -> None:
    office.sets(folders, opportunities)
    number = office.folder("Birch", ben)
    assert slack.says(ben, f"/folder deactivate F-{number}").words == FORBIDDEN
    assert slack.says(ben, f"/folder activate F-{number}").words == FORBIDDEN
    assert "Deactivate" not in slack.says(ben, f"/folder open F-{number}").buttons
    asked = slack.says(ada, f"/folder deactivate F-{number}")
    assert is_active(office, number)
    stolen = {"type": "button", "block_id": "b", "action_id": "folder.deactivate", "value": '{"folder":1}'}
    slack.says(ben, "/folder list")
    slack.local.act(ben, forged=True, actions=[stolen], **slack.reads(ben).parts[-1].where)
    assert is_active(office, number)
    card = slack.clicks(ada, "Deactivate", on=asked)
    assert "Deactivated. What is inside stays as it is." in card
    assert not is_active(office, number)


def test_the_warning_counts_what_is_in_progress_and_nothing_inside_changes(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    number = office.folder("Birch", ben)
    for title, status in (("One", Status.TODO), ("Two", Status.STANDBY), ("Three", Status.WON)):
        office.opportunity(title, ben, folder=number, status=status)
    asked = slack.says(ada, "/folder deactivate birch")
    assert "Careful: 2 opportunities are still in progress." in asked
    slack.clicks(ada, "Deactivate", on=asked)
    with office.database.transaction(office.workspace_id) as session:
        statuses = [one.status for one in session.query(Opportunity).order_by(Opportunity.number)]
        kinds = [one.kind for one in session.query(Event).filter(Event.folder_id.is_not(None))]
    assert statuses == [Status.TODO, Status.STANDBY, Status.WON]
    assert kinds.count("folder.deactivated") == 1
    assert "Reactivated." in slack.says(ada, "/folder activate birch")
    assert is_active(office, number)


def test_already_so_is_said_and_an_old_button_finds_it_so(slack: Slack, office: Office, ada: Person) -> None:
    office.folder("Birch", ada)
    card = slack.says(ada, "/folder open Birch")
    slack.clicks(ada, "Deactivate", on=card)
    assert "It was deactivated already." in slack.clicks(ada, "Deactivate", on=card)
    assert "It was deactivated already." in slack.says(ada, "/folder deactivate birch")
    slack.says(ada, "/folder activate birch")
    assert "It was active already." in slack.says(ada, "/folder activate birch")


def test_a_hidden_folder_is_answered_like_one_that_never_was(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.sets(F.OWN)
    number = office.folder("Zenith", wanda)
    hidden, never = slack.says(ben, f"/folder deactivate F-{number}"), slack.says(ben, "/folder deactivate F-99")
    assert hidden.words == never.words.replace("F-99", f"F-{number}")
