"""The web process: gunicorn, several processes of several threads."""

from typing import Any

import typer
from flask import Flask
from gunicorn.app.base import BaseApplication

from bot.app import create_app
from bot.config import Config
from bot.web import create_web
from core.db import Database

THREADS = 8
"""Requests that one process answers at a time; as many as it has connections to the database."""


class _Server(BaseApplication):
    """gunicorn, told everything by us and nothing by files or the environment."""

    def __init__(self, config: Config, database: Database) -> None:
        self._config = config
        self._database = database
        super().__init__()

    def load_config(self) -> None:
        options: dict[str, Any] = {
            "bind": f"0.0.0.0:{self._config.port}",
            "workers": self._config.web_concurrency,
            "worker_class": "gthread",
            "threads": THREADS,
            "timeout": 30,
            "graceful_timeout": 20,
            "accesslog": None,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """In each process after the fork: connections are never shared between processes."""
        database = Database(self._database.url, pool_size=THREADS)
        return create_web(create_app(self._config, database), database)


def serve(config: Config, database: Database) -> None:
    """Answer Slack until told to stop; refuse to start where workspaces could not be kept apart.

    Args:
        config: the settings.
        database: where everything is kept.
    """
    remedy = database.walls().remedy
    if remedy is not None:
        typer.echo(f"Row-level security does not hold, so workspaces are not kept apart: {remedy}.", err=True)
        raise typer.Exit(2)
    database.close()
    _Server(config, database).run()
