"""How requests reach the app: signed, with three seconds of patience, events more than once."""

import dataclasses
import hashlib
import hmac
import threading
from typing import Any

import pytest
from flask import Response

from bot.sandbox.errors import Trouble
from bot.sandbox.serving import served
from bot.sandbox.slack import LocalSlack
from bot.sandbox.timing import Timing
from bot.sandbox.workspace import Channel, Person
from tests.sandbox.conftest import MANIFEST, SECRET, TOKEN, Clock, SmallApp
from tests.stories import Slack


def test_a_request_is_signed_over_its_time_and_its_body(slack: Slack, app: SmallApp, ada: Person) -> None:
    slack.says(ada, "/do", quiet=True)
    [entry] = [one for one in slack.local.wire if one.kind == "/do"]
    assert entry.sent is not None
    body, headers = entry.sent
    base = b"v0:" + headers["X-Slack-Request-Timestamp"].encode() + b":" + body
    assert headers["X-Slack-Signature"] == "v0=" + hmac.new(SECRET.encode(), base, hashlib.sha256).hexdigest()


def test_the_same_signed_request_can_be_sent_again(slack: Slack, app: SmallApp, ada: Person) -> None:
    slack.says(ada, "/do", quiet=True)
    assert slack.local.again(slack.local.wire[-1]) == 200
    first, second = app.heard
    assert first == second


def test_an_app_that_takes_longer_than_slack_waits(slack: Slack, app: SmallApp, ada: Person) -> None:
    go = threading.Event()
    app.on["/do"] = lambda said: (go.wait(5), said.ack("late"))
    with slack.expect_failure(), pytest.raises(Trouble, match='/do failed with the error "operation_timeout"'):
        slack.says(ada, "/do")
    go.set()


def test_an_app_that_does_not_say_200(slack: Slack, app: SmallApp, ada: Person) -> None:
    app.raw = lambda: Response("no", status=404)
    with slack.expect_failure(), pytest.raises(Trouble, match='/do failed with the error "dispatch_failed"'):
        slack.says(ada, "/do")
    app.raw = lambda: Response("{broken", status=200, content_type="application/json")
    with slack.expect_refusal("invalid_json"), pytest.raises(Trouble, match="invalid_json"):
        slack.says(ada, "/do")


def test_an_event_is_tried_again_three_times_and_says_why(slack: Slack, app: SmallApp, ada: Person) -> None:
    app.raw = lambda: Response("no", status=500)
    with slack.expect_failure() as failures:
        slack.local.open_home(ada)
        slack.local.wait_for(lambda: len(slack.local.failures) == 4)
        assert wait(lambda: len(app.headers) == 4)
    assert len(failures) == 4
    numbers = [headers.get("X-Slack-Retry-Num") for headers in app.headers]
    assert numbers == [None, "1", "2", "3"]
    assert {headers.get("X-Slack-Retry-Reason") for headers in app.headers[1:]} == {"http_error"}
    assert len({str(entry.request["event_id"]) for entry in failures}) == 1, "it is the same event each time"


def wait(look: Any) -> bool:
    """Look until it is so, for five seconds at most."""
    pause = threading.Event()
    return any(look() or pause.wait(0.01) for _ in range(500))


def test_an_event_that_the_app_wants_no_more_is_not_tried_again(slack: Slack, app: SmallApp, ada: Person) -> None:
    app.raw = lambda: Response("no", status=500, headers={"X-Slack-No-Retry": "1"})
    with slack.expect_failure():
        slack.local.open_home(ada)
    app.raw = None
    slack.local.open_home(ada)
    assert [headers.get("X-Slack-Retry-Num") for headers in app.headers] == [None, None]


def test_an_event_that_is_not_subscribed_is_not_told(clock: Clock, app: SmallApp) -> None:
    manifest = {**MANIFEST, "settings": {"event_subscriptions": {"bot_events": []}}}
    quiet = LocalSlack(
        signing_secret=SECRET, bot_token=TOKEN, manifest=manifest, app_url=None, timing=Timing(now=clock)
    )
    with quiet, served(app.wsgi) as url:
        quiet.app_url = url
        quiet.join("eve")
        quiet.uninstall()
    assert app.headers == []


def test_messages_are_told_where_the_app_is(slack: Slack, app: SmallApp, sales: Channel, ada: Person) -> None:
    private = slack.local.add_channel("board", kind="private", members=[ada])
    elsewhere = slack.local.add_channel("lunch", members=[ada], app_in=False)
    for place in (sales, private, elsewhere, slack.local.app_dm(ada)):
        slack.local.say(ada, place, "hi")
    told = [(body["event"]["channel"], body["event"]["channel_type"]) for body in app.heard]
    assert told == [(sales.id, "channel"), (slack.local.app_dm(ada).id, "im")], "message.groups is not subscribed"


def test_patience_is_slacks_own_where_nothing_else_is_said() -> None:
    timing = Timing()
    assert dataclasses.asdict(timing) | {"now": None} == {
        "acknowledge": 3.0,
        "trigger": 3.0,
        "response_url": 1800,
        "response_url_uses": 5,
        "retries": (0.0, 60.0, 300.0),
        "now": None,
    }
