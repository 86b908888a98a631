"""The Home tab at the local Slack: what is mine, and where to begin."""

from bot import VERSION
from bot.sandbox.workspace import Person
from core.models import OpportunityVisibility
from tests.bot.office import Office
from tests.bot.reading import folders_of
from tests.stories import Slack


def test_home_shows_my_folders_where_to_begin_and_the_version(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.folder("Acme", ben)
    bolt = office.folder("Bolt", wanda)
    office.folder("Chrome", wanda)
    office.opportunity("Foot in the door", ben, folder=bolt, amount="700")
    home = slack.opens_home(ben)
    assert folders_of(home) == ["Acme", "Bolt"]
    assert home.buttons[:2] == ["New opportunity", "New folder"]
    assert "Owner: wanda · 1 opportunity: 1 to do\nIn progress €700 · Won €0" in home
    assert f"Dossier {VERSION}" in home
    assert "/folder list and /opp list show the rest; /folder help tells what else there is." in home


def test_home_is_made_anew_whenever_it_is_opened(slack: Slack, office: Office, ben: Person) -> None:
    assert "You own no client folder, and have no opportunity in one." in slack.opens_home(ben)
    office.folder("Acme", ben)
    assert folders_of(slack.opens_home(ben)) == ["Acme"]


def test_home_says_that_figures_are_of_what_one_can_see(slack: Slack, office: Office, ada: Person, ben: Person) -> None:
    said = "Figures are of the opportunities you can see."
    assert said not in slack.opens_home(ben)
    office.sets(opportunities=OpportunityVisibility.ADMINS_ONLY)
    assert said in slack.opens_home(ben)
    assert said not in slack.opens_home(ada)


def test_home_in_french(slack: Slack, office: Office) -> None:
    zoe = slack.local.add_person("zoe", locale="fr-FR")
    office.folder("Acme", zoe)
    home = slack.opens_home(zoe)
    assert folders_of(home) == ["Acme"]
    assert "My client folders" not in home.everything


def test_open_on_home_opens_a_modal_and_what_is_opened_there_lies_on_top(
    slack: Slack, office: Office, ben: Person
) -> None:
    office.opportunity("Deal", ben, folder=office.folder("Acme", ben))
    slack.opens_home(ben)
    assert slack.clicks(ben, "Open", beside="Acme").modal == "Client folder"
    assert slack.clicks(ben, "Open", beside="Deal").modal == "Opportunity"
    won = slack.clicks(ben, "Won")
    assert won.modal == "Opportunity"
    assert "Now: 🟢 Won" in won
    assert len(slack.local.workspace.stack(ben.id)) == 2


def test_a_fourth_modal_takes_the_place_of_the_third(slack: Slack, office: Office, ben: Person) -> None:
    office.opportunity("Deal", ben, folder=office.folder("Acme", ben))
    slack.opens_home(ben)
    for label, beside, modal in (
        ("Open", "Acme", "Client folder"),
        ("Open", "Deal", "Opportunity"),
        ("Open the folder", None, "Client folder"),
        ("Open", "Deal", "Opportunity"),
        ("Standby", None, "Standby"),
    ):
        assert slack.clicks(ben, label, beside=beside).modal == modal
    assert len(slack.local.workspace.stack(ben.id)) == 3


def test_from_home_a_refusal_is_a_modal(slack: Slack, office: Office, ben: Person, wanda: Person) -> None:
    acme = office.folder("Acme", ben)
    office.opportunity("Deal", ben, folder=acme)
    slack.opens_home(ben)
    home = slack.local.workspace.homes[ben.id]
    actions = [{"type": "button", "block_id": "x", "action_id": "folder.open", "value": '{"folder":99999}'}]
    slack.local.act(ben, forged=True, actions=actions, view_id=home.id)
    refused = slack.looks(ben)
    assert refused.modal == "Not possible"
    assert "There is no such client folder that you can see." in refused


def test_the_messages_tab_changes_nothing(slack: Slack, office: Office, ben: Person) -> None:
    slack.opens_home(ben)
    published = slack.local.workspace.homes[ben.id].changed
    event = {"type": "app_home_opened", "user": ben.id, "channel": "D0", "tab": "messages", "event_ts": "1.0"}
    slack.local.board.deliver("app_home_opened", event, ben.id)
    assert slack.local.workspace.homes[ben.id].changed == published
