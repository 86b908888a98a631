"""Small worlds, drawn as strips of bytes: each byte decides one thing, and zero is always the plainest choice.

One choice for the whole world keeps drawing cheap, so that thousands of worlds fit into a test; and a strip that
shrinks towards zeros is a world that shrinks towards nothing.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Final, TypeVar

import psycopg
from psycopg.types.json import Jsonb

from core.models import ACTIVE_STATUSES
from tests.oracle import (
    STATUSES,
    Folder,
    FolderQuestion,
    Opportunity,
    OpportunityQuestion,
    Person,
    Team,
    World,
)

Choice = TypeVar("Choice")

STRIP: Final = 256
"""Bytes of a strip; past its end all is zero."""

YEAR_BEGAN: Final = datetime(2026, 1, 1, tzinfo=UTC)
NAMES: Final = ("Acme", "ACMÉ", "Acme Nord SARL", "Bêta", "beta group", "Zoé & fils", "Ça va", "Éole énergie")
TITLES: Final = ("Renewal", "RENEWAL", "Renewal 2026", "Été", "Upsell", "Site audit")
TAGS: Final = ("VIP", "Été", "export")
TYPED: Final = ("acme", "ETE", "a", "renewal", "beta", "nord sarl", "zoe", "upsell", "nothing like it")
SORTS: Final = ("name", "created", "updated", "open", "won", "count")
FOLDER_QUESTIONS: Final = tuple(
    asked.split()
    for asked in (
        *("", "none", "status", "tag", "-tag", "tag -tag", "owner", "word", "mine", "mine none", "owner tag"),
        *("won>", "open>", "won> open> mine"),
    )
)
SUMS: Final = (Decimal(0), Decimal(10), Decimal(50), Decimal("99.99"))
OPPORTUNITY_QUESTIONS: Final = tuple(
    asked.split() for asked in ("status", "tag", "-tag", "owner", "word", "owner status tag")
)
STANDINGS: Final = ("member", "member", "member", "member", "member", "deactivated", "deactivated", "guest")


class Strip:
    """Bytes, read one after the other."""

    def __init__(self, data: bytes) -> None:
        self._left = iter(data)

    def below(self, limit: int) -> int:
        """A number from 0 up to, not including, the limit."""
        return next(self._left, 0) % limit

    def one_of(self, choices: Sequence[Choice]) -> Choice:
        """One of these."""
        return choices[self.below(len(choices))]

    def some_of(self, choices: Sequence[Choice]) -> list[Choice]:
        """Any of these; at most eight can be told apart."""
        drawn = next(self._left, 0)
        return [choice for place, choice in enumerate(choices) if drawn >> place & 1]


def world_of(strip: Strip, base: int, f: str, v: str) -> World:
    """Read a world.

    Args:
        strip: where from.
        base: ids begin after it; a hundred of them are enough for a world.
        f: setting `F`.
        v: setting `V`.
    """
    t = strip.one_of(("off", "managers", "members"))
    people = tuple(
        Person(base + 1 + n, f"U{n}", f"Person {n}", strip.below(4) == 3, strip.one_of(STANDINGS))
        for n in range(2 + strip.below(4))
    )
    ids = [person.id for person in people]
    teams = []
    for _ in range(strip.below(4)):
        members = strip.some_of(ids)
        teams.append(Team(frozenset(members), frozenset(strip.some_of(members))))
    folders = tuple(_folder(strip, base, number, ids) for number in range(1, 1 + strip.one_of((2, 1, 3, 4, 3, 5, 12))))
    opportunities = tuple(
        _opportunity(strip, base, number, ids, [folder.id for folder in folders])
        for number in range(1, 1 + strip.one_of((3, 2, 4, 6, 8, 10, 13)))
    )
    return World(f, v, t, people, tuple(teams), folders, opportunities)


def folder_question_of(strip: Strip, world: World) -> FolderQuestion:
    """Read a question about folders: every other one asks for all of them, in some order."""
    if strip.below(2) == 0:
        return FolderQuestion(state="all", sort=strip.one_of(SORTS), descending=strip.below(2) == 1)
    asked = strip.one_of(FOLDER_QUESTIONS)
    return FolderQuestion(
        state=strip.one_of(("active", "all", "deactivated")),
        opps=strip.one_of(STATUSES) if "status" in asked else "none" if "none" in asked else None,
        owner=strip.one_of(_owners(world)) if "owner" in asked else None,
        tag=strip.one_of(TAGS) if "tag" in asked else None,
        without_tag=strip.one_of(TAGS) if "-tag" in asked else None,
        won_over=strip.one_of(SUMS) if "won>" in asked else None,
        open_over=strip.one_of(SUMS) if "open>" in asked else None,
        word=strip.one_of(("acm", "E", "ça")) if "word" in asked else None,
        mine="mine" in asked,
    )


def opportunity_question_of(strip: Strip, world: World) -> OpportunityQuestion:
    """Read a question about opportunities."""
    asked = strip.one_of(OPPORTUNITY_QUESTIONS)
    return OpportunityQuestion(
        statuses=strip.one_of((("won",), ("todo", "standby"), ("lost", "cancelled"))) if "status" in asked else (),
        owner=strip.one_of(_owners(world)) if "owner" in asked else None,
        tag=strip.one_of(TAGS) if "tag" in asked else None,
        without_tag=strip.one_of(TAGS) if "-tag" in asked else None,
        word=strip.one_of(("renew", "été")) if "word" in asked else None,
    )


def write(connection: psycopg.Connection[Any], workspace_id: int, world: World) -> None:
    """Put a world into the database, in one round trip. The connection is one that no wall binds.

    Args:
        connection: in autocommit.
        workspace_id: the workspace's id, chosen by the caller.
        world: what is in it.
    """
    tags = {tag: workspace_id + 1 + place for place, tag in enumerate(TAGS)}
    teams = [(workspace_id + 1 + place, team) for place, team in enumerate(world.teams)]
    rows: dict[str, list[dict[str, Any]]] = {
        "workspace": [_workspace(workspace_id)],
        "settings": [_settings(world)],
        "member": [_member(person) for person in world.people],
        "team": [{"id": team_id, "name": f"Team {team_id}"} for team_id, _ in teams],
        "team_membership": [
            {"team_id": team_id, "member_id": member, "manager": member in team.managers}
            for team_id, team in teams
            for member in team.members
        ],
        "folder": [_folder_row(folder) for folder in world.folders],
        "opportunity": [_opportunity_row(opportunity) for opportunity in world.opportunities],
        "tag": [{"id": tag_id, "name": tag} for tag, tag_id in tags.items()],
        "opportunity_tag": [
            {"opportunity_id": opportunity.id, "tag_id": tags[tag]}
            for opportunity in world.opportunities
            for tag in opportunity.tags
        ],
    }
    with connection.pipeline(), connection.transaction():
        for table, records in rows.items():
            insert(connection, table, [{"workspace_id": workspace_id, **record} for record in records])


def insert(connection: psycopg.Connection[Any], table: str, records: list[dict[str, Any]]) -> None:
    """Insert rows as they are, their ids too.

    Args:
        connection: one that no wall binds.
        table: which.
        records: columns by name, JSON values; all with the same names.
    """
    if not records:
        return
    columns = ", ".join(name for name in records[0] if table != "workspace" or name != "workspace_id")
    connection.execute(
        f"insert into {table} ({columns}) overriding system value"
        f" select {columns} from jsonb_populate_recordset(null::{table}, %s)",
        (Jsonb(records),),
    )


def _owners(world: World) -> tuple[str, ...]:
    return ("me", *(person.slack for person in world.people))


def _folder(strip: Strip, base: int, number: int, ids: list[int]) -> Folder:
    created = YEAR_BEGAN + timedelta(days=strip.below(5))
    return Folder(
        id=base + number,
        number=number,
        name=strip.one_of(NAMES),
        owner=strip.one_of(ids),
        active=strip.below(4) != 3,
        created=created,
        updated=created + timedelta(days=strip.below(4)),
    )


def _opportunity(strip: Strip, base: int, number: int, ids: list[int], folders: list[int]) -> Opportunity:
    status = strip.one_of(STATUSES)
    created = YEAR_BEGAN + timedelta(days=strip.below(7) - 5)
    updated = created + timedelta(days=strip.below(4))
    return Opportunity(
        id=base + number,
        number=number,
        title=strip.one_of(TITLES),
        owner=strip.one_of(ids),
        folder=strip.one_of((*folders, None)),
        status=status,
        amount=Decimal(strip.below(200)) / 4,
        tags=frozenset(strip.some_of(TAGS)),
        created=created,
        updated=updated,
        closed=None if status in ACTIVE_STATUSES else updated,
        binned=strip.below(8) == 7,
    )


def _workspace(workspace_id: int) -> dict[str, Any]:
    return {
        "id": workspace_id,
        "slack_team_id": f"T{workspace_id}",
        "name": f"World {workspace_id}",
        "last_folder_number": 99,
        "last_opportunity_number": 99,
        "created_at": YEAR_BEGAN.isoformat(),
    }


def _settings(world: World) -> dict[str, Any]:
    return {
        "folders": world.f,
        "opportunities": world.v,
        "inside_team": world.t,
        "only_admins_export": False,
        "language": "en-US",
        "currency": "EUR",
        "time_zone": "UTC",
        "quiet_seconds": 60,
        "version": 1,
    }


def _member(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "slack_user_id": person.slack,
        "name": person.name,
        "locale": "en-US",
        "time_zone": "UTC",
        "role": "admin" if person.admin else "rep",
        "standing": person.standing,
        "created_at": YEAR_BEGAN.isoformat(),
        "updated_at": YEAR_BEGAN.isoformat(),
    }


def _folder_row(folder: Folder) -> dict[str, Any]:
    return {
        "id": folder.id,
        "number": folder.number,
        "name": folder.name,
        "owner_id": folder.owner,
        "active": folder.active,
        "description": "",
        "created_at": folder.created.isoformat(),
        "updated_at": folder.updated.isoformat(),
        "version": 1,
    }


def _opportunity_row(opportunity: Opportunity) -> dict[str, Any]:
    return {
        "id": opportunity.id,
        "number": opportunity.number,
        "title": opportunity.title,
        "owner_id": opportunity.owner,
        "folder_id": opportunity.folder,
        "amount": str(opportunity.amount),
        "status": opportunity.status,
        "description": "",
        "reminder_at": opportunity.updated.isoformat() if opportunity.status == "standby" else None,
        "created_at": opportunity.created.isoformat(),
        "updated_at": opportunity.updated.isoformat(),
        "closed_at": opportunity.closed.isoformat() if opportunity.closed else None,
        "deleted_at": YEAR_BEGAN.isoformat() if opportunity.binned else None,
        "version": 1,
    }
