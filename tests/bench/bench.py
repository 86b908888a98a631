"""`make bench`: how long the list of folders takes, beside the same list written by hand.

For each viewer and page: how many statements and round trips the core takes besides COMMIT; the median time of a whole
transaction through the core, and of the same rows by hand over psycopg; and what PostgreSQL itself spends on the list
(planning and execution, by EXPLAIN ANALYZE) in both.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from sqlalchemy import event, update

from core import members
from core.db import Database
from core.filters import FolderFilter, OppsFilter
from core.folders.browse import PAGE_SIZE, FolderPage, list_folders
from core.models import FolderSharing, OpportunityVisibility, Settings
from tests import server
from tests.bench.by_hand import page_of
from tests.bench.data import ADMIN, REP, WORKSPACE, fill

ROUNDS: Final = 150
EXPLAINED: Final = 15


@dataclass(frozen=True, slots=True)
class Case:
    """Who looks at which page of which list, under which settings."""

    title: str
    viewer: str
    own: bool
    page: int
    question: FolderFilter

    def through_core(self, database: Database) -> FolderPage:
        """The whole act as a listener does it."""
        with database.transaction(WORKSPACE, members.who(WORKSPACE, self.viewer)) as session:
            actor = members.acting(session)
            assert actor is not None
            return list_folders(session, actor, self.question, self.page)

    def by_hand(self, connection: psycopg.Connection[Any], *, explain: str = "") -> list[Any]:
        """The same rows by the best SQL that we know."""
        sql = page_of(
            admin=self.viewer == ADMIN, own=self.own, nothing_in_progress=self.question.opps is OppsFilter.NONE
        )
        given = {"me": int(self.viewer[1:]), "offset": (self.page - 1) * PAGE_SIZE}
        return connection.execute((explain + sql).encode(), given).fetchall()


LISTS: Final = (
    ("first page", 1, FolderFilter()),
    ("page 20", 20, FolderFilter()),
    ("opps:none", 1, FolderFilter(opps=OppsFilter.NONE)),
)
VIEWERS: Final = (("admin", ADMIN, False), ("rep, shared", REP, False), ("rep, own", REP, True))


def main() -> None:
    """Measure, and print a table."""
    with (
        server.running(os.environ.get("TEST_DATABASE_URL")) as url,
        server.fresh(url) as own,
        psycopg.connect(own, autocommit=True) as connection,
    ):
        server.migrate(own)
        fill(connection)
        database = Database(own)
        _line("", "statements", "trips", "core ms", "by hand ms", "ratio", "in database ms", "by hand ms", "ratio")
        for viewer, slack_user_id, own_folders in VIEWERS:
            _set(database, own=own_folders)
            for title, page, question in LISTS:
                _report(database, connection, Case(f"{viewer}: {title}", slack_user_id, own_folders, page, question))
        database.close()


def _report(database: Database, connection: psycopg.Connection[Any], case: Case) -> None:
    seen = case.through_core(database)
    hand = case.by_hand(connection)
    said = [(row.folder.id, row.figures.count, row.figures.in_progress, row.figures.won) for row in seen.rows]
    assert said == [(row[0], row[12], row[18], row[19]) for row in hand[:PAGE_SIZE]], f"{case.title}: not the same rows"
    with _statements(database) as statements:
        case.through_core(database)
    core, plain = _median_ms(lambda: case.through_core(database)), _median_ms(lambda: case.by_hand(connection))
    listing = statements[-1]
    inside, bare = _explained(database, case, listing), _explained_by_hand(connection, case)
    _line(
        case.title,
        str(len(statements)),
        str(1 + len(statements)),
        f"{core:.2f}",
        f"{plain:.2f}",
        f"{core / plain:.1f}",
        f"{inside:.2f}",
        f"{bare:.2f}",
        f"{inside / bare:.1f}",
    )


@contextmanager
def _statements(database: Database) -> Iterator[list[tuple[str, Any]]]:
    """The statements that are run meanwhile, but for the opening, which travels with BEGIN, and COMMIT."""
    seen: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, sql: str, parameters: Any, *_: Any) -> None:
        seen.append((sql, parameters))

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def _median_ms(act: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def _explained(database: Database, case: Case, statement: tuple[str, Any]) -> float:
    """What the list costs inside PostgreSQL, in milliseconds: the very statement, under the same role and walls."""
    sql, parameters = statement
    found = []
    with database.transaction(WORKSPACE, members.who(WORKSPACE, case.viewer)) as session:
        for _ in range(EXPLAINED):
            run = session.connection().exec_driver_sql("explain (analyze, format json) " + sql, parameters)
            found.append(_cost(run.scalar_one()))
    return statistics.median(found)


def _explained_by_hand(connection: psycopg.Connection[Any], case: Case) -> float:
    runs = [case.by_hand(connection, explain="explain (analyze, format json) ") for _ in range(EXPLAINED)]
    return statistics.median(_cost(run[0][0]) for run in runs)


def _cost(plan: Any) -> float:
    (run,) = json.loads(plan) if isinstance(plan, str) else plan
    return float(run["Planning Time"]) + float(run["Execution Time"])


def _set(database: Database, *, own: bool) -> None:
    with database.transaction(WORKSPACE) as session:
        session.execute(
            update(Settings).values(
                folders=FolderSharing.OWN if own else FolderSharing.SHARED,
                opportunities=OpportunityVisibility.ADMINS_ONLY if own else OpportunityVisibility.EVERYONE,
            )
        )


def _line(title: str, *cells: str) -> None:
    sys.stdout.write(f"{title:24}" + "".join(f"{cell:>16}" for cell in cells) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
