"""How far a hand-over is, and what came of it: for admins, and for who took something over."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from core import policy
from core.actor import Actor
from core.errors import BlockingOpportunity
from core.folders.rows import FolderRef, read_ref, visible_folder_rows
from core.leavers.plan import in_the_way
from core.members import Person, person
from core.models import Folder, Handed, HandOver, HandOverItem, Member

REFUSED_SHOWN: Final = 10
"""Folders that are named with what is in their way; the others are counted."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A folder that stays where it is.

    Attributes:
        folder: as it is now.
        to: the heir that it did not go to.
        rule: which refused it.
        blocking: what is in the way by now; nothing where nothing is any more.
    """

    folder: FolderRef
    to: Person
    rule: str
    blocking: tuple[BlockingOpportunity, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """What changed hands.

    Attributes:
        to: the heir.
        folders: how many.
        opportunities: how many, with folders or by themselves.
    """

    to: Person
    folders: int
    opportunities: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is.

    Attributes:
        leaver: whose things.
        by: who began it.
        total: how many things there are.
        done: of which so many had their turn.
        moved: what changed hands, heir by heir.
        refused: the folders that stay; the first of them.
        refused_count: how many things stay.
        gone: how many things had gone another way before their turn came.
        ended: whether it is over.
        stopped: whether it ended before its end, because who began it is no admin any more.
    """

    leaver: Person
    by: Person
    total: int
    done: int
    moved: tuple[Moved, ...]
    refused: tuple[Refused, ...]
    refused_count: int
    gone: int
    ended: bool
    stopped: bool

    @property
    def left(self) -> bool:
        """Whether something was to move and did not."""
        return self.refused_count > 0 or self.stopped


def read(session: Session, actor: Actor, hand_over_id: int) -> Progress:
    """How far a hand-over is at this moment.

    Args:
        session: the caller's.
        actor: who reads.
        hand_over_id: which.

    Raises:
        AdminOnly: the actor is no admin.
    """
    policy.make_sure_they_rule(actor)
    leaver, by = aliased(Member), aliased(Member)
    hand_over, from_, started = session.execute(
        select(HandOver, leaver, by)
        .join(leaver, (leaver.workspace_id == HandOver.workspace_id) & (leaver.id == HandOver.from_id))
        .join(by, (by.workspace_id == HandOver.workspace_id) & (by.id == HandOver.by_id))
        .where(policy.in_workspace(actor, HandOver), HandOver.id == hand_over_id)
    ).one()
    counted = session.execute(
        select(HandOverItem.outcome, func.count()).where(*_of_it(actor, hand_over_id)).group_by(HandOverItem.outcome)
    )
    counts: dict[Handed | None, int] = dict(counted.all())
    total = sum(counts.values())
    ended = hand_over.ended_at is not None
    return Progress(
        leaver=person(from_),
        by=person(started),
        total=total,
        done=total - counts.get(None, 0),
        moved=tuple(_moved(session, actor, hand_over_id)) if ended else (),
        refused=tuple(_refused(session, actor, hand_over)) if ended and counts.get(Handed.REFUSED) else (),
        refused_count=counts.get(Handed.REFUSED, 0),
        gone=counts.get(Handed.GONE, 0),
        ended=ended,
        stopped=hand_over.stopped,
    )


def handed_to(session: Session, actor: Actor, hand_over_id: int) -> tuple[Person, Person, Moved] | None:
    """What somebody took over: from whom, by whose act, and how much; None where it was nothing.

    Args:
        session: the caller's.
        actor: who took it over: it is theirs.
        hand_over_id: which.
    """
    found = next((one for one in _moved(session, actor, hand_over_id) if one.to.id == actor.member_id), None)
    if found is None:
        return None
    hand_over = session.get_one(HandOver, hand_over_id)
    people = session.scalars(
        select(Member).where(policy.in_workspace(actor, Member), Member.id.in_([hand_over.from_id, hand_over.by_id]))
    )
    named = {one.id: person(one) for one in people}
    return named[hand_over.from_id], named[hand_over.by_id], found


def _of_it(actor: Actor, hand_over_id: int) -> tuple[Any, ...]:
    return policy.in_workspace(actor, HandOverItem), HandOverItem.hand_over_id == hand_over_id


def _moved(session: Session, actor: Actor, hand_over_id: int) -> Sequence[Moved]:
    folders = func.count(HandOverItem.folder_id)
    rows = session.execute(
        select(Member, folders, func.sum(HandOverItem.along) + func.count(HandOverItem.opportunity_id))
        .join(HandOverItem, (HandOverItem.workspace_id == Member.workspace_id) & (HandOverItem.to_id == Member.id))
        .where(*_of_it(actor, hand_over_id), HandOverItem.outcome == Handed.MOVED)
        .group_by(Member.id)
        .order_by(Member.id)
    )
    return [Moved(person(member), count, int(opportunities)) for member, count, opportunities in rows]


def _refused(session: Session, actor: Actor, hand_over: HandOver) -> Sequence[Refused]:
    heir = aliased(Member)
    rows = session.execute(
        visible_folder_rows(actor)
        .join(HandOverItem, (HandOverItem.workspace_id == Folder.workspace_id) & (HandOverItem.folder_id == Folder.id))
        .join(heir, (heir.workspace_id == HandOverItem.workspace_id) & (heir.id == HandOverItem.to_id))
        .where(*_of_it(actor, hand_over.id), HandOverItem.outcome == Handed.REFUSED)
        .add_columns(HandOverItem.rule, heir)
        .order_by(Folder.number)
        .limit(REFUSED_SHOWN)
    ).all()
    blocking = in_the_way(
        session, actor, ((row.id, row[-1].id) for row in rows), hand_over.from_id if hand_over.along else None
    )
    return [Refused(read_ref(row), person(row[-1]), row.rule, blocking.get(row.id, ())) for row in rows]
