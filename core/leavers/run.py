"""A hand-over: begun by an admin, then done one thing a transaction, so that it goes on wherever it was broken off.

Each thing is done under its own rule, with the rights that the admin has at that moment (SPEC §3).
"""

from datetime import datetime
from typing import Final

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from core import history, outbox, policy
from core.actor import Actor
from core.errors import AdminOnly, HandOverRuns, NotFound, Refusal
from core.folders import hold as holding
from core.folders import owner as folder_owner
from core.folders.along import give_along
from core.leavers import cards
from core.leavers.events import HandOverStarted
from core.leavers.plan import Plan
from core.models import ACTIVE_STATUSES, Handed, HandOver, HandOverItem, Member, Opportunity
from core.opportunities import hold as holding_opportunity
from core.opportunities import owner as opportunity_owner
from core.outbox import ToMember
from core.queue import defer

HAND_OVER: Final = "hand_over"
"""The job that does it."""

PROGRESS: Final = "hand_over.progress"
"""The message to the admin who began it, which says how far it is, and in the end what came of it."""

HANDED_TO_YOU: Final = "hand_over.heir"
"""The message to an heir, once it is done."""

TRIES: Final = 3
"""So often a folder into which the leaver's opportunities come just then is looked at anew."""


class _Again(Exception):
    """Something came into the folder while it was waited for."""


class _Gone(Exception):
    """It is not the leaver's any more, or not there, or not in progress."""


def subject(hand_over_id: int) -> str:
    """What the messages about a hand-over name as their subject."""
    return f"hand_over:{hand_over_id}"


def begin(session: Session, actor: Actor, plan: Plan, now: datetime) -> int:
    """Begin what was read and agreed to; the worker does it.

    Args:
        session: the caller's; the plan was made in it.
        actor: an admin, in whose name it is done.
        plan: what shall move.
        now: when.

    Returns:
        The key of the hand-over.

    Raises:
        AdminOnly: the actor is no admin.
        HandOverRuns: somebody was quicker.
    """
    policy.make_sure_they_rule(actor)
    workspace_id, leaver = actor.workspace_id, plan.leaver.who
    session.execute(
        select(Member.id)
        .where(policy.in_workspace(actor, Member), Member.id == leaver.id)
        .with_for_update(key_share=True)
    )
    runs = select(HandOver.id).where(HandOver.workspace_id == workspace_id, HandOver.from_id == leaver.id)
    if session.scalar(runs.where(HandOver.ended_at.is_(None))) is not None:
        raise HandOverRuns(leaver.name)
    made = HandOver(
        workspace_id=workspace_id,
        from_id=leaver.id,
        by_id=actor.member_id,
        along=plan.along,
        started_at=now,
        stopped=False,
    )
    session.add(made)
    session.flush()
    of_it = {"workspace_id": workspace_id, "hand_over_id": made.id}
    things: list[tuple[int | None, int | None, int]] = [(one.folder.id, None, one.to.id) for one in plan.folders]
    things += [(None, one.opportunity_id, one.to.id) for one in plan.loose]
    rows = [{**of_it, "folder_id": f, "opportunity_id": o, "to_id": to} for f, o, to in things]
    if rows:
        session.execute(insert(HandOverItem), rows)
    heirs = tuple(one.id for one in plan.heirs)
    history.record(session, actor, HandOverStarted(before_id=leaver.id, heirs=heirs, along=plan.along), now)
    _tell_admin(session, made, actor.member_id, now)
    outbox.refresh(session, workspace_id, cards.subject(leaver.id))
    _see_to(session, made)
    return made.id


def put_off(session: Session, workspace_id: int, hand_over_id: int) -> None:
    """Have the worker go on with it later.

    Args:
        session: the caller's.
        workspace_id: where.
        hand_over_id: which.
    """
    hand_over = held(session, workspace_id, hand_over_id)
    if hand_over is not None:
        _see_to(session, hand_over)


def stop(session: Session, workspace_id: int, hand_over_id: int, now: datetime) -> None:
    """It goes no further: who began it may act here no more.

    Args:
        session: the caller's.
        workspace_id: where.
        hand_over_id: which.
        now: when.
    """
    hand_over = held(session, workspace_id, hand_over_id)
    if hand_over is not None:
        end(session, hand_over, now, stopped=True)


def _see_to(session: Session, hand_over: HandOver) -> None:
    """A job for the worker: those of one leaver are done one after the other."""
    lock = f"hand over {hand_over.workspace_id} {hand_over.from_id}"
    defer(session, HAND_OVER, lock=lock, workspace_id=hand_over.workspace_id, hand_over_id=hand_over.id)


def runs_for(session: Session, workspace_id: int, hand_over_id: int) -> str | None:
    """The Slack id of the admin in whose name it runs; None where it does not any more."""
    return session.scalar(
        select(Member.slack_user_id)
        .join(HandOver, (HandOver.workspace_id == Member.workspace_id) & (HandOver.by_id == Member.id))
        .where(Member.workspace_id == workspace_id, HandOver.id == hand_over_id, HandOver.ended_at.is_(None))
    )


def step(session: Session, actor: Actor, hand_over_id: int, now: datetime, *, tell: bool = True) -> bool:
    """Do the next thing.

    Args:
        session: the caller's.
        actor: the admin who began it, as they stand at this moment; who is none any more stops it.
        hand_over_id: which.
        now: when.
        tell: whether the message that says how far it is is brought up to date.

    Returns:
        Whether something may be left to do.
    """
    hand_over = held(session, actor.workspace_id, hand_over_id)
    if hand_over is None:
        return False
    try:
        policy.make_sure_they_rule(actor)
    except AdminOnly:
        end(session, hand_over, now, stopped=True)
        return False
    item = session.scalars(
        select(HandOverItem)
        .where(HandOverItem.workspace_id == actor.workspace_id, HandOverItem.hand_over_id == hand_over_id)
        .where(HandOverItem.outcome.is_(None))
        .order_by(HandOverItem.id)
        .limit(1)
    ).one_or_none()
    if item is None:
        end(session, hand_over, now)
        return False
    item.outcome, item.rule, item.along = _moved(session, actor, hand_over, item, now)
    session.flush()
    if tell:
        outbox.refresh(session, actor.workspace_id, subject(hand_over_id))
    return True


def held(session: Session, workspace_id: int, hand_over_id: int) -> HandOver | None:
    """A hand-over that runs, locked: whoever waited sees what was done meanwhile. None where it has ended."""
    return session.scalars(
        select(HandOver)
        .where(HandOver.workspace_id == workspace_id, HandOver.id == hand_over_id, HandOver.ended_at.is_(None))
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one_or_none()


def end(session: Session, hand_over: HandOver, now: datetime, *, stopped: bool = False) -> None:
    """It is over: each heir is told once, whoever began it reads what came of it, and the cards settle.

    Args:
        session: the caller's.
        hand_over: locked.
        now: when.
        stopped: whether it ended because who began it is no admin any more; the other admins are told then.
    """
    workspace_id = hand_over.workspace_id
    hand_over.ended_at, hand_over.stopped = now, stopped
    session.flush()
    of_it = (HandOverItem.workspace_id == workspace_id, HandOverItem.hand_over_id == hand_over.id)
    heirs = session.execute(
        select(HandOverItem.to_id, func.count())
        .where(*of_it, HandOverItem.outcome == Handed.MOVED, HandOverItem.to_id != hand_over.by_id)
        .group_by(HandOverItem.to_id)
        .order_by(HandOverItem.to_id)
    )
    for heir, _ in heirs.all():
        about, facts = f"{subject(hand_over.id)}:{heir}", {"hand_over_id": hand_over.id}
        outbox.post(session, workspace_id, HANDED_TO_YOU, ToMember(heir), now, subject=about, facts=facts)
    outbox.refresh(session, workspace_id, subject(hand_over.id))
    if stopped:
        for admin in session.scalars(select(Member.id).where(policy.ruling(workspace_id)).order_by(Member.id)).all():
            if admin != hand_over.by_id:
                _tell_admin(session, hand_over, admin, now)
    if cards.look(session, workspace_id, hand_over.from_id, now) is not None:
        outbox.refresh(session, workspace_id, cards.subject(hand_over.from_id))


def _tell_admin(session: Session, hand_over: HandOver, admin_id: int, now: datetime) -> None:
    facts = {"hand_over_id": hand_over.id}
    about = subject(hand_over.id)
    outbox.post(session, hand_over.workspace_id, PROGRESS, ToMember(admin_id), now, subject=about, facts=facts)


def _moved(
    session: Session, actor: Actor, hand_over: HandOver, item: HandOverItem, now: datetime
) -> tuple[Handed, str | None, int]:
    """What became of it: all of it, or nothing."""
    for left in reversed(range(TRIES)):
        try:
            with session.begin_nested():
                if item.folder_id is not None:
                    along = _give_folder(session, actor, hand_over, item.folder_id, item.to_id, now, last=left == 0)
                    return Handed.MOVED, None, along
                assert item.opportunity_id is not None, "it is a folder or an opportunity"
                _give_opportunity(session, actor, hand_over, item.opportunity_id, item.to_id, now)
                return Handed.MOVED, None, 0
        except _Again:
            continue
        except (_Gone, NotFound):
            return Handed.GONE, None, 0
        except Refusal as refusal:
            return Handed.REFUSED, refusal.rule, 0
    raise AssertionError("the last look does not look again")


def _give_folder(
    session: Session, actor: Actor, hand_over: HandOver, folder_id: int, to_id: int, now: datetime, *, last: bool
) -> int:
    """One folder, with what goes along; gives how much that is. Opportunities are held first, as everywhere."""
    inside: dict[int, int] = {}
    theirs = select(Opportunity.id).where(policy.editable_opportunities(actor))
    theirs = theirs.where(Opportunity.folder_id == folder_id, Opportunity.owner_id == hand_over.from_id)
    if hand_over.along:
        locked = session.scalars(theirs.order_by(Opportunity.id).with_for_update()).all()
        inside = dict.fromkeys(locked, hand_over.from_id)
    folder = holding.hold(session, actor, folder_id)
    if folder.owner_id != hand_over.from_id:
        raise _Gone
    if hand_over.along and not last and set(session.scalars(theirs)) - set(inside):
        raise _Again
    give_along(session, actor, folder_id, inside, to_id, now)
    folder_owner.change_owner(session, actor, folder_id, to_id, now, summed_up=True)
    return len(inside)


def _give_opportunity(
    session: Session, actor: Actor, hand_over: HandOver, opportunity_id: int, to_id: int, now: datetime
) -> None:
    opportunity = holding_opportunity.hold(session, actor, opportunity_id)
    if opportunity.owner_id != hand_over.from_id or opportunity.status not in ACTIVE_STATUSES:
        raise _Gone
    heir = session.scalars(
        select(Member.slack_user_id).where(policy.in_workspace(actor, Member), Member.id == to_id)
    ).one()
    opportunity_owner.change_owner(session, actor, opportunity_id, heir, now, summed_up=True)
