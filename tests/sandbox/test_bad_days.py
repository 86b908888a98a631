"""Slack's bad days are ordered from the page, seen there, and refused in words where they make no sense."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Channel, Person
from tests.sandbox.conftest import MANIFEST, SmallApp
from tests.sandbox.test_page_doors import Page, listening

FAULT = {"method": "*", "kind": "ratelimited"}


@pytest.fixture
def page(local: LocalSlack) -> Page:
    return Page(local)


def test_the_page_counts_down_how_many_calls_still_fail(page: Page, app: SmallApp, ada: Person) -> None:
    page.tell("faults", {**FAULT, "times": 2, "retry_after": 1})
    with listening(page, ada) as heard:
        with pytest.raises(SlackApiError, match="ratelimited"):
            app.client.auth_test()
        assert next(heard) == {"kind": "state"}
    state = page.ask(f"/sandbox/state?as={ada.id}")
    assert state["faults"] == {"*": {**FAULT, "times": 1, "retry_after": 1}}
    page.tell("faults", {**FAULT, "times": 0})
    assert page.ask(f"/sandbox/state?as={ada.id}")["faults"] == {}
    assert app.client.auth_test()["ok"]


@pytest.mark.parametrize(
    ("door", "body", "words"),
    [
        ("faults", {"method": "*"}, "`kind` is missing."),
        ("faults", {"method": 1, "kind": "lost"}, "`method` is text."),
        ("faults", {"method": "*", "kind": ""}, "`kind` is text."),
        ("faults", FAULT | {"times": "three"}, "`times` is a whole number."),
        ("faults", FAULT | {"times": True}, "`times` is a whole number."),
        ("faults", FAULT | {"times": -1}, "`times` is a whole number from 0 to 1000."),
        ("faults", FAULT | {"times": 1001}, "`times` is a whole number from 0 to 1000."),
        ("faults", FAULT | {"retry_after": -1}, "`retry_after` is a whole number from 0 to 3600."),
        ("channels", {"id": "sales", "is_archived": "yes"}, "`is_archived` is true or false."),
        ("channels", {"id": "sales", "app_in": None}, "`app_in` is true or false."),
        ("channels", {"id": "sales", "members": "ada"}, "`members` is a list of ids."),
        ("channels", {"id": "sales", "name": 7}, "`name` is text."),
        ("channels", {"id": "sales", "kind": "im"}, "A channel has no kind that could be changed."),
        ("people", {"id": "U0ADA0000", "deleted": 1}, "`deleted` is true or false."),
        ("people", {"id": "U0ADA0000", "tz": "Mars/Olympus"}, "There is no time zone Mars/Olympus."),
    ],
)
def test_nonsense_is_refused_in_words(
    page: Page, local: LocalSlack, ada: Person, sales: Channel, door: str, body: dict[str, Any], words: str
) -> None:
    before = local.workspace.as_json()
    if door == "people":
        body = {**body, "id": ada.id}
    assert page.tell(door, body, 400) == {"error": words}
    after = local.workspace.as_json()
    assert after == before
    assert local.board.faults == []


def test_a_direct_message_is_no_channel_to_close(page: Page, local: LocalSlack, ada: Person) -> None:
    own = local.app_dm(ada)
    said = page.tell("channels", {"id": own.id, "is_archived": True}, 400)
    assert said == {"error": "Direct messages stay as they are."}
    assert not own.is_archived


def test_the_app_is_shown_the_door_and_asked_back(
    page: Page, app: SmallApp, local: LocalSlack, ada: Person, sales: Channel
) -> None:
    subscribed = {"event_subscriptions": {"bot_events": ["member_joined_channel", "user_change"]}}
    local.board.manifest = {**MANIFEST, "settings": subscribed}
    page.tell("channels", {"id": sales.id, "app_in": False})
    with pytest.raises(SlackApiError, match="not_in_channel"):
        app.client.chat_postMessage(channel=sales.id, text="x")
    page.tell("channels", {"id": sales.id, "app_in": True})
    assert app.heard[-1]["event"]["type"] == "member_joined_channel"
    assert app.client.chat_postMessage(channel=sales.id, text="x")["ok"]
    page.tell("people", {"id": ada.id, "deleted": True})
    assert app.heard[-1]["event"]["user"]["deleted"] is True
