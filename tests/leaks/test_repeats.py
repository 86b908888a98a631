"""Whatever is asked, the same signed request sent again changes nothing (SPEC §3, Conflicts)."""

import random

import pytest

from tests.leaks.asking import Typist
from tests.leaks.lab import Lab
from tests.leaks.planting import garden_of
from tests.leaks.survey import Survey, visitor
from tests.leaks.tour import Tour

WORLDS = 9
STEPS = 20


def test_every_request_sent_again_changes_nothing(lab: Lab) -> None:
    survey, changed = Survey(lab), 0
    for seed in range(WORLDS):
        garden = garden_of(seed, lab.next_base())
        sales = lab.plant(garden)
        who = visitor(seed) if seed % 3 else "U0ADA"
        chance = random.Random(f"again {seed}")
        typist = Typist(garden, set(), chance)
        tour = Tour(lab, garden, sales, who, typist, chance, survey.opened, survey.samples)
        stood = lab.state(garden.base)
        for step in tour.walk(STEPS):
            stands = lab.state(garden.base)
            changed += stands != stood
            stood = stands
            for entry in step.sent:
                if entry.direction != "to_app":
                    continue
                assert lab.local.again(entry) == 200
                lab.settle()
                now = lab.state(garden.base)
                assert now == stood, (
                    f"world {seed}, {who} {step.did}: sent again it changed"
                    f" {[table for table in stood if stood[table] != now[table]]}"
                )
    assert changed > WORLDS * 3, "too little was done for anything to be done twice"


@pytest.mark.parametrize("forgetful", ["core.history.repeats.claimed"])
def test_without_a_fingerprint_something_is_done_twice(
    lab: Lab, monkeypatch: pytest.MonkeyPatch, forgetful: str
) -> None:
    monkeypatch.setattr(forgetful, lambda _session: None)
    with pytest.raises(AssertionError, match="sent again it changed"):
        test_every_request_sent_again_changes_nothing(lab)
