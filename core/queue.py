"""The queue: a job is put into the caller's own transaction, so that it is there exactly if the change is.

PostgreSQL is the queue (Procrastinate). What a job does is known to `bot`; here it has a name, a lock and ids.
"""

from functools import cache

from procrastinate import App, SyncPsycopgConnector
from procrastinate.tasks import ConfigureTaskOptions
from psycopg import Connection
from sqlalchemy import text
from sqlalchemy.orm import Session


@cache
def _queue() -> App:
    """Puts jobs down and does none; it never opens a connection of its own."""
    return App(connector=SyncPsycopgConnector())


def defer(session: Session, task: str, *, lock: str | None = None, pause: int = 0, **ids: int | str) -> None:
    """Put a job off until the caller's transaction is committed; rolled back, it never was.

    Args:
        session: the caller's.
        task: the name of what is to be done.
        lock: jobs of one lock are done one after the other, in the order in which they were put down.
        pause: seconds before which it is not begun, by the database's clock, which is what the queue goes by.
        ids: what it is about; never a name or an amount.
    """
    connection = session.connection().connection.driver_connection
    assert isinstance(connection, Connection)
    later: ConfigureTaskOptions = {}
    if pause:
        moment = text("select clock_timestamp() + make_interval(secs => :pause)")
        later = {"schedule_at": session.execute(moment, {"pause": pause}).scalar_one()}
    _queue().configure_task(task, lock=lock, connection=connection, **later).defer(**ids)
