"""The HTTP door: what is not Slack's is turned away, what cannot be read is said to be so, and nothing breaks."""

import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import urlencode

import pytest
from werkzeug.test import Client, TestResponse

from bot.app import create_app
from bot.config import Config
from bot.web import BODY_LIMIT, create_web
from core.db import Database
from tests.bot.conftest import SECRET, TOKEN

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
COMMAND = {"command": "/folder", "text": "help", "team_id": "T0LOCAL01", "user_id": "U0BEN0000", "response_url": ""}


class Door:
    """The product's web application, knocked at with raw requests."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def knock(
        self, body: bytes | str, content_type: str | None = FORM, *, stamp: str | None = None, **headers: str | None
    ) -> TestResponse:
        """A request with a right signature, but for the headers that are given; None leaves one out."""
        raw = body.encode() if isinstance(body, str) else body
        stamp = str(int(time.time())) if stamp is None else stamp
        digest = hmac.new(SECRET.encode(), b"v0:" + stamp.encode() + b":" + raw, hashlib.sha256).hexdigest()
        sent: dict[str, str | None] = {
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={digest}",
            "Content-Type": content_type,
        }
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        kept = {name: value for name, value in sent.items() if value is not None}
        return self._client.post("/slack/events", data=raw, headers=kept)

    def get(self, path: str) -> TestResponse:
        """Any other page."""
        return self._client.get(path)


@pytest.fixture
def door(local: Any, database: Database) -> Door:
    """The door of an app that was never asked anything."""
    config = Config(slack_signing_secret=SECRET, slack_bot_token=TOKEN, slack_api_url=local.api_url)
    web = create_web(create_app(config, database), database)
    return Door(Client(web))


def payload(**parts: Any) -> str:
    """An interaction as Slack's form."""
    known = {"team": {"id": "T0LOCAL01"}, "user": {"id": "U0BEN0000", "team_id": "T0LOCAL01"}, "trigger_id": "1.2.a"}
    return urlencode({"payload": json.dumps(known | parts)})


def event(**parts: Any) -> str:
    """An event as Slack's JSON."""
    return json.dumps({"type": "event_callback", "team_id": "T0LOCAL01", "event_id": "Ev1", "event": parts})


def quiet(answer: TestResponse) -> bool:
    """Whether an answer tells nothing of the inside."""
    text = answer.get_data(as_text=True)
    return not any(word in text for word in ("Traceback", 'File "', "Error(", "psycopg", "sqlalchemy"))


def test_a_request_of_slack_is_answered(door: Door, ben: Any) -> None:
    answer = door.knock(urlencode(COMMAND))
    assert answer.status_code == 200
    assert "what there is" in answer.get_json()["text"]


def test_a_signature_that_is_not_slacks_is_turned_away(door: Door) -> None:
    body = urlencode(COMMAND)
    forged = (
        "v0=" + "0" * 64,
        "v0=",
        "",
        "nonsense",
        "v1=" + hmac.new(SECRET.encode(), body.encode(), hashlib.sha256).hexdigest(),
        "v0=" + hmac.new(b"another secret", f"v0:{int(time.time())}:{body}".encode(), hashlib.sha256).hexdigest(),
    )
    for signature in forged:
        answer = door.knock(body, X_Slack_Signature=signature)
        assert answer.status_code == 401, signature
        assert quiet(answer)


def test_a_body_that_was_changed_on_the_way_is_turned_away(door: Door) -> None:
    stamp = str(int(time.time()))
    digest = hmac.new(SECRET.encode(), f"v0:{stamp}:{urlencode(COMMAND)}".encode(), hashlib.sha256).hexdigest()
    changed = urlencode(COMMAND | {"user_id": "U0ADA0000"})
    assert door.knock(changed, X_Slack_Signature=f"v0={digest}").status_code == 401


def test_a_request_without_signature_or_timestamp_is_turned_away(door: Door) -> None:
    body = urlencode(COMMAND)
    assert door.knock(body, X_Slack_Signature=None).status_code == 401
    assert door.knock(body, X_Slack_Request_Timestamp=None).status_code == 401
    assert door.knock(body, X_Slack_Signature=None, X_Slack_Request_Timestamp=None).status_code == 401


def test_a_timestamp_of_another_time_or_none_at_all_is_turned_away(door: Door) -> None:
    now = int(time.time())
    odd = [
        now - 301,
        now + 301,
        now - 10**6,
        0,
        -now,
        "",
        "now",
        "12:30",
        f"{now}.5",
        f" {now}x",
        "1e9",
        "+" + str(now),
    ]
    odd += ["٣", "９" * 10, "1" * 31, "9" * 5000, "0x10", "NaN", "1_000"]
    for stamp in odd:
        answer = door.knock(urlencode(COMMAND), stamp=str(stamp))
        assert answer.status_code in (400, 401), stamp
        assert quiet(answer)


def test_a_body_that_cannot_be_read_is_said_to_be_so(door: Door) -> None:
    unreadable = (
        (JSON, "{"),
        (JSON, "nonsense"),
        (JSON, "[1, 2]"),
        (JSON, '"text"'),
        (JSON, "null"),
        (JSON, "7"),
        (JSON, b"\xff\xfe\x00"),
        (JSON, "[" * 100_000),
        (JSON, '{"event": 5, "type": "event_callback"}'),
        (JSON, '{"event": ["app_home_opened"], "type": "event_callback"}'),
        (FORM, "payload="),
        (FORM, "payload=%7B"),
        (FORM, "payload=nonsense"),
        (FORM, "payload=%5B1%5D"),
        (FORM, "payload=null"),
        (FORM, "payload=" + "%5B" * 100_000),
        (FORM, "payload=%7B%22type%22%3A%22block_actions%22%7D&payload=%7B"),
        (FORM, b"payload=%FF%FE"),
        (FORM, payload(type="block_actions", actions={})),
        (FORM, payload(type="block_actions", actions=[])),
        (FORM, payload(type="block_actions", actions=["x"])),
        (FORM, payload(type="block_actions", actions=None)),
        (FORM, payload(type="block_actions", actions=[{"type": "button", "block_id": "b", "value": "{}"}])),
        (FORM, payload(type="view_submission", view=[])),
        (FORM, payload(type="view_submission", view=None)),
        (FORM, payload(type="view_submission")),
        (FORM, payload(type=["block_actions"])),
        (FORM, payload(type="block_actions", user="U1", team=7)),
    )
    for content_type, body in unreadable:
        answer = door.knock(body, content_type)
        assert answer.status_code in (400, 404), (body[:60], answer.status_code)
        assert quiet(answer), body[:60]


def test_an_empty_body_and_a_content_type_that_is_none_break_nothing(door: Door) -> None:
    for body, content_type in (
        ("", FORM),
        ("", JSON),
        ("", None),
        (urlencode(COMMAND), "text/plain"),
        (urlencode(COMMAND), "multipart/form-data; boundary=x"),
        (urlencode(COMMAND), "nonsense"),
        (urlencode(COMMAND), JSON),
    ):
        answer = door.knock(body, content_type)
        assert answer.status_code in ((200, 400) if body else (404,)), (body, content_type)
        assert quiet(answer)


def test_a_body_that_is_too_large_is_not_read(door: Door) -> None:
    for content_type in (FORM, JSON):
        assert door.knock("x" * (BODY_LIMIT + 1), content_type).status_code == 413


def test_what_nobody_listens_to_is_not_found(door: Door) -> None:
    action = {"type": "button", "block_id": "b", "value": "{}"}
    unheard = (
        (FORM, urlencode(COMMAND | {"command": "/folders"})),
        (FORM, urlencode({"command": "/folder help"})),
        (FORM, payload(type="block_actions", actions=[action | {"action_id": "folder.paint"}])),
        (FORM, payload(type="block_actions", actions=[action | {"action_id": ""}])),
        (FORM, payload(type="view_submission", view={"type": "modal", "callback_id": "folder.paint"})),
        (FORM, payload(type="view_submission", view={"type": "modal"})),
        (FORM, payload(type="view_closed", view={"type": "modal", "callback_id": "folder.create"})),
        (FORM, payload(type="block_suggestion", action_id="folder.paint", block_id="b", value="")),
        (FORM, payload(type="shortcut", callback_id="folder.create")),
        (FORM, payload(type="message_action", callback_id="folder.create")),
        (FORM, payload(type="nonsense")),
        (FORM, payload()),
        (JSON, event(type="message", text="/folder list", user="U0BEN0000")),
        (JSON, event(type="app_uninstalled")),
        (JSON, event()),
        (JSON, "{}"),
    )
    for content_type, body in unheard:
        answer = door.knock(body, content_type)
        assert answer.status_code == 404, body
        assert quiet(answer)


def test_slacks_own_questions_are_answered(door: Door) -> None:
    assert door.knock("ssl_check=1&token=x", X_Slack_Signature=None).status_code == 200
    challenge = json.dumps(
        {"type": "url_verification", "challenge": "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"}
    )
    answer = door.knock(challenge, JSON)
    assert answer.status_code == 200
    assert "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P" in answer.get_data(as_text=True)
    assert door.knock(challenge, JSON, X_Slack_Signature=None).status_code == 401


def test_a_payload_that_names_nobody_is_refused_in_words(door: Door) -> None:
    stranger = "people of other companies cannot use it"
    nobody = "Dossier answers people, not apps."
    for body, said in (
        (COMMAND | {"user_id": ""}, nobody),
        (COMMAND | {"user_id": "U0NOBODY0"}, stranger),
        (COMMAND | {"user_id": "'; drop table member; --"}, stranger),
        (COMMAND | {"user_id": "U\0"}, stranger),
        (COMMAND | {"team_id": ""}, nobody),
        ({"command": "/folder"}, nobody),
    ):
        answer = door.knock(urlencode(body))
        assert answer.status_code == 200, body
        assert said in answer.get_data(as_text=True), body
        assert quiet(answer)


def test_other_pages_and_methods_are_not_there(door: Door) -> None:
    assert door.get("/slack/events").status_code == 405
    assert door.get("/").status_code == 404
    assert door.get("/healthz").status_code == 200
    assert door.get("/readyz").get_data() == b"ready"
    measured = door.get("/metrics").data
    assert b"dossier_requests_total" in measured
    assert b"dossier_queue_jobs 0.0" in measured
    assert b"dossier_queue_oldest_seconds 0.0" in measured
