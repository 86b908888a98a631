"""Where the table is tried: one workspace, ten people, and things to act on that cost next to nothing to make."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

import psycopg

from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Person
from core.models import Base
from tests.core.worlds import insert
from tests.rights.document import Setting
from tests.rights.ground_rows import (
    SETTINGS,
    THEN,
    approval_row,
    dormancy_row,
    folder_row,
    opportunity_row,
    route_row,
    workspace_row,
)

NAMES: Final = {
    "admin": "ada",
    "manager": "mara",
    "other manager": "otto",
    "owner": "olga",
    "rep inside": "ines",
    "rep": "rob",
    "team mate": "tim",
    "guest": "gus",
    "deactivated": "dora",
    "stranger": "stan",
    "heir": "hugo",
}
_SLACK: Final[dict[str, dict[str, Any]]] = {
    "admin": {"is_admin": True},
    "guest": {"is_restricted": True},
    "deactivated": {"deleted": True},
    "stranger": {"is_stranger": True},
}
_TEAMS: Final = {
    "North": {"manager": True, "owner": False, "team mate": False},
    "South": {"other manager": True, "rep": False},
}
_FIRST: Final = 1_000_000
"""Keys and numbers from here on are this file's; the product's own begin at 1, and its numbers far above."""

_A_ROUND: Final = 40
"""Numbers that one set of things takes."""


@dataclass(frozen=True)
class Things:
    """What one cell may act on: numbers as people write them, and keys by the names that values carry.

    Attributes:
        number: of the set.
        numbers: by name: `folder`, `opportunity`, `another`, …
        keys: the rows' ids, by the same names.
    """

    number: int
    numbers: dict[str, int | str]
    keys: dict[str, int]


def people(local: LocalSlack) -> dict[str, Person]:
    """The cast, by role."""
    return {
        role: local.add_person(
            name, real_name=name.capitalize(), locale="en-US", tz="Europe/Paris", **_SLACK.get(role, {})
        )
        for role, name in NAMES.items()
    }


class Ground:
    """The rows that cells stand on, written past the product and past the journal.

    Args:
        connection: a superuser's, in autocommit, whose writes fire no trigger.
        team_id: the Slack id of the workspace.
        cast: by role.
        channel: the Slack id of the one that alerts go to.
    """

    def __init__(
        self, connection: psycopg.Connection[Any], team_id: str, cast: dict[str, Person], channel: str
    ) -> None:
        self._connection = connection
        self._round = 0
        self.setting: Setting | None = None
        self.workspace_id: Final = 1
        self.members: Final = {role: _FIRST + place for place, role in enumerate(NAMES)}
        self._settings = SETTINGS
        self._team_id = team_id
        self._cast = cast
        self._channel: Final = channel
        self._stand()

    def _stand(self) -> None:
        """The workspace as it is when nobody has done anything: who is in it, in which teams, and nothing else."""
        self._connection.execute("; ".join(f"delete from {table}" for table in Base.metadata.tables))
        self._connection.execute("delete from procrastinate_events; delete from procrastinate_jobs")
        self._write("workspace", [workspace_row(self._team_id)])
        self._write("settings", [self._settings])
        self._write("member", [self._member(role, person) for role, person in self._cast.items()])
        self._write("team", [{"id": key, "name": name, "version": 1} for key, name in enumerate(_TEAMS, _FIRST)])
        memberships = [
            {"team_id": key, "member_id": self.members[role], "manager": manager}
            for key, roles in enumerate(_TEAMS.values(), _FIRST)
            for role, manager in roles.items()
        ]
        self._write("team_membership", memberships)

    def sets(self, setting: Setting, **others: object) -> None:
        """What the workspace is set to."""
        self.setting = setting
        self._settings = {
            **SETTINGS,
            "folders": setting.f,
            "opportunities": setting.v,
            "inside_team": setting.t,
            **others,
        }
        self._connection.execute("delete from settings")
        self._write("settings", [self._settings])

    def writes(self, statement: str, facts: dict[str, int]) -> None:
        """Anything else that shall stand there.

        Args:
            statement: SQL, with `%(folder)s` and the like.
            facts: what is put in.
        """
        self._connection.execute(statement, facts)

    def things(self, actor: str) -> Things:
        """A folder with what is inside it, and all else that an act may need, in a workspace with nothing else in it.

        What stood there before is gone, whoever wrote it; what the workspace is set to stays.

        Args:
            actor: the role that is going to act; "own" is theirs.
        """
        self._stand()
        self._round += 1
        owner, inside, own = (self.members[role] for role in ("owner", "rep inside", actor))
        first = _FIRST + self._round * _A_ROUND
        folders = {
            "folder": "Quartz",
            "other_folder": "Garnet",
            "closed_folder": "Jasper",
            "own_folder": "Marble",
            "empty": "Slate",
            "quiet": "Pyrite",
        }
        keys = {name: first + place for place, name in enumerate(folders)}
        self._write(
            "folder",
            [
                folder_row(
                    keys[name],
                    f"{word} {keys[name]}",
                    own if name == "own_folder" else owner,
                    active=name != "closed_folder",
                    in_play=name not in ("empty", "quiet"),
                )
                for name, word in folders.items()
            ],
        )
        placed: dict[str, tuple[str, int, str | None]] = {
            "opportunity": ("Onyx", owner, "folder"),
            "another": ("Zircon", inside, "folder"),
            "elsewhere": ("Zinc", inside, "other_folder"),
            "asleep": ("Zaffre", inside, "closed_folder"),
            "loose": ("Opal", owner, None),
            "closed": ("Ochre", owner, "folder"),
            "binned": ("Obsidian", owner, "folder"),
            "own": ("Mica", own, None),
            "own_placed": ("Malachite", own, "own_folder"),
            "source": ("Oak", owner, None),
            "copy": ("Oak", owner, None),
            "lost": ("Pearl", owner, "quiet"),
            "lost_inside": ("Peridot", inside, "quiet"),
        }
        for place, name in enumerate(placed):
            keys[name] = first + place
        self._write(
            "opportunity",
            [
                opportunity_row(
                    keys[name],
                    f"{word} {keys[name]}",
                    whose,
                    keys[where] if where else None,
                    closed=name in ("closed", "lost", "lost_inside"),
                    binned=name == "binned",
                )
                for name, (word, whose, where) in placed.items()
            ],
        )
        self._arrangement(first)
        proposal = {
            "id": first,
            "source_id": keys["source"],
            "source_version": 1,
            "screen": "x",
            "copy_id": keys["copy"],
        }
        self._write("duplication", [{**proposal, "proposes": True}])
        # Not for whom the other acts are: that would be the very request that they make.
        self._write("approval", [approval_row(first, keys["folder"], inside, owner, self.members["heir"])])
        self._write("dormancy", [dormancy_row(first, keys["quiet"])])
        self._write("route", [route_row(first, self._channel, owner)])
        numbers: dict[str, int | str] = {**keys, "round": first, "unique": uuid4().hex}
        arranged = dict.fromkeys(("proposal", "approval", "field", "team", "dormancy"), first)
        arranged |= {"removed_field": first + 2, "version": 1, "leaver": owner}
        return Things(self._round, numbers, keys | arranged)

    def _arrangement(self, first: int) -> None:
        """What admins arrange: two default fields and a removed one, and a team of nobody's."""
        fields = [
            {"id": first + place, "label": f"Field {first + place}", "kind": "text", "choices": [], "required": False}
            | {"position": (1, 2, 1)[place], "removed_at": THEN if place == 2 else None, "version": 1}
            for place in range(3)
        ]
        self._write("default_field", fields)
        self._write("team", [{"id": first, "name": f"Team {first}", "version": 1}])

    def _member(self, role: str, person: Person) -> dict[str, Any]:
        return {
            "id": self.members[role],
            "slack_user_id": person.id,
            "name": person.name,
            "locale": "en-US",
            "time_zone": "Europe/Paris",
            "role": "admin" if role == "admin" else "rep",
            "standing": role if role in ("guest", "deactivated", "stranger") else "member",
            "created_at": THEN,
            "updated_at": THEN,
        }

    def _write(self, table: str, rows: list[dict[str, Any]]) -> None:
        insert(self._connection, table, [{"workspace_id": self.workspace_id, **row} for row in rows])
