"""Teams, made and changed by admins; what they let people reach changes with the next act."""

from typing import Any

import pytest

from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Person
from core.models import Event, InsideTeam, Team
from tests.bot.office import Office
from tests.bot.settings_doors import opens
from tests.sandbox.screen import Screen
from tests.stories import Slack


@pytest.fixture
def gus(local: LocalSlack) -> Person:
    """A guest."""
    return local.add_person("gus", real_name="Gus Guest", is_restricted=True, locale="en-US", tz="Europe/Paris")


def founds(slack: Slack, who: Person, name: str, members: list[Person], managers: list[Person], **more: Any) -> Screen:
    """Make a team, from the list."""
    slack.clicks(who, "New team")
    slack.fills(who, {"Name": name, "Members": members, "Managers": managers, **more})
    return slack.submits(who)


def facts(office: Office, kind: str) -> list[dict[str, Any]]:
    with office.database.transaction(office.workspace_id) as session:
        return [one.facts for one in session.query(Event).filter_by(kind=kind).order_by(Event.id)]


def teams(office: Office) -> list[str]:
    with office.database.transaction(office.workspace_id) as session:
        return sorted(one.name for one in session.query(Team))


def test_a_manager_reaches_the_members_with_the_next_act_once_an_admin_made_the_team(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person
) -> None:
    deal = office.opportunity("Fleet", ben)
    assert "may change it" in slack.says(wanda, f"/opp lost O-{deal}")
    assert "There are no teams." in opens(slack, ada, "Teams")
    slack.clicks(ada, "New team")
    assert slack.looks(ada).fields == ["Name", "Members", "Managers"]
    slack.fills(ada, {"Name": "  North  ", "Members": [ben], "Managers": [wanda]})
    back = slack.submits(ada)
    assert back.modal == "Teams"
    assert "Created." in back.lines
    assert "North  \nManagers: wanda\nMembers: ben" in back
    assert "Lost" in slack.says(wanda, f"/opp lost O-{deal}")
    wanda_id, ben_id = office.knows(wanda), office.knows(ben)
    (made,) = facts(office, "team.created")
    assert made | {"team_id": 0} == {
        "team_id": 0,
        "name": "North",
        "members": sorted((wanda_id, ben_id)),
        "managers": [wanda_id],
        "usergroup": None,
    }


def test_who_leads_no_more_reaches_no_more_with_the_next_act(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person
) -> None:
    deal = office.opportunity("Fleet", ben)
    opens(slack, ada, "Teams")
    founds(slack, ada, "North", [ben], [wanda])
    shown = slack.says(wanda, f"/opp open O-{deal}")
    slack.clicks(ada, "Edit")
    form = slack.looks(ada)
    assert form.values == {"Name": "North", "Members": [ben.id, wanda.id], "Managers": [wanda.id]}
    slack.chooses(ada, "Managers")
    assert "North  \nMembers: ben and wanda" in slack.submits(ada)
    assert "may change it" in slack.clicks(wanda, "Lost", on=shown)
    changed = facts(office, "team.changed")[0]
    assert changed["managers"] == {"from": [office.knows(wanda)], "to": []}
    assert (changed["joined"], changed["left"]) == ([], [])
    slack.clicks(ada, "Edit")
    assert "Nothing was changed." in slack.submits(ada).lines


def test_a_team_that_is_deleted_lets_nobody_reach_anything_and_its_people_stay(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person
) -> None:
    deal = office.opportunity("Fleet", ben)
    opens(slack, ada, "Teams")
    founds(slack, ada, "North", [ben], [wanda])
    deleted = slack.clicks(ada, "Delete")
    assert "The team “North” is deleted." in deleted
    assert "There are no teams." in deleted
    assert "may change it" in slack.says(wanda, f"/opp lost O-{deal}")
    assert facts(office, "team.deleted")[0]["managers"] == [office.knows(wanda)]
    assert "Fleet" in slack.says(ben, "/opp list")


def test_guests_and_apps_are_refused_under_the_field_they_were_chosen_in(
    slack: Slack, local: LocalSlack, office: Office, ada: Person, ben: Person, gus: Person
) -> None:
    robot = local.add_person("robot", is_bot=True)
    opens(slack, ada, "Teams")
    refused = founds(slack, ada, "North", [ben, gus], [])
    said = "%s is no active, full member of this workspace: choose somebody else."
    assert refused.errors == {"Members": said % "gus"}
    assert refused.values["Name"] == "North"
    slack.fills(ada, {"Members": [ben], "Managers": [robot]})
    assert slack.submits(ada).errors == {"Managers": said % "robot"}
    slack.fills(ada, {"Managers": ["ben"]})
    slack.local.enter(
        ada,
        slack.local.workspace.stack(ada.id)[-1].id,
        {"members": {"input": {"type": "multi_users_select", "selected_users": ["U0NOBODY"]}}},
    )
    unknown = "Only active, full members of this workspace can be chosen; guests and apps cannot."
    assert slack.submits(ada, forged=True).errors == {"Members": unknown}
    assert teams(office) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("  ", "A name is needed, up to 120 characters."),
        ("x" * 121, "That is 121 characters; a name has up to 120."),
        ("NÔRTH", "There is “North” already: choose another name."),
    ],
    ids=["none", "long", "taken"],
)
def test_a_team_has_a_name_of_its_own(slack: Slack, office: Office, ada: Person, name: str, said: str) -> None:
    opens(slack, ada, "Teams")
    founds(slack, ada, "North", [], [])
    slack.clicks(ada, "New team")
    slack.fills(ada, {"Name": name})
    assert slack.submits(ada, forged=True).errors == {"Name": said}
    assert teams(office) == ["North"]


def test_who_left_stays_in_the_team_and_is_named_beside_the_form(
    slack: Slack, local: LocalSlack, office: Office, ada: Person, ben: Person, wanda: Person
) -> None:
    deal = office.opportunity("Fleet", ben)
    opens(slack, ada, "Teams")
    founds(slack, ada, "North", [ben], [wanda])
    local.change_person(ben, deleted=True)
    slack.closes(ada)
    assert "Members: ben (left)" in slack.clicks(ada, "Teams")
    form = slack.clicks(ada, "Edit")
    assert form.values["Members"] == [wanda.id]
    assert "Also in the team, but away: ben (left)." in form
    slack.fills(ada, {"Name": "North-West"})
    assert "ben (left)" in slack.submits(ada)
    assert "Lost" in slack.says(wanda, f"/opp lost O-{deal}"), "what who left owns is still the team's"


def test_of_two_admins_at_one_team_the_second_reads_who_was_quicker_and_may_go_on(
    slack: Slack, office: Office, ada: Person, cleo: Person, ben: Person, wanda: Person
) -> None:
    opens(slack, ada, "Teams")
    old = founds(slack, ada, "North", [ben], [])
    opens(slack, cleo, "Teams")
    slack.clicks(cleo, "Edit")
    slack.fills(cleo, {"Name": "Far North"})
    slack.clicks(ada, "Edit")
    slack.fills(ada, {"Managers": [wanda]})
    slack.submits(ada)
    late = slack.submits(cleo)
    assert late.modal == "Team"
    assert "ada changed it at" in late
    assert "Send the form again to go on all the same." in late
    assert late.values["Name"] == "Far North"
    assert "Saved." in slack.submits(cleo).lines
    assert teams(office) == ["Far North"]
    overtaken = slack.clicks(ada, "Delete", on=old)
    assert "cleo changed it at" in overtaken
    assert "Far North" in overtaken
    slack.clicks(ada, "Delete")
    for label in ("Edit", "Delete"):
        gone = slack.clicks(ada, label, on=overtaken)
        assert "There is no such team any more." in gone.lines
        assert gone.modal == "Teams"
    assert office.happened("team.deleted") == 1


def test_a_long_list_of_teams_has_pages(slack: Slack, office: Office, ada: Person) -> None:
    with office.database.transaction(office.workspace_id) as session:
        session.add_all(Team(workspace_id=office.workspace_id, name=f"Team {number:02}") for number in range(21))
    first = opens(slack, ada, "Teams")
    assert "Team 19" in first
    assert "Team 20" not in first
    second = slack.clicks(ada, "Next")
    assert "Team 20" in second
    slack.clicks(ada, "Edit")
    assert "Team 20" in slack.submits(ada), "back on the page it was opened from"
    assert "Team 00" in slack.clicks(ada, "Previous")
    slack.clicks(ada, "Next")
    assert "Team 00" in slack.clicks(ada, "Delete"), "a page that is empty now is none"


def test_team_mates_see_each_other_where_the_setting_says_so(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person
) -> None:
    office.changes(opportunities="admins_only", inside_team=InsideTeam.MEMBERS)
    office.opportunity("Fleet", ben)
    assert "Fleet" not in slack.says(wanda, "/opp list")
    opens(slack, ada, "Teams")
    founds(slack, ada, "North", [ben, wanda], [])
    assert "Fleet" in slack.says(wanda, "/opp list")
