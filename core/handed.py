"""What somebody was given, as it stands when they read of it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core import members, policy
from core.actor import Actor
from core.events import FolderOwnerChanged, OpportunityOwnerChanged
from core.folders.rows import FolderRef, read_ref, visible_folder_rows
from core.members import Person
from core.models import Event, Folder, Member, Opportunity
from core.opportunities.rows import OpportunityRow, read_opportunity, visible_opportunity_rows


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody was given.

    Attributes:
        thing: the folder or opportunity.
        by: who gave it; None where nobody did.
        taken_by: who gave it to somebody else since; None where it is still the reader's, or they did so themselves.
        along: how many opportunities came with the folder and are the reader's now.
    """

    thing: FolderRef | OpportunityRow
    by: Person | None
    taken_by: Person | None
    along: int = 0


def folder(session: Session, actor: Actor, folder_id: int, by_id: int | None, along: list[int]) -> Given | None:
    """A folder that the actor was given.

    Args:
        session: the caller's.
        actor: who reads of it.
        folder_id: which.
        by_id: who gave it, as a member id; None where nobody did.
        along: the opportunities that came with it.

    Returns:
        None where they do not see it any more.
    """
    row = session.execute(visible_folder_rows(actor).where(Folder.id == folder_id)).one_or_none()
    if row is None:
        return None
    theirs = select(func.count()).select_from(Opportunity).where(policy.visible_opportunities(actor))
    theirs = theirs.where(Opportunity.id.in_(along), Opportunity.owner_id == actor.member_id)
    count = session.scalar(theirs) or 0 if along else 0
    found = read_ref(row)
    taken = None
    if found.owner.id != actor.member_id:
        taken = _last(session, actor, FolderOwnerChanged.kind, Event.folder_id == folder_id)
    return Given(found, _person(session, by_id), taken, count)


def opportunity(session: Session, actor: Actor, opportunity_id: int, by_id: int | None) -> Given | None:
    """An opportunity that the actor was given. See `folder`."""
    row = session.execute(visible_opportunity_rows(actor).where(Opportunity.id == opportunity_id)).one_or_none()
    if row is None:
        return None
    found = read_opportunity(row)
    taken = None
    if found.owner.id != actor.member_id:
        taken = _last(session, actor, OpportunityOwnerChanged.kind, Event.opportunity_id == opportunity_id)
    return Given(found, _person(session, by_id), taken)


def _last(session: Session, actor: Actor, kind: str, of_it: Any) -> Person | None:
    """Who changed the owner last, if that is not the reader."""
    told = select(Event.actor_id).where(policy.in_workspace(actor, Event), Event.kind == kind, of_it)
    by_id = session.scalar(told.order_by(Event.id.desc()).limit(1))
    return None if by_id == actor.member_id else _person(session, by_id)


def _person(session: Session, member_id: int | None) -> Person | None:
    return None if member_id is None else members.person(session.get_one(Member, member_id))
