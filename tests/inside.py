"""The product and a local Slack in one process, without a wire between them: requests are signed, and checked.

Whatever the product asks of Slack goes through the local Slack's own doors, and whatever Slack sends through the
product's; the bytes are the same, only the sockets are missing. What is about the wire itself stays on one.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPMessage, RemoteDisconnected
from itertools import count
from typing import Any, Final
from urllib.error import HTTPError
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen

import pytest
from flask import Flask
from werkzeug.test import run_wsgi_app

from bot.sandbox.pages import create_site
from bot.sandbox.slack import LocalSlack
from bot.sandbox.switchboard import Answer
from tests.haste import hasten

CALLERS: Final = ("slack_sdk.web.base_client", "slack_sdk.web.internal_utils", "slack_sdk.webhook.client")
"""Where the SDK opens addresses."""

_NUMBERS: Final = count(1)
_SITES: Final[dict[str, Flask]] = {}
"""Local Slacks of this process, by where they would listen: on localhost; those on a wire listen on 127.0.0.1."""


@contextmanager
def joined(local: LocalSlack) -> Iterator[None]:
    """Give a local Slack that is not started its doors, for those that ask from within this process."""
    where = f"localhost:{next(_NUMBERS)}"
    local.board.url = f"http://{where}"
    local.board.open()
    _SITES[where] = create_site(local)
    with pytest.MonkeyPatch.context() as patch:
        hasten(patch)
        for caller in CALLERS:
            patch.setattr(f"{caller}.urlopen", _opened)
        try:
            yield
        finally:
            local.stop()
            del _SITES[where]


def answered_by(local: LocalSlack, web: Flask) -> None:
    """Have the product's web application answer what the local Slack asks."""

    def post(body: bytes, headers: dict[str, str]) -> Answer:
        status, found, content = _asked(web, "POST", f"{local.board.url}/slack/events", headers, body)
        return Answer(status, {name.lower(): value for name, value in found}, content)

    local.app_url = f"{local.board.url}/slack/events"
    vars(local.board)["_post"] = post


class _Line:
    """What the local Slack hangs up where an answer is to be lost."""

    def __init__(self) -> None:
        self.is_open = True

    def shutdown(self, _: int) -> None:
        """Nothing comes any more."""
        self.is_open = False


class _Response:
    """As much of an HTTP response as Slack's SDK reads."""

    def __init__(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status = self.code = status
        self.headers = HTTPMessage()
        for name, value in headers:
            self.headers[name] = value
        self._body = body

    def read(self) -> bytes:
        """The body."""
        return self._body


def _opened(request: Request, **how: Any) -> Any:
    """What urllib does with an address: within this process where it is a local Slack's in here."""
    site = _SITES.get(request.host)
    if site is None:
        return urlopen(request, **how)
    line = _Line()
    body = request.data if isinstance(request.data, bytes) else b""
    status, headers, content = _asked(
        site, request.get_method(), request.full_url, dict(request.header_items()), body, line
    )
    if not line.is_open:
        raise RemoteDisconnected("Remote end closed connection without response")
    response = _Response(status, headers, content)
    if status >= 400:
        raise HTTPError(request.full_url, status, "", response.headers, io.BytesIO(content))
    return response


def _asked(
    web: Flask, method: str, url: str, headers: dict[str, str], body: bytes, line: _Line | None = None
) -> tuple[int, list[tuple[str, str]], bytes]:
    """One request: status, headers and body of what comes back."""
    target = urlsplit(url)
    environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(target.path, "latin1"),
        "QUERY_STRING": target.query,
        "SERVER_NAME": target.hostname,
        "SERVER_PORT": str(target.port or 80),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": target.netloc,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": target.scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "werkzeug.socket": line,
    }
    for name, value in headers.items():
        key = name.upper().replace("-", "_")
        environ[key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"] = value
    chunks, status, found = run_wsgi_app(web, environ, buffered=True)
    return int(status.split()[0]), list(found), b"".join(chunks)
