"""A database that neither answers nor hangs up."""

import os
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from core.db import Database, DatabaseAway, embedded
from migrations.run import upgrade


@pytest.fixture
def lonely() -> Iterator[Database]:
    """A database on a server of its own, since it will be held up."""
    with tempfile.TemporaryDirectory() as home:
        server = embedded(Path(home))
        database = Database(server.get_uri())
        upgrade(database.engine)
        database.ping()
        yield database
        database.close()
        server.cleanup()


@pytest.mark.parametrize("when", ["at its beginning", "in the middle"])
def test_an_answer_that_never_comes_is_not_waited_for_and_the_next_one_is_had(lonely: Database, when: str) -> None:
    with lonely.transaction(1) as session:
        backend = int(session.execute(text("select pg_backend_pid()")).scalar_one())
    began = time.monotonic()
    try:
        if when == "at its beginning":
            os.kill(backend, signal.SIGSTOP)
        with pytest.raises(DatabaseAway), lonely.transaction(1) as session:
            os.kill(backend, signal.SIGSTOP)
            session.execute(text("select 1"))
    finally:
        waited = time.monotonic() - began
        os.kill(backend, signal.SIGCONT)
    assert waited < 3
    lonely.ping()


def test_a_database_that_was_closed_leaves_no_thread_behind_and_opens_again(database_url: str) -> None:
    def watchers() -> list[threading.Thread]:
        return [one for one in threading.enumerate() if one.name == "database-patience" and one not in before]

    before = threading.enumerate()
    database = Database(database_url)
    for _ in range(2):
        database.ping()
        (watcher,) = watchers()
        database.close()
        watcher.join(5)
        assert watchers() == []
