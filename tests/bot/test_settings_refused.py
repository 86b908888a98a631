"""Golden case 25 at every door behind "Settings": a rep changes nothing, by button, by form or by script."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from bot import ids
from bot.sandbox.workspace import Person
from core.models import DefaultField, Event, Member, Role, Settings, Team
from core.models import FolderSharing as F
from core.models import OpportunityVisibility as V
from tests.bot.forging import press
from tests.bot.office import Office
from tests.bot.settings_doors import ADMIN_ONLY, opens, steals
from tests.stories import Slack

in_every_combination = pytest.mark.parametrize(
    ("folders", "opportunities"), [(folders, opportunities) for folders in F for opportunities in V]
)

BUTTONS: dict[str, dict[str, Any] | None] = {
    ids.SETTINGS: None,
    ids.DEFAULT_FIELDS: None,
    ids.DEFAULT_FIELD_NEW: None,
    ids.DEFAULT_FIELD_EDIT: {"field": 1, "version": 1},
    ids.DEFAULT_FIELD_UP: {"field": 2, "place": 1},
    ids.DEFAULT_FIELD_DOWN: {"field": 1, "place": 2},
    ids.DEFAULT_FIELD_REMOVE: {"field": 1, "version": 1},
    ids.DEFAULT_FIELD_RESTORE: {"field": 3},
    ids.TEAMS: None,
    f"{ids.TEAMS_PAGE}.next": {"page": 1},
    f"{ids.TEAMS_PAGE}.previous": {"page": 1},
    ids.TEAM_NEW: None,
    ids.TEAM_EDIT: {"team": 1, "version": 1, "page": 1},
    ids.TEAM_DELETE: {"team": 1, "version": 1, "page": 1},
    ids.ROLES: None,
}
"""Every button behind "Settings", with a value that would do something for an admin."""


def kept(office: Office) -> tuple[Any, ...]:
    """Everything that only an admin changes, as it is stored."""
    with office.database.transaction(office.workspace_id) as session:
        return (
            session.query(Settings).one().version,
            [
                (one.label, one.position, one.removed_at)
                for one in session.query(DefaultField).order_by(DefaultField.id)
            ],
            [(one.name, one.version) for one in session.query(Team)],
            {one.slack_user_id for one in session.query(Member).filter_by(role=Role.ADMIN)},
            session.query(Event).count(),
        )


@pytest.fixture
def furnished(slack: Slack, office: Office, ada: Person, ben: Person) -> None:
    """Two default fields, a third that was removed, and a team; made by the admin."""
    opens(slack, ada, "Default fields")
    for label in ("Code", "Sector", "Old"):
        slack.clicks(ada, "Add a field")
        slack.fills(ada, {"Label": label, "Kind": "Text"})
        slack.submits(ada)
    slack.clicks(ada, "Remove", beside="3. Old")
    slack.closes(ada)
    slack.clicks(ada, "Teams")
    slack.clicks(ada, "New team")
    slack.fills(ada, {"Name": "North", "Members": [ben]})
    slack.submits(ada)
    slack.closes(ada, clear=True)


@in_every_combination
def test_25_a_rep_is_refused_at_every_button_and_reads_nothing_of_what_stands_behind_it(
    slack: Slack, office: Office, furnished: None, ada: Person, ben: Person, folders: F, opportunities: V
) -> None:
    office.sets(folders, opportunities)
    before = kept(office)
    shown = slack.says(ben, "/folder list")
    for action_id, value in BUTTONS.items():
        answer = press(slack, ben, shown, action_id, value or "{}")
        assert ADMIN_ONLY in answer.words, action_id
        assert not {"Sector", "North", "Old"} & set(answer.words.split()), action_id
    assert kept(office) == before


FORMS: dict[str, Callable[[Slack, Person], object]] = {
    "Default field": lambda slack, ada: (opens(slack, ada, "Default fields"), slack.clicks(ada, "Add a field")),
    "Default field, changed": lambda slack, ada: (
        opens(slack, ada, "Default fields"),
        slack.clicks(ada, "Edit", beside="1. Code"),
    ),
    "Team": lambda slack, ada: (opens(slack, ada, "Teams"), slack.clicks(ada, "New team")),
    "Team, changed": lambda slack, ada: (opens(slack, ada, "Teams"), slack.clicks(ada, "Edit")),
    "Roles": lambda slack, ada: opens(slack, ada, "Roles"),
}


@in_every_combination
def test_25_a_rep_saves_no_form_that_was_an_admins(
    slack: Slack, office: Office, furnished: None, ada: Person, ben: Person, folders: F, opportunities: V
) -> None:
    office.sets(folders, opportunities)
    before = kept(office)
    for name, opened in FORMS.items():
        opened(slack, ada)
        if name == "Roles":
            slack.chooses(ada, "Admins", ada, ben)
        else:
            slack.fills(ada, {slack.looks(ada).fields[0]: "Mine"})
        if name.startswith("Default field"):
            slack.chooses(ada, "Kind", "Text")
        steals(slack, ben, ada)
        assert ADMIN_ONLY in slack.submits(ben, forged=True).errors.values(), name
        slack.local.workspace.stack(ben.id).clear()
    assert kept(office) == before


@pytest.mark.parametrize("metadata", ["", "[]", "{}", '{"team":-1}', json.dumps({"team": 99, "version": 1, "page": 1})])
def test_a_form_that_names_a_team_that_there_is_not_changes_none(
    slack: Slack, office: Office, furnished: None, ada: Person, metadata: str
) -> None:
    before = kept(office)
    FORMS["Team, changed"](slack, ada)
    slack.fills(ada, {"Name": "Mine"})
    slack.local.workspace.stack(ada.id)[-1].body["private_metadata"] = metadata
    assert slack.submits(ada, forged=True).errors
    assert kept(office) == before


def test_a_rep_picking_in_an_admins_settings_form_is_refused(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    slack.says(ada, "/folder settings")
    steals(slack, ben, ada)
    assert ADMIN_ONLY in slack.chooses(ben, "Client folders", "Each user has their own")
