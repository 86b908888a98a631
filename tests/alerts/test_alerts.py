"""What everybody ends up reading is what SPEC §4.3 says in one sentence, whatever happens to the worker and Slack."""

import os
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.delivery import Delivery
from core import dormancy, due, following
from core.db import Database
from core.dormancy import TELL
from core.events import OpportunityRemoved
from core.filters import FolderFilter, OppsFilter
from core.models import Role
from core.sharing import Channel
from tests.alerts.histories import STRIP, TOGETHER, histories_of
from tests.alerts.reading import Heard
from tests.alerts.telling import ALERTS, MANAGER, OWNER, Telling
from tests.core.firm import NOW, Firm
from tests.core.worlds import Strip
from tests.haste import hasten

HISTORIES = 1000 if os.environ.get("CI") else 100


@pytest.fixture
def firm(database: Database, workspace: int, monkeypatch: pytest.MonkeyPatch) -> Firm:
    hasten(monkeypatch)
    firm = Firm(database, workspace)
    firm.hires("Ada", "Cleo", role=Role.ADMIN)
    firm.hires(OWNER, MANAGER)
    firm.teams_up("North", [OWNER], [MANAGER])
    firm.sets(alert_channel=ALERTS, language="en")
    return firm


def shown(heard: Iterable[Heard]) -> Counter[tuple[str, int, str]]:
    return Counter((one.where, one.folder, one.says) for one in heard)


def read_and_expected(firm: Firm, data: bytes) -> tuple[Counter[tuple[str, int, str]], Counter[tuple[str, int, str]]]:
    """What everybody reads once these histories were told, and what the sentence says that they read."""
    telling = Telling(firm)
    with capture_logs():
        told = telling.tell(histories_of(Strip(data)))
    expected = (one for history in told for one in history.reading.heard)
    return shown(telling.read()), shown(telling.numbered(expected))


@pytest.mark.parametrize("salt", [0x00, 0xA5])
def test_everybody_ends_up_reading_what_the_sentence_says(firm: Firm, salt: int) -> None:
    # Two halves, which run side by side: the salt makes other histories of the same bytes. In one of them there is no
    # alert channel, and the channel follows every folder that has nothing in progress, which comes to the same.
    if salt:
        firm.sets(alert_channel=None)
        with firm.acting("Ada") as (session, actor):
            room = Channel(ALERTS, "alerts", app_in=True, archived=False, external=False, people=("Ada",))
            prospect = following.prospect(session, actor, room, FolderFilter(opps=OppsFilter.NONE))
            following.follow(session, actor, prospect, "opps:none", NOW)

    # Histories are told in seconds, not in milliseconds: where they differ, the difference names the folder.
    @settings(max_examples=HISTORIES // TOGETHER // 2, phases=(Phase.explicit, Phase.reuse, Phase.generate))
    @given(data=st.binary(min_size=STRIP, max_size=STRIP))
    def agree(data: bytes) -> None:
        read, expected = read_and_expected(firm, bytes(byte ^ salt for byte in data))
        assert read == expected

    agree()


def _looks_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Delivery, "_find", lambda *_: None)


def _misses_what_is_moved_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OpportunityRemoved, "may_move_play", False)


def _goes_on_in_a_deactivated_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    end: Any = vars(dormancy)["_end"]
    monkeypatch.setattr(dormancy, "_end", lambda *given: None if given[3] is None else end(*given))


def _tells_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    put_down = due.put_down
    monkeypatch.setattr(
        due,
        "put_down",
        lambda s, w, kind, subject, at: put_down(
            s, w, kind, subject, at - timedelta(seconds=59) if kind == TELL else at
        ),
    )


@pytest.mark.parametrize(
    "plant", [_looks_for_nothing, _misses_what_is_moved_away, _goes_on_in_a_deactivated_folder, _tells_at_once]
)
def test_a_planted_fault_is_found(firm: Firm, plant: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    strips = (Random(seed).randbytes(STRIP) for seed in range(8))
    assert any(read != expected for read, expected in (read_and_expected(firm, data) for data in strips))
