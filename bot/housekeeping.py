"""What is done every hour, workspace by workspace: what is over is cleared away, and what is followed looked after."""

from datetime import datetime
from typing import Final

import structlog

from bot import following
from core.db import Database
from core.opportunities.bin import purge
from core.tidying import clear_away

log: Final = structlog.get_logger(__name__)


def keep_house(database: Database, now: datetime) -> None:
    """Empty the bins of what was there for thirty days, forget old messages, and look after what channels follow.

    Args:
        database: where everything is kept.
        now: when.

    Raises:
        DatabaseAway: the database does not answer; what was not done is so the next time.
    """
    for workspace_id in database.workspaces():
        with database.transaction(workspace_id) as session:
            gone = purge(session, workspace_id, now)
        with database.transaction(workspace_id) as session:
            following.look_after(session, workspace_id, now)
            forgotten = clear_away(session, workspace_id, now)
        if gone or forgotten:
            log.info("house kept", workspace=workspace_id, opportunities=gone, messages=forgotten)
