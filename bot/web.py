"""The HTTP door: Slack's requests, and signs of life for whoever runs the process."""

import math
import re
import time
from contextlib import suppress
from typing import Any, Final

import structlog
from flask import Flask, Response, request
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest
from slack_bolt import App
from slack_bolt.adapter.flask.handler import to_bolt_request, to_flask_response

from core import health
from core.db import Database, DatabaseAway

log: Final = structlog.get_logger(__name__)

BODY_LIMIT: Final = 1024 * 1024
"""Bytes of a request; Slack's largest payloads are well below."""

_TIMESTAMP: Final = re.compile(r"[0-9]{1,12}")
"""The SDK takes the header for a number without looking."""

REQUESTS: Final = Counter("dossier_requests_total", "Requests of Slack, by HTTP status", ["status"])
SECONDS: Final = Histogram("dossier_request_seconds", "Seconds until a request of Slack was answered")

WAITING: Final = Gauge("dossier_queue_jobs", "Jobs that wait or are being done")
OLDEST: Final = Gauge("dossier_queue_oldest_seconds", "Seconds since the oldest of them was put down")


def create_web(bolt: App, database: Database) -> Flask:
    """The WSGI application.

    Args:
        bolt: answers Slack.
        database: asked for signs of life.
    """
    web = Flask(__name__, static_folder=None)
    web.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT

    @web.post("/slack/events")
    def events() -> Response:
        began = time.monotonic()
        answer = _answer(bolt)
        SECONDS.observe(time.monotonic() - began)
        REQUESTS.labels(answer.status_code).inc()
        return answer

    @web.get("/healthz")
    def healthz() -> Response:
        return Response("ok", mimetype="text/plain")

    @web.get("/readyz")
    def readyz() -> Response:
        try:
            remedy = database.walls().remedy
            if remedy is None:
                with database.outside() as session:
                    health.queue(session)
        except DatabaseAway:
            return Response("the database does not answer", 503, mimetype="text/plain")
        if remedy is not None:
            return Response(f"row-level security does not hold: {remedy}", 503, mimetype="text/plain")
        return Response("ready", mimetype="text/plain")

    @web.get("/metrics")
    def metrics() -> Response:
        _measure_queue(database)
        return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)

    return web


def _measure_queue(database: Database) -> None:
    """What waits in the queue; no number while the database is away, or has no queue yet."""
    waiting, oldest = math.nan, math.nan
    with suppress(DatabaseAway):
        if database.walls().hold:
            with database.outside() as session:
                found = health.queue(session)
            waiting, oldest = found.waiting, found.oldest or 0
    WAITING.set(waiting)
    OLDEST.set(oldest)


def _answer(bolt: App) -> Response:
    """What Bolt answers; what neither the SDK nor Bolt can read does not get that far."""
    if not _TIMESTAMP.fullmatch(request.headers.get("X-Slack-Request-Timestamp", "0")):
        return Response("the timestamp is no number of seconds", 401, mimetype="text/plain")
    try:
        asked = to_bolt_request(request)
    except (ValueError, RecursionError, AttributeError, TypeError):
        return _unreadable()
    return to_flask_response(bolt.dispatch(asked)) if _is_well_formed(asked.body) else _unreadable()


def _unreadable() -> Response:
    return Response("the body cannot be read", 400, mimetype="text/plain")


def _is_well_formed(body: Any) -> bool:
    """Whether a payload has the outline that Bolt takes for granted; what is inside is read where it is used."""
    if not isinstance(body, dict) or not isinstance(body.get("type", ""), str):
        return False
    if any(not isinstance(body.get(part) or {}, dict) for part in ("event", "view", "team", "user", "enterprise")):
        return False
    match body.get("type"):
        case "block_actions":
            actions = body.get("actions")
            return isinstance(actions, list) and bool(actions) and all(map(_is_action, actions))
        case "view_submission" | "view_closed":
            return isinstance(body.get("view"), dict)
        case "event_callback":
            return isinstance(body.get("event"), dict)
        case _:
            return True


def _is_action(action: Any) -> bool:
    return isinstance(action, dict) and isinstance(action.get("action_id"), str)
