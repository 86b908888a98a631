"""What the search for leaks may ask for."""

from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs

from tests import server
from tests.leaks.lab import Lab, opened


@pytest.fixture(scope="module")
def lab(server_url: str) -> Iterator[Lab]:
    """The product beside a local Slack, on a database of its own."""
    with server.fresh(server_url) as url:
        server.migrate(url)
        with capture_logs(), opened(url) as made:
            yield made
