"""A workspace with people in it, for tests of the core: who works there, and acts as one of them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core import members
from core.actor import Actor
from core.db import Database
from core.models import Member, Role, Settings, Standing, Team, TeamMembership

NOW: Final = datetime(2026, 11, 24, 10, tzinfo=UTC)


class Firm:
    """A workspace. People are named by their first names, which are their Slack ids too."""

    def __init__(self, database: Database, workspace_id: int) -> None:
        self.database = database
        self.workspace_id = workspace_id

    def hires(self, *names: str, role: Role = Role.REP, standing: Standing = Standing.MEMBER) -> None:
        """Make people known."""
        with self.database.transaction(self.workspace_id) as session:
            for name in names:
                profile = members.Profile(name, name, None, "en-US", "Europe/Paris", standing, role is Role.ADMIN)
                members.meet(session, self.workspace_id, profile, NOW)

    def teams_up(self, name: str, people: Iterable[str], managers: Iterable[str] = ()) -> None:
        """Make a team of people; who manages it belongs to it."""
        with self.database.transaction(self.workspace_id) as session:
            team = Team(workspace_id=self.workspace_id, name=name)
            session.add(team)
            session.flush()
            for person in {*people, *managers}:
                session.add(
                    TeamMembership(
                        workspace_id=self.workspace_id,
                        team_id=team.id,
                        member_id=session.scalars(select(Member.id).where(Member.slack_user_id == person)).one(),
                        manager=person in managers,
                    )
                )

    def sets(self, **settings: Any) -> None:
        """Change settings behind everybody's back."""
        with self.database.transaction(self.workspace_id) as session:
            session.execute(update(Settings).values(**settings))

    @contextmanager
    def acting(self, name: str) -> Iterator[tuple[Session, Actor]]:
        """A transaction in which this person acts."""
        with self.database.transaction(self.workspace_id, members.who(self.workspace_id, name)) as session:
            actor = members.acting(session)
            assert actor is not None, f"{name} was never hired"
            yield session, actor
