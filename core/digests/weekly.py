"""The weekly table: what became of the folders of a manager's teams in the week before, member by member.

A folder counts for who owns it now, and one that changed hands for both. That nothing was in progress is what its
channel was told, a fact about the whole folder (SPEC §4.3); what was won back is counted over the opportunities that
the manager may see, and whatever happened to a folder only where they may see that folder.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from core import policy
from core.actor import Actor
from core.digests.times import week_before
from core.events import FolderOwnerChanged, OpportunityDuplicated
from core.folders.rows import FolderRef, read_ref, visible_folder_rows
from core.members import Person
from core.models import Dormancy, Event, Folder, Member, Opportunity, Standing

MEMBERS_SHOWN: Final = 20
FOLDERS_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week of a member of the team.

    Attributes:
        who: the member.
        ran_out: how often a folder of theirs ran out of what is in progress, and its channel was told.
        came_back: how often one was back in play.
        won_back: of those, how often with a copy of an earlier opportunity that the manager may see.
        won_back_amount: the sum of those copies' amounts.
        received: folders that came to them.
        given: folders that went from them.
    """

    who: Person
    ran_out: int
    came_back: int
    won_back: int
    won_back_amount: Decimal
    received: int
    given: int

    @property
    def says_nothing(self) -> bool:
        """Whether nothing happened."""
        return not (self.ran_out or self.came_back or self.won_back or self.received or self.given)


@dataclass(frozen=True, slots=True)
class Weekly:
    """The week of a manager's teams.

    Attributes:
        began: its first moment.
        ended: the first moment after it.
        members: those to whom something happened, by name; not all of them.
        members_in_all: how many there are.
        quiet: folders that ran out in that week and still have nothing in progress, the longest first; not all.
        quiet_in_all: how many there are.
    """

    began: datetime
    ended: datetime
    members: tuple[WeekOf, ...]
    members_in_all: int
    quiet: tuple[FolderRef, ...]
    quiet_in_all: int

    @property
    def says_nothing(self) -> bool:
        """Whether nothing happened to anybody."""
        return not self.members


def read(session: Session, actor: Actor, day: date) -> Weekly | None:
    """The week before a day, as the actor may see it now; None where they manage nobody, or `T` is off.

    Args:
        session: the caller's.
        actor: the manager.
        day: any day after that week, and before the end of the next one.
    """
    if not policy.leads_somebody(actor):
        return None
    began, ended = week_before(day, actor.time_zone)
    quiet = _dormancies(session, actor, began, ended)
    won = _won_back(session, actor, began, ended)
    received, given = _handed(session, actor, began, ended)
    none = (0, 0)
    members = []
    for who in _team(session, actor):
        copies, amount = won.get(who.id, (0, Decimal()))
        week = WeekOf(who, *quiet.get(who.id, none), copies, amount, received[who.id], given[who.id])
        if not week.says_nothing:
            members.append(week)
    folders, folders_in_all = _still_quiet(session, actor, began, ended)
    return Weekly(began, ended, tuple(members[:MEMBERS_SHOWN]), len(members), folders, folders_in_all)


def _team(session: Session, actor: Actor) -> list[Person]:
    found = session.execute(
        select(Member.id, Member.slack_user_id, Member.name, (Member.standing == Standing.MEMBER).label("active"))
        .where(policy.team_members(actor))
        .order_by(func.lower(Member.name), Member.id)
    )
    return [Person(row.id, row.slack_user_id, row.name, row.active) for row in found]


def _of_the_team(actor: Actor) -> tuple[Any, ...]:
    """The visible folders of the team, from Folder joined to its owner."""
    return policy.visible_folders(actor), policy.team_members(actor)


_OWNER: Final = and_(Member.workspace_id == Folder.workspace_id, Member.id == Folder.owner_id)
_ITS_FOLDER: Final = and_(Folder.workspace_id == Dormancy.workspace_id, Folder.id == Dormancy.folder_id)


def _dormancies(session: Session, actor: Actor, began: datetime, ended: datetime) -> dict[int, tuple[int, int]]:
    """By owner, how many of their folders ran out, and how many were back in play."""
    ran_out = and_(Dormancy.began_at >= began, Dormancy.began_at < ended)
    # One that was deactivated is not back.
    came_back = and_(Dormancy.ended_at >= began, Dormancy.ended_at < ended, Dormancy.ended_by_id.is_not(None))
    found = session.execute(
        select(Folder.owner_id, func.count().filter(ran_out), func.count().filter(came_back))
        .select_from(Dormancy)
        .join(Folder, _ITS_FOLDER)
        .join(Member, _OWNER)
        .where(*_of_the_team(actor), Dormancy.told_at.is_not(None), or_(ran_out, came_back))
        .group_by(Folder.owner_id)
    )
    return {owner_id: (out, back) for owner_id, out, back in found}


def _won_back(session: Session, actor: Actor, began: datetime, ended: datetime) -> dict[int, tuple[int, Decimal]]:
    """By owner of the folder, how many copies brought one back, and their amounts; of those that the actor may see."""
    brought_back = exists().where(
        Dormancy.workspace_id == Event.workspace_id,
        Dormancy.folder_id == Event.folder_id,
        Dormancy.told_at.is_not(None),
        Dormancy.ended_at == Event.at,
    )
    found = session.execute(
        select(Folder.owner_id, func.count(), func.sum(Opportunity.amount))
        .select_from(Event)
        .join(Opportunity, Opportunity.id == Event.opportunity_id)
        .join(Folder, and_(Folder.workspace_id == Event.workspace_id, Folder.id == Event.folder_id))
        .join(Member, _OWNER)
        .where(
            *_of_the_team(actor),
            policy.visible_opportunities(actor),
            *_happened(actor, OpportunityDuplicated.kind, began, ended),
            brought_back,
        )
        .group_by(Folder.owner_id)
    )
    return {owner_id: (copies, amount) for owner_id, copies, amount in found}


def _handed(session: Session, actor: Actor, began: datetime, ended: datetime) -> tuple[Counter[int], Counter[int]]:
    """By member, how many folders came to them, and how many went from them, of those that the actor may see."""
    handed = (
        select(_key("from"), _key("to"))
        .join(Folder, and_(Folder.workspace_id == Event.workspace_id, Folder.id == Event.folder_id))
        .where(policy.visible_folders(actor), *_happened(actor, FolderOwnerChanged.kind, began, ended))
    ).subquery("handed")
    pair = (handed.c["from"], handed.c["to"])
    received, given = Counter[int](), Counter[int]()
    for before_id, after_id, times in session.execute(select(*pair, func.count()).group_by(*pair)):
        given[before_id] += times
        received[after_id] += times
    return received, given


def _still_quiet(session: Session, actor: Actor, began: datetime, ended: datetime) -> tuple[tuple[FolderRef, ...], int]:
    since = (Dormancy.began_at >= began, Dormancy.began_at < ended, Dormancy.ended_at.is_(None))
    rows = session.execute(
        visible_folder_rows(actor)
        .join(Dormancy, _ITS_FOLDER)
        .where(policy.team_members(actor), Dormancy.told_at.is_not(None), *since)
        .add_columns(func.count().over().label("in_all"))
        .order_by(Dormancy.began_at, Folder.number)
        .limit(FOLDERS_SHOWN)
    ).all()
    return tuple(read_ref(row) for row in rows), rows[0].in_all if rows else 0


def _key(name: str) -> ColumnElement[Any]:
    """A member's id out of what an event tells."""
    found: ColumnElement[Any] = Event.facts[name].astext.cast(BigInteger)
    return found.label(name)


def _happened(actor: Actor, kind: str, began: datetime, ended: datetime) -> tuple[Any, ...]:
    return policy.in_workspace(actor, Event), Event.kind == kind, Event.at >= began, Event.at < ended
