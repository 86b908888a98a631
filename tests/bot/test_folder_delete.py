"""Deleting a folder: an admin's act, and only of an empty one; what lies in the bin can still come back into it."""

from datetime import timedelta

import pytest

from bot import ids
from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Person
from core.models import Event, FieldKind, Folder, Opportunity
from core.models import FolderSharing as F
from core.models import OpportunityVisibility as V
from tests.bot.forging import press
from tests.bot.office import Office
from tests.bot.test_default_fields import asks
from tests.stories import Slack

FORBIDDEN = "Only an admin may do this."
GONE = "There is no such client folder that you can see."


@pytest.mark.parametrize("folders", list(F))
@pytest.mark.parametrize("opportunities", list(V))
def test_an_admin_deletes_an_empty_folder_and_nobody_else_does(
    slack: Slack, office: Office, ada: Person, ben: Person, folders: F, opportunities: V
) -> None:
    office.sets(folders, opportunities)
    number = office.folder("Acme", ben)
    his = slack.says(ben, f"/folder open F-{number}")
    assert "Delete" not in his.buttons
    assert press(slack, ben, his, ids.FOLDER_DELETE, {"folder": 1, "version": 1}).words == FORBIDDEN
    card = slack.says(ada, f"/folder open F-{number}")
    deleted = slack.clicks(ada, "Delete", on=card)
    assert deleted.lines[0] == "F-1 Acme is deleted."
    assert office.count(Folder) == 0
    assert "No folder matches." in slack.clicks(ada, "Client folders")


def test_old_buttons_find_nothing_the_history_stays_and_the_number_is_never_used_again(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    asks(office, "Code", FieldKind.TEXT)
    slack.says(ben, "/folder new Acme")
    slack.fills(ben, {"Code": "A-17"})
    slack.submits(ben)
    his = slack.says(ben, "/folder open F-1")
    card = slack.says(ada, "/folder open F-1")
    slack.clicks(ada, "Delete", on=card)
    for person, screen, labels in (
        (ada, card, ("Delete", "Edit", "History", "Deactivate", "New opportunity", "Attach opportunity")),
        (ben, his, ("Edit", "History", "New opportunity")),
    ):
        for label in labels:
            assert slack.clicks(person, label, on=screen).words == GONE
    assert office.folder("Birch", ben) == 2
    with office.database.transaction(office.workspace_id) as session:
        kinds = [one.kind for one in session.query(Event).filter_by(folder_id=1).order_by(Event.id)]
        told = session.query(Event).filter_by(kind="folder.deleted").one()
    assert kinds == ["folder.created", "folder.deleted"]
    assert told.facts == {"name": "Acme", "number": 1}


def test_what_is_inside_is_in_the_way_hidden_from_others_or_not(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    office.sets(F.OWN, V.ADMINS_ONLY)
    number = office.folder("Acme", ben)
    office.opportunity("Renewal", ben, folder=number)
    card = slack.says(ada, f"/folder open F-{number}")
    assert "Delete" not in card.buttons
    refused = press(slack, ada, card, ids.FOLDER_DELETE, {"folder": 1, "version": 1})
    assert refused.words == (
        "Only an empty client folder can be deleted, and F-1 is not."
        " It holds 1 opportunity: move it or remove it first."
    )
    assert office.count(Folder) == 1


def test_what_lies_in_the_bin_is_in_the_way_for_as_long_as_it_can_be_restored(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    number = office.folder("Acme", ben)
    lost = office.opportunity("Renewal", ben, folder=number)
    office.bins(lost, ben, ago=timedelta(days=29, hours=23))
    card = slack.says(ada, f"/folder open F-{number}")
    assert "Delete" not in card.buttons
    refused = press(slack, ada, card, ids.FOLDER_DELETE, {"folder": 1, "version": 1})
    assert "1 opportunity in the bin would come back into it" in refused
    with office.database.transaction(office.workspace_id) as session:
        binned = session.query(Opportunity).one()
        assert binned.deleted_at is not None
        binned.deleted_at -= timedelta(hours=2)
    card = slack.says(ada, f"/folder open F-{number}")
    assert "is deleted." in slack.clicks(ada, "Delete", on=card)
    assert (office.count(Folder), office.count(Opportunity)) == (0, 0)
    assert office.happened("opportunity.purged") == 1


def test_who_deletes_what_was_changed_meanwhile_reads_who_was_quicker(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    number = office.folder("Acme", ben)
    card = slack.says(ada, f"/folder open F-{number}")
    office.edits_folder(number, ben, name="Quercus")
    now = slack.clicks(ada, "Delete", on=card)
    assert "ben changed it at" in now
    assert "Quercus" in now
    assert office.count(Folder) == 1
    assert "F-1 Quercus is deleted." in slack.clicks(ada, "Delete", on=now)


def test_a_french_admin_reads_french(slack: Slack, office: Office, local: LocalSlack) -> None:
    zoe = local.add_person("zoe", real_name="Zoé", is_admin=True, locale="fr-FR", tz="Europe/Paris")
    office.folder("Acme", zoe)
    office.opportunity("Refonte", zoe, folder=1)
    card = slack.says(zoe, "/folder open F-1")
    refused = press(slack, zoe, card, ids.FOLDER_DELETE, {"folder": 1, "version": 1})
    assert refused.words == (
        "Seul un dossier client vide peut être supprimé, et F-1 ne l’est pas."
        " Il contient 1 opportunité\u00a0: déplacez-la ou retirez-la d’abord."
    )
