"""Whose a folder is.

One folder at a time (SPEC §3); where each user has their own, never with somebody else's opportunities inside.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Row, and_, func, select
from sqlalchemy.orm import Session, aliased

from core import history, policy
from core.actor import Actor
from core.db import Query
from core.errors import BlockingOpportunity, NotFound, NotWithinReach, OwnersWouldMix, Stale
from core.events import FolderOwnerChanged
from core.folders.along import give_along
from core.folders.hold import hold, make_sure_it_is_as_seen
from core.folders.rows import FolderRef, read_ref, visible_folder_rows
from core.invalid import OwnerUnknown
from core.members import Person, person
from core.models import ACTIVE_STATUSES, Folder, Member, Opportunity, Standing

BLOCKING_SHOWN: Final = 10
"""What blocks is named up to here; the rest, as far as the actor may see it, is counted."""

_TARGET = aliased(Member)


@dataclass(frozen=True, slots=True)
class OwnerChange:
    """What came of it.

    Attributes:
        changed: False where it was theirs already.
        folder: which, as it is now.
        before: whose it was.
        after: whose it is.
        along: how many of its opportunities changed hands with it.
    """

    changed: bool
    folder: FolderRef
    before: Person
    after: Person
    along: int


@dataclass(frozen=True, slots=True)
class Share:
    """What one person owns inside a folder, as far as the viewer may see it.

    Attributes:
        owner: whose.
        count: opportunities.
        active: how many of them are in progress.
        in_progress: the sum of these.
    """

    owner: Person
    count: int
    active: int
    in_progress: Decimal


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change of owner would bring (SPEC §3): nothing in it tells of what the viewer may not see.

    Attributes:
        folder: which, with its owner.
        version: of the folder.
        inside: the opportunities in it, by owner.
        to: the new owner; None while nobody is chosen.
        blocked: what the act would be refused with, if it would be.
        told: who will be told.
    """

    folder: FolderRef
    version: int
    inside: tuple[Share, ...]
    to: Person | None
    blocked: OwnersWouldMix | None
    told: Person | None

    @property
    def already(self) -> bool:
        """Whether the folder is theirs already."""
        return self.to is not None and self.to.id == self.folder.owner.id


def change_owner(
    session: Session,
    actor: Actor,
    folder_id: int,
    to_owner_id: int,
    now: datetime,
    *,
    along: bool = False,
    seen_version: int | None = None,
    asked_by_id: int | None = None,
    summed_up: bool = False,
) -> OwnerChange:
    """Give a folder to an active member (SPEC §3, change the owner). Who gives it may no longer see it afterwards.

    Opportunities keep their owners. Only where they block, and the actor may change all that do, they change hands with
    the folder, if that is wanted: all or nothing, each with its own entry in the history.

    Args:
        session: the caller's.
        actor: who does it, with their own rights, whoever asked for it.
        folder_id: which.
        to_owner_id: whom it shall belong to, as a member id.
        now: when.
        along: whether the opportunities that block shall go along; where none does, this says nothing.
        seen_version: the version that the actor had before their eyes, where the door carries one.
        asked_by_id: the member who asked for it, where that is somebody else.
        summed_up: whether the new owner is told in the end, with all else of a hand-over.

    Raises:
        NotFound, NotWithinReach.
        OwnerUnknown: no active member.
        OwnersWouldMix: opportunities inside would belong to somebody else than the folder; admins are refused too.
        Stale: somebody changed the folder since it was shown, or put into it what was to go along.
    """
    held = hold_inside(session, actor, folder_id, to_owner_id) if along else frozenset()
    folder = hold(session, actor, folder_id)
    before = session.get_one(Member, folder.owner_id)
    after = _active_member(session, actor, to_owner_id)
    if folder.owner_id == after.id:
        return OwnerChange(False, _ref(folder, after), person(after), person(after), 0)
    make_sure_it_is_as_seen(session, actor, folder, seen_version)
    blocking = _blocking(session, actor, folder_id, after.id)
    if blocking and not (along and all(one.editable for one in blocking)):
        raise _would_mix(folder.number, after.name, blocking)
    if not held.issuperset(one.id for one in blocking):
        # It came in while the folder was waited for. The actor has not read of it, so it is theirs to look again.
        raise Stale("folder", folder.number, "", now)
    folder.owner_id = after.id
    folder.updated_at = now
    give_along(session, actor, folder_id, {one.id: one.owner_id for one in blocking}, after.id, now)
    session.flush()
    happened = FolderOwnerChanged(
        folder_id=folder_id,
        before_id=before.id,
        after_id=after.id,
        asked_by_id=asked_by_id,
        along=tuple(one.id for one in blocking),
        summed_up=summed_up,
    )
    history.record(session, actor, happened, now)
    return OwnerChange(True, _ref(folder, after), person(before), person(after), len(blocking))


def preview(session: Session, actor: Actor, folder_id: int, to_owner_id: int | None) -> Preview:
    """What `change_owner` would bring, as things stand, to who may do it.

    Args:
        session: the caller's.
        actor: who asks.
        folder_id: which folder.
        to_owner_id: the new owner, as a member id; None while nobody is chosen.

    Raises:
        NotFound, NotWithinReach.
        OwnerUnknown: no active member.
    """
    chosen = and_(policy.in_workspace(actor, _TARGET), _TARGET.id == to_owner_id, _TARGET.standing == Standing.MEMBER)
    row = session.execute(
        visible_folder_rows(actor)
        .where(Folder.id == folder_id)
        .outerjoin(_TARGET, chosen)
        .add_columns(
            _TARGET.id.label("to_id"), _TARGET.slack_user_id.label("to_slack_user_id"), _TARGET.name.label("to_name")
        )
    ).one_or_none()
    if row is None:
        raise NotFound("folder")
    if not row.editable:
        raise NotWithinReach("folder", row.number, row.owner_name)
    if to_owner_id is not None and row.to_id is None:
        raise OwnerUnknown
    folder = read_ref(row)
    to = None if row.to_id is None else Person(row.to_id, row.to_slack_user_id, row.to_name, True)
    blocked = told = None
    if to is not None and to.id != folder.owner.id:
        blocking = _blocking(session, actor, folder_id, to.id)
        blocked = _would_mix(folder.number, to.name, blocking) if blocking else None
        told = None if to.id == actor.member_id else to
    return Preview(folder, row.version, _inside(session, actor, folder_id), to, blocked, told)


def _inside(session: Session, actor: Actor, folder_id: int) -> tuple[Share, ...]:
    is_active = Opportunity.status.in_(ACTIVE_STATUSES)
    count = func.count()
    rows = session.execute(
        select(
            Member.id,
            Member.slack_user_id,
            Member.name,
            (Member.standing == Standing.MEMBER).label("active"),
            count,
            func.count().filter(is_active),
            func.coalesce(func.sum(Opportunity.amount).filter(is_active), 0),
        )
        .join(Opportunity, and_(Opportunity.workspace_id == Member.workspace_id, Opportunity.owner_id == Member.id))
        .where(policy.visible_opportunities(actor), Opportunity.folder_id == folder_id)
        .group_by(Member.id)
        .order_by(count.desc(), Member.name, Member.id)
    )
    return tuple(
        Share(Person(key, slack_user_id, name, stays), number, active, Decimal(amount).quantize(Decimal("0.01")))
        for key, slack_user_id, name, stays, number, active, amount in rows
    )


def hold_inside(session: Session, actor: Actor, folder_id: int, to_owner_id: int) -> frozenset[int]:
    """The opportunities that would block, locked until the transaction ends: before the folder, in one order.

    Args:
        session: the caller's.
        actor: who acts.
        folder_id: the folder.
        to_owner_id: the new owner, as a member id.

    Returns:
        Their ids.
    """
    inside = select(Opportunity.id).where(policy.opportunities_of_others(actor, folder_id, to_owner_id))
    return frozenset(session.scalars(inside.order_by(Opportunity.id).with_for_update()))


def _blocking(session: Session, actor: Actor, folder_id: int, to_owner_id: int) -> tuple[Row[Any], ...]:
    """What would belong to somebody else than the folder, hidden from the actor or not."""
    of_its_owner = and_(Member.workspace_id == Opportunity.workspace_id, Member.id == Opportunity.owner_id)
    found: Query = (
        select(
            Opportunity.id,
            Opportunity.number,
            Opportunity.title,
            Opportunity.owner_id,
            Member.name.label("owner"),
            policy.visible_opportunities(actor).label("visible"),
            policy.editable_opportunities(actor).label("editable"),
        )
        .join(Member, of_its_owner)
        .where(policy.opportunities_of_others(actor, folder_id, to_owner_id))
        .order_by(Opportunity.number)
    )
    return tuple(session.execute(found).all())


def _would_mix(folder_number: int, owner: str, blocking: tuple[Row[Any], ...]) -> OwnersWouldMix:
    seen = [one for one in blocking if one.visible]
    named = tuple(BlockingOpportunity(one.number, one.title, one.owner) for one in seen[:BLOCKING_SHOWN])
    return OwnersWouldMix(folder_number, owner, named, len(seen), all(one.editable for one in blocking))


def _active_member(session: Session, actor: Actor, member_id: int) -> Member:
    found = session.scalars(
        select(Member).where(
            policy.in_workspace(actor, Member), Member.id == member_id, Member.standing == Standing.MEMBER
        )
    ).one_or_none()
    if found is None:
        raise OwnerUnknown
    return found


def _ref(folder: Folder, owner: Member) -> FolderRef:
    return FolderRef(folder.id, folder.number, folder.name, folder.active, person(owner))
