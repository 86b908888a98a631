"""One bench a process: thousands of cells are tried on it one after the other."""

import gc
from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs

from tests import server
from tests.rights.bench import Bench, opened


@pytest.fixture(scope="package")
def bench(server_url: str, template: str) -> Iterator[Bench]:
    """The product at a local Slack, with a cast and no things yet."""
    with server.fresh(server_url, template) as url, opened(url) as bench:
        # What is there by now stays: looking it over for what may go, again and again, is a tenth of the time.
        gc.collect()
        gc.freeze()
        yield bench
        gc.unfreeze()


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Nothing is logged."""
    with capture_logs():
        yield
