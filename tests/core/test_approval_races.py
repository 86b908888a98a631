"""Races about one request, on the real database: one answer counts, and the folder changes hands once."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.delivery_notes import locked, note_said
from core import members
from core.actor import Actor
from core.approvals import answer, telling
from core.approvals.ask import Asked, ask
from core.approvals.settling import Settled
from core.db import Database
from core.errors import NoNeedToAsk, Refusal
from core.folders.owner import change_owner
from core.members import Profile
from core.models import Approval, ApprovalOutcome, Event, Folder, Message, Standing
from tests.core.desk import NOW, Desk

ROUNDS = 50


class Counter(Desk):
    """Ada and Max rule; Ben owns folders; Cleo asks for them."""

    def asked(self, rounds: int) -> dict[int, Asked]:
        """Cleo's requests for so many folders, by the folders' keys."""
        keys = self.folders(rounds)
        with self.acting("UCLEO") as (session, actor):
            return {key: ask(session, actor, key, "UCLEO", "", NOW) for key in keys}


@pytest.fixture
def counter(database: Database, workspace: int) -> Iterator[Counter]:
    made = Counter(database, workspace)
    with database.transaction(workspace) as session:
        max_ = Profile("UMAX", "max", None, "en-US", "UTC", Standing.MEMBER, rules_slack=True)
        members.meet(session, workspace, max_, NOW)
    yield made
    made.pool.shutdown()


def test_of_two_answers_at_once_one_counts_and_the_other_reads_how_it_stands(counter: Counter) -> None:
    cleo, ben = counter.member("UCLEO"), counter.member("UBEN")
    rounds = {}
    for turn, (key, asked) in enumerate(counter.asked(ROUNDS).items()):
        request = asked.row.id

        def yes(session: Session, actor: Actor, request: int = request) -> Settled:
            return answer.approve(session, actor, request, NOW).settled

        def no(session: Session, actor: Actor, request: int = request) -> Settled:
            return answer.decline(session, actor, request, "No", NOW)

        rounds[key, request] = counter.at_once(("UADA", yes), ("UMAX", yes if turn % 2 else no))
    requests, folders = counter.all(Approval), counter.all(Folder)
    approved = 0
    for (key, request), got in rounds.items():
        assert sorted(one.first for one in got) == [False, True], got
        assert got[0].ending == got[1].ending
        is_approved = requests[request].outcome is ApprovalOutcome.APPROVED
        assert folders[key].owner_id == (cleo if is_approved else ben)
        approved += is_approved
    assert counter.count(select(Event.id).where(Event.kind == "folder.owner_changed")) == approved
    assert counter.count(select(Event.id).where(Event.kind == "approval.declined")) == ROUNDS - approved


def test_of_two_who_ask_the_same_at_once_it_is_one_request(counter: Counter) -> None:
    for key in counter.folders(ROUNDS):

        def asks(session: Session, actor: Actor, key: int = key) -> Asked:
            return ask(session, actor, key, "UCLEO", "", NOW)

        first, second = counter.at_once(("UCLEO", asks), ("UCLEO", asks))
        assert {first.made, second.made} == {True, False}
        assert first.row.id == second.row.id
    assert counter.count(select(Approval.id)) == ROUNDS


def test_a_yes_and_somebody_elses_change_of_owner_at_once_end_one_after_the_other(counter: Counter) -> None:
    cleo, ada = counter.member("UCLEO"), counter.member("UADA")
    requests = {key: asked.row.id for key, asked in counter.asked(ROUNDS).items()}
    for key, request in requests.items():
        settled, changed = counter.at_once(
            ("UMAX", lambda s, a: answer.approve(s, a, request, NOW).settled),  # noqa: B023
            ("UADA", lambda s, a: change_owner(s, a, key, ada, NOW)),  # noqa: B023
        )
        assert settled.first, settled
        assert changed.changed, changed
        if settled.ending.outcome is ApprovalOutcome.OUTDATED:
            assert changed.before.name == "ben"
        else:
            assert changed.before.id == cleo
    folders = counter.all(Folder)
    assert [folders[key].owner_id for key in requests] == [ada] * ROUNDS


def test_a_card_that_goes_out_while_it_is_answered_is_brought_up_to_date_and_nobody_waits_in_a_circle(
    counter: Counter,
) -> None:
    for asked in counter.asked(ROUNDS).values():
        request = asked.row.id
        with counter.database.transaction(counter.workspace_id) as session:
            [card, *_] = session.scalars(select(Message.id).where(Message.subject == telling.subject(request)))

        def goes_out(session: Session, actor: Actor, card: int = card) -> int:
            message = locked(session, actor.workspace_id, card)
            assert message is not None
            wanted = message.wanted
            note_said(session, message, f"D{card}", "1.1", wanted, NOW)
            return wanted

        settled, said = counter.at_once(
            ("UADA", lambda s, a: answer.approve(s, a, request, NOW).settled),  # noqa: B023
            ("UCLEO", goes_out),
        )
        assert settled.first
        with counter.database.transaction(counter.workspace_id) as session:
            message = session.get_one(Message, card)
            assert message.wanted == 2
            assert message.queued is (said == 1)


def test_who_may_change_the_owner_asks_nobody(counter: Counter) -> None:
    key = counter.folder("Acme")
    with counter.acting("UADA") as (session, actor), pytest.raises(Refusal) as refused:
        ask(session, actor, key, "UCLEO", "", NOW)
    assert isinstance(refused.value, NoNeedToAsk)
