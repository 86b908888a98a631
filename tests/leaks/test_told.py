"""Whatever is told of itself says nothing that its readers may not see: each kind, to anybody, in every setting."""

import pytest

from bot.notifications import kinds
from tests.leaks import told_mistakes
from tests.leaks.lab import Lab
from tests.leaks.survey import Leak
from tests.leaks.telling import SEEDS, SETTINGS, Teller, worlds
from tests.leaks.told import TELLINGS
from tests.leaks.told_mistakes import MISTAKES, Insider, Mistake


def test_every_kind_of_message_is_told_here() -> None:
    assert set(TELLINGS) == set(kinds()), "a kind of message has no row in tests/leaks/told.py, or a row has no kind"


def test_no_message_says_what_its_readers_may_not_see(lab: Lab) -> None:
    teller = Teller(lab)
    for garden in worlds(lab):
        teller.tells(garden)
    reached = {kind: frozenset(to for other, to in teller.arrived if other == kind) for kind in TELLINGS}
    assert reached == {kind: telling.reaches for kind, telling in TELLINGS.items()}, "some heard nothing, or too much"
    assert teller.settings == set(SETTINGS), "nothing was told in some settings"
    assert teller.updated.total() > teller.arrived.total() / 2, "too little was told anew when things had changed"


@pytest.mark.parametrize(("way", "kind"), list(enumerate(TELLINGS)), ids=str)
def test_a_secret_let_slip_is_found_in_every_kind(
    lab: Lab, monkeypatch: pytest.MonkeyPatch, way: int, kind: str
) -> None:
    insider = Insider()
    told_mistakes.lets_slip(monkeypatch, lab, insider, kind, way)
    _is_found(Teller(lab, [kind], insider.learns))


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: getattr(mistake, "__name__", "not_withheld"))
def test_a_leak_made_on_purpose_is_found_in_what_is_told(
    lab: Lab, monkeypatch: pytest.MonkeyPatch, mistake: Mistake
) -> None:
    insider, shows = Insider(), MISTAKES[mistake]
    mistake(monkeypatch, insider)
    _is_found(Teller(lab, shows.kinds, insider.learns), shows.seeds)


def _is_found(teller: Teller, seeds: tuple[int, ...] = SEEDS) -> None:
    with pytest.raises(Leak):
        for garden in worlds(teller.lab, seeds):
            teller.tells(garden)
