"""One sandbox and one browser for all stories in the browser; each begins with "Start over" undone by its own page."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bot.config import Config
from bot.sandbox.run import sandbox
from bot.sandbox.slack import LocalSlack
from core import clock
from tests.browser import browser as chrome
from tests.browser.browser import Desk, fresh_page
from tests.stories import UNHURRIED


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of the stories in the browser, the ones that let time pass come last: so no sandbox is begun anew for others."""
    here = [at for at, item in enumerate(items) if item.path.parent == Path(__file__).parent]
    late = sorted((items[at] for at in here), key=lambda item: item.path.name == "test_sixty_days.py")
    for at, item in zip(here, late, strict=True):
        items[at] = item


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser; where the machine has none the stories are skipped, in CI that is a failure."""
    if chrome.chromium() is None:
        assert not os.environ.get("CI"), "CI has no Chromium: .ci/run installs it"
        pytest.skip("there is no Chromium on this machine")
    with chrome.browser() as started:
        yield started


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalSlack]:
    """The sandbox, on a free port, with a home of its own."""
    home: Path = tmp_path_factory.mktemp("sandbox")
    with sandbox(Config(dossier_home=home), language="en", port=0, timing=UNHURRIED) as slack:
        yield slack


@pytest.fixture
def box(house: LocalSlack) -> Iterator[LocalSlack]:
    """The sandbox in the present: where a story let time pass it is begun anew, once another story wants it."""
    if house.workspace.ahead:
        house.reset()
    yield house
    # The clock is the process's: other tests live in the present, whoever needs the sandbox next or not.
    clock.run_ahead(timedelta())


@pytest.fixture
def desk(chromium: Browser, box: LocalSlack) -> Iterator[Desk]:
    """A page of a new profile; what the app sent that Slack would refuse fails the story."""
    with box.workspace.lock:
        # What stands in the channels from other stories would be read as an answer of this one.
        for there in box.workspace.messages.values():
            there.clear()
    page = fresh_page(chromium)
    before = len(box.refusals), len(box.failures)
    yield Desk(page, box.url)
    page.context.close()
    assert (len(box.refusals), len(box.failures)) == before, "the app sent what Slack would refuse"
