"""The worker: what time brings. Once an hour it empties the bins of what has been in them for thirty days."""

import signal
import threading
from datetime import datetime, timedelta
from typing import Final

import structlog

from core import clock
from core.db import Database, DatabaseAway
from core.opportunities.bin import purge

log: Final = structlog.get_logger(__name__)

LOOK_SECONDS: Final = 60
"""How often it looks whether there is something to do."""

HOUSEKEEPING: Final = timedelta(hours=1)
"""How often the bins are emptied."""


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
    kept_at: datetime | None = None
    while not stop.wait(LOOK_SECONDS):
        now = clock.now()
        if kept_at is not None and now - kept_at < HOUSEKEEPING:
            continue
        try:
            empty_bins(database, now)
            kept_at = now
        except DatabaseAway:
            log.warning("database away")
    log.info("worker stopped")


def empty_bins(database: Database, now: datetime) -> None:
    """Clear away what has been in the bin for thirty days, workspace by workspace.

    Args:
        database: where everything is kept.
        now: when.

    Raises:
        DatabaseAway: the database does not answer; what was not cleared away is so the next time.
    """
    for workspace_id in database.workspaces():
        with database.transaction(workspace_id) as session:
            gone = purge(session, workspace_id, now)
        if gone:
            log.info("bin emptied", workspace=workspace_id, opportunities=gone)
