"""One PostgreSQL for the run; a database of its own for each test, cloned from one that Alembic migrated.

The server is the embedded one, or the one that `TEST_DATABASE_URL` names. The controller starts it and tells xdist's
workers where it is.
"""

import itertools
import os
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import psycopg
import pytest
from sqlalchemy import make_url

from core.db import Database, embedded
from migrations.run import upgrade

TEMPLATE = "dossier_template"
_SERVER = pytest.StashKey[str]()
_ENDING = pytest.StashKey[list[Any]]()
_numbers = itertools.count()

hypothesis.settings.register_profile("dev", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_configure(config: pytest.Config) -> None:
    """Start the server, once for all workers."""
    worker: dict[str, str] | None = getattr(config, "workerinput", None)
    config.stash[_ENDING] = []
    if worker is not None:
        config.stash[_SERVER] = worker["server"]
        return
    url = os.environ.get("TEST_DATABASE_URL") or _embedded(config)
    config.stash[_SERVER] = url
    _execute(url, f"drop database if exists {TEMPLATE}")
    _execute(url, f"create database {TEMPLATE}")
    template = Database(_named(url, TEMPLATE))
    upgrade(template.engine)
    template.close()


def pytest_configure_node(node: Any) -> None:
    """Tell a worker where the server is."""
    node.workerinput["server"] = node.config.stash[_SERVER]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started."""
    for end in reversed(config.stash.get(_ENDING, [])):
        end()


def _embedded(config: pytest.Config) -> str:
    home = tempfile.TemporaryDirectory(prefix="dossier-tests-")
    with warnings.catch_warnings():
        # The embedded server's package warns where the machine has no runtime directory.
        warnings.simplefilter("ignore")
        server = embedded(Path(home.name))
    config.stash[_ENDING] += [home.cleanup, server.cleanup]
    url = str(server.get_uri())
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        _execute(url, f"alter system set {setting} = off")
    _execute(url, "select pg_reload_conf()")
    return url


def _named(url: str, database: str) -> str:
    return make_url(url).set(database=database).render_as_string(hide_password=False)


def _execute(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]


@pytest.fixture(scope="session")
def server_url(request: pytest.FixtureRequest) -> str:
    """A login of the server that may create databases and roles."""
    return request.config.stash[_SERVER]


@pytest.fixture
def database_url(server_url: str) -> Iterator[str]:
    """A migrated, empty database of the test's own."""
    name = f"dossier_{os.getpid()}_{next(_numbers)}"
    _execute(server_url, f"create database {name} template {TEMPLATE}")
    yield _named(server_url, name)
    _execute(server_url, f"drop database {name} with (force)")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The product's handle on it."""
    database = Database(database_url)
    yield database
    database.close()
