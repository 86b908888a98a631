"""The product beside a local Slack in one process, without a network between them: thousands of requests, still signed.

Whatever the product asks of Slack goes through the local Slack's own doors, and whatever Slack sends through the
product's; only the wires are missing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

import psycopg
import pytest
from slack_bolt import App

import bot.app
from bot.config import Config
from bot.delivery import Delivery, slack_client
from bot.jobs import due_handlers
from bot.manifest import manifest
from bot.notifications import kinds
from bot.sandbox.slack import LocalSlack
from bot.sandbox.timing import Timing
from bot.sandbox.workspace import Channel, Group
from bot.web import create_web
from core import clock, due
from core.db import Database
from core.models import Base
from tests.core.worlds import insert
from tests.inside import answered_by, joined
from tests.leaks.planting import FIRST_KEY, GROUP, KEYS, MADE_LATER, SALES, TODAY, Garden
from tests.leaks.writing import rows_of

SECRET: Final = "a signing secret for gardens"
TOKEN: Final = "xoxb-gardens"
UNHURRIED: Final = Timing(acknowledge=3600.0, trigger=3600.0, response_url=3600.0, response_url_uses=1000)
"""A machine that is busy with other things tells nothing about leaks."""

LISTENED: Final = ("action", "view", "options", "event", "command", "shortcut")
_IDENTITIES: Final = sorted(name for name, table in Base.metadata.tables.items() if "id" in table.c)


class Lab:
    """A product, its database, and a local Slack that is filled anew for each world.

    Attributes:
        database: as the product opens it.
        local: the local Slack.
        heard: the ids that the product listens to, by kind.
        kinds: how each kind of message reads.
    """

    def __init__(self, database: Database, patch: pytest.MonkeyPatch, closing: ExitStack) -> None:
        self.database = database
        self.heard: dict[str, set[str]] = defaultdict(set)
        self._unbound = psycopg.connect(database.url, autocommit=True, prepare_threshold=1)
        self._later: list[Callable[[], object]] = []
        self._now = TODAY
        self._worlds = 0
        self.local = LocalSlack(signing_secret=SECRET, bot_token=TOKEN, manifest=manifest(""), app_url="http://app/",
                                timing=UNHURRIED)  # fmt: skip
        closing.enter_context(joined(self.local))
        patch.setattr(clock, "now", self._ticks)
        patch.setattr(bot.app, "ThreadPoolExecutor", lambda *_, **__: self)
        patch.setattr("bot.delivery.PROMPT_SECONDS", UNHURRIED.acknowledge)
        self._listen(patch)
        config = Config(slack_signing_secret=SECRET, slack_bot_token=TOKEN, slack_api_url=self.local.api_url)
        answered_by(self.local, create_web(bot.app.create_app(config, database), database))
        self.kinds = dict(kinds())
        self._delivery = Delivery(database, slack_client(config), self.kinds)

    def close(self) -> None:
        """Give the connection back."""
        self._unbound.close()

    def submit(self, act: Callable[..., object], *given: object) -> None:
        """Take what the product puts off until a request is answered, as its executor would."""
        self._later.append(lambda: act(*given))

    def settle(self) -> None:
        """Do what was put off."""
        while self._later:
            self._later.pop(0)()

    def tells(self, base: int, days: int) -> None:
        """Do what the worker does: what falls due until so many days from now, and what is to be sent because of it."""
        by, handlers = self._now + timedelta(days=days), due_handlers()
        with self.database.transaction(base) as session:
            while taken := due.take(session, base, by, limit=1):
                for one in taken:
                    handlers[one.kind](session, base, one, by)
                session.flush()
        queued = "select id from message where workspace_id = %(base)s and queued order by id"
        for (message,) in self.rows(queued, base):
            self.delivers(base, message)

    def delivers(self, base: int, message: int) -> None:
        """Send a message, as the worker does."""
        self._delivery.deliver(base, message)

    def next_base(self) -> int:
        """The key of a workspace that there was not yet."""
        self._worlds += 1
        return FIRST_KEY + self._worlds * KEYS

    def plant(self, garden: Garden) -> Channel:
        """Make a world, in place of what had its keys before; gives the channel that its people are in."""
        base, tables = garden.base, list(Base.metadata.tables)
        self._now = TODAY
        with self._unbound.pipeline(), self._unbound.transaction():
            self._unbound.execute("set local session_replication_role = replica")
            for of_the_queue in ("procrastinate_events", "procrastinate_jobs"):
                self._unbound.execute(f"delete from {of_the_queue}")
            for table in tables:
                self._unbound.execute(
                    f"delete from {table} where {'id' if table == 'workspace' else 'workspace_id'} = {base}"
                )
            self._unbound.execute("select " + ", ".join(
                f"setval(pg_get_serial_sequence('{table}', 'id'), {base + MADE_LATER})" for table in _IDENTITIES
            ))  # fmt: skip
            for table, records in rows_of(garden):
                insert(self._unbound, table, [{"workspace_id": base, **record} for record in records])
        return self._furnish(garden)

    def _furnish(self, garden: Garden) -> Channel:
        local = self.local
        local.workspace.forget()
        local.workspace.team = replace(local.team, id=garden.team)
        local.board.wire.forget()
        people = [
            local.add_person(
                person.name,
                id=person.slack,
                is_admin=person.admin,
                is_restricted=person.standing == "guest",
                deleted=person.standing == "deactivated",
                locale=garden.locales[person.slack],
            )
            for person in garden.world.people
        ]
        inside = [one for one in people if not (one.deleted or one.is_restricted)]
        local.workspace.groups[GROUP] = Group(GROUP, "Hall", "hall", [one.id for one in inside[:2]])
        return local.add_channel("sales", members=inside, id=SALES)

    def state(self, base: int) -> dict[str, str]:
        """What each table holds of a workspace, as a digest; but for when somebody was last read about at Slack."""
        asked = []
        for table in Base.metadata.tables:
            row = "(to_jsonb(t) - 'updated_at')" if table == "member" else "t"
            whose = "id" if table == "workspace" else "workspace_id"
            digest = f"md5(coalesce(string_agg({row}::text, ' ' order by {row}::text), ''))"
            asked.append(f"select '{table}', {digest} from {table} t where {whose} = {base}")
        return dict(self._unbound.execute(" union all ".join(asked)).fetchall())

    def rows(self, asked: str, base: int, **named: object) -> list[Any]:
        """What a query finds; `%(base)s` in it is the workspace."""
        return self._unbound.execute(asked, {"base": base, **named}).fetchall()

    def does(self, statement: str, base: int, **named: object) -> None:
        """Change the world beneath the product; `%(base)s` is the workspace."""
        self._unbound.execute(statement, {"base": base, **named})

    def _ticks(self) -> datetime:
        """A clock that goes on by a second each time somebody looks at it: the same in a world and in its twin."""
        self._now += timedelta(seconds=1)
        return self._now

    def _listen(self, patch: pytest.MonkeyPatch) -> None:
        """Note what the product hangs into Bolt."""
        for kind in LISTENED:
            original = getattr(App, kind)

            def noted(
                app: App, name: str, *rest: Any, _kind: str = kind, _original: Any = original, **named: Any
            ) -> Any:
                self.heard[_kind].add(name)
                return _original(app, name, *rest, **named)

            patch.setattr(App, kind, noted)


@contextmanager
def opened(url: str) -> Iterator[Lab]:
    """A laboratory on this database, until the context ends."""
    with pytest.MonkeyPatch.context() as patch, ExitStack() as closing:
        database = Database(url, seconds=600)
        closing.callback(database.close)
        lab = Lab(database, patch, closing)
        closing.callback(lab.close)
        yield lab
