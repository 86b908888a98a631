"""Teams: who belongs to them and who leads them. What that lets people see and do is the setting `T` (SPEC §2)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from core import history, members, naming, policy, settings
from core.actor import Actor
from core.errors import AdminOnly, NotFound
from core.members import Person
from core.models import Member, Team, TeamMembership
from core.settings_errors import NameTaken
from core.settings_events import TeamChanged, TeamCreated, TeamDeleted


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team.

    Attributes:
        id: its key.
        name: its name.
        people: all of its members, managers included, by name.
        manager_ids: those of them who lead it, as member ids.
        version: moves with each change.
    """

    id: int
    name: str
    people: tuple[Person, ...]
    manager_ids: frozenset[int]
    version: int

    @property
    def managers(self) -> tuple[Person, ...]:
        """Who leads it."""
        return tuple(one for one in self.people if one.id in self.manager_ids)


@dataclass(frozen=True, slots=True)
class TeamAsked:
    """What the form "Team" asks for.

    Attributes:
        name: up to 120 characters, not that of another team.
        members: Slack ids.
        managers: Slack ids; they are members too, whether or not they are named there.
    """

    name: str
    members: frozenset[str]
    managers: frozenset[str]


def list_teams(session: Session, actor: Actor) -> tuple[TeamRow, ...]:
    """All teams by name.

    Raises:
        AdminOnly: the actor is no admin.
    """
    if not actor.is_admin:
        raise AdminOnly
    teams = session.scalars(
        select(Team).where(policy.in_workspace(actor, Team)).order_by(func.search_key(Team.name), Team.id)
    ).all()
    return _rows(session, actor, teams)


def open_team(session: Session, actor: Actor, team_id: int) -> TeamRow:
    """One team.

    Raises:
        AdminOnly: the actor is no admin.
        NotFound: there is none.
    """
    if not actor.is_admin:
        raise AdminOnly
    return _rows(session, actor, [_found(session, actor, team_id)])[0]


def create_team(session: Session, actor: Actor, asked: TeamAsked, now: datetime) -> int:
    """Make a team.

    Args:
        session: the caller's.
        actor: who makes it.
        asked: what it is.
        now: when.

    Returns:
        The team's id.

    Raises:
        AdminOnly: the actor is no admin, or no more.
        NameMissing, NameTooLong, NameTaken, NotActive.
    """
    settings.held(session, actor)
    name = _free_name(session, actor, asked.name, None)
    managers = {one.id for one in members.active(session, actor, asked.managers, where="managers")}
    everyone = {one.id for one in members.active(session, actor, asked.members, where="members")} | managers
    team = Team(workspace_id=actor.workspace_id, name=name, version=1)
    session.add(team)
    session.flush()
    _put(session, actor, team.id, everyone, managers)
    made = TeamCreated(team_id=team.id, name=name, members=tuple(sorted(everyone)), managers=tuple(sorted(managers)))
    history.record(session, actor, made, now)
    return team.id


def change_team(
    session: Session, actor: Actor, team_id: int, asked: TeamAsked, now: datetime, *, seen_version: int | None = None
) -> bool:
    """Change a team's name, and who belongs to it. Effective with the next act of each.

    Who is in it and cannot act at present (left, or became a guest) stays as they are: the form cannot show them. Only
    who comes in anew must be an active member.

    Args:
        session: the caller's.
        actor: who changes it.
        team_id: which.
        asked: what it shall be.
        now: when.
        seen_version: the version that the actor had before their eyes.

    Returns:
        Whether anything changed.

    Raises:
        AdminOnly: the actor is no admin, or no more.
        NotFound: there is none, or none any more.
        Stale: somebody changed it since it was shown.
        NameMissing, NameTooLong, NameTaken, NotActive.
    """
    settings.held(session, actor)
    team = _found(session, actor, team_id)
    before = _rows(session, actor, [team])[0]
    if seen_version is not None and team.version != seen_version:
        raise settings.stale(session, actor, "team", {"team_id": team_id}, now, name=team.name)
    name = _free_name(session, actor, asked.name, team_id)
    away = {one.id for one in before.people if not one.active}
    managers = {one.id for one in members.active(session, actor, asked.managers, where="managers")}
    managers |= away & before.manager_ids
    everyone = {one.id for one in members.active(session, actor, asked.members, where="members")} | managers | away
    present = {one.id for one in before.people}
    if (name, everyone, managers) == (before.name, present, set(before.manager_ids)):
        return False
    team.name = name
    team.version += 1
    _put(session, actor, team_id, everyone, managers)
    changed = TeamChanged(
        team_id=team_id,
        name_before=before.name,
        name_after=name,
        joined=tuple(sorted(everyone - present)),
        left=tuple(sorted(present - everyone)),
        managers_before=tuple(sorted(before.manager_ids)),
        managers_after=tuple(sorted(managers)),
    )
    history.record(session, actor, changed, now)
    session.flush()
    return True


def delete_team(session: Session, actor: Actor, team_id: int, now: datetime, *, seen_version: int | None = None) -> str:
    """Delete a team. Its people stay; what its managers saw and did for it ends with their next act.

    Args:
        session: the caller's.
        actor: who deletes it.
        team_id: which.
        now: when.
        seen_version: the version that the actor had before their eyes.

    Returns:
        The name it had.

    Raises:
        AdminOnly: the actor is no admin, or no more.
        NotFound: there is none, or none any more.
        Stale: somebody changed it since it was shown.
    """
    settings.held(session, actor)
    team = _found(session, actor, team_id)
    row = _rows(session, actor, [team])[0]
    if seen_version is not None and team.version != seen_version:
        raise settings.stale(session, actor, "team", {"team_id": team_id}, now, name=team.name)
    session.execute(delete(Team).where(policy.in_workspace(actor, Team), Team.id == team_id))
    deleted = TeamDeleted(
        team_id=team_id,
        name=row.name,
        members=tuple(sorted(one.id for one in row.people)),
        managers=tuple(sorted(row.manager_ids)),
    )
    history.record(session, actor, deleted, now)
    return row.name


def _found(session: Session, actor: Actor, team_id: int) -> Team:
    team = session.scalars(
        select(Team)
        .where(policy.in_workspace(actor, Team), Team.id == team_id)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if team is None:
        raise NotFound("team")
    return team


def _rows(session: Session, actor: Actor, teams: Iterable[Team]) -> tuple[TeamRow, ...]:
    kept = list(teams)
    people: dict[int, list[Any]] = {team.id: [] for team in kept}
    for member, team_id, manages in session.execute(
        select(Member, TeamMembership.team_id, TeamMembership.manager)
        .join(Member, (Member.workspace_id == TeamMembership.workspace_id) & (Member.id == TeamMembership.member_id))
        .where(policy.in_workspace(actor, TeamMembership), TeamMembership.team_id.in_(people))
        .order_by(Member.name, Member.id)
    ):
        people[team_id].append((members.person(member), manages))
    return tuple(
        TeamRow(
            id=team.id,
            name=team.name,
            people=tuple(who for who, _ in people[team.id]),
            manager_ids=frozenset(who.id for who, manages in people[team.id] if manages),
            version=team.version,
        )
        for team in kept
    )


def _put(session: Session, actor: Actor, team_id: int, everyone: Collection[int], managers: Collection[int]) -> None:
    """Make exactly these people the team's."""
    session.execute(
        delete(TeamMembership).where(policy.in_workspace(actor, TeamMembership), TeamMembership.team_id == team_id)
    )
    session.add_all(
        TeamMembership(workspace_id=actor.workspace_id, team_id=team_id, member_id=one, manager=one in managers)
        for one in sorted(everyone)
    )
    session.flush()


def _free_name(session: Session, actor: Actor, given: str, team_id: int | None) -> str:
    """The name, if no other team has it, whatever its case and accents. The caller holds the settings."""
    name = naming.checked(given)
    taken = session.scalar(
        select(Team.name)
        .where(
            policy.in_workspace(actor, Team),
            func.search_key(Team.name) == func.search_key(name),
            Team.id.is_distinct_from(team_id),
        )
        .limit(1)
    )
    if taken is not None:
        raise NameTaken(taken)
    return name
