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
