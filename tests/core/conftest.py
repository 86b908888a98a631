"""What tests of the core may ask for besides."""

from collections.abc import Iterator

import pytest

from core.db import Database
from core.models import Role
from tests.core.desk import SECONDS, Desk
from tests.core.firm import Firm


@pytest.fixture
def firm(database: Database, workspace: int) -> Firm:
    """A workspace in which Ada is an admin, Ben and Wanda are reps."""
    firm = Firm(database, workspace)
    firm.hires("Ada", role=Role.ADMIN)
    firm.hires("Ben", "Wanda")
    return firm


@pytest.fixture
def desk(database_url: str, workspace: int) -> Iterator[Desk]:
    """A workspace in which people act at once; who waits for a lock may wait."""
    unhurried = Database(database_url, seconds=SECONDS)
    made = Desk(unhurried, workspace)
    yield made
    made.pool.shutdown()
    unhurried.close()
