"""What the search for leaks may ask for."""

from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs

from tests import server
from tests.leaks.lab import Lab, opened


@pytest.fixture(scope="package")
def lab(server_url: str, template: str) -> Iterator[Lab]:
    """The product beside a local Slack, on a database of its own; once, so that each query is put into words once."""
    with server.fresh(server_url, template) as url, capture_logs(), opened(url) as made:
        yield made
