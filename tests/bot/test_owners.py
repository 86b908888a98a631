"""What a new folder is called and whose it will be, at the local Slack: who may choose whom."""

import pytest

from bot import ids
from bot.sandbox.workspace import Person
from core.models import Folder
from tests.bot.forging import enters
from tests.bot.office import Office
from tests.stories import Slack


def test_a_name_that_is_none_is_told_under_name(slack: Slack, office: Office, ben: Person) -> None:
    refused = {
        "": "A name is needed, up to 120 characters.",
        " \t ": "A name is needed, up to 120 characters.",
        "x" * 121: "That is 121 characters; a name has up to 120.",
    }
    slack.says(ben, "/folder new")
    for name, said in refused.items():
        slack.fills(ben, {"Name": name})
        assert slack.submits(ben, forged=True).errors == {"Name": said}
    slack.fills(ben, {"Name": "x" * 120})
    assert slack.submits(ben).lines[:2] == ["Created.", "x" * 120]


@pytest.fixture
def crowd(slack: Slack) -> dict[str, str]:
    """Slack ids of those who cannot own anything."""
    local = slack.local
    return {
        "guest": local.add_person("gus", is_restricted=True).id,
        "guest of one channel": local.add_person("una", is_ultra_restricted=True).id,
        "bot": local.add_person("robo", is_bot=True).id,
        "left": local.add_person("lea", deleted=True).id,
        "stranger": local.add_person("sam", is_stranger=True).id,
        "nobody": "U0NOBODY0",
        "the app itself": local.team.bot_user,
    }


def test_a_rep_makes_folders_for_nobody_else(slack: Slack, office: Office, ben: Person, wanda: Person) -> None:
    slack.says(ben, "/folder new Acme")
    slack.fills(ben, {"Owner": wanda})
    form = slack.submits(ben)
    assert form.errors == {
        "Owner": "You may not make wanda the owner: managers choose within their teams, admins anyone."
    }
    assert form.values["Name"] == "Acme"
    assert office.count(Folder) == 0


def test_an_admin_makes_folders_for_anyone_even_for_somebody_never_met(
    slack: Slack, office: Office, ada: Person, wanda: Person
) -> None:
    slack.says(ada, "/folder new Acme")
    slack.fills(ada, {"Owner": wanda})
    assert slack.submits(ada).lines[2] == "F-1 · Active · owner: wanda"


def test_a_manager_makes_folders_for_their_team_and_for_no_other(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    max_ = slack.local.add_person("max")
    office.team("North", [wanda], [max_])
    slack.says(max_, "/folder new Acme")
    slack.fills(max_, {"Owner": wanda})
    assert slack.submits(max_).lines[2] == "F-1 · Active · owner: wanda"
    slack.says(max_, "/folder new Bolt")
    slack.fills(max_, {"Owner": ben})
    assert list(slack.submits(max_).errors) == ["Owner"]


@pytest.mark.parametrize("as_admin", [True, False], ids=["admin", "rep"])
def test_guests_bots_strangers_and_unknown_ids_cannot_own(
    slack: Slack, office: Office, ada: Person, ben: Person, crowd: dict[str, str], as_admin: bool
) -> None:
    said = "An owner is an active, full member of this workspace; guests and apps cannot own anything."
    who = ada if as_admin else ben
    slack.says(who, "/folder new Acme")
    for kind, slack_id in crowd.items():
        enters(slack, who, ids.OWNER, "users_select", selected_user=slack_id)
        assert slack.submits(who, forged=True).errors == {"Owner": said}, kind
    assert office.count(Folder) == 0
