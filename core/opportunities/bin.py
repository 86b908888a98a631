"""The bin: thirty days in which a deleted opportunity counts nowhere and can be restored; then it is gone (SPEC §3)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import and_, delete, func, select, true
from sqlalchemy.orm import Session

from core import history, policy
from core.actor import Actor
from core.errors import NotFound
from core.events import OpportunityDeleted, OpportunityPurged, OpportunityRestored
from core.models import Opportunity
from core.opportunities.hold import hold, make_sure_it_is_as_seen
from core.opportunities.rows import (
    OpportunityRow,
    binned_opportunity_rows,
    read_opportunity,
    visible_opportunity_rows,
)

KEPT: Final = timedelta(days=30)
"""How long a deleted opportunity can be restored."""


@dataclass(frozen=True, slots=True)
class Binned:
    """An opportunity in the bin.

    Attributes:
        row: the opportunity.
        gone_at: when it can no longer be restored.
    """

    row: OpportunityRow
    gone_at: datetime


def delete_opportunity(
    session: Session, actor: Actor, opportunity_id: int, now: datetime, *, seen_version: int | None = None
) -> bool:
    """Put an opportunity into the bin. It stays in its folder and counts nowhere.

    Args:
        session: the caller's.
        actor: who does it.
        opportunity_id: which.
        now: when.
        seen_version: the version that the actor had before their eyes, where the door carries one.

    Returns:
        Whether it was not there yet.

    Raises:
        NotFound, NotWithinReach, Stale.
    """
    try:
        opportunity = hold(session, actor, opportunity_id)
    except NotFound:
        binned = policy.binned_opportunities(actor, now - KEPT)
        if session.scalar(select(Opportunity.id).where(binned, Opportunity.id == opportunity_id)) is None:
            raise
        return False
    make_sure_it_is_as_seen(session, actor, opportunity, seen_version)
    opportunity.deleted_at = opportunity.updated_at = now
    session.flush()
    happened = OpportunityDeleted(folder_id=opportunity.folder_id, opportunity_id=opportunity_id)
    history.record(session, actor, happened, now)
    return True


def restore_opportunity(session: Session, actor: Actor, opportunity_id: int, now: datetime) -> bool:
    """Take an opportunity out of the bin: it is where it was, in its folder too.

    Args:
        session: the caller's.
        actor: who does it.
        opportunity_id: which.
        now: when.

    Returns:
        Whether it was there; False where it is out already and the actor may see it.

    Raises:
        NotFound: there is none for this person, or it is gone.
    """
    opportunity = session.scalars(
        select(Opportunity)
        .where(policy.binned_opportunities(actor, now - KEPT), Opportunity.id == opportunity_id)
        .with_for_update()
    ).one_or_none()
    if opportunity is None:
        seen = visible_opportunity_rows(actor).where(Opportunity.id == opportunity_id)
        if session.execute(seen).one_or_none() is None:
            raise NotFound("opportunity")
        return False
    opportunity.deleted_at = None
    opportunity.updated_at = now
    session.flush()
    happened = OpportunityRestored(folder_id=opportunity.folder_id, opportunity_id=opportunity_id)
    history.record(session, actor, happened, now)
    return True


def binned_opportunity(session: Session, actor: Actor, opportunity_id: int, now: datetime) -> Binned:
    """One opportunity in the bin.

    Raises:
        NotFound: there is none for this person, or it is gone.
    """
    row = session.execute(
        binned_opportunity_rows(actor, now - KEPT).where(Opportunity.id == opportunity_id)
    ).one_or_none()
    if row is None:
        raise NotFound("opportunity")
    return Binned(read_opportunity(row), row.deleted_at + KEPT)


def find_binned(
    session: Session, actor: Actor, now: datetime, *, number: int | None = None, title: str = "", most: int = 10
) -> tuple[Binned, ...]:
    """What is meant by a number or a title among what lies in the bin and the actor may change; the last put in first.

    One of exactly that title, but for case and accents, is meant alone; several of the same title are all meant.

    Args:
        session: the caller's.
        actor: who searches.
        now: when.
        number: the n of `O-n`; then the title is not looked at.
        title: an exact title, or words of it; empty means all.
        most: how many at the most.
    """
    exact = Opportunity.title_key == func.search_key(title)
    rows = binned_opportunity_rows(actor, now - KEPT).add_columns(exact.label("exact"))
    if number is not None:
        rows = rows.where(Opportunity.number == number)
    else:
        words = (func.strpos(Opportunity.title_key, func.search_key(word)) > 0 for word in title.split())
        rows = rows.where(and_(true(), *words))
    order = (exact.desc(), Opportunity.deleted_at.desc(), Opportunity.number.desc())
    found = session.execute(rows.order_by(*order).limit(most)).all()
    if any(row.exact for row in found):
        found = [row for row in found if row.exact]
    return tuple(Binned(read_opportunity(row), row.deleted_at + KEPT) for row in found)


def purge(session: Session, workspace_id: int, now: datetime) -> int:
    """Clear away what has been in the bin for thirty days. The history of it stays.

    Args:
        session: in that workspace.
        workspace_id: the workspace.
        now: when.

    Returns:
        How many.
    """
    gone = session.execute(
        delete(Opportunity)
        .where(Opportunity.workspace_id == workspace_id, Opportunity.deleted_at <= now - KEPT)
        .returning(Opportunity.id, Opportunity.folder_id)
    ).all()
    for row in gone:
        happened = OpportunityPurged(folder_id=row.folder_id, opportunity_id=row.id)
        history.record_unattended(session, workspace_id, happened, now)
    return len(gone)
