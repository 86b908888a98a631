"""What the people within a manager's reach have in hand (SPEC §2, `reach`; §4.2, App Home)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session, aliased

from core import policy
from core.actor import Actor
from core.attention import QUIET, quiet_folders
from core.members import Person
from core.models import ACTIVE_STATUSES, Folder, Member, Opportunity, Standing, Status

_INSIDE = aliased(Opportunity)


@dataclass(frozen=True, slots=True)
class TeamMate:
    """Somebody of the team, with what they have in hand as the manager may see it.

    Attributes:
        who: the person.
        folders: active folders that they own.
        quiet: how many of those have nothing in progress.
        in_progress: sum of amounts over their todo and standby opportunities.
        won: sum of amounts over their won opportunities.
    """

    who: Person
    folders: int
    quiet: int
    in_progress: Decimal
    won: Decimal


@dataclass(frozen=True, slots=True)
class MyTeam:
    """Those within a manager's reach.

    Attributes:
        mates: by name; not all of them.
        in_all: how many there are.
    """

    mates: tuple[TeamMate, ...]
    in_all: int


def my_team(session: Session, actor: Actor, *, most: int) -> MyTeam | None:
    """The members of the teams that the actor manages; None where they manage nobody, or `T` is off.

    Args:
        session: the caller's.
        actor: the manager.
        most: how many are read at the most.
    """
    if not policy.leads_somebody(actor):
        return None
    folders = (
        select(func.count())
        .where(policy.visible_folders(actor), Folder.owner_id == Member.id, Folder.active)
        .correlate(Member)
        .scalar_subquery()
    )
    found = session.execute(
        select(
            Member.id,
            Member.slack_user_id,
            Member.name,
            (Member.standing == Standing.MEMBER).label("active"),
            folders.label("folders"),
            _quiet(actor).label("quiet"),
            _sum(actor, ACTIVE_STATUSES).label("in_progress"),
            _sum(actor, (Status.WON,)).label("won"),
            func.count().over().label("in_all"),
        )
        .where(policy.team_members(actor))
        .order_by(func.lower(Member.name), Member.id)
        .limit(most)
    ).all()
    mates = tuple(
        TeamMate(
            Person(row.id, row.slack_user_id, row.name, row.active), row.folders, row.quiet, row.in_progress, row.won
        )
        for row in found
    )
    return MyTeam(mates, found[0].in_all if found else 0)


def _quiet(actor: Actor) -> ScalarSelect[Any]:
    quiet = quiet_folders(actor, QUIET).with_only_columns(Folder.owner_id).subquery("quiet")
    return select(func.count()).where(quiet.c.owner_id == Member.id).correlate(Member).scalar_subquery()


def _sum(actor: Actor, statuses: tuple[Status, ...]) -> ScalarSelect[Any]:
    return (
        select(func.coalesce(func.sum(_INSIDE.amount), 0))
        .where(
            policy.visible_opportunities(actor, _INSIDE),
            _INSIDE.owner_id == Member.id,
            _INSIDE.status.in_(statuses),
        )
        .correlate(Member)
        .scalar_subquery()
    )
