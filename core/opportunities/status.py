"""Where an opportunity stands: won, lost, cancelled, standby, and back to do."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import history, policy
from core.actor import Actor
from core.errors import NotFound, NotWithinReach, ReminderMissing, ReminderPast, Stale
from core.events import StatusChanged
from core.models import CLOSED_STATUSES, Event, Member, Opportunity, Status
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
    opportunity = _locked(session, actor, opportunity_id)
    if status is Status.STANDBY:
        if reminder_at is None:
            raise ReminderMissing
        if reminder_at <= now:
            raise ReminderPast
    if opportunity.status is status and (status is not Status.STANDBY or opportunity.reminder_at == reminder_at):
        return False
    if seen_version is not None and opportunity.version != seen_version:
        raise _stale(session, actor, opportunity)
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


def may_change(row: OpportunityRow) -> None:
    """Make sure, before a form is opened, that the viewer may send it; the write asks again.

    Raises:
        NotWithinReach: seen, but not theirs to change.
    """
    if not row.editable:
        raise NotWithinReach("opportunity", row.number, row.owner.name)


def _locked(session: Session, actor: Actor, opportunity_id: int) -> Opportunity:
    """The opportunity, locked, if the actor may change it."""
    found = session.execute(
        select(Opportunity, Member.name, policy.editable_opportunities(actor).label("editable"))
        .join(Member, (Member.workspace_id == Opportunity.workspace_id) & (Member.id == Opportunity.owner_id))
        .where(policy.visible_opportunities(actor), Opportunity.id == opportunity_id)
        .with_for_update(of=Opportunity)
    ).one_or_none()
    if found is None:
        raise NotFound("opportunity")
    opportunity, owner, editable = found
    if not editable:
        raise NotWithinReach("opportunity", opportunity.number, owner)
    locked: Opportunity = opportunity
    return locked


def _stale(session: Session, actor: Actor, opportunity: Opportunity) -> Stale:
    by = session.scalar(
        select(Member.name)
        .join(Event, (Event.workspace_id == Member.workspace_id) & (Event.actor_id == Member.id))
        .where(policy.in_workspace(actor, Event), Event.opportunity_id == opportunity.id)
        .order_by(Event.id.desc())
        .limit(1)
    )
    return Stale("opportunity", opportunity.number, by or "", opportunity.updated_at)
