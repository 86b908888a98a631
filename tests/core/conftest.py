"""What tests of the core may ask for besides."""

import pytest

from core.db import Database
from core.models import Role
from tests.core.firm import Firm


@pytest.fixture
def firm(database: Database, workspace: int) -> Firm:
    """A workspace in which Ada is an admin, Ben and Wanda are reps."""
    firm = Firm(database, workspace)
    firm.hires("Ada", role=Role.ADMIN)
    firm.hires("Ben", "Wanda")
    return firm
