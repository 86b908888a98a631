"""The HTTP door: Slack's requests, and signs of life for whoever runs the process."""

import time
from typing import Final

import structlog
from flask import Flask, Response, request
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest
from slack_bolt import App
from slack_bolt.adapter.flask import SlackRequestHandler

from core.db import Database, DatabaseAway

log: Final = structlog.get_logger(__name__)

BODY_LIMIT: Final = 1024 * 1024
"""Bytes of a request; Slack's largest payloads are well below."""

REQUESTS: Final = Counter("dossier_requests_total", "Requests of Slack, by HTTP status", ["status"])
SECONDS: Final = Histogram("dossier_request_seconds", "Seconds until a request of Slack was answered")


def create_web(bolt: App, database: Database) -> Flask:
    """The WSGI application.

    Args:
        bolt: answers Slack.
        database: asked for signs of life.
    """
    web = Flask(__name__, static_folder=None)
    web.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT
    slack = SlackRequestHandler(bolt)

    @web.post("/slack/events")
    def events() -> Response:
        began = time.monotonic()
        answer = slack.handle(request) if _is_timestamped() else Response("the timestamp is not a number", 401)
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
            database.ping()
        except DatabaseAway:
            return Response("the database does not answer", 503, mimetype="text/plain")
        if remedy is not None:
            return Response(f"row-level security does not hold: {remedy}", 503, mimetype="text/plain")
        return Response("ready", mimetype="text/plain")

    @web.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)

    return web


def _is_timestamped() -> bool:
    """Whether the signature can be checked at all: the SDK takes the header for a number without looking."""
    return request.headers.get("X-Slack-Request-Timestamp", "0").isascii() and (
        request.headers.get("X-Slack-Request-Timestamp", "0").isdigit()
    )
