"""When a standby is over: put down with the change that sets it (SPEC §1: when its reminder comes, it is to do again).

`history` brings every event here, in the transaction of the change itself. A reminder is a time of day where its owner
is: with a new owner it comes as late on the same day, by the new owner's clock.
"""

from datetime import datetime
from functools import partial
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core import due, reminders
from core.db import at_the_end
from core.events import (
    Happening,
    OpportunityDeleted,
    OpportunityOwnerChanged,
    OpportunityRestored,
    StatusChanged,
)
from core.models import Member, Opportunity, Status

OVER: Final = "standby.over"
"""Due when a reminder comes; and the message to the owner that it came."""

_CHANGED_HANDS: Final = "standbys that changed hands"


def subject(opportunity_id: int) -> str:
    """What a reminder names as its subject."""
    return f"opportunity:{opportunity_id}"


def follow(session: Session, workspace_id: int, happening: Happening) -> None:
    """Draw from what happened when a standby is over.

    Args:
        session: the caller's; the change itself is in the database.
        workspace_id: where.
        happening: what.
    """
    match happening:
        case (
            StatusChanged(opportunity_id=int(key), after=Status.STANDBY) | OpportunityRestored(opportunity_id=int(key))
        ):
            _put_down(session, workspace_id, key)
        case (
            StatusChanged(opportunity_id=int(key), before=Status.STANDBY) | OpportunityDeleted(opportunity_id=int(key))
        ):
            due.cross_out(session, workspace_id, subject(key), OVER)
        case OpportunityOwnerChanged(opportunity_id=int(key), before_id=before_id, after_id=after_id):
            if _CHANGED_HANDS not in session.info:
                session.info[_CHANGED_HANDS] = {}
                at_the_end(session, partial(_follow_owners, session, workspace_id))
            changed = session.info[_CHANGED_HANDS]
            changed[key] = (changed.get(key, (before_id,))[0], after_id)


def _put_down(session: Session, workspace_id: int, opportunity_id: int) -> None:
    reminder_at = _reminder(session, workspace_id, opportunity_id)
    if reminder_at is not None:
        due.put_down(session, workspace_id, OVER, subject(opportunity_id), reminder_at)


def _follow_owners(session: Session, workspace_id: int) -> None:
    """One statement for all that changed hands: of most it says that they are no standbys."""
    changed: dict[int, tuple[int, int]] = session.info.pop(_CHANGED_HANDS)
    waiting = session.execute(
        select(Opportunity.id, Opportunity.reminder_at).where(
            Opportunity.workspace_id == workspace_id,
            Opportunity.id.in_(changed),
            Opportunity.status == Status.STANDBY,
        )
    ).all()
    if not waiting:
        return
    people = {one for key, _ in waiting for one in changed[key]}
    of_them = (Member.workspace_id == workspace_id, Member.id.in_(people))
    zones = {row.id: row.time_zone for row in session.execute(select(Member.id, Member.time_zone).where(*of_them))}
    for key, reminder_at in waiting:
        assert reminder_at is not None, "a standby has a reminder"
        before_id, after_id = changed[key]
        moved = reminders.moved(reminder_at, zones[before_id], zones[after_id])
        if moved != reminder_at:
            of_it = (Opportunity.workspace_id == workspace_id, Opportunity.id == key)
            session.execute(update(Opportunity).where(*of_it).values(reminder_at=moved))
            due.put_down(session, workspace_id, OVER, subject(key), moved)


def _reminder(session: Session, workspace_id: int, opportunity_id: int) -> datetime | None:
    """When a standby is over; None where it is no standby."""
    of_it = (Opportunity.workspace_id == workspace_id, Opportunity.id == opportunity_id)
    return session.scalar(select(Opportunity.reminder_at).where(*of_it, Opportunity.status == Status.STANDBY))
