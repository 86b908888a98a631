"""What everybody ends up reading is what SPEC §4.3 says in one sentence, whatever happens to the worker and Slack."""

import os
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot import dormancy as bot_dormancy
from bot.delivery import Delivery
from core import dormancy, due, following, outbox
from core.db import Database
from core.dormancy import TELL
from core.events import OpportunityRemoved
from core.filters import FolderFilter
from core.folders.browse import matching
from core.models import Role
from core.opportunities.create import NewOpportunity, create_opportunity
from tests.alerts.histories import (
    ALERTS,
    CHANNELS,
    MANAGERS,
    NAMES,
    OWNERS,
    PEOPLE,
    TOGETHER,
    VIP,
    Begin,
    Day,
    Door,
    Histories,
    Step,
    Tick,
    histories_of,
    strip_of,
)
from tests.alerts.telling import BEGIN, Telling
from tests.core.firm import Firm
from tests.core.worlds import Strip
from tests.haste import hasten

HISTORIES = 1000 if os.environ.get("CI") else 100
FEW = 6
"""Histories side by side that are enough to find a fault sooner or later."""


Read = Counter[tuple[str, int, str]]


@pytest.fixture
def firm(database: Database, workspace: int, monkeypatch: pytest.MonkeyPatch) -> Firm:
    hasten(monkeypatch)
    firm = Firm(database, workspace)
    firm.hires(*PEOPLE, role=Role.ADMIN)
    firm.hires(*OWNERS, *MANAGERS.values())
    for owner, manager in MANAGERS.items():
        firm.teams_up(owner, [owner], [manager])
    firm.sets(language="en")
    with firm.acting(PEOPLE[0]) as (session, actor):
        create_opportunity(session, actor, NewOpportunity("Deal", tags=(VIP,)), BEGIN)
    return firm


def read_and_expected(firm: Firm, histories: Histories) -> tuple[Read, Read]:
    """What everybody reads once these histories were told, and what the sentence says that they read."""
    telling = Telling(firm)
    with capture_logs():
        told = telling.tell(histories)
    heard = (one for history in told for one in history.reading.heard())
    return Counter(telling.read()), Counter(telling.expected(heard))


@pytest.mark.parametrize("salt", [0x00, 0xA5])
def test_everybody_ends_up_reading_what_the_sentence_says(firm: Firm, salt: int) -> None:
    # Two halves, which run side by side: the salt makes other histories of the same bytes.
    # Histories are told in seconds, not in milliseconds: where they differ, the difference names the folder.
    @settings(max_examples=HISTORIES // TOGETHER // 2, phases=(Phase.explicit, Phase.reuse, Phase.generate))
    @given(data=st.binary(min_size=strip_of(TOGETHER), max_size=strip_of(TOGETHER)))
    def agree(data: bytes) -> None:
        read, expected = read_and_expected(firm, histories_of(Strip(bytes(byte ^ salt for byte in data))))
        assert read == expected

    agree()


def test_what_a_channel_read_before_it_was_shut_is_put_right_when_it_opens(firm: Firm) -> None:
    def tick(act: str, door: str, day: Day) -> Tick:
        doors = [Door(door, ""), Door("nothing", ""), Door("nothing", "")]
        return Tick(PEOPLE[0], False, doors, [Step(act, 0)], timedelta(seconds=60), day, 0)

    begin = (Begin(1, NAMES[0], OWNERS[0], ()), Begin(0, NAMES[0], OWNERS[0], ()))
    said_unawares = tick("lost", "nothing", Day.SWALLOWED)
    ticks = [said_unawares, tick("nothing", "remove", Day.UP), tick("reopen", "nothing", Day.UP)]
    shut, _ = read_and_expected(firm, Histories(True, [None] * len(CHANNELS), [begin], ticks))
    assert [says for _, _, says in shut] == ["quiet"]
    ticks.append(tick("nothing", "open", Day.UP))
    read, expected = read_and_expected(firm, Histories(True, [None] * len(CHANNELS), [begin], ticks))
    assert read == expected
    assert [says for _, _, says in read] == [f"back, by {PEOPLE[0]}"]


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


def _hears(monkeypatch: pytest.MonkeyPatch, fault: Callable[[list[str]], list[str]]) -> None:
    hearing = following.hearing
    monkeypatch.setattr(following, "hearing", lambda *given: fault(hearing(*given)))


def _ignores_filters(monkeypatch: pytest.MonkeyPatch) -> None:
    all_of_them = FolderFilter()
    monkeypatch.setattr("core.following.matching", lambda reader, _, now: matching(reader, all_of_them, now))


def _tells_the_alert_channel_too(monkeypatch: pytest.MonkeyPatch) -> None:
    _hears(monkeypatch, lambda found: [*found, ALERTS] if found else found)


def _tells_one_that_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    _hears(monkeypatch, lambda found: found[:1])


def _tells_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    _hears(monkeypatch, lambda found: found * 2)


def _tells_another_while_one_is_shut(monkeypatch: pytest.MonkeyPatch) -> None:
    in_order = following.look_after
    monkeypatch.setattr(following, "look_after", lambda *given: [one for one in in_order(*given) if not one.paused])


def _forgets_what_waited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "again", lambda *_: None)


def _says_late_what_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    told: Any = vars(bot_dormancy)["_dormant"]

    def late(occasion: Any) -> Any:
        with monkeypatch.context() as patch:
            patch.setattr(occasion.message, "ts", occasion.message.ts or "said")
            return told(occasion)

    monkeypatch.setattr(bot_dormancy, "_dormant", late)


@pytest.mark.parametrize(
    ("plant", "seed"),
    [
        (_looks_for_nothing, 0),
        (_misses_what_is_moved_away, 0),
        (_goes_on_in_a_deactivated_folder, 1),
        (_tells_at_once, 0),
        (_ignores_filters, 0),
        (_tells_the_alert_channel_too, 0),
        (_tells_one_that_follows, 1),
        (_tells_twice, 0),
        (_tells_another_while_one_is_shut, 5),
        (_forgets_what_waited, 1),
        (_says_late_what_is_over, 9),
    ],
)
def test_a_planted_fault_is_found(firm: Firm, plant: Any, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    # The seed is one of those that show it; as time goes by, another one may have to be looked for.
    strips = (Strip(Random(one).randbytes(strip_of(FEW))) for one in range(seed, seed + 20))
    both = (read_and_expected(firm, histories_of(strip, FEW)) for strip in strips)
    assert any(read != expected for read, expected in both)
