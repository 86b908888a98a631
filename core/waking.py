"""What people do about a folder that has nothing in progress: put it off, win the client back, or give them up.

Each act is done with the rights of who does it, at that moment, while the dormancy that it is about is not over.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import dormancies, history, outbox, policy, reminders
from core.actor import Actor
from core.dormancy import subject
from core.errors import NobodyToAsk, NotFound, NothingToWinBack, NotQuiet
from core.events import ClientLost, DormancySnoozed
from core.folders import edit, hold
from core.folders.rows import FolderRef
from core.invalid import ReminderPast
from core.members import Person, person
from core.models import Dormancy, Member, Message, Opportunity, Status
from core.outbox import ToMember

GIVEN_UP = "dormancy.lost"
"""The message that asks the admins to deactivate the folder of a lost client."""


def snooze(session: Session, actor: Actor, dormancy_id: int, on: date, now: datetime) -> datetime:
    """Put off who is reminded until a day, at nine where the actor is. Who may change the folder may.

    Args:
        session: the caller's.
        actor: who does it.
        dormancy_id: which.
        on: the day.
        now: when.

    Returns:
        The moment at which it comes up again.

    Raises:
        NotFound, NotWithinReach: the folder is not theirs to see, or to change.
        NotQuiet: it is over.
        ReminderPast: that moment does not lie ahead.
    """
    until = reminders.moment(on, None, actor.time_zone)
    folder = hold.hold(session, actor, dormancies.ref(session, actor, dormancy_id).id)
    dormancy = _held(session, actor, dormancy_id, folder.number)
    if until <= now:
        raise ReminderPast
    if dormancy.snoozed_until != until:
        dormancies.snooze(session, dormancy, until)
        history.record(session, actor, DormancySnoozed(folder_id=folder.id, until=until.isoformat()), now)
    return until


def may_snooze(session: Session, actor: Actor, dormancy_id: int) -> FolderRef:
    """The folder, before a form is opened that puts it off; the write asks again. See `snooze`."""
    folder = dormancies.ref(session, actor, dormancy_id)
    _open(session, actor, dormancy_id, folder.number)
    edit.to_edit(session, actor, folder.id)
    return folder


def last_lost(session: Session, actor: Actor, dormancy_id: int) -> int:
    """The opportunity to win a client back with: the last one lost in the folder that the actor may change.

    Args:
        session: the caller's.
        actor: who would duplicate it.
        dormancy_id: of the folder.

    Raises:
        NotFound: the folder is not theirs to see.
        NotQuiet: it is over.
        NothingToWinBack: none was lost that they may change.
    """
    folder = dormancies.ref(session, actor, dormancy_id)
    _open(session, actor, dormancy_id, folder.number)
    found = session.scalar(
        select(Opportunity.id)
        .where(policy.editable_opportunities(actor))
        .where(Opportunity.folder_id == folder.id, Opportunity.status == Status.LOST)
        .order_by(Opportunity.closed_at.desc(), Opportunity.number.desc())
        .limit(1)
    )
    if found is None:
        raise NothingToWinBack(folder.number)
    return found


def give_up(session: Session, actor: Actor, dormancy_id: int, now: datetime) -> tuple[FolderRef, Sequence[Person]]:
    """The client is lost: the admins are asked to deactivate the folder, once. Who sees the folder may ask.

    Args:
        session: the caller's.
        actor: who asks; no admin, who may do it at once.
        dormancy_id: which.
        now: when.

    Returns:
        The folder, and who was asked; nobody where they had been before.

    Raises:
        NotFound: the folder is not theirs to see.
        NotQuiet: it is over.
        NobodyToAsk: no admin is left.
    """
    folder = dormancies.ref(session, actor, dormancy_id)
    _held(session, actor, dormancy_id, folder.number)
    of_it = (Message.subject == subject(dormancy_id), Message.kind == GIVEN_UP)
    if session.scalar(select(Message.id).where(policy.in_workspace(actor, Message), *of_it).limit(1)) is not None:
        return folder, ()
    admins = session.scalars(select(Member).where(policy.ruling_members(actor)).order_by(Member.name, Member.id)).all()
    if not admins:
        raise NobodyToAsk
    facts = {"folder_id": folder.id, "by_id": actor.member_id}
    for admin in admins:
        to = ToMember(admin.id)
        outbox.post(session, actor.workspace_id, GIVEN_UP, to, now, subject=subject(dormancy_id), facts=facts)
    history.record(session, actor, ClientLost(folder_id=folder.id), now)
    return folder, tuple(map(person, admins))


def _held(session: Session, actor: Actor, dormancy_id: int, number: int) -> Dormancy:
    """The dormancy, locked, while it is not over."""
    held = session.scalars(
        select(Dormancy)
        .where(policy.in_workspace(actor, Dormancy), Dormancy.id == dormancy_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if held is None:
        raise NotFound("folder")
    if held.ended_at is not None:
        raise NotQuiet(number)
    return held


def _open(session: Session, actor: Actor, dormancy_id: int, number: int) -> None:
    ended = select(Dormancy.ended_at).where(policy.in_workspace(actor, Dormancy), Dormancy.id == dormancy_id)
    if session.scalars(ended).one_or_none() is not None:
        raise NotQuiet(number)
