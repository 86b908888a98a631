"""`/folder why`: what one may do with a folder, and which rule says so; the same rules that the acts themselves ask."""

import pytest

from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Person
from core.models import FolderSharing as F
from core.models import InsideTeam
from core.models import OpportunityVisibility as V
from tests.bot.every_door import reached
from tests.bot.office import Office
from tests.stories import Slack

ADMIN_ONLY = "Only an admin may do this."
EACH_THEIR_OWN = "Only while nothing in it belongs to anybody but the new owner: here each user has their own."


def told(slack: Slack, who: Person, number: int = 1) -> dict[str, str]:
    """What each act is answered with."""
    lines = slack.says(who, f"/folder why F-{number}").text.splitlines()[2:]
    return {act[2:]: f"{act[0]} {rule}" for act, rule in (line.split(" · ", 1) for line in lines)}


def test_the_owner_reads_what_is_theirs_to_do_and_what_only_admins_may(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    office.folder("Acme", ben)
    assert told(slack, ben) == {
        "See": "✅ Yes: it is yours.",
        "New opportunity": "✅ Yes: whoever sees a client folder may create in it.",
        "Attach opportunity": "✅ Yes: whoever sees a client folder may put into it what they may change.",
        "Edit": "✅ Yes: it is yours.",
        "Change owner": "✅ Yes: it is yours.",
        "Deactivate": f"🚫 {ADMIN_ONLY}",
        "Delete": f"🚫 {ADMIN_ONLY}",
        "Export": "✅ Yes: whoever sees a client folder may export what they see of it.",
    }
    hers = told(slack, ada)
    for act in ("See", "Edit", "Change owner", "Deactivate", "Delete"):
        assert hers[act] == "✅ Yes: you are an admin."


def test_who_sees_it_without_owning_it_reads_whose_it_is(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    number = office.folder("Acme", wanda)
    theirs = f"🚫 F-{number} belongs to wanda: only they, a manager of their team or an admin may change it."
    said = told(slack, ben)
    assert said["See"] == "✅ Yes: client folders are shared between everyone here."
    assert said["Edit"] == said["Change owner"] == theirs
    screen = slack.says(ben, f"/folder open F-{number}")
    assert "Edit" not in screen.buttons
    assert "Edit" in slack.says(wanda, f"/folder open F-{number}").buttons


def test_an_opportunity_inside_is_why_somebody_sees_it_and_nothing_hidden_is_named(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person
) -> None:
    office.sets(F.OWN, V.ADMINS_ONLY)
    number = office.folder("Acme", wanda)
    office.opportunity("Mine", ben, folder=number)
    office.opportunity("Quincetree", wanda, folder=number, amount="471123")
    said = told(slack, ben)
    assert said["See"] == "✅ Yes: an opportunity in it is yours, or of somebody whose team you manage."
    assert said["Delete"] == f"🚫 {ADMIN_ONLY}"
    assert not [secret for secret in ("Quincetree", "471123", "471,123") if secret in reached(slack, ben)]
    assert told(slack, wanda)["Change owner"] == f"✅ Yes: it is yours. {EACH_THEIR_OWN}"
    assert told(slack, ada)["Delete"] == (
        "🚫 Only an empty client folder can be deleted, and F-1 is not."
        " It holds 2 opportunities: move them or remove them first."
    )


@pytest.mark.parametrize("inside_team", [InsideTeam.OFF, InsideTeam.MANAGERS])
def test_a_manager_reads_that_the_team_is_why(
    slack: Slack, office: Office, local: LocalSlack, wanda: Person, inside_team: InsideTeam
) -> None:
    mia = local.add_person("mia", real_name="Mia Manager", locale="en-US", tz="Europe/Paris")
    office.sets(F.SHARED, inside_team=inside_team)
    office.team("North", [wanda], [mia])
    office.folder("Acme", wanda)
    said = told(slack, mia)
    assert (said["Edit"] == "✅ Yes: you manage a team of its owner.") is (inside_team is InsideTeam.MANAGERS)
    assert said["Deactivate"] == f"🚫 {ADMIN_ONLY}"


def test_export_names_the_setting_and_a_deactivated_folder_is_reactivated(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    office.folder("Acme", ben, active=False)
    office.changes(only_admins_export=True)
    said = told(slack, ben)
    assert said["Export"] == "🚫 Only admins can export here: an admin set it so. Ask one to export for you."
    assert "Reactivate" in said
    assert "Deactivate" not in said
    assert told(slack, ada)["Export"].startswith("✅")


def test_every_screen_leads_on_and_several_matches_ask_which_one(slack: Slack, office: Office, ben: Person) -> None:
    office.folder("Acme North", ben)
    office.folder("Acme South", ben)
    assert slack.says(ben, "/folder why acme").buttons == ["Open", "Open"]
    why = slack.says(ben, "/folder why acme south")
    assert why.buttons == ["Open", "History"]
    assert "Acme South" in slack.clicks(ben, "Open", on=why)
    assert slack.says(ben, "/folder why").words.startswith("Which client folder?")


def test_a_french_reader_reads_french(slack: Slack, office: Office, local: LocalSlack) -> None:
    zoe = local.add_person("zoe", real_name="Zoé", locale="fr-FR", tz="Europe/Paris")
    office.folder("Refonte", zoe)
    said = slack.says(zoe, "/folder pourquoi refonte")
    assert "✅ Modifier · Oui\u00a0: il est à vous." in said.text
    assert "🚫 Désactiver · Seul un administrateur peut faire cela." in said.text
