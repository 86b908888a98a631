"""Teams: who belongs to them and who leads them. What that lets people see and do is the setting `T` (SPEC §2)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from core import history, members, mirrors, naming, policy, settings
from core.actor import Actor
from core.errors import NotFound
from core.models import Team
from core.settings_errors import NameTaken
from core.settings_events import TeamChanged, TeamCreated, TeamDeleted
from core.team_rows import TeamRow, put, rows_of


@dataclass(frozen=True, slots=True)
class TeamAsked:
    """What the form "Team" asks for.

    Attributes:
        name: up to 120 characters, not that of another team.
        members: Slack ids.
        managers: Slack ids; they are members too, whether or not they are named there.
        usergroup: the Slack id of the user group to mirror: `members` are then who is in it.
    """

    name: str
    members: frozenset[str]
    managers: frozenset[str]
    usergroup: str | None = None


def list_teams(session: Session, actor: Actor) -> tuple[TeamRow, ...]:
    """All teams by name.

    Raises:
        AdminOnly: the actor is no admin.
    """
    policy.make_sure_they_rule(actor)
    teams = session.scalars(
        select(Team).where(policy.in_workspace(actor, Team)).order_by(func.search_key(Team.name), Team.id)
    ).all()
    return rows_of(session, actor.workspace_id, teams)


def open_team(session: Session, actor: Actor, team_id: int) -> TeamRow:
    """One team.

    Raises:
        AdminOnly: the actor is no admin.
        NotFound: there is none.
    """
    policy.make_sure_they_rule(actor)
    return rows_of(session, actor.workspace_id, [_found(session, actor, team_id)])[0]


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
    everyone, managers = _people(session, actor, asked)
    team = Team(workspace_id=actor.workspace_id, name=name, slack_usergroup_id=asked.usergroup, version=1)
    session.add(team)
    session.flush()
    put(session, actor.workspace_id, team.id, everyone, managers)
    made = TeamCreated(
        team_id=team.id,
        name=name,
        members=tuple(sorted(everyone)),
        managers=tuple(sorted(managers)),
        usergroup=asked.usergroup,
    )
    history.record(session, actor, made, now)
    return team.id


def change_team(
    session: Session, actor: Actor, team_id: int, asked: TeamAsked, now: datetime, *, seen_version: int | None = None
) -> bool:
    """Change a team's name, and who belongs to it. Effective with the next act of each.

    Who is in it and cannot act at present (left, or became a guest) stays as they are: the form cannot show them, and
    what they own is still the team's. Only who comes in anew must be an active member.

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
    before = rows_of(session, actor.workspace_id, [team])[0]
    if seen_version is not None and team.version != seen_version:
        raise settings.stale(session, actor, "team", {"team_id": team_id}, now, name=team.name)
    name = _free_name(session, actor, asked.name, team_id)
    everyone, managers = _people(session, actor, asked)
    managers |= before.away_ids & before.manager_ids
    everyone |= before.away_ids | managers
    present = before.member_ids
    same_people = everyone == present and managers == before.manager_ids
    if same_people and (name, asked.usergroup) == (before.name, before.usergroup):
        return False
    team.slack_usergroup_id = asked.usergroup
    team.name = name
    team.version += 1
    put(session, actor.workspace_id, team_id, everyone, managers)
    changed = TeamChanged(
        team_id=team_id,
        name_before=before.name,
        name_after=name,
        joined=tuple(sorted(everyone - present)),
        left=tuple(sorted(present - everyone)),
        managers_before=tuple(sorted(before.manager_ids)),
        managers_after=tuple(sorted(managers)),
        usergroup_before=before.usergroup,
        usergroup_after=asked.usergroup,
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
    row = rows_of(session, actor.workspace_id, [team])[0]
    if seen_version is not None and team.version != seen_version:
        raise settings.stale(session, actor, "team", {"team_id": team_id}, now, name=team.name)
    session.execute(delete(Team).where(policy.in_workspace(actor, Team), Team.id == team_id))
    deleted = TeamDeleted(
        team_id=team_id,
        name=row.name,
        members=tuple(sorted(one.id for one in row.people)),
        managers=tuple(sorted(row.manager_ids)),
        usergroup=row.usergroup,
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


def _people(session: Session, actor: Actor, asked: TeamAsked) -> tuple[set[int], set[int]]:
    """Who is asked for: everybody, managers included, and the managers, as member ids."""
    managers = {one.id for one in members.active(session, actor, asked.managers, where="managers")}
    if asked.usergroup is not None:
        return mirrors.active_in(session, actor.workspace_id, asked.members) | managers, managers
    return {one.id for one in members.active(session, actor, asked.members, where="members")} | managers, managers


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
