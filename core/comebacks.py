"""A reminder comes: the opportunity is to do again, and its owner hears of it, in one transaction (SPEC §1).

It waits for nobody: an opportunity that somebody holds at that moment is looked at again a second later.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import due, history, outbox
from core.events import StatusChanged
from core.models import Due, Member, Opportunity, Standing, Status
from core.outbox import ToMember

AGAIN: Final = timedelta(seconds=1)


def come_back(session: Session, workspace_id: int, one: Due, now: datetime) -> None:
    """Put an opportunity back to do, unless it is not, or no longer, on standby until now.

    An owner who has left hears nothing.

    Args:
        session: in the workspace.
        workspace_id: where.
        one: what fell due.
        now: when.
    """
    of_it = (Opportunity.workspace_id == workspace_id, Opportunity.id == int(one.subject.rpartition(":")[2]))
    waits = (*of_it, Opportunity.deleted_at.is_(None), Opportunity.status == Status.STANDBY)
    held = session.scalars(
        select(Opportunity).where(*waits).with_for_update(skip_locked=True).execution_options(populate_existing=True)
    ).one_or_none()
    if held is None or held.reminder_at is None:
        if session.scalar(select(Opportunity.id).where(*waits)) is not None:
            due.put_down(session, workspace_id, one.kind, one.subject, now + AGAIN)
        return
    if held.reminder_at > now:
        due.put_down(session, workspace_id, one.kind, one.subject, held.reminder_at)
        return
    held.status, held.reminder_at, held.updated_at = Status.TODO, None, now
    session.flush()
    over = StatusChanged(
        folder_id=held.folder_id,
        opportunity_id=held.id,
        before=Status.STANDBY,
        after=Status.TODO,
        reminder_at=None,
    )
    history.record_unattended(session, workspace_id, over, now)
    owner = session.get_one(Member, held.owner_id)
    if owner.standing is Standing.MEMBER:
        outbox.post(session, workspace_id, one.kind, ToMember(owner.id), now, subject=one.subject)
