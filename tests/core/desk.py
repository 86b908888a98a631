"""People who act at once in one workspace, each in a thread and a transaction of their own."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Barrier
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import members
from core.actor import Actor
from core.db import Database
from core.errors import Refusal
from core.folders.create import NewFolder, create_folder
from core.members import Profile
from core.models import Member, Opportunity, Standing
from core.opportunities.create import NewOpportunity, create_opportunity

SECONDS: Final = 20
"""How long a round may take before it counts as hung."""

NOW: Final = datetime(2026, 11, 24, 9, tzinfo=UTC)

Act = Callable[[Session, Actor], Any]


class Desk:
    """A workspace with an admin, Ada, and two reps, Ben and Cleo, of whom two act at once."""

    def __init__(self, database: Database, workspace_id: int) -> None:
        self.database = database
        self.workspace_id = workspace_id
        self.pool = ThreadPoolExecutor(2)
        with database.transaction(workspace_id) as session:
            for name, rules in (("ADA", True), ("BEN", False), ("CLEO", False)):
                profile = Profile(f"U{name}", name.lower(), None, "en-US", "UTC", Standing.MEMBER, rules)
                members.meet(session, workspace_id, profile, NOW)

    @contextmanager
    def acting(self, who: str) -> Iterator[tuple[Session, Actor]]:
        with self.database.transaction(self.workspace_id, members.who(self.workspace_id, who)) as session:
            actor = members.acting(session)
            assert actor is not None
            yield session, actor

    def at_once(self, *acts: tuple[str, Act]) -> list[Any]:
        """What each got, or the refusal that each read."""
        together = Barrier(len(acts))

        def one(who: str, act: Act) -> Any:
            try:
                with self.acting(who) as (session, actor):
                    together.wait(SECONDS)
                    return act(session, actor)
            except Refusal as refusal:
                return refusal

        running = [self.pool.submit(one, who, act) for who, act in acts]
        return [each.result(SECONDS) for each in running]

    def opportunity(self, title: str = "Renewal") -> int:
        with self.acting("UBEN") as (session, actor):
            return create_opportunity(session, actor, NewOpportunity(title), NOW)

    def opportunities(self, folders: list[int | None]) -> list[int]:
        """One of Ben's for each of these folders, in it."""
        with self.acting("UBEN") as (session, actor):
            return [
                create_opportunity(session, actor, NewOpportunity("Renewal", folder_id=key), NOW) for key in folders
            ]

    def folder(self, name: str) -> int:
        (made,) = self.folders(1, name)
        return made

    def folders(self, count: int, name: str = "Acme") -> list[int]:
        """So many folders of Ben's."""
        with self.acting("UBEN") as (session, actor):
            return [create_folder(session, actor, NewFolder(name), NOW) for _ in range(count)]

    def member(self, slack_user_id: str) -> int:
        with self.database.transaction(self.workspace_id) as session:
            return session.scalars(select(Member.id).where(Member.slack_user_id == slack_user_id)).one()

    def count(self, statement: Any) -> int:
        with self.database.transaction(self.workspace_id) as session:
            return len(session.scalars(statement).all())

    def get(self, opportunity_id: int) -> Opportunity:
        with self.database.transaction(self.workspace_id) as session:
            return session.get_one(Opportunity, opportunity_id)
