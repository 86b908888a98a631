"""Handing over: what was read before is what comes of it, wherever it is broken off and however often it is begun anew.

Worlds are drawn: whose folders hold what of whom, under each F, with opportunities along or not, for one heir or more;
and so is where the worker dies, in a step before its transaction is committed or between two steps.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from bot.leavers import hand_over
from core import members
from core.actor import Actor
from core.db import Database
from core.leavers import plan, progress, run
from core.leavers.plan import Plan
from core.members import Profile
from core.models import Event, Folder, Handed, HandOver, HandOverItem, Member, Message, Opportunity, Standing, Status

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
PEOPLE = ("ADA", "LENA", "BEN", "CLEO", "WANDA")
"""An admin, who leaves, two who may take over, and a third person."""

HEIRS = ("BEN", "CLEO")


class Died(BaseException):
    """The worker was killed."""


class House:
    """A workspace, filled past the use cases: that is not what is tried."""

    def __init__(self, database: Database, workspace_id: int) -> None:
        self.database = database
        self.workspace_id = workspace_id
        with database.transaction(workspace_id) as session:
            self.ids = {
                name: members.meet(
                    session,
                    workspace_id,
                    Profile(name, name.lower(), None, "en-US", "UTC", Standing.MEMBER, name == "ADA"),
                    NOW,
                )
                for name in PEOPLE
            }
        self._number = 0

    @contextmanager
    def acting(self) -> Iterator[tuple[Session, Actor]]:
        with self.database.transaction(self.workspace_id, members.who(self.workspace_id, "ADA")) as session:
            actor = members.acting(session)
            assert actor is not None
            yield session, actor

    def sets(self, f: str) -> None:
        with self.database.transaction(self.workspace_id) as session:
            session.execute(text("update settings set folders = :f"), {"f": f})

    def leaves(self, name: str = "LENA") -> None:
        with self.database.transaction(self.workspace_id) as session:
            session.get_one(Member, self.ids[name]).standing = Standing.DEACTIVATED

    def holds(self, folders: list[tuple[str, list[tuple[str, Status]]]], loose: list[tuple[str, Status]]) -> None:
        """Folders with their owners and what is inside, and what is in none."""
        with self.database.transaction(self.workspace_id) as session:
            inside: list[tuple[int | None, str, Status]] = [(None, *one) for one in loose]
            for owner, those in folders:
                self._number += 1
                row = {"number": self._number, "name": f"Client {self._number}", "owner_id": self.ids[owner]}
                key = session.scalars(insert(Folder).values(**self._common, **row).returning(Folder.id)).one()
                inside += [(key, *one) for one in those]
            rows = []
            for place, (folder_id, owner, status) in enumerate(inside, 1):
                closed = status in (Status.WON, Status.LOST)
                rows.append(
                    {
                        **self._common,
                        "number": self._number * 100 + place,
                        "title": f"Deal {place}",
                        "owner_id": self.ids[owner],
                        "folder_id": folder_id,
                        "amount": 10,
                        "status": status,
                        "closed_at": NOW if closed else None,
                    }
                )
            if rows:
                session.execute(insert(Opportunity), rows)

    @property
    def _common(self) -> dict[str, Any]:
        return {"workspace_id": self.workspace_id, "created_at": NOW, "updated_at": NOW, "version": 1}

    def begins(self, heirs: tuple[str, ...], *, along: bool) -> tuple[Plan, int]:
        """Read what would move, and begin it."""
        with self.acting() as (session, actor):
            found = plan.make(session, actor, self.ids["LENA"], heirs, along=along)
            return found, run.begin(session, actor, found, NOW)

    def works(self, hand_over_id: int) -> None:
        """Do what a worker does until it dies or nothing is left; each job does a part of it."""
        while True:
            with self.database.transaction(self.workspace_id) as session:
                if run.runs_for(session, self.workspace_id, hand_over_id) is None:
                    return
            hand_over(self.database, self.workspace_id, hand_over_id)

    def stands(self) -> tuple[dict[int, str], dict[int, str]]:
        """Whose each folder and each opportunity is, by number."""
        names = {key: name for name, key in self.ids.items()}
        with self.database.transaction(self.workspace_id) as session:
            folders = {one.number: names[one.owner_id] for one in session.scalars(select(Folder))}
            return folders, {one.number: names[one.owner_id] for one in session.scalars(select(Opportunity))}


def as_planned(before: tuple[dict[int, str], dict[int, str]], found: Plan, house: House) -> Any:
    """What stood there, changed by what was read."""
    folders, opportunities = dict(before[0]), dict(before[1])
    with house.database.transaction(house.workspace_id) as session:
        numbers = {one.id: one.number for one in session.scalars(select(Opportunity))}
    for one in found.moving:
        folders[one.folder.number] = one.to.slack_user_id
        opportunities |= dict.fromkeys((numbers[key] for key in one.along), one.to.slack_user_id)
    opportunities |= {one.number: one.to.slack_user_id for one in found.loose}
    return folders, opportunities


@contextmanager
def dying(patch: pytest.MonkeyPatch, deaths: dict[int, bool]) -> Iterator[None]:
    """In these steps the worker dies: before anything is done, or after that and before it is committed."""
    count = 0
    step = run.step

    def fragile(*given: Any, **named: Any) -> bool:
        nonlocal count
        count += 1
        early = deaths.get(count)
        if early:
            raise Died
        goes_on = step(*given, **named)
        if early is not None:
            raise Died
        return goes_on

    with patch.context() as here:
        here.setattr("core.leavers.run.step", fragile)
        yield


OWNERS = ("LENA", "LENA", "BEN", "CLEO", "WANDA")
STATUSES = (Status.TODO, Status.WON, Status.LOST)


def deals(chance: random.Random, most: int) -> list[tuple[str, Status]]:
    """Opportunities of somebody's, most often of who leaves."""
    return [(chance.choice(OWNERS), chance.choice(STATUSES)) for _ in range(chance.randrange(most + 1))]


@pytest.mark.parametrize("along", [True, False])
@pytest.mark.parametrize("f", ["own", "shared"])
@settings(max_examples=8)
@given(seed=st.integers(0, 2**32))
def test_what_was_read_is_what_comes_of_it_wherever_the_worker_dies(
    database: Database, workspace: int, f: str, along: bool, seed: int
) -> None:
    chance = random.Random(seed)
    heirs = chance.choice((HEIRS[:1], HEIRS[1:], HEIRS))
    folders = [(chance.choice(("LENA", *OWNERS)), deals(chance, 2)) for _ in range(chance.randrange(8))]
    loose = deals(chance, 3)
    deaths = {chance.randrange(1, 8): chance.random() < 0.5 for _ in range(chance.randrange(4))}
    with psycopg.connect(database.url, autocommit=True) as connection:
        connection.execute("set session_replication_role = replica")
        tables = "hand_over_item hand_over message due event dormancy opportunity folder"
        connection.execute("; ".join(f"delete from {table}" for table in tables.split()))
    house = House(database, workspace)
    house.sets(f)
    house.holds([("LENA", []), *folders], loose)
    house.leaves()
    before = house.stands()
    found, key = house.begins(heirs, along=along)
    with pytest.MonkeyPatch.context() as patch, dying(patch, deaths):
        for _ in range(len(deaths) + 1):
            try:
                house.works(key)
                break
            except Died:
                continue
    assert house.stands() == as_planned(before, found, house)
    with house.acting() as (session, actor):
        ended = progress.read(session, actor, key)
        assert (ended.ended, ended.done) == (True, len(found.folders) + len(found.loose))
        assert {one.folder.id for one in ended.refused} == {one.folder.id for one in found.refused}
        assert ended.refused_count == len(found.refused)
        moved = [one.to.id for one in ended.moved]
        told = session.scalars(select(Message.to_member_id).where(Message.kind == run.HANDED_TO_YOU)).all()
        assert sorted(moved) == sorted(filter(None, told))
        events = session.scalars(select(Event).where(Event.kind == "folder.owner_changed")).all()
        assert len(events) == len(found.moving)
        assert {one.actor_id for one in events} <= {actor.member_id}


def test_what_comes_into_a_folder_while_it_waits_goes_along_or_blocks_as_if_it_had_been_there(
    database: Database, workspace: int
) -> None:
    house = House(database, workspace)
    house.sets("own")
    house.holds([("LENA", []), ("LENA", [])], [])
    house.leaves()
    _, key = house.begins(HEIRS[:1], along=True)
    house.holds([], [("LENA", Status.WON), ("WANDA", Status.TODO)])
    with house.database.transaction(workspace) as session:
        both = session.scalars(select(Folder).order_by(Folder.number)).all()
        for one, folder in zip(session.scalars(select(Opportunity).order_by(Opportunity.number)), both, strict=True):
            one.folder_id = folder.id
    house.works(key)
    assert house.stands()[0] == {1: "BEN", 2: "LENA"}
    assert sorted(house.stands()[1].values()) == ["BEN", "WANDA"]
    with house.database.transaction(workspace) as session:
        rows = session.scalars(select(HandOverItem).order_by(HandOverItem.id)).all()
        assert [(one.outcome, one.rule, one.along) for one in rows] == [
            (Handed.MOVED, None, 1),
            (Handed.REFUSED, "owners_would_mix", 0),
        ]
        assert session.scalars(select(HandOver)).one().ended_at is not None
