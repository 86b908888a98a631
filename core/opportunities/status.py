"""Where an opportunity stands: won, lost, cancelled, standby, and back to do."""

from datetime import date, datetime, time

from sqlalchemy.orm import Session

from core import history, reminders
from core.actor import Actor
from core.errors import NotWithinReach
from core.events import StatusChanged
from core.invalid import ReminderMissing, ReminderPast
from core.models import CLOSED_STATUSES, Member, Status
from core.opportunities.hold import hold, make_sure_it_is_as_seen
from core.opportunities.rows import OpportunityRow


def set_status(
    session: Session,
    actor: Actor,
    opportunity_id: int,
    status: Status,
    now: datetime,
    *,
    reminder_at: datetime | None = None,
    seen_version: int | None = None,
) -> bool:
    """Change where an opportunity stands (SPEC §3).

    Standby needs a reminder. Closing notes when, and keeps the reminder; reopening clears both. An opportunity that
    stands there already is left as it is, whatever version was seen: that is said, not an error.

    Args:
        session: the caller's.
        actor: who does it.
        opportunity_id: which.
        status: where to.
        now: when.
        reminder_at: when a standby comes back.
        seen_version: the version that the actor had before their eyes, where the door carries one.

    Returns:
        Whether anything changed.

    Raises:
        NotFound: there is none, or none for this person.
        NotWithinReach: seen, but not theirs to change.
        ReminderMissing, ReminderPast: standby without a date ahead.
        Stale: somebody changed it since it was shown.
    """
    opportunity = hold(session, actor, opportunity_id)
    if status is Status.STANDBY:
        if reminder_at is None:
            raise ReminderMissing
        if reminder_at <= now:
            raise ReminderPast
    if opportunity.status is status and (status is not Status.STANDBY or opportunity.reminder_at == reminder_at):
        return False
    make_sure_it_is_as_seen(session, actor, opportunity, seen_version)
    before, opportunity.status = opportunity.status, status
    if status in CLOSED_STATUSES:
        opportunity.closed_at = now
    else:
        opportunity.closed_at = None
        opportunity.reminder_at = reminder_at
    opportunity.updated_at = now
    session.flush()
    changed = StatusChanged(
        folder_id=opportunity.folder_id,
        opportunity_id=opportunity.id,
        before=before,
        after=status,
        reminder_at=reminder_at.isoformat() if reminder_at else None,
    )
    history.record(session, actor, changed, now)
    return True


def put_on_standby(
    session: Session,
    actor: Actor,
    opportunity_id: int,
    on: date,
    at: time | None,
    now: datetime,
    *,
    seen_version: int | None = None,
) -> bool:
    """Put an opportunity on standby until a day and a time of day, by its owner's clock. See `set_status`.

    Args:
        session: the caller's.
        actor: who does it.
        opportunity_id: which.
        on: the day.
        at: the time of day; nine where None.
        now: when.
        seen_version: the version that the actor had before their eyes, where the door carries one.
    """
    owner = session.get_one(Member, hold(session, actor, opportunity_id).owner_id)
    reminder_at = reminders.moment(on, at, owner.time_zone)
    return set_status(
        session, actor, opportunity_id, Status.STANDBY, now, reminder_at=reminder_at, seen_version=seen_version
    )


def may_change(row: OpportunityRow) -> None:
    """Make sure, before a form is opened, that the viewer may send it; the write asks again.

    Raises:
        NotWithinReach: seen, but not theirs to change.
    """
    if not row.editable:
        raise NotWithinReach("opportunity", row.number, row.owner.name)
