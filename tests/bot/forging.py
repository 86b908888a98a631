"""What Slack's own client would not send: buttons that nobody was shown, and answers that no form takes."""

import json
from typing import Any, Final

from bot import ids
from bot.sandbox.workspace import Person
from tests.sandbox.finding import Finder
from tests.sandbox.screen import Screen
from tests.stories import Slack

NOT_UNDERSTOOD: Final = "That button is no longer understood. Ask again with the command."


def press(slack: Slack, who: Person, screen: Screen, action_id: str, value: Any) -> Screen:
    """Send a button's action from the last message of a screen, with a value that nobody put there.

    Gives what came in answer.
    """
    sent = value if isinstance(value, str) else json.dumps(value)
    mark = slack.local.workspace.count
    action = {"type": "button", "block_id": "forged", "action_id": action_id, "value": sent}
    slack.local.act(who, forged=True, actions=[action], **screen.parts[-1].where)
    return Screen(who, Finder(slack.local).news(who, mark), slack.local.workspace)


def enters(slack: Slack, who: Person, block_id: str, kind: str, **chosen: Any) -> None:
    """Put something into a field of the form on top that Slack's own form would not let in."""
    view = slack.local.workspace.stack(who.id)[-1]
    slack.local.enter(who, view.id, {block_id: {ids.INPUT: {"type": kind, **chosen}}})
