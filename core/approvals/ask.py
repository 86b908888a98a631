"""Asking those who can for an owner change that is not one's own to make (SPEC §3)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import history, members, policy
from core.actor import Actor
from core.approvals import telling
from core.approvals.events import OwnerChangeAsked
from core.approvals.rows import ApprovalRow, find
from core.approvals.settling import Addressee, alert_channel, lapse, member
from core.errors import NobodyToAsk, NoNeedToAsk, NotFound
from core.folders.rows import FolderRef, read_ref, visible_folder_rows
from core.invalid import OwnerAlready, ReasonTooLong
from core.models import Approval, ApprovalOutcome, Folder, Member
from core.models.approval import REASON_LIMIT
from core.outbox import ToChannel, ToMember


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of it.

    Attributes:
        made: False where the same was asked already and waits: nothing is sent again.
        row: the request.
        readers: who is asked: the managers of the owner's team, or else the admins.
        channel: the alert channel, where one is set.
    """

    made: bool
    row: ApprovalRow
    readers: tuple[Addressee, ...]
    channel: Addressee | None


def may_ask(session: Session, actor: Actor, folder_id: int) -> FolderRef:
    """The folder about which the actor may ask: one that they see and may not change.

    Raises:
        NotFound: there is none, or none for this person.
        NoNeedToAsk: they may change its owner themselves.
    """
    row = session.execute(visible_folder_rows(actor).where(Folder.id == folder_id)).one_or_none()
    if row is None:
        raise NotFound("folder")
    if row.editable:
        raise NoNeedToAsk(row.number)
    return read_ref(row)


def ask(session: Session, actor: Actor, folder_id: int, slack_user_id: str, reason: str, now: datetime) -> Asked:
    """Ask that a folder be given to an active member.

    Asked twice by the same person for the same folder and target while the first waits, it is one request; what reached
    nobody goes out again.

    Args:
        session: the caller's.
        actor: who asks.
        folder_id: which folder.
        slack_user_id: whom it should belong to.
        reason: why; may be empty.
        now: when.

    Raises:
        NotFound, NoNeedToAsk.
        OwnerUnknown: no active member.
        OwnerAlready: it is theirs.
        ReasonTooLong.
        NobodyToAsk: nobody is left who could approve.
    """
    # Whoever changes the folder or answers about it holds it too: what is judged here stands until the end.
    held = select(Folder.id).where(policy.in_workspace(actor, Folder), Folder.id == folder_id).with_for_update()
    session.execute(held)
    folder = may_ask(session, actor, folder_id)
    after = members.taking_over(session, actor, slack_user_id)
    if after.id == folder.owner.id:
        raise OwnerAlready(after.name)
    reason = checked_reason(reason)
    readers = _those_who_can(session, actor, folder)
    channel = alert_channel(session, actor)
    if not readers and channel is None:
        raise NobodyToAsk
    approval = session.scalars(
        select(Approval).where(
            policy.in_workspace(actor, Approval),
            Approval.asker_id == actor.member_id,
            Approval.folder_id == folder_id,
            Approval.to_owner_id == after.id,
            Approval.outcome.is_(None),
        )
    ).one_or_none()
    if approval is not None and approval.from_owner_id != folder.owner.id:
        approval.outcome, approval.answered_at = ApprovalOutcome.OUTDATED, now
        session.flush()
        lapse(session, actor, approval, now)
        telling.follow(session, approval)
        approval = None
    made = approval is None or not telling.reaches_somebody(session, actor, approval.id)
    if approval is None:
        approval = _made(session, actor, folder, after.id, reason, now)
    if made:
        told = [ToMember(one.member_id) for one in readers if one.member_id is not None]
        there = [] if channel is None else [ToChannel(channel.slack_id)]
        telling.ask_all(session, actor, approval.id, [*told, *there], now)
    row = find(session, actor, approval.id)
    assert row is not None, "who asks sees the folder"
    return Asked(made, row, readers, channel)


def checked_reason(reason: str) -> str:
    """A reason without what surrounds it.

    Raises:
        ReasonTooLong: more than 300 characters.
    """
    reason = reason.strip()
    if len(reason) > REASON_LIMIT:
        raise ReasonTooLong(len(reason), REASON_LIMIT)
    return reason


def _those_who_can(session: Session, actor: Actor, folder: FolderRef) -> tuple[Addressee, ...]:
    """The managers of the owner's team, or else the admins (SPEC §3)."""
    for who in (policy.leading_members(actor, folder.owner.id), policy.ruling_members(actor)):
        found = session.scalars(select(Member).where(who).order_by(Member.name, Member.id)).all()
        if found:
            return tuple(map(member, found))
    return ()


def _made(session: Session, actor: Actor, folder: FolderRef, to_owner_id: int, reason: str, now: datetime) -> Approval:
    approval = Approval(
        workspace_id=actor.workspace_id,
        folder_id=folder.id,
        asker_id=actor.member_id,
        from_owner_id=folder.owner.id,
        to_owner_id=to_owner_id,
        reason=reason,
        asked_at=now,
        answer_reason="",
    )
    session.add(approval)
    session.flush()
    asked = OwnerChangeAsked(folder_id=folder.id, before_id=folder.owner.id, after_id=to_owner_id)
    history.record(session, actor, asked, now)
    return approval
