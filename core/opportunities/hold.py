"""Holding an opportunity while it is changed: locked, if the actor may change it, and as they saw it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import policy
from core.actor import Actor
from core.errors import NotFound, NotWithinReach, Stale
from core.models import Event, Member, Opportunity


def hold(session: Session, actor: Actor, opportunity_id: int) -> Opportunity:
    """The opportunity, locked until the transaction ends, if the actor may change it.

    It is locked first and looked at afterwards: whoever waited for the lock judges what stands there now, not what
    stood there when they began to wait.

    Raises:
        NotFound: there is none, or none for this person; or it is in the bin.
        NotWithinReach: seen, but not theirs to change.
    """
    opportunity = session.scalars(
        select(Opportunity)
        .where(policy.in_workspace(actor, Opportunity), Opportunity.id == opportunity_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    found = session.execute(
        select(Member.name, policy.editable_opportunities(actor).label("editable"))
        .join(Opportunity, (Opportunity.workspace_id == Member.workspace_id) & (Opportunity.owner_id == Member.id))
        .where(policy.visible_opportunities(actor), Opportunity.id == opportunity_id)
    ).one_or_none()
    if opportunity is None or found is None:
        raise NotFound("opportunity")
    if not found.editable:
        raise NotWithinReach("opportunity", opportunity.number, found.name)
    return opportunity


def make_sure_it_is_as_seen(session: Session, actor: Actor, opportunity: Opportunity, seen_version: int | None) -> None:
    """Refuse where somebody was quicker.

    Args:
        session: the caller's.
        actor: who acts.
        opportunity: held.
        seen_version: the version that the actor had before their eyes; None where the door carries none.

    Raises:
        Stale: somebody changed it since it was shown; says who and when.
    """
    if seen_version is None or opportunity.version == seen_version:
        return
    by = session.scalar(
        select(Member.name)
        .join(Event, (Event.workspace_id == Member.workspace_id) & (Event.actor_id == Member.id))
        .where(policy.in_workspace(actor, Event), Event.opportunity_id == opportunity.id)
        .order_by(Event.id.desc())
        .limit(1)
    )
    raise Stale("opportunity", opportunity.number, by or "", opportunity.updated_at)
