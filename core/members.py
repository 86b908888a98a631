"""Members: met at first sight, kept as Slack says they are, and turned into the actor of an act."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import and_, bindparam, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, aliased

from core import policy
from core.actor import Actor
from core.db import Opening, Query, opening_rows
from core.digests import schedule
from core.errors import CannotAssign, NotAdmitted
from core.filters import OWNER_ME
from core.invalid import OwnerUnknown
from core.models import (
    FolderSharing,
    InsideTeam,
    Member,
    OpportunityVisibility,
    Role,
    Settings,
    Standing,
    TeamMembership,
)
from core.settings_errors import NotActive


@dataclass(frozen=True, slots=True)
class Profile:
    """What Slack says of a user.

    Attributes:
        slack_user_id: their Slack id.
        name: display name.
        email: where the app may read it.
        locale: such as `fr-FR`.
        time_zone: a tz database name.
        standing: full member, guest, bot, stranger or deactivated.
        rules_slack: whether an owner or admin of the Slack workspace; such a person starts as `admin` (SPEC §1).
    """

    slack_user_id: str
    name: str
    email: str | None
    locale: str
    time_zone: str
    standing: Standing
    rules_slack: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named on a screen.

    Attributes:
        id: the member.
        slack_user_id: their Slack id.
        name: display name.
        active: whether they may still act; one who left stays an owner until somebody takes over (SPEC §2.1).
    """

    id: int
    slack_user_id: str
    name: str
    active: bool


def _who() -> Query:
    mine, others = aliased(TeamMembership), aliased(TeamMembership)
    shared = (
        select(func.coalesce(func.array_agg(others.member_id.distinct()), text("'{}'")))
        .join(mine, and_(mine.workspace_id == others.workspace_id, mine.team_id == others.team_id))
        .where(mine.workspace_id == Member.workspace_id, mine.member_id == Member.id)
        .correlate(Member)
    )
    return (
        select(
            Member.workspace_id,
            Member.id,
            Member.slack_user_id,
            Member.name,
            Member.role,
            Member.standing,
            Member.locale,
            Member.time_zone,
            Member.morning_brief,
            Member.weekly_table,
            Settings.currency,
            Settings.folders,
            Settings.opportunities,
            Settings.inside_team,
            shared.where(mine.manager).scalar_subquery().label("managed"),
            shared.scalar_subquery().label("team_mates"),
        )
        .join(Settings, Settings.workspace_id == Member.workspace_id)
        .where(
            Member.workspace_id == bindparam("acting_workspace_id"),
            Member.slack_user_id == bindparam("acting_slack_user_id"),
        )
    )


_WHO: Final = _who()


def who(workspace_id: int, slack_user_id: str) -> Opening:
    """The query that opens a transaction in which this person acts.

    Args:
        workspace_id: where.
        slack_user_id: who.
    """
    return Opening(_WHO, {"acting_workspace_id": workspace_id, "acting_slack_user_id": slack_user_id})


def acting(session: Session) -> Actor | None:
    """The person for whom the transaction was opened with `who`, as they stand at this moment (SPEC §2.5).

    Returns:
        The actor, or None where the person was never met.

    Raises:
        NotAdmitted: guest, bot, deactivated or stranger (SPEC §2.6).
    """
    rows = opening_rows(session)
    return _as_actor(rows[0]) if rows else None


def present(session: Session, workspace_id: int, slack_user_id: str) -> Actor | None:
    """Somebody else as they stand at this moment: to judge what may be told to them, never to act for them.

    Args:
        session: the caller's.
        workspace_id: where.
        slack_user_id: who.

    Returns:
        None where they were never met, or may see nothing (SPEC §2.6).
    """
    parameters = {"acting_workspace_id": workspace_id, "acting_slack_user_id": slack_user_id}
    row = session.execute(_WHO, parameters).one_or_none()
    if row is None or row.standing is not Standing.MEMBER:
        return None
    return _as_actor(tuple(row))


def _as_actor(row: tuple[Any, ...]) -> Actor:
    workspace_id, member_id, slack_user_id, name, role, standing, locale, time_zone, *chosen = row
    morning_brief, weekly_table, currency, folders, opportunities, inside_team, managed, team_mates = chosen
    if Standing(standing) is not Standing.MEMBER:
        raise NotAdmitted(Standing(standing), locale)
    reach = {member_id} if InsideTeam(inside_team) is InsideTeam.OFF else {member_id, *managed}
    return Actor(
        workspace_id=workspace_id,
        member_id=member_id,
        slack_user_id=slack_user_id,
        name=name,
        role=Role(role),
        locale=locale,
        time_zone=time_zone,
        currency=currency,
        folders=FolderSharing(folders),
        opportunities=OpportunityVisibility(opportunities),
        inside_team=InsideTeam(inside_team),
        reach=tuple(sorted(reach)),
        team_mates=tuple(sorted({member_id, *team_mates})),
        morning_brief=morning_brief,
        weekly_table=weekly_table,
    )


def meet(session: Session, workspace_id: int, profile: Profile, now: datetime) -> int:
    """Write down what Slack says of a user, at first sight or again. A role given once is changed by admins only.

    Args:
        session: in that workspace.
        workspace_id: the workspace.
        profile: what Slack says.
        now: when.

    Returns:
        The member's id.
    """
    told: dict[str, Any] = {
        "name": profile.name,
        "email": profile.email,
        "locale": profile.locale,
        "time_zone": profile.time_zone,
        "standing": profile.standing,
        "updated_at": now,
    }
    role = Role.ADMIN if profile.rules_slack and profile.standing is Standing.MEMBER else Role.REP
    statement = insert(Member).values(
        workspace_id=workspace_id, slack_user_id=profile.slack_user_id, role=role, created_at=now, **told
    )
    member_id, *asked_for = session.execute(
        statement.on_conflict_do_update(
            index_elements=[Member.workspace_id, Member.slack_user_id], set_=told
        ).returning(Member.id, *schedule.ASKED_FOR.values())
    ).one()
    wanted = [digest for digest, on in zip(schedule.ASKED_FOR, asked_for, strict=True) if on]
    if wanted:
        schedule.follow(session, workspace_id, member_id, wanted, profile.standing, profile.time_zone, now)
    return member_id


def known(session: Session, workspace_id: int, slack_user_id: str) -> int | None:
    """The member with this Slack id, whatever their standing; None before they were met."""
    return session.scalar(
        select(Member.id).where(Member.workspace_id == workspace_id, Member.slack_user_id == slack_user_id)
    )


def asked_for(session: Session, actor: Actor, owner: str | None) -> str:
    """The display name of the owner that a filter asks for; empty where it asks for none, "me", or somebody unknown."""
    if owner is None or owner == OWNER_ME:
        return ""
    named = select(Member.name).where(policy.in_workspace(actor, Member), Member.slack_user_id == owner)
    return session.scalar(named) or ""


def owner_to_be(session: Session, actor: Actor, slack_user_id: str | None) -> int:
    """Whom a new folder or opportunity will belong to, checked against what the actor may choose (SPEC §3).

    Args:
        session: the caller's.
        actor: who creates.
        slack_user_id: whom they chose; None or their own id means self.

    Raises:
        OwnerUnknown: no active member.
        CannotAssign: an active member, but not one that the actor may choose.
    """
    if slack_user_id is None or slack_user_id == actor.slack_user_id:
        return actor.member_id
    found = session.execute(
        select(Member.id, Member.name, policy.assignable_members(actor).label("assignable")).where(
            policy.in_workspace(actor, Member),
            Member.slack_user_id == slack_user_id,
            Member.standing == Standing.MEMBER,
        )
    ).one_or_none()
    if found is None:
        raise OwnerUnknown
    if not found.assignable:
        raise CannotAssign(found.name)
    owner_id: int = found.id
    return owner_id


def taking_over(session: Session, actor: Actor, slack_user_id: str) -> Person:
    """Whom something that has an owner may be given to: any active member (SPEC §3, change the owner).

    Raises:
        OwnerUnknown: no active member.
    """
    found = session.execute(
        select(Member.id, Member.name).where(
            policy.in_workspace(actor, Member),
            Member.slack_user_id == slack_user_id,
            Member.standing == Standing.MEMBER,
        )
    ).one_or_none()
    if found is None:
        raise OwnerUnknown
    return Person(found.id, slack_user_id, found.name, True)


def person(member: Member) -> Person:
    """A member as somebody named on a screen."""
    return Person(member.id, member.slack_user_id, member.name, member.standing is Standing.MEMBER)


def unknown(session: Session, workspace_id: int, slack_user_ids: Collection[str]) -> tuple[str, ...]:
    """Those of these people who were never met.

    Args:
        session: in that workspace.
        workspace_id: the workspace.
        slack_user_ids: who is asked about.
    """
    met = session.scalars(
        select(Member.slack_user_id).where(
            Member.workspace_id == workspace_id, Member.slack_user_id.in_(slack_user_ids)
        )
    )
    return tuple(sorted(set(slack_user_ids) - set(met) - {""}))


def active(session: Session, actor: Actor, slack_user_ids: Collection[str], *, where: str) -> list[Member]:
    """These people, all of them active members.

    Args:
        session: the caller's.
        actor: who chose them.
        slack_user_ids: whom they chose.
        where: the field of the form in which they were chosen.

    Raises:
        NotActive: some are not, or nobody knows them.
    """
    found = session.scalars(
        select(Member)
        .where(policy.in_workspace(actor, Member), Member.slack_user_id.in_(slack_user_ids))
        .order_by(Member.id)
        .execution_options(populate_existing=True)
    ).all()
    others = tuple(one.name for one in found if one.standing is not Standing.MEMBER)
    if others or len(found) < len(set(slack_user_ids)):
        raise NotActive(where, others)
    return list(found)
