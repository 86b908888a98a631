"""Answering a request for an owner change: once, with the rights that the answerer has at that moment (SPEC §3)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import policy
from core.actor import Actor
from core.approvals import telling
from core.approvals.ask import checked_reason
from core.approvals.rows import ApprovalRow, read_approval, visible_approval_rows
from core.approvals.settling import Settled, settle, settled
from core.errors import NotFound, NotWithinReach
from core.folders import owner
from core.invalid import ReasonMissing
from core.models import Approval, ApprovalOutcome, Folder


@dataclass(frozen=True, slots=True)
class Approved:
    """What came of a yes.

    Attributes:
        settled: the request, and whom that concerns.
        change: what happened to the folder; None where nothing did: it was answered already, or out of date.
    """

    settled: Settled
    change: owner.OwnerChange | None


def approve(session: Session, actor: Actor, approval_id: int, now: datetime, *, along: bool = False) -> Approved:
    """Yes: the folder changes hands as if the actor had done it, under every rule of that act.

    Args:
        session: the caller's.
        actor: who answers.
        approval_id: which request.
        now: when.
        along: whether the opportunities inside that block shall go along (`owner.change_owner`).

    Raises:
        NotFound: there is none, or the actor does not see its folder (any more).
        NotWithinReach: seen, but not theirs to change.
        OwnerUnknown: the new owner has left meanwhile; the request stays open.
        OwnersWouldMix: the rule about owners refuses; the request stays open.
        Stale: something was put into the folder that was to go along, and that the actor has not read of.
    """
    if along:
        _hold_inside(session, actor, approval_id)
    approval, seen, over = _held(session, actor, approval_id, now)
    if over is not None:
        return Approved(over, None)
    change = owner.change_owner(
        session, actor, approval.folder_id, approval.to_owner_id, now, along=along, asked_by_id=approval.asker_id
    )
    return Approved(settle(session, actor, approval, ApprovalOutcome.APPROVED, now, seen), change)


def decline(session: Session, actor: Actor, approval_id: int, reason: str, now: datetime) -> Settled:
    """No: nothing happens to the folder, and the asker reads why.

    Args:
        session: the caller's.
        actor: who answers.
        approval_id: which request.
        reason: why.
        now: when.

    Raises:
        NotFound, NotWithinReach: as for a yes.
        ReasonMissing, ReasonTooLong.
    """
    reason = checked_reason(reason)
    approval, seen, over = _held(session, actor, approval_id, now)
    if over is not None:
        return over
    if not reason:
        raise ReasonMissing
    return settle(session, actor, approval, ApprovalOutcome.DECLINED, now, seen, reason=reason)


def open_request(session: Session, actor: Actor, approval_id: int, now: datetime) -> ApprovalRow | Settled:
    """The request that the actor is about to answer; or how it ended, where it has.

    Raises:
        NotFound, NotWithinReach: as for an answer.
    """
    _, seen, over = _held(session, actor, approval_id, now)
    return seen if over is None else over


def _hold_inside(session: Session, actor: Actor, approval_id: int) -> None:
    """Opportunities are held before their folder, as everywhere: so nobody waits in a circle."""
    found = session.execute(
        select(Approval.folder_id, Approval.to_owner_id).where(
            policy.in_workspace(actor, Approval), Approval.id == approval_id
        )
    ).one_or_none()
    if found is not None:
        owner.hold_inside(session, actor, found.folder_id, found.to_owner_id)


def _held(
    session: Session, actor: Actor, approval_id: int, now: datetime
) -> tuple[Approval, ApprovalRow, Settled | None]:
    """The request, held with its folder, for who may answer it; and how it ended, if it has.

    The folder is locked first, as wherever folders change: who waited judges what stands there now.
    """
    of_it = select(Approval.folder_id).where(policy.in_workspace(actor, Approval), Approval.id == approval_id)
    folder = session.execute(
        select(Folder.id, Folder.owner_id)
        .where(policy.in_workspace(actor, Folder), Folder.id == of_it.scalar_subquery())
        .with_for_update()
    ).one_or_none()
    approval = session.scalars(
        select(Approval)
        .where(policy.in_workspace(actor, Approval), Approval.id == approval_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    rights = session.execute(visible_approval_rows(actor).where(Approval.id == approval_id)).one_or_none()
    if folder is None or approval is None or rights is None:
        raise NotFound("folder")
    seen = read_approval(rights)
    # Who was asked learns what became of it, even once it is no longer theirs to decide.
    if not rights.editable and not telling.was_asked(session, actor, approval.id):
        raise NotWithinReach("folder", rights.number, rights.owner_name)
    if approval.outcome is not None:
        return approval, seen, settled(session, actor, approval, seen, first=False)
    if folder.owner_id != approval.from_owner_id:
        return approval, seen, settle(session, actor, approval, ApprovalOutcome.OUTDATED, now, seen)
    if not rights.editable:
        raise NotWithinReach("folder", rights.number, rights.owner_name)
    return approval, seen, None
