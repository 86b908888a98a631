"""What somebody owns that others would have to take over: folders, and opportunities in progress."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from core import policy
from core.actor import Actor
from core.errors import HandOverRuns, NotFound, NothingToHandOver
from core.members import Person, person
from core.models import ACTIVE_STATUSES, Folder, HandOver, Member, Opportunity, Standing


@dataclass(frozen=True, slots=True)
class Owned:
    """How much that is.

    Attributes:
        folders: active or not.
        opportunities: in progress, wherever they are.
    """

    folders: int
    opportunities: int

    def __bool__(self) -> bool:
        return self.folders > 0 or self.opportunities > 0


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody whose things may be handed over.

    Attributes:
        who: the person.
        standing: what Slack says they are.
        owned: what they own.
        runs_by: who is handing it over at this moment; None where nobody is.
    """

    who: Person
    standing: Standing
    owned: Owned
    runs_by: Person | None = None


def owned(session: Session, workspace_id: int, member_id: int) -> Owned:
    """What somebody owns at this moment: a fact about the whole, for admins, who see everything.

    Args:
        session: the caller's.
        workspace_id: where.
        member_id: whose.
    """
    row = session.execute(
        select(*_counts()).where(Member.workspace_id == workspace_id, Member.id == member_id)
    ).one_or_none()
    return Owned(*row) if row is not None else Owned(0, 0)


def make_sure_they_may(actor: Actor) -> None:
    """Refuse who may not hand over, before Slack is asked about anybody.

    Raises:
        AdminOnly: the actor is no admin.
    """
    policy.make_sure_they_rule(actor)


def find(session: Session, actor: Actor, which: int | str) -> Leaver:
    """Somebody whose things an admin may hand over, who has something and whose hand-over does not run.

    Args:
        session: the caller's.
        actor: who asks.
        which: their key, or their Slack id.

    Raises:
        AdminOnly: the actor is no admin.
        NotFound: nobody is known by that.
        NothingToHandOver: they own nothing.
        HandOverRuns: it is being handed over.
    """
    policy.make_sure_they_rule(actor)
    named = Member.id == which if isinstance(which, int) else Member.slack_user_id == which
    found = session.execute(
        select(Member, *_counts(), HandOver.id)
        .outerjoin(HandOver, _runs())
        .where(policy.in_workspace(actor, Member), named)
    ).one_or_none()
    if found is None:
        raise NotFound("member")
    member, folders, opportunities = found[:3]
    runs: int | None = found[3]
    if runs is not None:
        raise HandOverRuns(member.name)
    leaver = Leaver(person(member), member.standing, Owned(folders, opportunities))
    if not leaver.owned:
        raise NothingToHandOver(member.name)
    return leaver


def of_those_who_left(session: Session, actor: Actor, most: int) -> Sequence[Leaver]:
    """Who is no member any more and still owns something, by name.

    Args:
        session: the caller's.
        actor: who asks.
        most: so many of them.

    Raises:
        AdminOnly: the actor is no admin.
    """
    policy.make_sure_they_rule(actor)
    folders, opportunities = _counts()
    rows = session.execute(
        select(Member, folders, opportunities)
        .where(policy.in_workspace(actor, Member), Member.standing != Standing.MEMBER)
        .where(or_(folders > 0, opportunities > 0))
        .order_by(Member.name, Member.id)
        .limit(most)
    )
    return [Leaver(person(one), one.standing, Owned(*counts)) for one, *counts in rows]


def _counts() -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Both, of the member of the row."""
    folders: Any = select(func.count()).where(Folder.workspace_id == Member.workspace_id, Folder.owner_id == Member.id)
    opportunities: Any = select(func.count()).where(
        Opportunity.workspace_id == Member.workspace_id,
        Opportunity.owner_id == Member.id,
        Opportunity.status.in_(ACTIVE_STATUSES),
        Opportunity.deleted_at.is_(None),
    )
    return folders.correlate(Member).scalar_subquery(), opportunities.correlate(Member).scalar_subquery()


def _runs() -> ColumnElement[bool]:
    of_them: ColumnElement[bool] = HandOver.workspace_id == Member.workspace_id
    return of_them & (HandOver.from_id == Member.id) & HandOver.ended_at.is_(None)
