"""What tests of the core may ask for besides."""

from collections.abc import Iterator

import pytest

from core.db import Database
from core.models import Role
from tests.core.desk import Desk
from tests.core.firm import Firm


@pytest.fixture
def firm(database: Database, workspace: int) -> Firm:
    """A workspace in which Ada is an admin, Ben and Wanda are reps."""
    firm = Firm(database, workspace)
    firm.hires("Ada", role=Role.ADMIN)
    firm.hires("Ben", "Wanda")
    return firm


@pytest.fixture
def desk(database: Database, workspace: int) -> Iterator[Desk]:
    """A workspace in which people act at once."""
    made = Desk(database, workspace)
    yield made
    made.pool.shutdown()
