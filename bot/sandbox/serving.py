"""The product's web application, served beside the local Slack."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

POLL = 0.01
"""Seconds after which a server notices that it is to stop."""


class Quiet(WSGIRequestHandler):
    """The page's "Wire" shows every request."""

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 — werkzeug's signature
        """Say nothing."""


@contextmanager
def served(web: Flask) -> Iterator[str]:
    """The product's web application on a free port of this machine.

    Yields:
        Where it takes Slack's requests.
    """
    server = make_server("127.0.0.1", 0, web, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(POLL,), name="dossier", daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/slack/events"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
