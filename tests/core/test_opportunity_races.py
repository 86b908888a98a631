"""Races about one opportunity, on the real database: whoever comes second learns it, and nothing is done twice."""

from sqlalchemy import select

from core.errors import NotWithinReach, Refusal, Stale
from core.models import Duplication, Event, Folder, Opportunity, ProposalAnswer
from core.opportunities import bin as the_bin
from core.opportunities import duplicate, placing
from core.opportunities.owner import change_owner
from core.opportunities.placing import InFolder, InNewFolder
from tests.core.desk import NOW, Desk

ROUNDS = 200
FEWER = 50


def test_of_attach_and_move_at_once_one_wins_and_the_other_reads_who_was_quicker(desk: Desk) -> None:
    first, second = desk.folder("Acme"), desk.folder("Zenith")
    rounds = {
        key: desk.at_once(
            ("UADA", lambda s, a: placing.attach(s, a, key, InFolder(first), NOW, seen_version=1)),  # noqa: B023
            ("UBEN", lambda s, a: placing.move(s, a, key, InFolder(second), NOW, seen_version=1)),  # noqa: B023
        )
        for key in desk.opportunities([None] * ROUNDS)
    }
    deals = desk.all(Opportunity)
    for key, got in rounds.items():
        assert got.count(True) == 1, got
        (late,) = (one for one in got if one is not True)
        assert isinstance(late, Stale)
        assert late.by == ("ada" if got[0] is True else "ben")
        assert (deals[key].folder_id, deals[key].version) == (first if got[0] is True else second, 2)
    attached = select(Event.id).where(Event.kind == "opportunity.attached")
    assert desk.count(attached) == ROUNDS


def test_two_answers_to_one_proposal_count_once(desk: Desk) -> None:
    keys = desk.opportunities([None] * ROUNDS)
    with desk.acting("UBEN") as (session, actor):
        copies = [duplicate.duplicate(session, actor, key, NOW, screen="a card") for key in keys]
    rounds = []
    for turn, copy in enumerate(copies):
        proposal = copy.proposal_id
        assert proposal is not None
        yes = lambda s, a: duplicate.accept(s, a, proposal, InNewFolder("Acme"), NOW)  # noqa: B023, E731
        no = lambda s, a: duplicate.decline(s, a, proposal, NOW)  # noqa: B023, E731
        rounds.append(desk.at_once(("UADA", yes), ("UBEN", no if turn % 2 else yes)))
    deals, proposals = desk.all(Opportunity), desk.all(Duplication)
    folders = set()
    for key, copy, answers in zip(keys, copies, rounds, strict=True):
        did = [one for one in answers if one not in (None, False)]
        assert len(did) == 1, answers
        made = did[0] is not True
        assert copy.proposal_id is not None
        assert proposals[copy.proposal_id].answer is (ProposalAnswer.FOLDER if made else ProposalAnswer.NONE)
        both = {deals[key].folder_id, deals[copy.opportunity_id].folder_id}
        assert both == ({did[0]} if made else {None})
        if made:
            assert did[0] not in folders
            folders.add(did[0])
    assert {*desk.all(Folder)} == folders


def test_two_clicks_on_duplicate_at_once_make_one_copy(desk: Desk) -> None:
    keys = desk.opportunities([None] * FEWER)
    for key in keys:
        click = lambda s, a: duplicate.duplicate(s, a, key, NOW, screen="a card", seen_version=1)  # noqa: B023, E731
        first, second = desk.at_once(("UBEN", click), ("UBEN", click))
        assert first.opportunity_id == second.opportunity_id
        assert {first.made, second.made} == {True, False}
    sources = [deal.duplicated_from_id for deal in desk.all(Opportunity).values() if deal.id not in keys]
    assert sorted(key for key in sources if key is not None) == keys
    assert None not in sources


def test_who_waited_while_it_changed_hands_is_refused_as_things_stand_then(desk: Desk) -> None:
    rounds = {
        key: desk.at_once(
            ("UADA", lambda s, a: change_owner(s, a, key, "UADA", NOW)),  # noqa: B023
            ("UBEN", lambda s, a: the_bin.delete_opportunity(s, a, key, NOW)),  # noqa: B023
        )
        for key in desk.opportunities([None] * FEWER)
    }
    deals = desk.all(Opportunity)
    for key, (given, deleted) in rounds.items():
        if deleted is True:
            assert isinstance(given, Refusal)
        else:
            assert isinstance(deleted, NotWithinReach)
            assert deleted.owner == "ada"
        assert (deals[key].deleted_at is None) is (deleted is not True)
