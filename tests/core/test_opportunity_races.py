"""Races about one opportunity, on the real database: whoever comes second learns it, and nothing is done twice."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core import members
from core.actor import Actor
from core.db import Database
from core.errors import NotWithinReach, Refusal, Stale
from core.folders.create import NewFolder, create_folder
from core.members import Profile
from core.models import Duplication, Event, Folder, Opportunity, ProposalAnswer, Standing
from core.opportunities import bin as the_bin
from core.opportunities import duplicate, placing
from core.opportunities.create import NewOpportunity, create_opportunity
from core.opportunities.owner import change_owner
from core.opportunities.placing import InFolder, InNewFolder

ROUNDS = 50
SECONDS = 20
"""How long a round may take before it counts as hung."""

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)

Act = Callable[[Session, Actor], Any]


class Desk:
    """People who act at once in one workspace."""

    def __init__(self, database: Database, workspace_id: int) -> None:
        self.database = database
        self.workspace_id = workspace_id
        self.pool = ThreadPoolExecutor(2)
        self.meets("ADA", rules=True)
        self.meets("BEN")

    def meets(self, name: str, *, rules: bool = False) -> None:
        profile = Profile(f"U{name}", name.lower(), None, "en-US", "UTC", Standing.MEMBER, rules)
        with self.database.transaction(self.workspace_id) as session:
            members.meet(session, self.workspace_id, profile, NOW)

    @contextmanager
    def acting(self, who: str) -> Iterator[tuple[Session, Actor]]:
        with self.database.transaction(self.workspace_id, members.who(self.workspace_id, who)) as session:
            actor = members.acting(session)
            assert actor is not None
            yield session, actor

    def at_once(self, *acts: tuple[str, Act]) -> list[Any]:
        """What each got, or the refusal that each read."""
        together = Barrier(len(acts))

        def one(who: str, act: Act) -> Any:
            try:
                with self.acting(who) as (session, actor):
                    together.wait(SECONDS)
                    return act(session, actor)
            except Refusal as refusal:
                return refusal

        running = [self.pool.submit(one, who, act) for who, act in acts]
        return [each.result(SECONDS) for each in running]

    def opportunity(self, title: str = "Renewal") -> int:
        with self.acting("UBEN") as (session, actor):
            return create_opportunity(session, actor, NewOpportunity(title), NOW)

    def folder(self, name: str) -> int:
        with self.acting("UBEN") as (session, actor):
            return create_folder(session, actor, NewFolder(name), NOW)

    def count(self, statement: Any) -> int:
        with self.database.transaction(self.workspace_id) as session:
            return len(session.scalars(statement).all())

    def get(self, opportunity_id: int) -> Opportunity:
        with self.database.transaction(self.workspace_id) as session:
            return session.get_one(Opportunity, opportunity_id)


@pytest.fixture
def desk(database: Database, workspace: int) -> Iterator[Desk]:
    made = Desk(database, workspace)
    yield made
    made.pool.shutdown()


def test_of_attach_and_move_at_once_one_wins_and_the_other_reads_who_was_quicker(desk: Desk) -> None:
    first, second = desk.folder("Acme"), desk.folder("Zenith")
    for _ in range(ROUNDS):
        key = desk.opportunity()
        got = desk.at_once(
            ("UADA", lambda s, a: placing.attach(s, a, key, InFolder(first), NOW, seen_version=1)),  # noqa: B023
            ("UBEN", lambda s, a: placing.move(s, a, key, InFolder(second), NOW, seen_version=1)),  # noqa: B023
        )
        assert got.count(True) == 1, got
        (late,) = (one for one in got if one is not True)
        assert isinstance(late, Stale)
        assert late.by == ("ada" if got[0] is True else "ben")
        there = desk.get(key)
        assert (there.folder_id, there.version) == (first if got[0] is True else second, 2)
    attached = select(Event.id).where(Event.kind == "opportunity.attached")
    assert desk.count(attached) == ROUNDS


def test_two_answers_to_one_proposal_count_once(desk: Desk) -> None:
    for turn in range(ROUNDS):
        key = desk.opportunity()
        with desk.acting("UBEN") as (session, actor):
            copy = duplicate.duplicate(session, actor, key, NOW, screen="a card")
        proposal = copy.proposal_id
        assert proposal is not None
        yes = lambda s, a: duplicate.accept(s, a, proposal, InNewFolder("Acme"), NOW)  # noqa: B023, E731
        no = lambda s, a: duplicate.decline(s, a, proposal, NOW)  # noqa: B023, E731
        folders = desk.count(select(Folder.id))
        answers = desk.at_once(("UADA", yes), ("UBEN", no if turn % 2 else yes))
        did = [one for one in answers if one not in (None, False)]
        assert len(did) == 1, answers
        with desk.database.transaction(desk.workspace_id) as session:
            answer = session.get_one(Duplication, proposal).answer
        made = 0 if did[0] is True else 1
        assert answer is (ProposalAnswer.FOLDER if made else ProposalAnswer.NONE)
        assert desk.count(select(Folder.id)) == folders + made
        both = {desk.get(key).folder_id, desk.get(copy.opportunity_id).folder_id}
        assert both == ({did[0]} if made else {None})


def test_two_clicks_on_duplicate_at_once_make_one_copy(desk: Desk) -> None:
    for turn in range(ROUNDS):
        key = desk.opportunity()
        click = lambda s, a: duplicate.duplicate(s, a, key, NOW, screen="a card", seen_version=1)  # noqa: B023, E731
        first, second = desk.at_once(("UBEN", click), ("UBEN", click))
        assert first.opportunity_id == second.opportunity_id
        assert {first.made, second.made} == {True, False}
        assert desk.count(select(Opportunity.id)) == 2 * (turn + 1)


def test_who_waited_while_it_changed_hands_is_refused_as_things_stand_then(desk: Desk) -> None:
    for _ in range(ROUNDS):
        key = desk.opportunity()
        given, deleted = desk.at_once(
            ("UADA", lambda s, a: change_owner(s, a, key, "UADA", NOW)),  # noqa: B023
            ("UBEN", lambda s, a: the_bin.delete_opportunity(s, a, key, NOW)),  # noqa: B023
        )
        if deleted is True:
            assert isinstance(given, Refusal)
        else:
            assert isinstance(deleted, NotWithinReach)
            assert deleted.owner == "ada"
        assert (desk.get(key).deleted_at is None) is (deleted is not True)
