"""Whatever is told of itself says nothing that its readers may not see: each kind, to everybody, in every setting."""

import pytest

from bot.notifications import kinds
from tests.leaks.lab import Lab
from tests.leaks.telling import Teller, worlds
from tests.leaks.told import TELLINGS


def test_every_kind_of_message_is_told_here() -> None:
    assert set(TELLINGS) == set(kinds()), "a kind of message has no row in tests/leaks/told.py, or a row has no kind"


def test_no_message_says_what_its_readers_may_not_see(lab: Lab) -> None:
    teller = Teller(lab)
    for garden in worlds(lab):
        teller.tells(garden)
    reached = {kind: frozenset(to for other, to in teller.arrived if other == kind) for kind in TELLINGS}
    assert reached == {kind: telling.reaches for kind, telling in TELLINGS.items()}
    assert set(teller.updated) == set(TELLINGS), "some kinds were never brought up to date"
