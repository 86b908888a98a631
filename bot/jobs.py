"""The worker. There is nothing to do yet: it makes sure of the database and waits to be told to stop."""

import signal
import threading
from typing import Final

import structlog

from core.db import Database, DatabaseAway

log: Final = structlog.get_logger(__name__)

LOOK_SECONDS: Final = 60
"""How often it looks whether the database is there."""


def work(database: Database, stop: threading.Event | None = None) -> None:
    """Run until SIGTERM or SIGINT.

    Args:
        database: where everything is kept.
        stop: set to end it from within; made, and set by the signals, when absent.
    """
    if stop is None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
    log.info("worker started")
    while not stop.wait(LOOK_SECONDS):
        try:
            database.ping()
        except DatabaseAway:
            log.warning("database away")
    log.info("worker stopped")
