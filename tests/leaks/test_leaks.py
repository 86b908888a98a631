"""Whatever one may not see is in no byte that reaches one (SPEC §2), in worlds and by ways drawn at random.

What is hidden bears words, numbers, keys, years and amounts that occur nowhere else; all that reaches somebody is read
for them, sums taken apart. And who goes about in a world, and then in one that differs in what is hidden alone, must
read the same in both, to the byte: neither order nor absence nor a word less may tell.
"""

import os

import pytest

from tests.leaks.filling import Door
from tests.leaks.lab import Lab
from tests.leaks.survey import Survey

EVERY = os.environ.get("LEAKS") == "every"
SHARDS = 4
WORLDS = 75 if EVERY else 15
"""For each shard: sixty worlds, three hundred with LEAKS=every (`make leaks-every`)."""

TWINS = 4
"""Every so many worlds one is compared with its twin."""

STEPS, STEPS_WITH_TWIN = 24, 14
MORE_WORLDS = 150
"""At most so many are visited until every door was opened."""

NEVER_OPENED: dict[Door, str] = {
    ("action", "teams.page.next"): "the worlds have too few teams for a second page",
    ("action", "teams.page.previous"): "the same",
    ("action", "approval.approve.along"): "only after a yes that the rule about owners refused",
    ("view", "approval.decline"): "behind a card that few get, in a world that ends soon after",
    ("event", "subteam_members_changed"): "no world has a user group",
}
"""Doors that nobody in these worlds comes to, each with the reason."""


@pytest.mark.parametrize("shard", range(SHARDS))
def test_nothing_hidden_reaches_anybody_by_any_door(lab: Lab, shard: int) -> None:
    survey = Survey(lab)
    for place in range(WORLDS):
        seed = shard * 10_000 + place
        if place % TWINS:
            survey.visit(seed, STEPS)
        else:
            survey.compare(seed, STEPS_WITH_TWIN)
    assert survey.secretive > WORLDS * 0.6, "too little was hidden for anything to show"


@pytest.mark.skipif(not EVERY, reason="visits worlds until every door was opened: make leaks-every")
def test_every_door_there_is_was_opened_by_somebody(lab: Lab) -> None:
    survey = Survey(lab)
    for place in range(MORE_WORLDS):
        # An admin has most doors before them.
        survey.visit(50_000 + place, 2 * STEPS, "U0ADA" if place % 3 else "")
        if not survey.missing() - set(NEVER_OPENED):
            break
    assert survey.missing() - set(NEVER_OPENED) == set(), "doors that nobody opened in any world"
