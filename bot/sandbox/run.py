"""`python -m bot sandbox`: the product on an embedded PostgreSQL, with a local Slack in the browser.

Nothing of it is reachable from another machine, and its secret and token are made anew at each start.
"""

import secrets
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from datetime import timedelta
from functools import partial
from typing import Any

from bot.app import afterwards, create_app
from bot.config import Config
from bot.i18n import Reader
from bot.jobs import Background
from bot.manifest import manifest
from bot.parsing.commands import FOLDER, OPP
from bot.parsing.typed import rows
from bot.sandbox import world
from bot.sandbox.serving import served
from bot.sandbox.slack import LocalSlack
from bot.sandbox.timing import Timing
from bot.sandbox.workspace import Team
from bot.sandbox.world import Language
from bot.web import create_web
from core import clock
from core.db import Database, embedded
from migrations.run import downgrade, upgrade

TEAM = "T0DOSSIER"


def run(config: Config, *, language: Language, port: int) -> None:
    """Run until Ctrl-C.

    Args:
        config: the settings; those of production are refused before.
        language: "en" or "fr": of the world that it starts with, the first time and after "Start over".
        port: where the page is, on this machine only.
    """
    with sandbox(config, language=language, port=port) as slack:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        sys.stdout.write(f"Dossier is at {slack.url} (Ctrl-C stops it)\n")
        sys.stdout.flush()
        stop.wait()


@contextmanager
def sandbox(config: Config, *, language: Language, port: int, timing: Timing | None = None) -> Iterator[LocalSlack]:
    """The whole of it, started; also what the browser tests use.

    Args:
        config: the settings: where things are kept and what the commands are called.
        language: "en" or "fr".
        port: of the page; 0 takes any that is free.
        timing: how long the local Slack waits; as Slack does unless told otherwise.
    """
    with ExitStack() as at_the_end:
        server = embedded(config.dossier_home)
        at_the_end.callback(server.cleanup)
        database = Database(server.get_uri())
        at_the_end.callback(database.close)
        upgrade(database.engine)
        secret, token = secrets.token_hex(16), f"xoxb-{secrets.token_hex(16)}"
        slack = LocalSlack(
            signing_secret=secret,
            bot_token=token,
            manifest=manifest(config.command_prefix),
            app_url=None,
            home=config.dossier_home / "slack",
            commands_help=_commands_help(config.command_prefix, language),
            port=port,
            timing=timing,
            team=Team(id=TEAM, name=world.workspace_name(language)),
        )
        at_the_end.callback(_run_ahead, 0)
        slack.clock_moved = _run_ahead
        at_the_end.enter_context(slack)
        settings = config.model_copy(
            update={"slack_signing_secret": secret, "slack_bot_token": token, "slack_api_url": slack.api_url}
        )
        worker = Background(settings)
        slack.start_over = partial(_start_over, slack, database, worker, language)
        if slack.is_empty:
            slack.start_over()
        after = at_the_end.enter_context(afterwards())
        slack.app_url = at_the_end.enter_context(served(create_web(create_app(settings, database, after), database)))
        at_the_end.callback(worker.stop)
        worker.start(database.url)
        yield slack


def _run_ahead(seconds: float) -> None:
    clock.run_ahead(timedelta(seconds=seconds))


def _start_over(slack: LocalSlack, database: Database, worker: Background, language: Language) -> None:
    """An empty database, and the same believable world in it and in the local Slack."""
    worked = worker.stop()
    database.close()
    downgrade(database.engine)
    upgrade(database.engine)
    for one in world.cast(language):
        slack.add_person(**asdict(one))
    for room in world.rooms(language):
        known = {name: value for name, value in asdict(room).items() if name != "is_archived"}
        channel = slack.add_channel(**known)
        channel.is_archived = room.is_archived
    for circle in world.circles(language):
        slack.add_group(**asdict(circle))
    world.build(database, TEAM, language=language, now=clock.now())
    if worked:
        worker.start(database.url)


def _commands_help(prefix: str, language: Language) -> list[dict[str, Any]]:
    """What the composer completes, from the command table."""
    reader = Reader.of(language, "UTC", "EUR")
    return [
        {
            "command": f"/{prefix}{command}",
            "subcommands": [
                {"usage": row.usage(prefix), "description": reader.gettext(row.about)} for row in rows(command)
            ],
        }
        for command in (FOLDER, OPP)
    ]
