"""Two walls between workspaces, each of which holds when the other is gone (SPEC §2.7)."""

import random
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from psycopg.errors import ForeignKeyViolation, InsufficientPrivilege, RestrictViolation
from sqlalchemy import make_url, select, text, true, update
from sqlalchemy.exc import DBAPIError, ProgrammingError

from core import policy
from core.db import PLAIN_ROLE, Database
from core.models import Base, Event, Folder, Member
from tests import server
from tests.core.agreement import Earth
from tests.core.firm import NOW
from tests.core.test_mutations import SETTINGS
from tests.core.worlds import STRIP, Strip, insert, world_of, write

TABLES = sorted(Base.metadata.tables)
OURS, THEIRS = 1_000_000, 1_000_100


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database of one's own: its walls are taken down."""
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def unbound(database_url: str) -> Iterator[psycopg.Connection[Any]]:
    """A superuser's connection, which row-level security does not bind."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def two_workspaces(database: Database, unbound: psycopg.Connection[Any]) -> None:
    """Two workspaces that hold the same, in every table."""
    for workspace in (OURS, THEIRS):
        write(unbound, workspace, world_of(Strip(bytes(range(255, 0, -1))), workspace, "own", "admins_only"))
        own = {"workspace_id": workspace}
        insert(unbound, "default_field", [own | {"id": workspace + 1, "label": "Sector", "kind": "text", "choices": [],
                                                 "required": False, "position": 1}])  # fmt: skip
        insert(unbound, "field_value", [own | {"folder_id": workspace + 1, "field_id": workspace + 1, "value": "x"}])
        insert(unbound, "event", [own | {"id": workspace + 1, "at": NOW.isoformat(), "kind": "x", "facts": {}}])
        copied = {"id": workspace + 1, "source_id": workspace + 1, "source_version": 1, "copy_id": workspace + 1}
        insert(unbound, "duplication", [own | copied | {"screen": "x", "proposes": False}])
        insert(unbound, "share", [own | {"id": workspace + 1, "screen": "x", "folder_id": workspace + 1,
                                         "channel": "C0X"}])  # fmt: skip
        people = {f"{who}_id": workspace + 1 for who in ("asker", "from_owner", "to_owner")}
        asked = {"id": workspace + 1, "folder_id": workspace + 1, "asked_at": NOW.isoformat()} | people
        insert(unbound, "approval", [own | asked | {"reason": "", "answer_reason": ""}])
        insert(unbound, "due", [own | {"kind": "x", "subject": "x", "due_at": NOW.isoformat(), "facts": {}}])
        said = {"kind": "x", "subject": "x", "facts": {}, "to_channel": "C1", "key": "x", "created_at": NOW.isoformat()}
        insert(unbound, "message", [own | said | {"wanted": 1, "sent": 0, "queued": False}])
        insert(unbound, "dormancy", [own | {"folder_id": workspace + 1, "began_at": NOW.isoformat()}])
        followed = {"channel": "C1", "filter": "", "set_by_id": workspace + 1, "set_at": NOW.isoformat()}
        insert(unbound, "route", [own | followed])
        handed = {"from_id": workspace + 1, "by_id": workspace + 1, "along": True, "started_at": NOW.isoformat()}
        insert(unbound, "hand_over", [own | handed | {"id": workspace + 1}])
        item = {"hand_over_id": workspace + 1, "folder_id": workspace + 1, "to_id": workspace + 1}
        insert(unbound, "hand_over_item", [own | item])
        insert(unbound, "team", [own | {"id": workspace + 50, "name": "Sales"}])
        insert(unbound, "team_membership", [own | {"team_id": workspace + 50, "member_id": workspace + 1,
                                                   "manager": True}])  # fmt: skip


def without_the_first_wall(patch: pytest.MonkeyPatch, connection: psycopg.Connection[Any]) -> None:
    patch.setattr(policy, "in_workspace", lambda *_: true())


def without_the_second_wall(patch: pytest.MonkeyPatch, connection: psycopg.Connection[Any]) -> None:
    for table in TABLES:
        connection.execute(f"alter table {table} disable row level security")


def look_around(database: Database) -> None:
    """Look at worlds of both settings with everybody's eyes, all the neighbours before them being there."""
    earth = Earth(database)
    chance = random.Random(27)
    try:
        for place in range(40):
            earth.compare(chance.randbytes(STRIP), *SETTINGS[place % len(SETTINGS)])
    finally:
        earth.close()


@pytest.mark.parametrize("breach", [without_the_first_wall, without_the_second_wall])
def test_one_wall_alone_keeps_every_use_case_within_its_workspace(
    database: Database,
    unbound: psycopg.Connection[Any],
    monkeypatch: pytest.MonkeyPatch,
    breach: Callable[[pytest.MonkeyPatch, psycopg.Connection[Any]], None],
) -> None:
    breach(monkeypatch, unbound)
    look_around(database)


def test_with_both_walls_down_the_neighbours_show(
    database: Database, unbound: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    without_the_first_wall(monkeypatch, unbound)
    without_the_second_wall(monkeypatch, unbound)
    with pytest.raises(AssertionError, match="the core says"):
        look_around(database)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.usefixtures("two_workspaces")
def test_a_query_that_names_no_workspace_finds_what_the_transaction_may_reach(database: Database, table: str) -> None:
    column = "id" if table == "workspace" else "workspace_id"
    query = text(f"select distinct {column} from {table}")
    with database.introduction("T-of-nobody") as session:
        assert session.scalars(query).all() == []
    with database.transaction(OURS) as session:
        assert session.scalars(query).all() == [OURS]


@pytest.mark.usefixtures("two_workspaces")
def test_a_row_of_another_workspace_can_be_neither_made_nor_moved_nor_changed(database: Database) -> None:
    stranger = Member(workspace_id=THEIRS, slack_user_id="X", name="X", locale="en", time_zone="UTC", role="rep",
                      standing="member", created_at=NOW, updated_at=NOW)  # fmt: skip
    with pytest.raises(ProgrammingError) as refused, database.transaction(OURS) as session:
        session.add(stranger)
    assert isinstance(refused.value.orig, InsufficientPrivilege)
    with pytest.raises(ProgrammingError) as refused, database.transaction(OURS) as session:
        session.execute(update(Event).values(workspace_id=THEIRS))
    assert isinstance(refused.value.orig, InsufficientPrivilege)
    with database.transaction(OURS) as session:
        theirs = update(Folder).where(Folder.workspace_id == THEIRS).values(name="Taken").returning(Folder.id)
        assert session.scalars(theirs).all() == []


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("folder", {"id": 1, "number": 900, "name": "x", "owner_id": THEIRS + 1, "description": "", "active": True,
                    "created_at": NOW.isoformat(), "updated_at": NOW.isoformat(), "version": 1}),
        *(
            ("opportunity", {"id": 1, "number": 900, "title": "x", "owner_id": OURS + 1, "amount": "1",
                             "status": "todo", "description": "", "created_at": NOW.isoformat(),
                             "updated_at": NOW.isoformat(), "version": 1} | {column: THEIRS + 1})
            for column in ("owner_id", "folder_id", "duplicated_from_id")
        ),
        ("opportunity_tag", {"opportunity_id": OURS + 1, "tag_id": THEIRS + 1}),
        ("opportunity_tag", {"opportunity_id": THEIRS + 1, "tag_id": OURS + 1}),
        ("team_membership", {"team_id": OURS + 50, "member_id": THEIRS + 2, "manager": False}),
        ("team_membership", {"team_id": THEIRS + 50, "member_id": OURS + 2, "manager": False}),
        ("field_value", {"folder_id": OURS + 2, "field_id": THEIRS + 1, "value": "x"}),
        ("field_value", {"folder_id": THEIRS + 2, "field_id": OURS + 1, "value": "x"}),
        ("event", {"id": 1, "at": NOW.isoformat(), "kind": "x", "facts": {}, "actor_id": THEIRS + 1}),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("two_workspaces")
def test_a_row_cannot_point_into_another_workspace(
    unbound: psycopg.Connection[Any], table: str, row: dict[str, Any]
) -> None:
    with pytest.raises(ForeignKeyViolation):
        insert(unbound, table, [{"workspace_id": OURS, **row}])


def test_every_key_that_points_at_a_row_of_a_workspace_carries_the_workspace() -> None:
    tables = Base.metadata.tables.values()
    pointers = [
        key for table in tables for key in table.foreign_key_constraints if key.referred_table.name != "workspace"
    ]
    assert pointers
    assert [key.name for key in pointers if "workspace_id" not in key.columns] == []


@pytest.mark.parametrize("change", ["update event set kind = 'y'", "delete from event", "truncate event"])
@pytest.mark.usefixtures("two_workspaces")
def test_the_history_is_never_rewritten_not_even_by_who_owns_it(
    database: Database, unbound: psycopg.Connection[Any], change: str
) -> None:
    with pytest.raises(RestrictViolation):
        unbound.execute(change)
    with pytest.raises(DBAPIError) as refused, database.transaction(OURS) as session:
        session.execute(text(change))
    assert isinstance(refused.value.orig, InsufficientPrivilege)


def test_role_workspace_and_time_limits_are_gone_with_the_transaction(database_url: str) -> None:
    database = Database(database_url, pool_size=1)
    look = text(
        "select pg_backend_pid(), current_user = session_user, nullif(current_setting('app.workspace_id', true), ''),"
        " nullif(current_setting('app.slack_team_id', true), ''), current_setting('statement_timeout')"
    )
    with database.transaction(7) as session:
        inside = tuple(session.execute(look).one())
    with database.engine.connect() as connection:
        after = tuple(connection.execute(look).one())
    with pytest.raises(ZeroDivisionError), database.introduction("T7") as session:
        raise ZeroDivisionError
    with database.engine.connect() as connection:
        after_an_error = tuple(connection.execute(look).one())
    database.close()
    assert inside == (inside[0], False, "7", None, "2s")
    assert after == after_an_error == (inside[0], True, None, None, "0")


def test_a_superusers_login_takes_the_plain_role_and_the_walls_hold(database: Database) -> None:
    walls = database.walls()
    assert (walls.hold, walls.role, walls.unforced) == (True, PLAIN_ROLE, ())


@pytest.fixture
def login(server_url: str) -> Iterator[Callable[[str], str]]:
    """Makes logins with given attributes; gives their names."""
    made: list[str] = []

    def make(attributes: str) -> str:
        name = f"dossier_test_{uuid.uuid4().hex[:8]}"
        with psycopg.connect(server_url, autocommit=True) as connection:
            connection.execute(f"create role {name} login password '{name}' {attributes}")
        made.append(name)
        return name

    yield make
    with psycopg.connect(server_url, autocommit=True) as connection:
        for name in made:
            connection.execute(f"drop role {name}")


def _as(login: str, url: str) -> str:
    return make_url(url).set(username=login, password=login).render_as_string(hide_password=False)


def test_a_plain_login_that_owns_the_tables_is_bound_by_the_walls_without_any_role(
    server_url: str, login: Callable[[str], str]
) -> None:
    name = login("nosuperuser nocreaterole nobypassrls")
    with server.fresh(server_url) as url:
        with psycopg.connect(server_url, autocommit=True) as superuser:
            superuser.execute(f"alter database {make_url(url).database} owner to {name}")
        server.migrate(_as(name, url))
        with psycopg.connect(url, autocommit=True) as superuser:
            for workspace in (OURS, THEIRS):
                write(superuser, workspace, world_of(Strip(bytes(range(255, 0, -1))), workspace, "own", "everyone"))
        database = Database(_as(name, url))
        walls = database.walls()
        assert (walls.hold, walls.role) == (True, None)
        with database.transaction(OURS) as session:
            assert session.scalars(select(Folder.workspace_id).distinct()).all() == [OURS]
        with database.introduction("T-of-nobody") as session:
            assert session.scalars(select(Folder.id)).all() == []
        database.close()


def test_a_login_that_may_bypass_the_walls_and_not_take_the_plain_role_is_told_what_helps(
    database_url: str, login: Callable[[str], str]
) -> None:
    database = Database(_as(login("bypassrls"), database_url))
    walls = database.walls()
    database.close()
    assert not walls.hold
    assert walls.remedy is not None
    assert "DATABASE_URL" in walls.remedy


@pytest.mark.parametrize("breach", ["no force row level security", "disable row level security"])
def test_a_table_whose_wall_is_down_is_named(database: Database, unbound: psycopg.Connection[Any], breach: str) -> None:
    unbound.execute(f"alter table folder {breach}")
    walls = database.walls()
    assert not walls.hold
    assert walls.unforced == ("folder",)
    assert walls.remedy is not None
    assert "folder" in walls.remedy
    unbound.execute("alter table folder enable row level security")
    unbound.execute("alter table folder force row level security")
    assert database.walls().hold, "the remedy is noticed without a restart"
