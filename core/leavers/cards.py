"""That somebody left and still owns something: each admin gets a card of it, once (SPEC §3).

What the cards say follows from how things stand: Slack may tell the same thing twice, or late. A card is open until it
is settled, because nothing is left or because they are back; who leaves again gets a new one.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import due, outbox, policy
from core.actor import Actor
from core.leavers.owned import Leaver, Owned, owned
from core.members import person
from core.models import Due, HandOver, Member, Message, Standing
from core.outbox import ToMember

LEFT: Final = "leaver.left"
"""The message to the admins."""

LOOK: Final = "leaver.look"
"""Due while a card is open: what a leaver owns may be given away, closed or deleted by many ways."""

EVERY: Final = timedelta(minutes=1)
BACK: Final = "back"
DONE: Final = "done"
"""How a card was settled."""

SETTLED: Final = "settled"
"""Where that is kept among what a card knows."""


def subject(member_id: int) -> str:
    """What cards and things due about a leaver name as their subject."""
    return f"leaver:{member_id}"


def look(session: Session, workspace_id: int, member_id: int, now: datetime) -> Owned | None:
    """Bring the cards of somebody up to date with how they stand and what they own.

    Args:
        session: the caller's.
        workspace_id: where.
        member_id: who joined, changed, left, or had something taken over.
        now: when.

    Returns:
        What their cards tell of, where any is open now.
    """
    of_them = (Member.workspace_id == workspace_id, Member.id == member_id)
    # Of two who look at once the second sees the card of the first.
    held = select(Member).where(*of_them).with_for_update(key_share=True).execution_options(populate_existing=True)
    member = session.scalars(held).one()
    if member.standing is Standing.MEMBER:
        _settle(session, workspace_id, member_id, BACK)
        return None
    still = owned(session, workspace_id, member_id)
    if not still:
        _settle(session, workspace_id, member_id, DONE)
        return None
    if not _open(session, workspace_id, member_id):
        facts = {"member_id": member_id}
        for admin in session.scalars(select(Member.id).where(policy.ruling(workspace_id)).order_by(Member.id)):
            outbox.post(session, workspace_id, LEFT, ToMember(admin), now, subject=subject(member_id), facts=facts)
        _look_again(session, workspace_id, member_id, still, now)
    return still


def look_again(session: Session, workspace_id: int, one: Due, now: datetime) -> None:
    """What is due while a card is open: it is brought up to date where what it tells of changed."""
    member_id = int(one.facts["member_id"])
    if not _open(session, workspace_id, member_id):
        return
    still = look(session, workspace_id, member_id, now)
    if still is None:
        return
    if one.facts != _facts(member_id, still):
        outbox.refresh(session, workspace_id, subject(member_id))
    _look_again(session, workspace_id, member_id, still, now)


def as_told(session: Session, actor: Actor, member_id: int) -> Leaver:
    """Whom a card is about, as they stand now.

    Args:
        session: the caller's.
        actor: who reads it.
        member_id: who.

    Raises:
        AdminOnly: the actor is no admin.
    """
    policy.make_sure_they_rule(actor)
    workspace_id = actor.workspace_id
    member = session.scalars(select(Member).where(Member.workspace_id == workspace_id, Member.id == member_id)).one()
    runs_by = session.scalars(
        select(Member)
        .join(HandOver, (HandOver.workspace_id == Member.workspace_id) & (HandOver.by_id == Member.id))
        .where(Member.workspace_id == workspace_id, HandOver.from_id == member_id, HandOver.ended_at.is_(None))
    ).one_or_none()
    still = owned(session, workspace_id, member_id)
    return Leaver(person(member), member.standing, still, person(runs_by) if runs_by else None)


def _look_again(session: Session, workspace_id: int, member_id: int, told: Owned, now: datetime) -> None:
    due.put_down(session, workspace_id, LOOK, subject(member_id), now + EVERY, _facts(member_id, told))


def _facts(member_id: int, told: Owned) -> dict[str, int]:
    return {"member_id": member_id, "folders": told.folders, "opportunities": told.opportunities}


def _open(session: Session, workspace_id: int, member_id: int) -> Sequence[Message]:
    cards = select(Message).where(
        Message.workspace_id == workspace_id, Message.subject == subject(member_id), Message.kind == LEFT
    )
    found = session.scalars(cards.order_by(Message.id)).all()
    return [one for one in found if SETTLED not in one.facts]


def _settle(session: Session, workspace_id: int, member_id: int, how: str) -> None:
    cards = _open(session, workspace_id, member_id)
    for one in cards:
        one.facts = {**one.facts, SETTLED: how}
    if cards:
        session.flush()
        outbox.refresh(session, workspace_id, subject(member_id))
        due.cross_out(session, workspace_id, subject(member_id), LOOK)
