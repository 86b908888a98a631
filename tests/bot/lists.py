"""What a list on the screen says, and what a button sends that nobody put there."""

import json
import re
from typing import Any

from bot.sandbox.workspace import Person
from tests.sandbox.finding import Finder
from tests.sandbox.screen import Screen
from tests.stories import Slack

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


def press(slack: Slack, who: Person, screen: Screen, action_id: str, value: Any) -> Screen:
    """Send a button's action from the last message of a screen, with a value that nobody put there.

    Gives what came in answer.
    """
    sent = value if isinstance(value, str) else json.dumps(value)
    mark = slack.local.workspace.count
    action = {"type": "button", "block_id": "forged", "action_id": action_id, "value": sent}
    slack.local.act(who, forged=True, actions=[action], **screen.parts[-1].where)
    return Screen(who, Finder(slack.local).news(who, mark), slack.local.workspace)
