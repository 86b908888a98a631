"""Running the diary from code: the command line, the sandbox and the tests use this one way."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, text

_ONE_AT_A_TIME: Final = 0x0D0551E2
"""Key of the advisory lock under which releases that start together wait for each other."""


def config() -> Config:
    """Alembic's configuration, from `pyproject.toml`."""
    return Config(toml_file=Path(__file__).resolve().parent.parent / "pyproject.toml")


def upgrade(engine: Engine, to: str = "head") -> None:
    """Bring the database up to a revision. Two that do so at once take turns.

    Args:
        engine: a login that owns the tables.
        to: a revision, or "head".
    """
    _run(engine, lambda settings: command.upgrade(settings, to))


def downgrade(engine: Engine, to: str = "base") -> None:
    """Take the database down to a revision.

    Args:
        engine: a login that owns the tables.
        to: a revision, or "base".
    """
    _run(engine, lambda settings: command.downgrade(settings, to))


def is_ours(name: str | None, kind: str, _: object) -> bool:
    """Whether the models have a say in it: the queue's tables are those of its library."""
    return kind != "table" or not (name or "").startswith("procrastinate")


def _run(engine: Engine, step: Callable[[Config], None]) -> None:
    with engine.connect() as connection:
        connection.execute(text("select pg_advisory_lock(:key)"), {"key": _ONE_AT_A_TIME})
        connection.commit()
        try:
            settings = config()
            settings.attributes["connection"] = connection
            step(settings)
            connection.commit()
        finally:
            connection.rollback()
            connection.execute(text("select pg_advisory_unlock(:key)"), {"key": _ONE_AT_A_TIME})
            connection.commit()
