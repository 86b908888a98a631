"""The gear beside a folder in a list: what it offers to whom, and what each entry does."""

import pytest

from bot import ids
from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Person
from core.models import Folder, Opportunity, Status
from core.models import FolderSharing as F
from core.models import OpportunityVisibility as V
from tests.bot.forging import NOT_UNDERSTOOD, press
from tests.bot.office import Office
from tests.bot.test_activity import FORBIDDEN, is_active
from tests.stories import Slack


def test_it_offers_admins_deactivate_or_reactivate_and_nobody_else(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    office.folder("Acme", ben)
    office.folder("Birch", ben, active=False)
    assert not {"Deactivate", "Reactivate"} & set(slack.says(ben, "/folder list status:all").menus)
    hers = slack.says(ada, "/folder list status:all").menus
    assert (hers.count("Deactivate"), hers.count("Reactivate")) == (1, 1)
    assert (hers.count("New opportunity"), hers.count("History")) == (2, 2)


def test_new_opportunity_opens_its_form_with_the_folder_in_it_from_old_messages_too(
    slack: Slack, office: Office, ben: Person
) -> None:
    office.folder("Acme", ben)
    listed = slack.says(ben, "/folder list")
    assert slack.clicks(ben, "New opportunity", on=listed).values["Client folder"] == "F-1 Acme"
    slack.closes(ben)
    assert press(slack, ben, listed, ids.FOLDER_MENU, {"folder": 1}).modal == "New opportunity"


def test_history_comes_below_the_list(slack: Slack, office: Office, ben: Person) -> None:
    office.folder("Acme", ben)
    told = slack.clicks(ben, "History", on=slack.says(ben, "/folder list"))
    assert told.lines[:2] == ["History", "F-1 Acme"]
    assert "Client folders" in slack.reads(ben).words


def test_history_in_the_home_tab_opens_on_top_of_it_and_turns_its_pages_in_place(
    slack: Slack, office: Office, ben: Person
) -> None:
    office.folder("Acme", ben)
    for _ in range(12):
        office.edits_folder(1, ben)
    slack.opens_home(ben)
    assert slack.clicks(ben, "History").modal == "History"
    second = slack.clicks(ben, "Next")
    assert (second.modal, len(slack.local.workspace.stack(ben.id))) == ("History", 1)
    assert "page 2" in second
    assert slack.clicks(ben, "Open").modal == "Client folder"


@pytest.mark.parametrize("folders", list(F))
@pytest.mark.parametrize("opportunities", list(V))
def test_15_through_the_gear_the_owner_a_rep_is_refused_and_the_admin_is_asked_first(
    slack: Slack, office: Office, ada: Person, ben: Person, folders: F, opportunities: V
) -> None:
    office.sets(folders, opportunities)
    number = office.folder("Birch", ben)
    for title, status in (("One", Status.TODO), ("Two", Status.WON)):
        office.opportunity(title, ben, folder=number, status=status)
    his = slack.says(ben, "/folder list")
    for act in (ids.MENU_DEACTIVATE, ids.MENU_REACTIVATE):
        assert press(slack, ben, his, ids.FOLDER_MENU, {"folder": 1, "act": act}).words == FORBIDDEN
    hers = slack.says(ada, "/folder list")
    asked = slack.clicks(ada, "Deactivate", on=hers)
    assert "Careful: 1 opportunity is still in progress." in asked
    assert asked.buttons == ["Deactivate", "Open"]
    assert is_active(office, number)
    assert "Birch" in slack.clicks(ada, "Open", on=asked)
    assert "Deactivated. What is inside stays as it is." in slack.clicks(ada, "Deactivate", on=asked)
    assert not is_active(office, number)
    assert "It was deactivated already." in slack.clicks(ada, "Deactivate", on=hers)
    back = slack.clicks(ada, "Reactivate", on=slack.says(ada, "/folder list status:deactivated"))
    assert "Reactivated." in back
    assert is_active(office, number)
    assert office.count(Opportunity) == 2


def test_an_entry_of_a_hidden_folder_is_answered_like_one_that_never_was(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.sets(F.OWN, V.ADMINS_ONLY)
    office.folder("Zenith", wanda)
    listed = slack.says(ben, "/folder list")
    for act in ("", ids.MENU_HISTORY, ids.MENU_DEACTIVATE, ids.MENU_REACTIVATE):
        hidden, never = (
            press(slack, ben, listed, ids.FOLDER_MENU, {"folder": folder, "act": act}) for folder in (1, 99)
        )
        assert hidden.words == never.words == "There is no such client folder that you can see."


@pytest.mark.parametrize("act", ["open", "History", "folder.delete", 1, ["history"], "x" * 1900])
def test_an_entry_that_nobody_was_shown_is_no_longer_understood(
    slack: Slack, office: Office, ada: Person, act: object
) -> None:
    office.folder("Acme", ada)
    listed = slack.says(ada, "/folder list")
    assert press(slack, ada, listed, ids.FOLDER_MENU, {"folder": 1, "act": act}).words == NOT_UNDERSTOOD
    assert office.count(Folder) == 1


def test_a_french_admin_finds_french_entries(slack: Slack, office: Office, local: LocalSlack) -> None:
    zoe = local.add_person("zoe", real_name="Zoé", is_admin=True, locale="fr-FR", tz="Europe/Paris")
    office.folder("Refonte", zoe)
    listed = slack.says(zoe, "/folder list")
    assert listed.menus == ["Nouvelle opportunité", "Changer de propriétaire", "Historique", "Désactiver"]
    assert slack.clicks(zoe, "Historique").modal is None
