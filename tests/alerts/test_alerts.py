"""What everybody ends up reading is what the sentence of SPEC §4.3 says, whatever happens to the worker and to Slack."""

import os
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.db import Database
from core.models import Role
from tests.alerts.histories import STRIP, TOGETHER, histories_of
from tests.alerts.reading import Heard
from tests.alerts.telling import ALERTS, MANAGER, OWNER, Telling
from tests.core.firm import Firm
from tests.core.worlds import Strip

HISTORIES = 1000 if os.environ.get("CI") else 100


@pytest.fixture
def firm(database: Database, workspace: int) -> Firm:
    firm = Firm(database, workspace)
    firm.hires("Ada", "Cleo", role=Role.ADMIN)
    firm.hires(OWNER, MANAGER)
    firm.teams_up("North", [OWNER], [MANAGER])
    firm.sets(alert_channel=ALERTS, language="en")
    return firm


def shown(heard: list[Heard]) -> Counter[tuple[str, int, str]]:
    return Counter((one.where, one.folder, one.says) for one in heard)


def test_everybody_ends_up_reading_what_the_sentence_says(firm: Firm) -> None:
    @settings(max_examples=HISTORIES // TOGETHER)
    @given(data=st.binary(min_size=STRIP, max_size=STRIP))
    def agree(data: bytes) -> None:
        telling = Telling(firm)
        told = telling.tell(histories_of(Strip(data)))
        expected = [one for history in told for one in history.reading.heard]
        assert shown(telling.read()) == shown(telling.numbered(expected))

    agree()
