"""Which folder an opportunity is in: attached, removed, moved."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import and_, func, or_, select, true
from sqlalchemy.orm import Session

from core import dormancy, history, naming, policy
from core.actor import Actor
from core.errors import AlreadyInFolder
from core.events import OpportunityAttached, OpportunityRemoved
from core.folders.create import create_for_opportunity
from core.folders.hold import keep
from core.folders.rows import visible_folder_rows
from core.models import Folder, Opportunity
from core.opportunities.hold import hold, make_sure_it_is_as_seen
from core.opportunities.rows import OpportunityRow, in_order_of_work, read_opportunity, visible_opportunity_rows

SUGGESTIONS: Final = 100
"""As many options as Slack takes in an answer to typing (SLACK.md, Limits)."""


@dataclass(frozen=True, slots=True)
class InFolder:
    """Into a folder that there is."""

    folder_id: int


@dataclass(frozen=True, slots=True)
class InNewFolder:
    """Into a folder of this name, made on the spot; it belongs to the opportunity's owner."""

    name: str


Place = InFolder | InNewFolder


def attach(
    session: Session,
    actor: Actor,
    opportunity_id: int,
    place: Place,
    now: datetime,
    *,
    seen_version: int | None = None,
) -> bool:
    """Put an opportunity that is in no folder into one that the actor may see (SPEC §3).

    One that is there already is left as it is, whatever version was seen. A deactivated folder accepts and stays so.

    Args:
        session: the caller's.
        actor: who does it; nothing but `edit_opp` and `see_folder` is asked, under "each user has their own" too.
        opportunity_id: which.
        place: where to.
        now: when.
        seen_version: the version that the actor had before their eyes, where the door carries one.

    Returns:
        Whether anything changed.

    Raises:
        NotFound: no such opportunity or folder for this person.
        NotWithinReach: the opportunity is not theirs to change.
        AlreadyInFolder: it is in another folder.
        NameMissing, NameTooLong: of a new folder.
        Stale: somebody changed it since it was shown.
    """
    opportunity = hold(session, actor, opportunity_id)
    if _is_there(session, actor, opportunity, place):
        return False
    make_sure_it_is_as_seen(session, actor, opportunity, seen_version)
    make_sure_it_is_in_none(session, actor, opportunity)
    put(session, actor, opportunity, folder_for(session, actor, place, opportunity.owner_id, now), now)
    return True


def move(
    session: Session,
    actor: Actor,
    opportunity_id: int,
    place: Place,
    now: datetime,
    *,
    seen_version: int | None = None,
) -> bool:
    """Put an opportunity into another folder: removed and attached, both or neither (SPEC §3).

    One that is in no folder is attached; one that is there already is left as it is, whatever version was seen.

    Args:
        session: the caller's.
        actor: who does it.
        opportunity_id: which.
        place: where to.
        now: when.
        seen_version: the version that the actor had before their eyes, where the door carries one.

    Returns:
        Whether anything changed.

    Raises:
        NotFound: no such opportunity or folder for this person; it stays where it was.
        NotWithinReach: the opportunity is not theirs to change.
        NameMissing, NameTooLong: of a new folder.
        Stale: somebody changed it since it was shown.
    """
    opportunity = hold(session, actor, opportunity_id)
    if _is_there(session, actor, opportunity, place):
        return False
    make_sure_it_is_as_seen(session, actor, opportunity, seen_version)
    entered = place.folder_id if isinstance(place, InFolder) else None
    dormancy.hold(session, actor.workspace_id, opportunity.folder_id, entered)
    put(session, actor, opportunity, folder_for(session, actor, place, opportunity.owner_id, now), now)
    return True


def remove(
    session: Session, actor: Actor, opportunity_id: int, now: datetime, *, seen_version: int | None = None
) -> bool:
    """Take an opportunity out of its folder. Owning the folder is not enough; an emptied folder stays (SPEC §3).

    Args:
        session: the caller's.
        actor: who does it.
        opportunity_id: which.
        now: when.
        seen_version: the version that the actor had before their eyes, where the door carries one.

    Returns:
        Whether it was in one.

    Raises:
        NotFound, NotWithinReach, Stale.
    """
    opportunity = hold(session, actor, opportunity_id)
    if opportunity.folder_id is None:
        return False
    make_sure_it_is_as_seen(session, actor, opportunity, seen_version)
    left, opportunity.folder_id = opportunity.folder_id, None
    opportunity.updated_at = now
    session.flush()
    history.record(session, actor, OpportunityRemoved(folder_id=left, opportunity_id=opportunity_id), now)
    return True


def attachable(session: Session, actor: Actor, typed: str) -> tuple[OpportunityRow, ...]:
    """What "Attach opportunity" offers as somebody types: what they may change and is in no folder; their own first.

    Args:
        session: the caller's.
        actor: who searches.
        typed: words of a title, or a number with or without its `O-`.
    """
    titled = and_(true(), *(func.strpos(Opportunity.title_key, func.search_key(word)) > 0 for word in typed.split()))
    number = re.fullmatch(r"\s*(?:[oO]-?|#)?(\d{1,15})\s*", typed)
    meant = or_(titled, Opportunity.number == int(number[1])) if number else titled
    found = session.execute(
        visible_opportunity_rows(actor)
        .where(policy.editable_opportunities(actor), Opportunity.folder_id.is_(None), meant)
        .order_by((Opportunity.owner_id == actor.member_id).desc(), *in_order_of_work())
        .limit(SUGGESTIONS)
    )
    return tuple(read_opportunity(row) for row in found)


def make_sure_it_is_in_none(session: Session, actor: Actor, opportunity: Opportunity) -> None:
    """Refuse where an opportunity is in a folder.

    Raises:
        AlreadyInFolder: names that folder to who may see it.
    """
    if opportunity.folder_id is None:
        return
    seen = session.execute(visible_folder_rows(actor).where(Folder.id == opportunity.folder_id)).one_or_none()
    raise AlreadyInFolder(opportunity.number, seen.number if seen else None, seen.name if seen else "")


def folder_for(session: Session, actor: Actor, place: Place, owner_id: int, now: datetime) -> int:
    """The folder that is meant, kept from being deleted or handed over until the transaction ends; or made on the spot.

    Args:
        session: the caller's.
        actor: who acts.
        place: which.
        owner_id: the owner of what goes into it, for a new one.
        now: when.

    Returns:
        Its id.

    Raises:
        NotFound: there is none, or none that the actor may see.
        NameMissing, NameTooLong.
    """
    match place:
        case InNewFolder(name):
            return create_for_opportunity(session, actor, name, owner_id, now)
        case InFolder(folder_id):
            keep(session, actor, folder_id)
            return folder_id


def put(session: Session, actor: Actor, opportunity: Opportunity, folder_id: int, now: datetime) -> None:
    """Write that an opportunity is in a folder now, and tell the history of both folders.

    Args:
        session: the caller's.
        actor: who acts; the caller has made sure that they may.
        opportunity: held.
        folder_id: where to; of `folder_for`.
        now: when.
    """
    left, opportunity.folder_id = opportunity.folder_id, folder_id
    opportunity.updated_at = now
    session.flush()
    if left is not None:
        removed = OpportunityRemoved(folder_id=left, opportunity_id=opportunity.id, to_folder_id=folder_id)
        history.record(session, actor, removed, now)
    attached = OpportunityAttached(folder_id=folder_id, opportunity_id=opportunity.id, from_folder_id=left)
    history.record(session, actor, attached, now)


def _is_there(session: Session, actor: Actor, opportunity: Opportunity, place: Place) -> bool:
    """Whether it is in that folder already; a form sent twice names the folder that it made the first time."""
    if opportunity.folder_id is None:
        return False
    match place:
        case InFolder(folder_id):
            return opportunity.folder_id == folder_id
        case InNewFolder(name):
            seen = select(Folder.name).where(policy.visible_folders(actor), Folder.id == opportunity.folder_id)
            return session.scalar(seen) == naming.checked(name)
