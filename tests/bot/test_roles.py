"""Roles: admins make admins, effective with the next act of each, and there is always one."""

from typing import Any

import pytest

from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Person
from core.models import Event
from tests.bot.office import Office
from tests.bot.settings_doors import ADMIN_ONLY, opens
from tests.stories import Slack

LAST = "Somebody has to be an admin: choose at least one active member."


def changes(office: Office) -> list[dict[str, Any]]:
    with office.database.transaction(office.workspace_id) as session:
        return [one.facts for one in session.query(Event).filter_by(kind="member.role_changed").order_by(Event.id)]


def test_who_is_made_an_admin_is_one_with_the_next_act(slack: Slack, office: Office, ada: Person, ben: Person) -> None:
    assert slack.says(ben, "/folder settings").words == ADMIN_ONLY
    form = opens(slack, ada, "Roles")
    assert form.values == {"Admins": [ada.id]}
    slack.chooses(ada, "Admins", ada, ben)
    done = slack.submits(ada)
    assert done.lines == ["Roles", "ben is an admin now."]
    assert slack.says(ben, "/folder settings").modal == "Settings"
    assert changes(office) == [{"member_id": office.knows(ben), "from": "rep", "to": "admin"}]
    assert slack.closes(ada).modal == "Settings"


def test_who_is_an_admin_no_more_loses_every_right_of_it_at_once(
    slack: Slack, office: Office, ada: Person, cleo: Person, wanda: Person
) -> None:
    office.folder("Zenith", wanda)
    office.knows(cleo)
    card = slack.says(cleo, "/folder open Zenith")
    slack.says(cleo, "/folder settings")
    opens(slack, ada, "Roles")
    slack.chooses(ada, "Admins", ada)
    assert slack.submits(ada).lines == ["Roles", "cleo is a rep now."]
    assert ADMIN_ONLY in slack.submits(cleo).errors.values()
    slack.closes(cleo)
    assert ADMIN_ONLY in slack.says(cleo, "/folder deactivate Zenith")
    assert "Settings" not in slack.opens_home(cleo).buttons
    assert card.modal is None
    assert changes(office) == [{"member_id": office.knows(cleo), "from": "admin", "to": "rep"}]


def test_an_admin_may_step_down_and_reads_that_they_did(
    slack: Slack, office: Office, ada: Person, cleo: Person
) -> None:
    office.knows(cleo)
    opens(slack, ada, "Roles")
    slack.chooses(ada, "Admins", cleo)
    done = slack.submits(ada)
    assert "ada is a rep now. You are no longer an admin: an admin can make you one again." in done.lines
    slack.closes(ada)
    assert ADMIN_ONLY in slack.submits(ada).errors.values(), "the settings below are no longer theirs to save"


def test_the_last_admin_stays_one_even_by_a_script(
    slack: Slack, local: LocalSlack, office: Office, ada: Person, ben: Person, cleo: Person
) -> None:
    office.knows(cleo)
    local.change_person(cleo, deleted=True)
    form = opens(slack, ada, "Roles")
    assert "Still with the role, but away: cleo (left)." in form
    slack.chooses(ada, "Admins")
    assert "required" in slack.submits(ada).errors["Admins"]
    assert slack.submits(ada, forged=True).errors == {"Admins": LAST}
    assert changes(office) == []
    assert slack.says(ada, "/folder settings").modal == "Settings"


@pytest.mark.parametrize(
    "who", [{"is_restricted": True}, {"is_bot": True}, {"deleted": True}, {"is_stranger": True}], ids=str
)
def test_only_active_full_members_are_made_admins(
    slack: Slack, local: LocalSlack, office: Office, ada: Person, who: dict[str, Any]
) -> None:
    other = local.add_person("dora", **who)
    opens(slack, ada, "Roles")
    slack.chooses(ada, "Admins", ada, other)
    refused = slack.submits(ada, forged=True)
    assert list(refused.errors) == ["Admins"]
    assert "active, full member" in refused.errors["Admins"]
    assert changes(office) == []


def test_who_was_left_alone_in_the_form_keeps_the_role_that_somebody_else_gave_meanwhile(
    slack: Slack, office: Office, ada: Person, ben: Person, cleo: Person, wanda: Person
) -> None:
    office.knows(cleo)
    opens(slack, ada, "Roles")
    opens(slack, cleo, "Roles")
    slack.chooses(cleo, "Admins", ada, cleo, ben)
    slack.submits(cleo)
    slack.chooses(ada, "Admins", ada, cleo, wanda)
    assert slack.submits(ada).lines == ["Roles", "wanda is an admin now."]
    assert slack.says(ben, "/folder settings").modal == "Settings"


def test_nothing_changed_is_said(slack: Slack, office: Office, ada: Person) -> None:
    opens(slack, ada, "Roles")
    assert slack.submits(ada).lines == ["Roles", "Nothing was changed."]
