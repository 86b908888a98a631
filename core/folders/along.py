"""What changes hands together with the folder that it is in."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from core import history, policy
from core.actor import Actor
from core.events import OpportunityOwnerChanged
from core.models import Opportunity


def give_along(
    session: Session, actor: Actor, folder_id: int, owners: Mapping[int, int], to_owner_id: int, now: datetime
) -> None:
    """Give opportunities of a folder to its new owner, each with its own entry in the history.

    Args:
        session: the caller's.
        actor: who does it; they may change each of these.
        folder_id: the folder.
        owners: the opportunities, locked by the caller, with whose they are.
        to_owner_id: the new owner, as a member id.
        now: when.
    """
    if not owners:
        return
    session.execute(
        update(Opportunity)
        .where(policy.editable_opportunities(actor), Opportunity.id.in_(list(owners)))
        .values(owner_id=to_owner_id, updated_at=now, version=Opportunity.version + 1)
        .execution_options(synchronize_session=False)
    )
    for opportunity_id, before_id in owners.items():
        happened = OpportunityOwnerChanged(
            folder_id=folder_id,
            opportunity_id=opportunity_id,
            before_id=before_id,
            after_id=to_owner_id,
            summed_up=True,
        )
        history.record(session, actor, happened, now)
