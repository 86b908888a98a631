"""The diary of the database: one head, there and back again, and the models say what it says."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, make_url, text

from core.models import Base
from migrations import run
from tests import server

SCHEMA = {
    "columns": (
        "select table_name, column_name, data_type, character_maximum_length, numeric_precision, numeric_scale,"
        " is_nullable, column_default, collation_name, is_identity, is_generated, generation_expression"
        " from information_schema.columns where table_schema = current_schema() and table_name <> 'alembic_version'"
        " and table_name not like 'procrastinate%'"
    ),
    "constraints": (
        "select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint"
        " where connamespace = current_schema()::regnamespace and conrelid <> 0"
        " and conrelid::regclass::text <> 'alembic_version'"
        " and conrelid::regclass::text not like 'procrastinate%'"
    ),
    "indexes": (
        "select tablename, indexname, indexdef from pg_indexes"
        " where schemaname = current_schema() and tablename <> 'alembic_version'"
        " and tablename not like 'procrastinate%'"
    ),
}
"""Everything about tables that the models speak of; rights, triggers and walls are the migrations' own affair."""

FUNCTIONS = ("search_key", "name_essence", "name_head", "name_tail")
"""What the columns that the database keeps by itself are made by."""


@pytest.fixture
def empty(server_url: str) -> Iterator[Engine]:
    """A database in which nothing was ever made."""
    with server.fresh(server_url) as url:
        engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
        yield engine
        engine.dispose()


def schema(connection: Connection) -> dict[str, set[tuple[object, ...]]]:
    """What the database holds, kind by kind."""
    return {kind: {tuple(row) for row in connection.execute(text(query))} for kind, query in SCHEMA.items()}


def leftovers(connection: Connection) -> list[str]:
    """What is in the schema besides the diary's own table and what belongs to it."""
    relations = "select relname from pg_class where relnamespace = current_schema()::regnamespace"
    routines = "select proname from pg_proc where pronamespace = current_schema()::regnamespace"
    found = connection.scalars(text(f"{relations} union all {routines}")).all()
    return sorted(name for name in found if not name.startswith("alembic_version"))


def test_the_diary_has_one_head() -> None:
    assert len(ScriptDirectory.from_config(run.config()).get_heads()) == 1


def test_each_entry_is_named_after_its_day_and_what_it_does() -> None:
    entries = ScriptDirectory.from_config(run.config()).walk_revisions()
    names = [Path(entry.path).name for entry in entries]
    assert names
    for name in names:
        assert re.fullmatch(r"20\d\d_[01]\d_[0-3]\d_[a-z][a-z0-9_]*\.py", name), name


def test_up_down_up_leaves_what_up_alone_leaves(empty: Engine) -> None:
    run.upgrade(empty)
    with empty.connect() as connection:
        once = schema(connection)
    run.downgrade(empty)
    with empty.connect() as connection:
        assert leftovers(connection) == []
    run.upgrade(empty)
    with empty.connect() as connection:
        assert schema(connection) == once


def test_the_cards_of_requests_become_messages_and_cards_again(empty: Engine) -> None:
    run.upgrade(empty, "0011_standby")
    cards = "select channel, ts, member_id from approval_message order by ts"
    with empty.begin() as connection:
        connection.execute(text("set local session_replication_role = replica"))
        for rows in (
            "workspace (slack_team_id, name, created_at) values ('T1', '', now())",
            (
                "member (workspace_id, slack_user_id, name, locale, time_zone, role, standing, created_at, updated_at)"
                " values (1, 'U1', 'mia', 'en-US', 'UTC', 'rep', 'member', now(), now())"
            ),
            (
                "approval (workspace_id, folder_id, asker_id, from_owner_id, to_owner_id, reason, asked_at,"
                " answer_reason) values (1, 2, 3, 4, 5, '', now(), '')"
            ),
            "approval_message values (1, 1, 'D1', '1.1', 1), (1, 1, 'C1', '1.2', null)",
        ):
            connection.execute(text(f"insert into {rows}"))
        before = connection.execute(text(cards)).all()
    run.upgrade(empty, "0012_approvals_told")
    said = text("select to_channel, to_member_id, ts, subject, queued from message order by ts")
    with empty.connect() as connection:
        became = [tuple(row) for row in connection.execute(said)]
    assert became == [(None, 1, "1.1", "approval:1", False), ("C1", None, "1.2", "approval:1", False)]
    run.downgrade(empty, "0011_standby")
    with empty.connect() as connection:
        assert connection.execute(text(cards)).all() == before
        assert connection.execute(said).all() == []


def test_up_twice_is_up_once(empty: Engine) -> None:
    run.upgrade(empty)
    run.upgrade(empty)
    with empty.connect() as connection:
        ours = MigrationContext.configure(connection, opts={"include_name": run.is_ours})
        assert compare_metadata(ours, Base.metadata) == []


@pytest.mark.parametrize("kind", SCHEMA)
def test_the_models_say_what_the_diary_says(empty: Engine, database_url: str, kind: str) -> None:
    diary = create_engine(make_url(database_url).set(drivername="postgresql+psycopg"))
    with diary.connect() as connection:
        written = schema(connection)
        made = text("select pg_get_functiondef(to_regprocedure(:name || '(text)'))")
        functions = [connection.scalar(made, {"name": name}) for name in FUNCTIONS]
    diary.dispose()
    with empty.begin() as connection:
        for function in functions:
            connection.execute(text(str(function).replace(":", r"\:")))
        Base.metadata.create_all(connection)
        said = schema(connection)
    assert written[kind] == said[kind]
