"""A small app of our own at a local Slack: enough to try every door, and nothing of the product."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask, request
from slack_bolt import Ack, App
from slack_bolt.adapter.flask import SlackRequestHandler
from slack_sdk import WebClient

from bot.sandbox.serving import served
from bot.sandbox.slack import LocalSlack
from bot.sandbox.timing import Timing
from bot.sandbox.workspace import Channel, Person
from tests.stories import Slack

_ANY = re.compile(".*")
SECRET = "a signing secret of these tests"
TOKEN = "xoxb-local-1"

MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Small"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "small"},
        "slash_commands": [
            {"command": "/echo", "description": "Says it again", "usage_hint": "<words>", "should_escape": True},
            {"command": "/raw", "description": "Unescaped"},
            {"command": "/do", "description": "What a test wants"},
        ],
        "shortcuts": [
            {"name": "New thing", "type": "global", "callback_id": "thing.new", "description": "A new thing"},
            {"name": "Keep this", "type": "message", "callback_id": "thing.keep", "description": "Keep a message"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "channels:history",
                "channels:read",
                "chat:write",
                "commands",
                "files:read",
                "files:write",
                "im:history",
                "im:read",
                "im:write",
                "groups:read",
                "team:read",
                "usergroups:read",
                "users:read",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened",
                "app_uninstalled",
                "channel_archive",
                "channel_rename",
                "message.channels",
                "message.im",
                "subteam_members_changed",
                "subteam_updated",
                "team_join",
                "user_change",
            ]
        }
    },
}


@dataclass(frozen=True)
class Said:
    """One request, as a listener gets it."""

    ack: Ack
    body: dict[str, Any]
    client: WebClient


class SmallApp:
    """A Bolt app whose answers each test sets: `on["/do"] = lambda said: said.ack("done")`."""

    def __init__(self, api_url: str) -> None:
        self.client = WebClient(TOKEN, base_url=api_url)
        self.heard: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.on: dict[str, Any] = {}
        self.raw: Any = None
        bolt = App(client=self.client, signing_secret=SECRET, process_before_response=True)
        for command in ("/echo", "/raw", "/do"):
            bolt.command(command)(self._told(command))
        for callback in ("thing.new", "thing.keep"):
            bolt.shortcut(callback)(self._told(callback))
        bolt.action({"type": "block_actions", "action_id": _ANY})(self._told("action"))
        bolt.options(_ANY)(self._told("options"))
        bolt.view(_ANY)(self._told("view"))
        bolt.view({"type": "view_closed", "callback_id": _ANY})(self._told("closed"))
        for event in ("app_home_opened", "app_uninstalled", "channel_archive", "channel_rename", "message"):
            bolt.event(event)(self._told(event))
        for event in ("subteam_members_changed", "subteam_updated"):
            bolt.event(event)(self._told(event))
        for event in ("team_join", "user_change", "app_mention", "channel_left", "member_joined_channel"):
            bolt.event(event)(self._told(event))
        handler = SlackRequestHandler(bolt)
        self.wsgi = Flask("small")

        @self.wsgi.post("/slack/events")
        def _events() -> Any:
            self.headers.append(dict(request.headers))
            return self.raw() if self.raw else handler.handle(request)

    def _told(self, name: str) -> Any:
        def listener(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
            self.heard.append(body)
            answer = self.on.get(name)
            if answer is None:
                ack()
            else:
                answer(Said(ack, body, client))

        return listener


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@pytest.fixture
def clock() -> Clock:
    """Slack's clock."""
    return Clock()


@pytest.fixture
def timing(clock: Clock) -> Timing:
    """Slack in a hurry: a second of patience, and retries at once."""
    return Timing(acknowledge=1.0, retries=(0.0, 0.0, 0.0), now=clock)


@pytest.fixture
def local(timing: Timing) -> Iterator[LocalSlack]:
    """A local Slack with an app URL still to come."""
    slack = LocalSlack(signing_secret=SECRET, bot_token=TOKEN, manifest=MANIFEST, app_url=None, timing=timing)
    with slack:
        yield slack


@pytest.fixture
def app(local: LocalSlack) -> Iterator[SmallApp]:
    """The small app, served beside it."""
    small = SmallApp(local.api_url)
    with served(small.wsgi) as url:
        local.app_url = url
        yield small


@pytest.fixture
def ada(local: LocalSlack) -> Person:
    """An admin."""
    return local.add_person("ada", real_name="Ada Lovelace", title="Admin", is_admin=True, locale="fr-FR")


@pytest.fixture
def ben(local: LocalSlack) -> Person:
    """A rep."""
    return local.add_person("ben", real_name="Ben Okri", title="Rep")


@pytest.fixture
def sales(local: LocalSlack, ada: Person, ben: Person) -> Channel:
    """A channel that the app is in."""
    return local.add_channel("sales", members=[ada, ben])


@pytest.fixture
def slack(local: LocalSlack, app: SmallApp) -> Iterator[Slack]:
    """The teller of stories."""
    story = Slack(local)
    yield story
    story.assert_clean()
