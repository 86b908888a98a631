"""`python -m bot …` as an operator starts it: settings, signs of life, and an orderly end."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

from bot.app import create_app
from bot.config import Config, ConfigError, Door, load
from bot.web import create_web
from core.db import Database
from tests import server

ROOT = Path(__file__).parents[2]
SLACK = {"SLACK_SIGNING_SECRET": "a secret", "SLACK_BOT_TOKEN": "xoxb-a-token"}
SETTINGS = [name.upper() for name in Config.model_fields]
PATIENCE = 30
"""Seconds, on a slow machine."""


def environment(settings: dict[str, str]) -> dict[str, str]:
    """The environment of a fresh host: these settings, and no others."""
    return {name: value for name, value in os.environ.items() if name not in SETTINGS} | settings


def runs(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env=environment(settings),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@contextmanager
def started(command: str, **settings: str) -> Iterator[subprocess.Popen[str]]:
    """A command that runs until it is told to stop."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", command],
        cwd=ROOT,
        env=environment(settings),
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def stopped(process: subprocess.Popen[str]) -> str:
    """Tell it to stop; gives what it wrote. It ends by itself, without an error."""
    process.send_signal(signal.SIGTERM)
    _, written = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, written
    assert "Traceback" not in written
    return written


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port: int = door.getsockname()[1]
        return port


def page(port: int, path: str) -> tuple[int, str]:
    """A page of a process that may still be starting: its status and its text."""
    limit = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            assert time.monotonic() < limit, f"nobody answers on port {port}"
            time.sleep(0.05)


@pytest.fixture
def empty_url(server_url: str) -> Iterator[str]:
    """A database with nothing in it."""
    with server.fresh(server_url) as url:
        yield url


def test_migrate_twice_then_web_answers_and_ends_when_told_to(tmp_path: Path) -> None:
    """With no DATABASE_URL: on the embedded database, which outlives each of them."""
    home = {"DOSSIER_HOME": str(tmp_path)}
    for _ in range(2):
        migrated = runs("migrate", **home)
        assert (migrated.returncode, migrated.stderr) == (0, "")
    port = free_port()
    with started("web", **SLACK, **home, PORT=str(port), WEB_CONCURRENCY="1") as web:
        assert page(port, "/healthz") == (200, "ok")
        assert page(port, "/readyz") == (200, "ready")
        status, metrics = page(port, "/metrics")
        assert status == 200
        assert "dossier_request_seconds" in metrics
        with suppress(urllib.error.HTTPError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/slack/events", data=b"x=1", timeout=5)
        assert 'dossier_requests_total{status="401"} 1.0' in page(port, "/metrics")[1]
        stopped(web)


def test_the_worker_runs_until_it_is_told_to_stop(database_url: str) -> None:
    with started("worker", SLACK_BOT_TOKEN="xoxb-a-token", DATABASE_URL=database_url) as worker:
        assert worker.stderr is not None
        assert "worker started" in worker.stderr.readline()
        assert "worker stopped" in stopped(worker)


def test_web_does_not_start_where_workspaces_could_not_be_kept_apart(empty_url: str) -> None:
    refused = runs("web", **SLACK, DATABASE_URL=empty_url)
    assert refused.returncode == 2
    (line,) = refused.stderr.splitlines()
    assert line.startswith("Row-level security does not hold, so workspaces are not kept apart: run the migrations")


def test_before_the_migrations_readyz_says_what_helps_and_metrics_have_no_numbers_of_the_queue(empty_url: str) -> None:
    database = Database(empty_url)
    config = Config(slack_signing_secret="x", slack_bot_token="xoxb-x")
    web = create_web(create_app(config, database), database).test_client()
    ready = web.get("/readyz")
    assert (ready.status_code, b"run the migrations" in ready.data) == (503, True)
    assert b"dossier_queue_jobs NaN" in web.get("/metrics").data
    database.close()


def test_readyz_says_so_where_they_are_no_longer_kept_apart(database_url: str) -> None:
    port = free_port()
    with (
        psycopg.connect(database_url, autocommit=True) as operator,
        started("web", **SLACK, DATABASE_URL=database_url, PORT=str(port), WEB_CONCURRENCY="1") as web,
    ):
        assert page(port, "/healthz")[0] == 200
        operator.execute("alter table folder no force row level security")
        status, said = page(port, "/readyz")
        assert status == 503
        assert "row-level security is not forced on folder" in said
        stopped(web)


@pytest.mark.parametrize(
    ("command", "settings", "said"),
    [
        ("web", {}, "SLACK_SIGNING_SECRET is missing: Slack shows it under Basic Information, App Credentials."),
        ("sandbox", SLACK, "The sandbox does not start where SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN is set: unset"),
        ("migrate", {"DATABASE_URL": "postgresql://127.0.0.1:9/none"}, "The database does not answer: check DATABASE"),
    ],
)
def test_what_cannot_start_says_why_in_one_sentence(command: str, settings: dict[str, str], said: str) -> None:
    refused = runs(command, **settings)
    assert refused.returncode == 2
    (line,) = refused.stderr.splitlines()
    assert line.startswith(said)
    assert refused.stdout == ""


@pytest.mark.parametrize(
    ("door", "settings", "said"),
    [
        (Door.WEB, {"SLACK_SIGNING_SECRET": "x"}, "SLACK_BOT_TOKEN is missing"),
        (Door.WEB, {"SLACK_SIGNING_SECRET": "", "SLACK_BOT_TOKEN": "xoxb-x"}, "SLACK_SIGNING_SECRET is missing"),
        (Door.WORKER, {}, "SLACK_BOT_TOKEN is missing"),
        (Door.WEB, {"SLACK_BOT_TOKEN": "xoxp-x"}, "SLACK_BOT_TOKEN is malformed"),
        (Door.MIGRATE, {"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL is malformed"),
        (Door.MIGRATE, {"PORT": "http"}, "PORT is malformed"),
        (Door.MIGRATE, {"PORT": "70000"}, "PORT is malformed"),
        (Door.MIGRATE, {"WEB_CONCURRENCY": "0"}, "WEB_CONCURRENCY is malformed"),
        (Door.MIGRATE, {"LOG_LEVEL": "LOUD"}, "LOG_LEVEL is malformed"),
        (Door.MIGRATE, {"COMMAND_PREFIX": "CRM "}, "COMMAND_PREFIX is malformed"),
        (Door.MIGRATE, {"SLACK_API_URL": "slack.com"}, "SLACK_API_URL is malformed"),
        (Door.SANDBOX, {"DATABASE_URL": "postgresql://x/y"}, "The sandbox does not start where DATABASE_URL is set"),
    ],
    ids=str,
)
def test_a_missing_or_malformed_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, door: Door, settings: dict[str, str], said: str
) -> None:
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError) as refused:
        load(door)
    assert str(refused.value).startswith(said)
    assert str(refused.value).count(".") <= 2
    assert "xoxp" not in str(refused.value)


def test_settings_that_are_there_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    given = {
        **SLACK,
        "DATABASE_URL": "postgres://host/base",
        "SLACK_API_URL": "http://127.0.0.1:1/api",
        "COMMAND_PREFIX": "crm-",
        "PORT": "8080",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    config = load(Door.WEB)
    assert config.database_url == "postgresql://host/base"
    assert config.slack_api_url == "http://127.0.0.1:1/api/"
    assert (config.command_prefix, config.port, config.web_concurrency) == ("crm-", 8080, 2)


def test_the_manifest_is_printed_with_the_prefix(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = runs("manifest", COMMAND_PREFIX="crm-")
    assert printed.returncode == 0
    assert '"/crm-folder"' in printed.stdout
    assert '"/crm-opp"' in printed.stdout
