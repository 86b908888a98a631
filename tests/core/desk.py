"""People who act at once in one workspace, each in a thread and a transaction of their own."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Barrier
from typing import Any, Final, TypeVar

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from core import members
from core.actor import Actor
from core.db import Database
from core.errors import Refusal
from core.events import FolderCreated, Happening, OpportunityCreated
from core.members import Profile
from core.models import Base, Event, Folder, Member, Opportunity, Standing, Status, Workspace

SECONDS: Final = 20
"""How long a round may take before it counts as hung."""

NOW: Final = datetime(2026, 11, 24, 9, tzinfo=UTC)

Row = TypeVar("Row", bound=Base)
Act = Callable[[Session, Actor], Any]


class Desk:
    """A workspace with an admin, Ada, and two reps, Ben and Cleo, of whom two act at once.

    What they act on is put there beforehand, for all rounds of a story in one statement, and how it ended is read for
    all of them in one: what a round costs is what those two do.
    """

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

    def opportunities(self, folders: list[int | None]) -> list[int]:
        """One of Ben's for each of these folders, in it: as it is when he has just made it."""
        common = {"title": "Renewal", "amount": 0, "status": Status.TODO, "version": 1}
        with self.acting("UBEN") as (session, actor):
            rows = [common | {"folder_id": folder_id} for folder_id in folders]
            made = self._made(session, actor, Opportunity, Workspace.last_opportunity_number, rows)
            session.execute(update(Folder).where(Folder.id.in_({*folders} - {None})).values(in_play=True))
            pairs = zip(folders, made, strict=True)
            self._told(
                session,
                actor,
                [
                    OpportunityCreated(folder_id=there, opportunity_id=key, title="Renewal", owner_id=actor.member_id)
                    for there, key in pairs
                ],
            )
            return made

    def folder(self, name: str) -> int:
        (made,) = self.folders(1, name)
        return made

    def folders(self, count: int, name: str = "Acme") -> list[int]:
        """So many folders of Ben's: as they are when he has just made them."""
        with self.acting("UBEN") as (session, actor):
            rows = [{"name": name, "version": 1}] * count
            made = self._made(session, actor, Folder, Workspace.last_folder_number, rows)
            self._told(
                session, actor, [FolderCreated(folder_id=key, name=name, owner_id=actor.member_id) for key in made]
            )
            return made

    def _made(
        self, session: Session, actor: Actor, kind: Any, counter: Any, rows: Sequence[dict[str, Any]]
    ) -> list[int]:
        last = session.execute(update(Workspace).values({counter: counter + len(rows)}).returning(counter)).scalar_one()
        common = {"workspace_id": self.workspace_id, "owner_id": actor.member_id, "created_at": NOW, "updated_at": NOW}
        numbered = [common | row | {"number": number} for number, row in enumerate(rows, last - len(rows) + 1)]
        return [*session.scalars(insert(kind).returning(kind.id, sort_by_parameter_order=True), numbered)]

    def _told(self, session: Session, actor: Actor, happenings: Sequence[Happening]) -> None:
        common = {"workspace_id": self.workspace_id, "at": NOW, "actor_id": actor.member_id}
        about = [
            {"kind": one.kind, "folder_id": one.folder_id, "opportunity_id": one.opportunity_id, "facts": one.facts()}
            for one in happenings
        ]
        session.execute(insert(Event), [common | one for one in about])

    def member(self, slack_user_id: str) -> int:
        with self.database.transaction(self.workspace_id) as session:
            return session.scalars(select(Member.id).where(Member.slack_user_id == slack_user_id)).one()

    def count(self, statement: Any) -> int:
        with self.database.transaction(self.workspace_id) as session:
            return session.scalars(select(func.count()).select_from(statement.subquery())).one()

    def all(self, kind: type[Row]) -> dict[int, Row]:
        """All rows of a table, by their keys, as things stand now."""
        with self.database.transaction(self.workspace_id) as session:
            return {vars(row)["id"]: row for row in session.scalars(select(kind).order_by("id"))}
