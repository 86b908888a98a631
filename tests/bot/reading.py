"""What a list on the screen says, and what the database holds."""

import re
from datetime import datetime

from core.models import Opportunity, Status
from tests.bot.office import Office
from tests.sandbox.screen import Screen

_FOLDER = re.compile(r"^(?P<name>.+)  F-\d+", re.MULTILINE)
_OPPORTUNITY = re.compile(r"^O-\d+ (?P<title>.+)$", re.MULTILINE)
_UNDERSTOOD = re.compile(r"^Showing: (?P<filter>.+)$", re.MULTILINE)


def folders_of(screen: Screen) -> list[str]:
    """The names of the folders in a list, in its order."""
    return [found["name"] for found in _FOLDER.finditer(screen.words)]


def titles_of(screen: Screen) -> list[str]:
    """The titles of the opportunities in a list or on a folder's card, in its order."""
    return [found["title"] for found in _OPPORTUNITY.finditer(screen.words)]


def understood(screen: Screen) -> str:
    """How a list understood its filter."""
    found = _UNDERSTOOD.search(screen.words)
    assert found, screen.words
    return found["filter"]


def stands(office: Office, number: int) -> tuple[Status, datetime | None, bool]:
    """An opportunity's status, its reminder, and whether it has a date of closing."""
    with office.database.transaction(office.workspace_id) as session:
        found = session.query(Opportunity).filter_by(number=number).one()
        return found.status, found.reminder_at, found.closed_at is not None
