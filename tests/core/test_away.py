"""A database that is away: told in time, nothing half done, and taken up again as soon as it is back."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from core import members
from core.db import Database, DatabaseAway
from core.models import Member, Settings
from tests.core.firm import Firm

IN_TIME = 3.0
"""Seconds in which Slack wants an answer (SLACK.md, protocol)."""


class Wire:
    """A TCP port that leads to the database, and can be cut and mended."""

    def __init__(self, url: str) -> None:
        with psycopg.connect(url) as connection:
            self._host, self._there = connection.info.host, connection.info.port
        self._open: list[socket.socket] = []
        self._door: socket.socket | None = None
        self.port = 0
        self.mend()

    def mend(self) -> None:
        """Let connections through, on the same port as before."""
        self._door = socket.create_server(("127.0.0.1", self.port))
        self.port = self._door.getsockname()[1]
        threading.Thread(target=self._serve, args=[self._door], daemon=True).start()

    def cut(self) -> None:
        """Break all connections, and refuse new ones."""
        assert self._door is not None
        for one in (self._door, *self._open):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._open.clear()

    def _serve(self, door: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                here, _ = door.accept()
                there = self._dial()
                self._open += [here, there]
                for ends in ((here, there), (there, here)):
                    threading.Thread(target=self._carry, args=ends, daemon=True).start()

    def _dial(self) -> socket.socket:
        if not self._host.startswith("/"):
            return socket.create_connection((self._host, self._there))
        there = socket.socket(socket.AF_UNIX)
        there.connect(f"{self._host}/.s.PGSQL.{self._there}")
        return there

    def _carry(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while carried := source.recv(65536):
                sink.sendall(carried)
            sink.shutdown(socket.SHUT_WR)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database of one's own, with the product's own patience."""
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def wire(database_url: str) -> Iterator[Wire]:
    wire = Wire(database_url)
    yield wire
    wire.cut()


@pytest.fixture
def far(firm: Firm, wire: Wire) -> Iterator[Firm]:
    """The firm, its database reached over the wire."""
    url = firm.database.engine.url.set(drivername="postgresql", host="127.0.0.1", port=wire.port, query={})
    database = Database(url.render_as_string(hide_password=False), pool_size=2)
    yield Firm(database, firm.workspace_id)
    database.close()


@contextmanager
def told_in_time() -> Iterator[None]:
    """That the database is away is told, within three seconds."""
    began = time.monotonic()
    with pytest.raises(DatabaseAway):
        yield
    assert time.monotonic() - began < IN_TIME


def _rename(session: Session) -> None:
    session.execute(update(Member).values(name="Renamed"))


def _renamed(firm: Firm) -> int:
    with firm.database.transaction(firm.workspace_id) as session:
        return session.scalars(select(func.count()).where(Member.name == "Renamed")).one()


def test_a_database_that_is_away_is_told_in_time_and_taken_up_again_when_it_is_back(far: Firm, wire: Wire) -> None:
    with far.acting("Ben"):
        pass
    wire.cut()
    with told_in_time(), far.acting("Ben"):
        pass
    with told_in_time():
        far.database.ping()
    wire.mend()
    with far.acting("Ben") as (_, actor):
        assert actor.name == "Ben"


def test_a_database_that_is_away_from_the_start_is_told_in_time(far: Firm, wire: Wire) -> None:
    wire.cut()
    with told_in_time():
        far.database.ping()
    with told_in_time():
        far.database.walls()
    wire.mend()
    assert far.database.walls().hold


def test_a_restart_between_two_transactions_is_not_noticed(far: Firm, wire: Wire) -> None:
    with far.acting("Ben"), far.acting("Ada"):
        pass
    wire.cut()
    wire.mend()
    with far.acting("Ben"), far.acting("Ada") as (_, actor):
        assert actor.name == "Ada"


def test_what_was_begun_when_the_database_went_away_is_not_done(far: Firm, wire: Wire) -> None:
    with told_in_time(), far.acting("Ben") as (session, _):
        _rename(session)
        wire.cut()
        session.execute(select(Settings))
    with told_in_time(), far.acting("Ben"):
        pass
    wire.mend()
    assert _renamed(far) == 0


def test_what_could_not_be_committed_is_not_done(far: Firm, wire: Wire) -> None:
    with told_in_time(), far.acting("Ben") as (session, _):
        _rename(session)
        wire.cut()
    wire.mend()
    assert _renamed(far) == 0


def test_a_statement_that_takes_too_long_is_told_in_time_and_undone(firm: Firm) -> None:
    with told_in_time(), firm.acting("Ben") as (session, _):
        _rename(session)
        session.execute(text("select pg_sleep(5)"))
    assert _renamed(firm) == 0


def test_a_row_that_somebody_else_keeps_locked_is_told_in_time(firm: Firm) -> None:
    with firm.acting("Ada") as (hers, _):
        _rename(hers)
        with told_in_time(), firm.acting("Ben") as (session, _):
            _rename(session)


def test_a_table_that_a_migration_keeps_locked_is_told_in_time(firm: Firm, database_url: str) -> None:
    with psycopg.connect(database_url) as migration:
        migration.execute("lock table member in access exclusive mode")
        with told_in_time(), firm.acting("Ben"):
            pass
    with firm.acting("Ben"):
        pass


def test_too_many_at_once_are_told_in_time_and_make_no_further_connections(firm: Firm, database_url: str) -> None:
    database = Database(database_url, pool_size=2)
    crowd = Firm(database, firm.workspace_id)
    with crowd.acting("Ada"), crowd.acting("Ben"):
        for _ in range(3):
            with told_in_time(), crowd.acting("Wanda"):
                pass
    with crowd.acting("Ada"), crowd.acting("Ben"):
        connected = (
            "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
        )
        with psycopg.connect(database_url) as superuser:
            found = superuser.execute(connected).fetchone()
    database.close()
    assert found == (2 + firm.database.engine.pool.checkedin(),)  # type: ignore[attr-defined]


def test_who_is_asked_for_at_the_opening_is_not_lost_in_the_pool(firm: Firm) -> None:
    for name in ("Ada", "Ben", "Ada"):
        with firm.acting(name) as (_, actor):
            assert actor.slack_user_id == name
    with firm.database.transaction(firm.workspace_id, members.who(firm.workspace_id, "Nobody")) as session:
        assert members.acting(session) is None
