"""Whatever one may not see is in no byte that reaches one (SPEC §2), in worlds and by ways drawn at random.

What is hidden bears words, numbers, keys, years and amounts that occur nowhere else; all that reaches somebody is read
for them, sums taken apart. And who goes about in a world, and then in one that differs in what is hidden alone, must
read the same in both, to the byte: neither order nor absence nor a word less may tell.

A world is rows, settings and a visitor of its own; there are three hundred, those of the doors among them.
"""

from typing import Final

import pytest

from tests.leaks.lab import Lab
from tests.leaks.survey import Survey
from tests.leaks.tour import Errand

SHARDS: Final = 4
WORLDS: Final = 60
"""For each shard, and as many again for the doors: three hundred."""

TWINS: Final = 6
"""Every so many worlds one is compared with its twin."""

STEPS: Final = 8
STEPS_WITH_TWIN: Final = 4
STEPS_FOR_DOORS: Final = 13

ERRANDS: Final[dict[str, Errand]] = {
    "opportunity.list.page.previous": ("/opp list", "opportunity.list.page.next", "opportunity.list.page.previous"),
    "teams.page.previous": ("/folder settings", "teams", "teams.page.next", "teams.page.previous"),
    "default_field.new": ("/folder settings", "default_fields", "default_field.new"),
    "default_field.edit": ("/folder settings", "default_fields", "default_field.edit", "sends"),
    "default_field.remove": ("/folder settings", "default_fields", "default_field.remove"),
    "default_field.up": ("/folder settings", "default_fields", "default_field.up"),
    "default_field.down": ("/folder settings", "default_fields", "default_field.down"),
    "default_field.restore": ("/folder settings", "default_fields", "default_field.remove", "default_field.restore"),
    "folder.list.page.previous": ("/folder list", "folder.list.page.next", "folder.list.page.previous"),
    "team.new": ("/folder settings", "teams", "team.new", "sends"),
    "team.edit": ("/folder settings", "teams", "team.edit", "sends"),
    "team.delete": ("/folder settings", "teams", "team.delete"),
    "opportunity.move.to": ("/opp move {placed} to hall", "opportunity.move.to"),
    "reactivate": ("/folder list status:deactivated", "folder.menu"),
    "proposal.accept.with": ("/opp duplicate {alone}", "proposal.accept", "sends", "proposal.accept.with"),
    "opportunity.attach.to": ("/opp attach {alone} to hall", "opportunity.attach.to"),
    "folder.history.page.previous": (
        "/folder history {full}",
        "folder.history.page.next",
        "folder.history.page.previous",
    ),
    "proposal.decline": ("/opp duplicate {alone}", "proposal.decline"),
    "folder.list.page.first": ("/folder new soon gone", "sends", "folder.delete", "folder.list.page.first"),
    "route.test": ("/folder health", "route.test"),
    "dormancy.win_back": ("/folder help", "dormancy.win_back"),
    "dormancy.owner": ("/folder help", "dormancy.owner"),
    "dormancy.snooze": ("/folder help", "dormancy.snooze", "sends"),
    "dormancy.lost": ("/folder help", "dormancy.lost"),
    "digest.brief": ("/folder help", "digest.brief"),
    "digest.weekly": ("/folder help", "digest.weekly"),
    "hand_over": ("/folder handover", "hand_over"),
    "hand_over.start": ("/folder handover", "hand_over", "sends", "sends"),
    "folder.follow": ("#/folder unfollow", "folder.follow", "sends"),
    "folder unfollow": ("#/folder follow", "sends", "#/folder unfollow"),
    "approval.approve.along": ("/folder open {theirs}", "folder.ask", "sends"),
}
"""Ways to doors that chance comes to late, by what is at their end: on second pages, behind screens, with others."""

SETTINGS: Final = {
    (f, v, t)
    for f, v in (("own", "admins_only"), ("own", "everyone"), ("shared", "admins_only"))
    for t in ("off", "managers", "members")
}
"""F, V and T as each shard meets them; where all is shared with everyone little is hidden, and few worlds are so."""

WAYS: Final = {
    "answer to /folder", "answer to /opp", "answer to view_submission", "answer to block_suggestion", "response_url",
    "views.open", "views.push", "views.update", "views.publish", "chat.postMessage", "chat.update",
    "file dossier.xlsx", "file folders.csv", "file opportunities.csv",
}  # fmt: skip
"""By which bytes come to people: answers and calls that carry blocks, fallback texts, values, options, files."""


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
    assert {(f, v, t) for f, v, t, _ in survey.settings} >= SETTINGS, "some settings met nobody"


def test_every_door_there_is_was_opened_by_somebody(lab: Lab) -> None:
    survey = Survey(lab)
    for place in range(WORLDS):
        ahead = {name for _, name in survey.missing()}
        # An admin has most doors before them.
        who = "U0ADA" if place % 2 else ""
        survey.visit(50_000 + place, STEPS_FOR_DOORS, who, [way for end, way in ERRANDS.items() if end in ahead])
    assert survey.missing() == set(), "doors that nobody opened in any world"
    assert set(survey.ways) >= WAYS, "by one of the ways nothing came"
