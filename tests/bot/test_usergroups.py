"""Teams that mirror a user group of Slack: who is in the group is in the team, now and whenever it changes."""

from typing import Any

import pytest

from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Group, Person
from core.models import Event
from tests.bot.office import Office
from tests.bot.settings_doors import opens
from tests.sandbox.screen import Screen
from tests.stories import Slack


@pytest.fixture
def gus(local: LocalSlack) -> Person:
    """A guest."""
    return local.add_person("gus", real_name="Gus Guest", is_restricted=True, locale="en-US", tz="Europe/Paris")


@pytest.fixture
def north(local: LocalSlack, ben: Person, gus: Person) -> Group:
    """A user group with a rep and a guest in it."""
    return local.add_group("sales-north", "Sales North", [ben, gus])


def mirrors(slack: Slack, ada: Person, *managers: Person) -> Screen:
    """Make a team that mirrors the group."""
    opens(slack, ada, "Teams")
    slack.clicks(ada, "New team")
    slack.fills(ada, {"Name": "North", "Managers": list(managers), "Slack user group": "Sales North (@sales-north)"})
    return slack.submits(ada)


def changes(office: Office) -> list[dict[str, Any]]:
    with office.database.transaction(office.workspace_id) as session:
        return [
            {"by": one.actor_id, **one.facts}
            for one in session.query(Event).filter_by(kind="team.changed").order_by(Event.id)
        ]


def test_a_team_takes_the_members_of_the_group_and_leaves_out_its_guests(
    slack: Slack, office: Office, north: Group, ada: Person, ben: Person, wanda: Person
) -> None:
    made = mirrors(slack, ada, wanda)
    assert "Managers: wanda\nMembers: ben\nFollows the user group @sales-north" in made
    deal = office.opportunity("Fleet", ben)
    assert "Lost" in slack.says(wanda, f"/opp lost O-{deal}")


def test_who_joins_or_leaves_the_group_joins_or_leaves_the_team_at_once_and_managers_stay(
    slack: Slack, local: LocalSlack, office: Office, north: Group, ada: Person, ben: Person, wanda: Person
) -> None:
    mirrors(slack, ada, wanda)
    dora = local.add_person("dora", locale="en-US", tz="Europe/Paris")
    local.change_group(north, members=[dora.id])
    slack.closes(ada)
    listed = slack.clicks(ada, "Teams")
    assert "Managers: wanda\nMembers: dora\n" in listed
    deal = office.opportunity("Fleet", ben)
    assert "may change it" in slack.says(wanda, f"/opp lost O-{deal}")
    (followed,) = changes(office)
    assert followed["by"] is None, "nobody did it"
    assert (followed["joined"], followed["left"]) == ([office.knows(dora)], [office.knows(ben)])
    local.change_group(north, name="Nord")
    assert len(changes(office)) == 1, "a group with another name has the same people"


def test_a_group_that_no_team_mirrors_changes_nothing(
    slack: Slack, local: LocalSlack, office: Office, north: Group, ada: Person, wanda: Person
) -> None:
    opens(slack, ada, "Teams")
    slack.clicks(ada, "New team")
    slack.fills(ada, {"Name": "North", "Members": [wanda]})
    slack.submits(ada)
    local.change_group(north, members=[])
    assert changes(office) == []


def test_saving_the_form_reads_the_group_again_and_choosing_none_leaves_the_members_to_the_admin(
    slack: Slack, office: Office, north: Group, ada: Person, ben: Person, wanda: Person
) -> None:
    mirrors(slack, ada)
    north.members = [wanda.id]
    form = slack.clicks(ada, "Edit")
    assert form.values["Slack user group"] == "Sales North (@sales-north)"
    assert "Members: wanda" in slack.submits(ada)
    slack.clicks(ada, "Edit")
    slack.chooses(ada, "Slack user group")
    slack.fills(ada, {"Members": [ben, wanda]})
    kept = slack.submits(ada)
    assert "Members: ben and wanda" in kept
    assert "Follows" not in kept


def test_a_group_that_is_gone_in_slack_is_said_under_its_field_and_the_team_stays_as_it_is(
    slack: Slack, local: LocalSlack, office: Office, north: Group, ada: Person
) -> None:
    mirrors(slack, ada)
    del local.workspace.groups[north.id]
    slack.clicks(ada, "Edit")
    refused = slack.submits(ada)
    said = "There is no such user group in Slack any more: choose another one, or none."
    assert refused.errors == {"Slack user group": said}
    assert changes(office) == []


def test_where_slack_tells_of_no_groups_none_is_asked_for(
    slack: Slack, local: LocalSlack, office: Office, north: Group, ada: Person
) -> None:
    opens(slack, ada, "Teams")
    local.set_fault("usergroups.list", "missing_scope")
    form = slack.clicks(ada, "New team")
    assert form.fields == ["Name", "Members", "Managers"]
