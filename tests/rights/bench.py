"""The product at a local Slack, arranged for thousands of cells: requests are signed and answered in-process."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import psycopg
import pytest

import bot.errors
from bot.app import create_app
from bot.config import Config
from bot.i18n import Reader
from bot.manifest import manifest
from bot.sandbox.slack import LocalSlack
from bot.sandbox.timing import Timing
from bot.sandbox.workspace import Person
from bot.web import create_web
from core.db import Database
from core.errors import Refusal
from core.models import Base
from tests.inside import answered_by, joined
from tests.rights.document import NOT_ADMITTED
from tests.rights.ground import Ground, people
from tests.rights.journal import Journal

SECRET: Final = "a signing secret for the rights table"
TOKEN: Final = "xoxb-rights"
PATIENCE: Final = 60.0
"""Seconds: who may do what is not a question of speed, however busy the machine."""


CHANNELS: Final[dict[str, dict[str, Any]]] = {
    "sales": {},
    "archive": {},
    "elsewhere": {"members": []},
    "without": {"app_in": False},
    "clients": {},
    "abroad": {},
}
"""A channel of everybody's; one that is archived, one that nobody is in, and one that the app is not in.

And one that alerts do not go to, and one that another company shares."""


@dataclass
class Bench:
    """What every cell is tried with.

    Attributes:
        local: the local Slack with the product in it.
        database: as the product has it.
        ground: the rows.
        journal: what changed.
        cast: the people, by role.
        refusals: what the product refused since it was emptied last, with the sentence it became.
        forms: forms as an admin was shown them, by the id of what opened them.
    """

    local: LocalSlack
    database: Database
    ground: Ground
    journal: Journal
    cast: dict[str, Person]
    refusals: list[tuple[Refusal, str]] = field(default_factory=list)
    forms: dict[str, dict[str, Any]] = field(default_factory=dict)

    def hears_anew(self) -> None:
        """Forget what was sent so far; a payload that Slack would refuse, or a request not answered, fails here."""
        bad = [*self.local.refusals, *self.local.failures]
        assert not bad, f"the app did what Slack would not take: {bad}"
        self.local.board.wire.forget()


class _AtOnce:
    """Does what is put off until the request is answered before it is: a cell ends with everything done."""

    def __init__(self, *_: Any, **__: Any) -> None:
        pass

    def submit(self, act: Any, *given: Any) -> Future[None]:
        act(*given)
        return Future()


@contextmanager
def opened(url: str) -> Iterator[Bench]:
    """A bench on an empty, migrated database.

    Args:
        url: a superuser's login.
    """
    with ExitStack() as closing:
        patch = closing.enter_context(pytest.MonkeyPatch.context())
        patch.setattr("bot.app.ThreadPoolExecutor", _AtOnce)
        patch.setattr("bot.visit.SLACK_SECONDS", PATIENCE)
        patch.setattr("bot.delivery.PROMPT_SECONDS", PATIENCE)
        database = Database(url, pool_size=4, seconds=PATIENCE)
        closing.callback(database.close)
        timing = Timing(acknowledge=PATIENCE, trigger=PATIENCE)
        local = LocalSlack(signing_secret=SECRET, bot_token=TOKEN, manifest=manifest(""), app_url=None, timing=timing)
        closing.enter_context(joined(local))
        config = Config(slack_signing_secret=SECRET, slack_bot_token=TOKEN, slack_api_url=local.api_url)
        answered_by(local, create_web(create_app(config, database), database))
        connection = closing.enter_context(psycopg.connect(url, autocommit=True))
        journal = Journal(connection, list(Base.metadata.tables))
        cast = people(local)
        inside = [person for role, person in cast.items() if role not in NOT_ADMITTED]
        for name, more in CHANNELS.items():
            local.add_channel(name, **{"members": inside, **more})
        local.change_channel("archive", is_archived=True)
        local.change_channel("abroad", is_ext_shared=True)
        bench = Bench(
            local, database, Ground(connection, local.team.id, cast, local.channel("sales").id), journal, cast
        )
        sentence = bot.errors.sentence

        def noted(refusal: Refusal, reader: Reader) -> str:
            said = sentence(refusal, reader)
            bench.refusals.append((refusal, said))
            return said

        for name, module in list(sys.modules.items()):
            # Some screens say a refusal in their own frame; “why” tells of refusals that nobody met.
            if name.startswith("bot.") and name != "bot.folders.why" and vars(module).get("sentence") is sentence:
                patch.setattr(module, "sentence", noted)
        yield bench
