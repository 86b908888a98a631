"""The PostgreSQL that tests and bench run against: one server a run, one database a test."""

import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import create_engine, make_url

from core.db import embedded
from core.models import Base
from migrations.run import upgrade

_QUEUE = ("procrastinate_events", "procrastinate_jobs", "procrastinate_workers")
"""The queue's tables, which are its library's."""

_IN_A_HURRY = ("fsync", "full_page_writes", "synchronous_commit")
"""What keeps data over a power cut, which the data of a test need not outlive."""


@contextmanager
def running(url: str | None = None) -> Iterator[str]:
    """A server, by the URL of a superuser's login.

    Args:
        url: a server that runs already and is left as it is; None starts an embedded one, thrown away afterwards.
    """
    if url is not None:
        yield url
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        server = embedded(Path(home))
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                for setting in _IN_A_HURRY:
                    connection.execute(f"alter system set {setting} = off")
                connection.execute("select pg_reload_conf()")
            yield server.get_uri()
        finally:
            server.cleanup()


@contextmanager
def migrated(server: str) -> Iterator[str]:
    """A database brought up by the migrations, by its name: the template of those that tests use.

    Args:
        server: the URL of a login that may make databases.
    """
    with fresh(server) as url:
        migrate(url)
        name = make_url(url).database
        assert name is not None
        yield name


@contextmanager
def fresh(server: str, template: str = "template1") -> Iterator[str]:
    """A database of one's own, by its URL, dropped afterwards.

    Args:
        server: the URL of a login that may make databases.
        template: the database that it is a copy of.
    """
    name = f"dossier_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {name} template {template}")
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"drop database {name} with (force)")


def migrate(url: str) -> None:
    """Bring a database up to the newest revision, as the login that the URL names."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    try:
        upgrade(engine)
    finally:
        engine.dispose()


@contextmanager
def emptying(url: str) -> Iterator[Callable[[], object]]:
    """What empties a migrated database, keys beginning at 1 again: far quicker than a new one, or than TRUNCATE.

    Called a thousand times over, so it keeps a connection: to open one takes ten times as long as to empty.

    Args:
        url: a superuser's login.
    """
    rows = "; ".join(f"delete from {table}" for table in (*Base.metadata.tables, *_QUEUE))
    counters = ", ".join(
        f"setval(pg_get_serial_sequence('{table.name}', '{column.name}'), 1, false)"
        for table in Base.metadata.tables.values()
        for column in table.c
        if column.identity is not None
    )
    with psycopg.connect(url, autocommit=True) as connection:
        # The history refuses to be emptied, and rightly so, but for its triggers; and order would matter.
        connection.execute("set session_replication_role = replica")
        connection.execute(
            "create function pg_temp.empty() returns void language plpgsql"
            f" as $$ begin {rows}; perform {counters}; end $$"
        )
        yield lambda: connection.execute("select pg_temp.empty()")
