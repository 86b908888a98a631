"""The command line: `python -m bot sandbox | web | worker | migrate | manifest`."""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Annotated, Any, Literal

import typer

from bot import logs
from bot.config import Config, ConfigError, Door, load
from core.db import Database, DatabaseAway, embedded

cli = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


@cli.command()
def web() -> None:
    """Answer Slack over HTTP."""
    from bot.server import serve

    config = _config(Door.WEB)
    with _database(config) as database:
        serve(config, database)


@cli.command()
def worker() -> None:
    """Run what time brings."""
    from bot.jobs import CONNECTIONS, SECONDS, work

    config = _config(Door.WORKER)
    with _database(config, pool_size=CONNECTIONS, seconds=SECONDS) as database:
        work(config, database)


@cli.command()
def migrate() -> None:
    """Bring the database up to date."""
    from migrations.run import upgrade

    with _database(_config(Door.MIGRATE)) as database:
        upgrade(database.engine)


@cli.command()
def manifest(
    write: Annotated[bool, typer.Option(help="Write bot/manifest.json instead of printing it.")] = False,
) -> None:
    """Print the manifest that describes the app to Slack."""
    from bot.manifest import PATH
    from bot.manifest import manifest as describe

    described = json.dumps(describe(_config(Door.MIGRATE).command_prefix), indent=2, ensure_ascii=False) + "\n"
    if write:
        PATH.write_text(described, encoding="utf-8")
    else:
        sys.stdout.write(described)


@cli.command()
def sandbox(
    language: Annotated[
        Literal["en", "fr"], typer.Option(help="The language of the world that it starts with.")
    ] = "en",
    port: Annotated[int, typer.Option(help="Where the page is.")] = 3000,
) -> None:
    """Try the product in the browser: a local Slack on an embedded PostgreSQL."""
    from bot.sandbox.run import run

    run(_config(Door.SANDBOX), language=language, port=port)


def _config(door: Door) -> Config:
    try:
        config = load(door)
    except ConfigError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    logs.configure(config)
    return config


@contextmanager
def _database(config: Config, **patience: Any) -> Iterator[Database]:
    """The database that the settings name, and that it answers; the embedded one, started, where they name none."""
    with ExitStack() as at_the_end:
        url = config.database_url
        if url is None:
            server = embedded(config.dossier_home)
            at_the_end.callback(server.cleanup)
            url = server.get_uri()
        database = Database(url, **patience)
        at_the_end.callback(database.close)
        try:
            database.walls()
        except DatabaseAway as error:
            typer.echo("The database does not answer: check DATABASE_URL.", err=True)
            raise typer.Exit(2) from error
        yield database


if __name__ == "__main__":
    cli()
