"""Who is told of a request: those who are asked, the asker once it is answered; every card follows how it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from core import living, outbox, policy, together
from core.actor import Actor
from core.approvals.rows import ApprovalRow, Ending, read_approval, visible_approval_rows
from core.members import person
from core.models import Approval, Folder, Member, Message, Standing
from core.outbox import Recipient, ToMember
from core.routes import UNREACHABLE

ASKED: Final = "approval"
"""The card that asks; settled in its place."""

ANSWERED: Final = "approval.answered"
"""What the asker reads."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request as somebody may read it by now.

    Attributes:
        row: the request; None where the reader does not see the folder.
        ending: how it ended; None while it waits.
        theirs: whether the reader may answer it.
    """

    row: ApprovalRow | None
    ending: Ending | None
    theirs: bool


def subject(approval_id: int) -> str:
    """What messages about a request name as their subject."""
    return f"approval:{approval_id}"


def key(of: str) -> int:
    """The request that such a subject names."""
    return int(of.rpartition(":")[2])


def ask_all(session: Session, actor: Actor, approval_id: int, readers: Iterable[Recipient], now: datetime) -> None:
    """Have everybody asked.

    Args:
        session: the caller's.
        actor: who asks.
        approval_id: for what.
        readers: who can, and the alert channel.
        now: when.
    """
    for to in readers:
        outbox.post(session, actor.workspace_id, ASKED, to, now, subject=subject(approval_id))


def follow(session: Session, approval: Approval) -> None:
    """Have every card say how it ended."""
    living.note(session, approval.workspace_id, {subject(approval.id): None})


def answer(session: Session, actor: Actor, approval: Approval, now: datetime) -> None:
    """Have the asker told; never of what they did themselves, and not once they left.

    Args:
        session: the caller's.
        actor: whose act it was.
        approval: answered, or come to nothing.
        now: when.
    """
    asker = session.get_one(Member, approval.asker_id)
    if asker.id != actor.member_id and asker.standing is Standing.MEMBER:
        # A subject of its own: what was answered is answered once, and never brought up to date.
        about = f"{ANSWERED}:{approval.id}"
        outbox.post(session, actor.workspace_id, ANSWERED, ToMember(asker.id), now, subject=about)


def was_asked(session: Session, actor: Actor, approval_id: int) -> bool:
    """Whether the actor is one of those who are asked."""
    return bool(
        session.scalar(select(exists().where(_card(actor, approval_id), Message.to_member_id == actor.member_id)))
    )


def reaches_somebody(session: Session, actor: Actor, approval_id: int) -> bool:
    """Whether somebody has the card, or will: what waits for a channel that is away is said when it is back."""
    on_its_way = or_(
        and_(
            Message.trouble.is_(None),
            or_(Message.ts.is_not(None), Message.sent < Message.wanted, Message.facts.has_key(together.WITHIN)),
        ),
        and_(Message.trouble.in_(UNREACHABLE), Message.to_channel.is_not(None)),
    )
    return bool(session.scalar(select(exists().where(_card(actor, approval_id), on_its_way))))


def before(session: Session, actor: Actor, approval_id: int) -> Iterable[Message]:
    """The cards that the actor may have before them: their own, and the channel's."""
    theirs = or_(Message.to_channel.is_not(None), Message.to_member_id == actor.member_id)
    said = (Message.channel.is_not(None), Message.ts.is_not(None))
    return session.scalars(select(Message).where(_card(actor, approval_id), theirs, *said).order_by(Message.id)).all()


def read(session: Session, actor: Actor, approval_id: int) -> Request | None:
    """A request, for somebody who reads of it.

    Args:
        session: the caller's.
        actor: who reads; `core.audience` for a channel.
        approval_id: which.

    Returns:
        None where there is none any more.
    """
    found = session.execute(
        select(Approval, Folder.owner_id)
        .join(Folder, and_(Folder.workspace_id == Approval.workspace_id, Folder.id == Approval.folder_id))
        .where(policy.in_workspace(actor, Approval), Approval.id == approval_id)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        return None
    approval, owner_id = found
    ending = None if approval.outcome is None else ending_of(session, approval)
    row = session.execute(visible_approval_rows(actor).where(Approval.id == approval_id)).one_or_none()
    if row is None:
        return Request(None, ending, theirs=False)
    # That it is out of date is for whoever was asked to come upon: so the asker learns of it.
    return Request(read_approval(row), ending, theirs=row.editable or owner_id != approval.from_owner_id)


def ending_of(session: Session, approval: Approval) -> Ending:
    """How a request ended."""
    assert approval.outcome is not None, "an open request has no ending"
    assert approval.answered_at is not None, "the database keeps the two together"
    by = None if approval.answered_by_id is None else person(session.get_one(Member, approval.answered_by_id))
    return Ending(approval.outcome, by, approval.answered_at, approval.answer_reason)


def _card(actor: Actor, approval_id: int) -> ColumnElement[bool]:
    return and_(policy.in_workspace(actor, Message), Message.subject == subject(approval_id), Message.kind == ASKED)
