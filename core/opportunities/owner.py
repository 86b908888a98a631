"""Whose an opportunity is."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from core import history, members, policy
from core.actor import Actor
from core.events import OpportunityOwnerChanged
from core.members import Person
from core.models import Opportunity
from core.opportunities.hold import hold, make_sure_it_is_as_seen


@dataclass(frozen=True, slots=True)
class Handed:
    """What came of it.

    Attributes:
        changed: False where it was theirs already.
        number: the opportunity's number.
        owner: whose it is now.
        several_owners: whether, where each user has their own folders, its folder now holds opportunities of several
            owners, as far as the actor could see before.
    """

    changed: bool
    number: int
    owner: Person
    several_owners: bool


def change_owner(
    session: Session,
    actor: Actor,
    opportunity_id: int,
    slack_user_id: str,
    now: datetime,
    *,
    seen_version: int | None = None,
    summed_up: bool = False,
) -> Handed:
    """Give an opportunity to an active member (SPEC §3). Who gives it may no longer see it afterwards.

    Args:
        session: the caller's.
        actor: who does it.
        opportunity_id: which.
        slack_user_id: whom it shall belong to.
        now: when.
        seen_version: the version that the actor had before their eyes, where the door carries one.
        summed_up: whether the new owner is told in the end, with all else of a hand-over.

    Raises:
        NotFound, NotWithinReach, Stale.
        OwnerUnknown: no active member.
    """
    opportunity = hold(session, actor, opportunity_id)
    owner = members.taking_over(session, actor, slack_user_id)
    if opportunity.owner_id == owner.id:
        return Handed(False, opportunity.number, owner, False)
    make_sure_it_is_as_seen(session, actor, opportunity, seen_version)
    several = policy.each_their_own(actor) and _others_inside(session, actor, opportunity, owner.id)
    before, opportunity.owner_id = opportunity.owner_id, owner.id
    opportunity.updated_at = now
    session.flush()
    happened = OpportunityOwnerChanged(
        folder_id=opportunity.folder_id,
        opportunity_id=opportunity_id,
        before_id=before,
        after_id=owner.id,
        summed_up=summed_up,
    )
    history.record(session, actor, happened, now)
    return Handed(True, opportunity.number, owner, several)


def _others_inside(session: Session, actor: Actor, opportunity: Opportunity, owner_id: int) -> bool:
    """Whether the folder holds opportunities of anybody else. Hidden ones are not told of (SPEC §2.4)."""
    if opportunity.folder_id is None:
        return False
    others = exists().where(
        policy.visible_opportunities(actor),
        Opportunity.folder_id == opportunity.folder_id,
        Opportunity.id != opportunity.id,
        Opportunity.owner_id != owner_id,
    )
    return bool(session.scalar(select(others)))
