"""The HTTP side: the page, what it asks and tells, and the doors that the app knocks at."""

import mimetypes
from collections.abc import Callable
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Flask, Response, abort, jsonify, redirect, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule
from werkzeug.wrappers import Response as AnyResponse

from bot.sandbox.controls import controls
from bot.sandbox.doors import doors
from bot.sandbox.errors import Trouble

if TYPE_CHECKING:
    from bot.sandbox.slack import LocalSlack

HOSTS = {"127.0.0.1", "localhost"}
POLICY = (
    "default-src 'self'; img-src 'self' https: http: data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class _Knocked(Rule):
    """A rule that is knocked at and never asked for its address: what would spell that out takes longest to make."""

    def _compile_builder(
        self,
        append_unknown: bool = True,  # noqa: ARG002 — werkzeug's signature
    ) -> Callable[[str, dict[str, Any]], tuple[str, str]]:
        def spell(*_: object) -> tuple[str, str]:
            raise NotImplementedError("Nobody asks the local Slack for addresses.")

        return spell


class _Site(Flask):
    url_rule_class = _Knocked


def _guard() -> None:
    """Answer this machine only, and let no other site's page give orders (DNS rebinding, cross-site requests)."""
    if urlsplit(f"//{request.host}").hostname not in HOSTS:
        abort(403, "This is a local Slack: open it as http://localhost or http://127.0.0.1.")
    if request.method == "POST" and request.path.startswith("/sandbox/"):
        origin = request.headers.get("Origin")
        if origin is not None and origin != f"http://{request.host}":
            abort(403, "Another site may not do this.")
        kind = "application/octet-stream" if request.path == "/sandbox/upload" else "application/json"
        if request.mimetype != kind:
            abort(415, f"Say it as {kind}.")


def create_site(slack: "LocalSlack") -> Flask:
    """The WSGI application of one local Slack."""
    site = _Site("bot.sandbox", static_folder=None)
    site.before_request(_guard)

    @site.after_request
    def _safely(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    @site.errorhandler(Trouble)
    def _in_words(trouble: Trouble) -> tuple[Any, int]:
        return jsonify(error=trouble.sentence), trouble.status

    @site.errorhandler(HTTPException)
    def _refused(error: HTTPException) -> tuple[Any, int]:
        return jsonify(error=error.description), error.code or 500

    @site.get("/")
    def _page() -> Response:
        return _static("index.html")

    @site.get("/page/<path:name>")
    def _part(name: str) -> Response:
        return _static(name)

    @site.get("/archives/<channel>/<message>")
    def _permalink(channel: str, **_: str) -> AnyResponse:
        return redirect(f"/?at={channel}")

    site.register_blueprint(controls(slack))
    site.register_blueprint(doors(slack))
    return site


def _static(name: str) -> Response:
    parts = name.split("/")
    found = files("bot.sandbox").joinpath("page", *parts)
    if ".." in parts or "" in parts or not found.is_file():
        abort(404)
    kind = "text/javascript" if name.endswith(".js") else mimetypes.guess_type(name)[0]
    return Response(found.read_bytes(), mimetype=kind or "application/octet-stream")
