"""The history of a folder, as far as its reader may know it: who, what, from what to what, when (SPEC §4.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Row, Subquery, and_, case, func, select
from sqlalchemy.orm import Session, aliased

from core import policy
from core.actor import Actor
from core.approvals.events import OwnerChangeAsked, OwnerChangeDeclined, OwnerChangeLapsed
from core.db import Query
from core.events import (
    FolderCreated,
    FolderOwnerChanged,
    OpportunityCreated,
    OpportunityDuplicated,
    OpportunityOwnerChanged,
)
from core.folders import find
from core.folders.rows import FolderRef
from core.members import Person
from core.models import Event, Folder, Member, Opportunity, Standing
from core.opportunities.bin import KEPT

PAGE_SIZE: Final = 10
LAST_PAGE: Final = 10_000
"""Pages are asked for by what Slack sends back, so their number is held within reason."""

SUMMED_UP: Final = 3
"""Lines of the history on the folder's card."""

_BY, _BEFORE, _AFTER, _ASKED_BY = (aliased(Member) for _ in range(4))
_ABOUT, _SOURCE, _OTHER = aliased(Opportunity), aliased(Opportunity), aliased(Folder)
_MADE: Final = (FolderCreated.kind, OpportunityCreated.kind, OpportunityDuplicated.kind)
_HANDED: Final = (
    FolderOwnerChanged.kind,
    OpportunityOwnerChanged.kind,
    OwnerChangeAsked.kind,
    OwnerChangeDeclined.kind,
    OwnerChangeLapsed.kind,
)
"""What tells of one owner and the next."""


@dataclass(frozen=True, slots=True)
class Named:
    """A folder or an opportunity, by number and name as they are now."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened. What the reader may not see has no name here.

    Attributes:
        kind: of `core.events`.
        at: when.
        by: who did it; None where time did.
        asked_by: who had asked for it, where that is somebody else.
        is_about_opportunity: whether it is about an opportunity.
        opportunity: which; None where it is gone for good.
        before: whose the thing was.
        after: whose it became.
        other: the folder that the opportunity came from or went to, if the reader may see that folder.
        source: the opportunity that it was duplicated from, if the reader may see that one.
        facts: what else the event holds.
        permalink: of the Slack message that it began with; empty where there is none.
    """

    kind: str
    at: datetime
    by: Person | None
    asked_by: Person | None
    is_about_opportunity: bool
    opportunity: Named | None
    before: Person | None
    after: Person | None
    other: Named | None
    source: Named | None
    facts: dict[str, Any]
    permalink: str


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A page of a folder's history.

    Attributes:
        folder: whose history.
        told: up to ten, the newest first.
        page: which, from 1.
        has_next: whether there is another after it.
    """

    folder: FolderRef
    told: tuple[Told, ...]
    page: int
    has_next: bool


def read(session: Session, actor: Actor, folder_id: int, now: datetime, page: int = 1) -> HistoryPage:
    """A page of the history of a folder.

    Args:
        session: the caller's.
        actor: the reader.
        folder_id: which folder.
        now: when; what left the bin for good before it is told to admins only.
        page: from 1; one out of range is brought into it.

    Raises:
        NotFound: there is no such folder, or none for this person.
    """
    page = min(max(page, 1), LAST_PAGE)
    folder = find.folder(session, actor, folder_id)
    found = _told(session, actor, folder_id, now, PAGE_SIZE + 1, (page - 1) * PAGE_SIZE)
    return HistoryPage(folder, found[:PAGE_SIZE], page, len(found) > PAGE_SIZE)


def summed_up(session: Session, actor: Actor, folder_id: int, now: datetime) -> tuple[Told, ...]:
    """The last few lines of the history of a folder that the actor may see; the caller has made sure of that."""
    return _told(session, actor, folder_id, now, SUMMED_UP, 0)


def owners_between(
    session: Session, actor: Actor, folder: FolderRef, begins: datetime, ends: datetime
) -> tuple[Person, ...]:
    """Who owned a folder in a stretch of time, one after the other; nobody where it was not there yet.

    Args:
        session: the caller's.
        actor: the reader.
        folder: a folder that they may see.
        begins: the stretch begins with this moment.
        ends: and ends before this one.
    """
    changes = _events(actor, folder.id).where(Event.kind.in_((FolderCreated.kind, FolderOwnerChanged.kind)))
    cut = changes.where(Event.at < ends).order_by(Event.id).subquery("cut")
    rows = session.execute(
        select(cut.c.at, *_person_columns(_AFTER, "after"))
        .join(_AFTER, _is_member(cut, _AFTER, _after_id(cut)))
        .order_by(cut.c.id)
    ).all()
    before = [row for row in rows if row.at <= begins][-1:]
    owners: list[Person] = []
    for row in (*before, *(row for row in rows if row.at > begins)):
        owner = _person(row, "after")
        if owner is not None and owners[-1:] != [owner]:
            owners.append(owner)
    return tuple(owners)


def _events(actor: Actor, folder_id: int) -> Query:
    return select(
        Event.id,
        Event.workspace_id,
        Event.at,
        Event.kind,
        Event.actor_id,
        Event.opportunity_id,
        Event.facts,
        Event.permalink,
    ).where(policy.in_workspace(actor, Event), Event.folder_id == folder_id)


def _told(session: Session, actor: Actor, folder_id: int, now: datetime, limit: int, offset: int) -> tuple[Told, ...]:
    """Cut out first and given names afterwards, in one round trip."""
    cut = (
        _events(actor, folder_id)
        .where(policy.told_events(actor, now - KEPT))
        .order_by(Event.id.desc())
        .limit(limit)
        .offset(offset)
        .subquery("cut")
    )
    other_id = func.coalesce(_id(cut, "from_folder_id"), _id(cut, "to_folder_id"))
    rows = session.execute(
        select(
            cut,
            _ABOUT.number.label("about_number"),
            _ABOUT.title.label("about_name"),
            _SOURCE.number.label("source_number"),
            _SOURCE.title.label("source_name"),
            _OTHER.number.label("other_number"),
            _OTHER.name.label("other_name"),
            *_person_columns(_BY, "by"),
            *_person_columns(_BEFORE, "before"),
            *_person_columns(_AFTER, "after"),
            *_person_columns(_ASKED_BY, "asked_by"),
        )
        .outerjoin(_ABOUT, and_(policy.in_workspace(actor, _ABOUT), _ABOUT.id == cut.c.opportunity_id))
        .outerjoin(_SOURCE, and_(policy.visible_opportunities(actor, _SOURCE), _SOURCE.id == _id(cut, "source_id")))
        .outerjoin(_OTHER, and_(policy.visible_folders(actor, _OTHER), _OTHER.id == other_id))
        .outerjoin(_BY, _is_member(cut, _BY, cut.c.actor_id))
        .outerjoin(_BEFORE, _is_member(cut, _BEFORE, case((cut.c.kind.in_(_HANDED), _id(cut, "from")))))
        .outerjoin(_AFTER, _is_member(cut, _AFTER, _after_id(cut)))
        .outerjoin(_ASKED_BY, _is_member(cut, _ASKED_BY, _id(cut, "asked_by_id")))
        .order_by(cut.c.id.desc())
    )
    return tuple(map(_read, rows))


def _read(row: Row[Any]) -> Told:
    return Told(
        kind=row.kind,
        at=row.at,
        by=_person(row, "by"),
        asked_by=_person(row, "asked_by"),
        is_about_opportunity=row.opportunity_id is not None,
        opportunity=_named(row, "about"),
        before=_person(row, "before"),
        after=_person(row, "after"),
        other=_named(row, "other"),
        source=_named(row, "source"),
        facts=row.facts,
        permalink=row.permalink or "",
    )


def _id(cut: Subquery, name: str) -> ColumnElement[Any]:
    """An id among the facts of an event."""
    found: ColumnElement[Any] = cut.c.facts[name].astext.cast(BigInteger)
    return found


def _after_id(cut: Subquery) -> ColumnElement[Any]:
    """Whose a thing became when it was made or changed hands."""
    return case((cut.c.kind.in_(_MADE), _id(cut, "owner_id")), (cut.c.kind.in_(_HANDED), _id(cut, "to")))


def _is_member(cut: Subquery, member: Any, member_id: ColumnElement[Any]) -> ColumnElement[bool]:
    return and_(member.workspace_id == cut.c.workspace_id, member.id == member_id)


def _person_columns(member: Any, prefix: str) -> Sequence[ColumnElement[Any]]:
    return (
        member.id.label(f"{prefix}_id"),
        member.slack_user_id.label(f"{prefix}_slack_user_id"),
        member.name.label(f"{prefix}_member_name"),
        (member.standing == Standing.MEMBER).label(f"{prefix}_active"),
    )


def _person(row: Row[Any], prefix: str) -> Person | None:
    found = row._mapping
    if found[f"{prefix}_id"] is None:
        return None
    return Person(*(found[f"{prefix}_{name}"] for name in ("id", "slack_user_id", "member_name", "active")))


def _named(row: Row[Any], prefix: str) -> Named | None:
    found = row._mapping
    number = found[f"{prefix}_number"]
    return None if number is None else Named(number, found[f"{prefix}_name"])
