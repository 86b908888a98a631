"""Teams as they stand: their rows, and the one place where somebody is put into a team or taken out."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core import members
from core.members import Person
from core.models import Member, Team, TeamMembership


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team.

    Attributes:
        id: its key.
        name: its name.
        people: all of its members, managers included, by name.
        manager_ids: those of them who lead it, as member ids.
        usergroup: the Slack id of the user group that it mirrors; None where it mirrors none.
        version: moves with each change.
    """

    id: int
    name: str
    people: tuple[Person, ...]
    manager_ids: frozenset[int]
    usergroup: str | None
    version: int

    @property
    def managers(self) -> tuple[Person, ...]:
        """Who leads it."""
        return tuple(one for one in self.people if one.id in self.manager_ids)

    @property
    def member_ids(self) -> frozenset[int]:
        """Who is in it, managers included."""
        return frozenset(one.id for one in self.people)

    @property
    def away_ids(self) -> frozenset[int]:
        """Who is in it and cannot act at present: they left, or became guests."""
        return frozenset(one.id for one in self.people if not one.active)


def rows_of(session: Session, workspace_id: int, teams: Iterable[Team]) -> tuple[TeamRow, ...]:
    """Teams with their people, in the order given.

    Args:
        session: in that workspace.
        workspace_id: the workspace.
        teams: its teams.
    """
    kept = list(teams)
    people: dict[int, list[tuple[Person, bool]]] = {team.id: [] for team in kept}
    for member, team_id, manages in session.execute(
        select(Member, TeamMembership.team_id, TeamMembership.manager)
        .join(Member, (Member.workspace_id == TeamMembership.workspace_id) & (Member.id == TeamMembership.member_id))
        .where(TeamMembership.workspace_id == workspace_id, TeamMembership.team_id.in_(people))
        .order_by(Member.name, Member.id)
    ):
        people[team_id].append((members.person(member), manages))
    return tuple(
        TeamRow(
            id=team.id,
            name=team.name,
            people=tuple(who for who, _ in people[team.id]),
            manager_ids=frozenset(who.id for who, manages in people[team.id] if manages),
            usergroup=team.slack_usergroup_id,
            version=team.version,
        )
        for team in kept
    )


def put(
    session: Session, workspace_id: int, team_id: int, everyone: Collection[int], managers: Collection[int]
) -> None:
    """Make exactly these people the team's. The caller holds the settings and has made sure of everything else.

    Args:
        session: in that workspace.
        workspace_id: the workspace.
        team_id: the team.
        everyone: member ids, managers included.
        managers: member ids of those who lead it.
    """
    session.execute(
        delete(TeamMembership).where(TeamMembership.workspace_id == workspace_id, TeamMembership.team_id == team_id)
    )
    session.add_all(
        TeamMembership(workspace_id=workspace_id, team_id=team_id, member_id=one, manager=one in managers)
        for one in sorted(everyone)
    )
    session.flush()
