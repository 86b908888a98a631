"""Settings: an admin's, effective at once, recorded, and never a rep's."""

import pytest

from bot.sandbox.workspace import Person
from core.models import Event, Settings
from core.models import FolderSharing as F
from core.models import OpportunityVisibility as V
from tests.bot.office import Office
from tests.stories import Slack


def settings_of(office: Office) -> Settings:
    """As they are."""
    with office.database.transaction(office.workspace_id) as session:
        return session.query(Settings).one()


def test_an_admin_makes_folders_private_and_a_rep_sees_it_with_the_next_click(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person
) -> None:
    office.folder("Zenith", wanda)
    listed = slack.says(ben, "/folder list")
    form = slack.says(ada, "/folder settings")
    assert form.modal == "Settings"
    slack.chooses(ada, "Client folders", "Each user has their own")
    slack.chooses(ada, "Opportunities", "Only admins see everything")
    assert slack.submits(ada).words == "Settings changed: Client folders and Opportunities."
    assert (settings_of(office).folders, settings_of(office).opportunities) == (F.OWN, V.ADMINS_ONLY)
    assert slack.clicks(ben, "Open", on=listed).words == "There is no such client folder that you can see."
    assert "No folder matches." in slack.says(ben, "/folder list").words
    with office.database.transaction(office.workspace_id) as session:
        kinds = [(one.kind, one.facts["setting"]) for one in session.query(Event).filter_by(kind="settings.changed")]
    assert sorted(kinds) == [("settings.changed", "folders"), ("settings.changed", "opportunities")]


def test_what_was_left_alone_in_the_form_is_not_set_back(slack: Slack, office: Office, ada: Person) -> None:
    slack.says(ada, "/folder settings")
    office.sets(folders=F.OWN)
    slack.fills(ada, {"Currency": "chf"})
    assert slack.submits(ada).words == "Settings changed: Currency."
    assert (settings_of(office).folders, settings_of(office).currency) == (F.OWN, "CHF")
    office.folder("Birch", ada)
    assert "In progress CHF" in slack.says(ada, "/folder mine").words


def test_nothing_changed_is_said(slack: Slack, office: Office, ada: Person) -> None:
    slack.says(ada, "/folder settings")
    assert slack.submits(ada).words == "Nothing was changed."


def test_a_currency_that_there_is_not_is_said_under_its_field(slack: Slack, office: Office, ada: Person) -> None:
    slack.says(ada, "/folder settings")
    slack.fills(ada, {"Currency": "euros"})
    assert "ISO 4217" in slack.submits(ada).errors["Currency"]
    assert settings_of(office).currency == "EUR"


def test_a_time_zone_is_found_as_one_types_a_city(slack: Slack, office: Office, ada: Person) -> None:
    slack.says(ada, "/folder settings")
    assert slack.offers(ada, "Time zone", "new york") == ["America/New_York"]
    slack.chooses(ada, "Time zone", "America/New_York", typing="new yo")
    slack.submits(ada)
    assert settings_of(office).time_zone == "America/New_York"


@pytest.mark.parametrize("folders", list(F))
@pytest.mark.parametrize("opportunities", list(V))
def test_25_a_rep_changes_no_setting_by_command_by_button_or_by_a_form_that_was_an_admins(
    slack: Slack, office: Office, ada: Person, ben: Person, folders: F, opportunities: V
) -> None:
    office.sets(folders, opportunities)
    before = settings_of(office).version
    assert slack.says(ben, "/folder settings").words == "Only an admin may do this."
    assert "Settings" not in slack.opens_home(ben).buttons
    assert "Settings" in slack.opens_home(ada).buttons
    slack.says(ada, "/folder settings")
    slack.chooses(ada, "Inside a team", "Members")
    view = slack.local.workspace.stack(ada.id)[-1]
    slack.local.workspace.stack(ben.id).append(view)
    view.person = ben.id
    refused = slack.submits(ben, forged=True)
    assert "Only an admin may do this." in refused.errors.values()
    assert settings_of(office).version == before
