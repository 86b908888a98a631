"""What every test may ask for: a database of its own, and a workspace in it.

One PostgreSQL serves the whole run: an embedded one, or the server that TEST_DATABASE_URL names (a superuser's login).
The first process starts it and migrates a template; the workers of pytest-xdist are told where it is.
"""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any

import freezegun
import pytest
from hypothesis import HealthCheck, settings

from core import workspaces
from core.db import Database
from tests import server

_SERVER = pytest.StashKey[tuple[str, str]]()
_CLOSING = pytest.StashKey[ExitStack]()

UNHURRIED_SECONDS = 20.0
"""How long the database is waited for where speed is not the story; `test_away` keeps the product's own."""

LONGEST = ("alerts", "leaks", "test_policy_agrees.py", "test_mutations.py", "test_processes.py")
"""Modules, and packages, of which a single test may take many seconds."""

_PATIENT: dict[str, Any] = {
    "deadline": None,
    "database": None,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
}
settings.register_profile("ci", derandomize=True, print_blob=True, **_PATIENT)
settings.register_profile("dev", **_PATIENT)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "dev")

# A worker of the sandbox may wait in another thread meanwhile: in frozen time it would put its alarm into another year.
freezegun.configure(extend_ignore_list=["asyncio", "psycopg_pool"])


def _server_of(config: pytest.Config) -> tuple[str, str]:
    """The server's URL and the template's name; started where this is the first process and the first to ask."""
    told: dict[str, Any] | None = getattr(config, "workerinput", None)
    if told is not None:
        return told["server"], told["template"]
    if _SERVER not in config.stash:
        closing = config.stash.setdefault(_CLOSING, ExitStack())
        url = closing.enter_context(server.running(os.environ.get("TEST_DATABASE_URL")))
        config.stash[_SERVER] = (url, closing.enter_context(server.migrated(url)))
    return config.stash[_SERVER]


def pytest_collection_finish() -> None:
    """What is loaded now stays to the end: the collector need not look at all of it a thousand times over."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: met last by one of two workers, it would leave the other with nothing to do."""
    items.sort(key=lambda item: not {item.path.name, item.path.parent.name} & set(LONGEST))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker of pytest-xdist where the server is."""
    node.workerinput["server"], node.workerinput["template"] = _server_of(node.config)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started."""
    if _CLOSING in config.stash:
        config.stash[_CLOSING].close()


@pytest.fixture(scope="session")
def server_url(request: pytest.FixtureRequest) -> str:
    """A superuser's login on the run's server."""
    return _server_of(request.config)[0]


@pytest.fixture(scope="session")
def template(request: pytest.FixtureRequest) -> str:
    """The name of a migrated database on the run's server, to make others from."""
    return _server_of(request.config)[1]


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated database of this test's own, as a superuser's login."""
    url, template = _server_of(request.config)
    with server.fresh(url, template) as own:
        yield own


@pytest.fixture(scope="session")
def opened(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A migrated database that tests use one after the other, opened once: each query is put into words once."""
    url, template = _server_of(request.config)
    with server.fresh(url, template) as common:
        opened = Database(common, seconds=UNHURRIED_SECONDS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def empty(opened: Database) -> Iterator[Callable[[], object]]:
    """Empties the opened database."""
    with server.emptying(opened.url) as empty:
        yield empty


@pytest.fixture
def database(opened: Database, empty: Callable[[], object]) -> Iterator[Database]:
    """An empty, migrated database, as the product opens it. Who changes more than rows takes `database_url`."""
    yield opened
    empty()


@pytest.fixture
def workspace(database: Database) -> int:
    """A workspace as it is when just installed: F shared, V everyone, T managers. Its id."""
    installation = workspaces.Installation("T0DOSSIER", "Dossier & Co", "en-US", "Europe/Paris")
    with database.introduction(installation.slack_team_id) as session:
        return workspaces.install(session, installation, datetime(2026, 11, 24, 9, tzinfo=UTC))
