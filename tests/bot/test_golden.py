"""The golden cases of SPEC §7, told at the local Slack."""

from bot.sandbox.workspace import Person
from core.models import FolderSharing as F
from core.models import OpportunityVisibility as V
from tests.bot.office import Office
from tests.stories import Slack


def test_1_own_and_admins_only_another_ones_folder_is_absent_and_not_found(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.sets(F.OWN, V.ADMINS_ONLY)
    number = office.folder("Zenith Orchards", wanda)
    office.opportunity("Harvest plan", wanda, folder=number, amount="4711")
    listed = slack.says(ben, "/folder list")
    opened = slack.says(ben, f"/folder open F-{number}")
    never = slack.says(ben, "/folder open F-999")
    assert "Zenith" not in listed.everything
    assert opened.words == never.words.replace("F-999", f"F-{number}")
    assert "4711" not in opened.everything
