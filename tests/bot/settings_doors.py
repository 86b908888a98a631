"""The way into what stands behind "Settings", as an admin goes it and as a script would."""

from bot.sandbox.workspace import Person
from core.models import Settings
from tests.bot.office import Office
from tests.sandbox.screen import Screen
from tests.stories import Slack

ADMIN_ONLY = "Only an admin may do this."


def opens(slack: Slack, who: Person, label: str) -> Screen:
    """Open "Settings", and what one of its buttons leads to."""
    slack.says(who, "/folder settings")
    return slack.clicks(who, label)


def steals(slack: Slack, thief: Person, owner: Person) -> None:
    """Put the form on top of somebody's screen onto another person's."""
    view = slack.local.workspace.stack(owner.id)[-1]
    slack.local.workspace.stack(thief.id).append(view)
    view.person = thief.id


def settings_of(office: Office) -> Settings:
    """As they are."""
    with office.database.transaction(office.workspace_id) as session:
        return session.query(Settings).one()
