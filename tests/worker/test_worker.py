"""What time brings is done once and in its order; what is left behind is taken up."""

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from procrastinate.jobs import Job
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from bot import jobs
from bot.config import Config
from bot.delivery import Later
from bot.jobs import Background, DueHandler, Patiently
from core import due, outbox
from core.db import Database, DatabaseAway
from core.models import Due, Message
from core.outbox import ToChannel
from tests.bot.office import installed

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
CONFIG = Config(slack_bot_token="xoxb-a-token", slack_api_url="http://127.0.0.1:9/api/")
SECONDS = 20.0
"""How long something is waited for, on a slow machine."""


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with capture_logs():
        yield


def tells(session: Session, workspace_id: int, one: Due, now: datetime) -> None:
    """Tells something of what came due."""
    outbox.post(session, workspace_id, "greeting", ToChannel("C1"), now, subject=one.subject)


def fails(session: Session, workspace_id: int, one: Due, now: datetime) -> None:
    """Tells it, and fails."""
    tells(session, workspace_id, one, now)
    raise ZeroDivisionError


HANDLERS: dict[str, DueHandler] = {"wake": tells, "break": fails}


def put_down(database: Database, workspace: int, *things: tuple[str, int]) -> None:
    with database.transaction(workspace) as session:
        for kind, minutes in things:
            due.put_down(session, workspace, kind, f"folder:{minutes}", NOW + timedelta(minutes=minutes))


def told(database: Database, workspace: int) -> list[str]:
    with database.transaction(workspace) as session:
        return [one.subject for one in session.query(Message).order_by(Message.id)]


def test_what_is_due_is_done_once_in_the_order_in_which_it_became_so(database: Database, workspace: int) -> None:
    put_down(database, workspace, ("wake", 2), ("wake", 1), ("wake", 60))
    assert jobs.sweep(database, NOW, HANDLERS) == 0
    for _ in range(2):
        jobs.sweep(database, NOW + timedelta(minutes=2), HANDLERS)
    assert told(database, workspace) == ["folder:1", "folder:2"]


def test_what_fails_leaves_nothing_behind_keeps_nobody_waiting_and_is_tried_again(
    database: Database, workspace: int
) -> None:
    put_down(database, workspace, ("break", 1), ("wake", 2))
    later = NOW + timedelta(minutes=2)
    jobs.sweep(database, later, HANDLERS)
    assert told(database, workspace) == ["folder:2"]
    jobs.sweep(database, later + jobs.PUT_OFF, {"break": tells})
    assert told(database, workspace) == ["folder:2", "folder:1"]


def test_what_only_a_newer_worker_knows_is_left_to_it(database: Database, workspace: int) -> None:
    put_down(database, workspace, ("dance", 1), ("wake", 2))
    jobs.sweep(database, NOW + timedelta(minutes=2), HANDLERS)
    with database.transaction(workspace) as session:
        assert [one.kind for one in session.query(Due)] == ["dance"]


def test_jobs_of_the_dead_are_done_by_the_living(
    monkeypatch: pytest.MonkeyPatch, database: Database, workspace: int
) -> None:
    with database.transaction(workspace) as session:
        outbox.post(session, workspace, "greeting", ToChannel("C1"), NOW, subject="folder:1")
    done: list[int] = []
    monkeypatch.setattr("bot.delivery.Delivery.deliver", lambda _self, _workspace, message: done.append(message))
    with psycopg.connect(database.url, autocommit=True) as connection:
        [(dead,)] = connection.execute(
            "insert into procrastinate_workers (last_heartbeat) values (now() - interval '11 s') returning id"
        ).fetchall()
        connection.execute("update procrastinate_jobs set status = 'doing', worker_id = %s", (dead,))
        worker = Background(CONFIG)
        worker.start(database.url)
        limit = time.monotonic() + SECONDS
        while connection.execute("select 1 from procrastinate_jobs").fetchall() and time.monotonic() < limit:
            time.sleep(0.02)
        assert worker.stop()
        assert len(done) == 1
        assert connection.execute("select 1 from procrastinate_workers").fetchall() == []


def test_told_to_stop_it_finishes_what_runs_and_leaves_the_rest(
    monkeypatch: pytest.MonkeyPatch, database: Database, workspace: int
) -> None:
    with database.transaction(workspace) as session:
        for _ in range(2):
            outbox.post(session, workspace, "greeting", ToChannel("C1"), NOW, subject="folder:1")
    begun, done = threading.Event(), threading.Event()

    def deliver(*_: object) -> None:
        begun.set()
        time.sleep(0.5)
        done.set()

    monkeypatch.setattr("bot.delivery.Delivery.deliver", deliver)
    worker = Background(CONFIG)
    worker.start(database.url)
    assert begun.wait(SECONDS)
    assert worker.stop()
    assert done.is_set()
    with psycopg.connect(database.url) as connection:
        assert connection.execute("select status from procrastinate_jobs").fetchall() == [("todo",)]


def test_a_worker_whose_connections_break_goes_on(monkeypatch: pytest.MonkeyPatch, database_url: str) -> None:
    database = Database(database_url)
    workspace = installed(database, "T0BROKEN")
    done: list[int] = []
    monkeypatch.setattr("bot.delivery.Delivery.deliver", lambda _self, _workspace, message: done.append(message))
    worker = Background(CONFIG)
    worker.start(database.url)
    try:
        for round_ in range(2):
            with database.transaction(workspace) as session:
                outbox.post(session, workspace, "greeting", ToChannel("C1"), NOW, subject="folder:1")
            limit = time.monotonic() + SECONDS
            while len(done) <= round_ and time.monotonic() < limit:
                time.sleep(0.02)
            assert len(done) == round_ + 1
            with psycopg.connect(database.url, autocommit=True) as connection:
                connection.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                    " where datname = current_database() and pid <> pg_backend_pid()"
                )
    finally:
        database.close()
        assert worker.stop()


def job(attempts: int) -> Job:
    return Job(id=7, queue="default", lock="1 C1", queueing_lock=None, task_name="deliver", attempts=attempts)


def pause(failure: Exception, attempts: int) -> tuple[float, str | None]:
    """After how many seconds a job is tried again, and in which line if not in its own."""
    before = datetime.now(UTC)
    decision = Patiently().get_retry_decision(exception=failure, job=job(attempts))
    assert decision.retry_at is not None
    return round((decision.retry_at - before).total_seconds()), decision.lock


@pytest.mark.parametrize("failure", [Later("unanswered"), DatabaseAway(), ZeroDivisionError()])
def test_pauses_grow_up_to_five_minutes(failure: Exception) -> None:
    assert [pause(failure, attempts)[0] for attempts in (0, 1, 2, 8, 9, 5000)] == [1, 2, 4, 256, 300, 300]


def test_a_pause_that_slack_asks_for_is_kept_however_often() -> None:
    assert pause(Later("ratelimited", 7), 50) == (7, None)


def test_what_fails_by_our_fault_steps_aside_so_that_its_line_goes_on() -> None:
    assert pause(ZeroDivisionError(), 4) == (16, None)
    assert pause(ZeroDivisionError(), 5) == (32, "aside 7")
    assert pause(Later("unanswered"), 5000) == (300, None)


def test_a_worker_that_can_sweep_no_more_ends_and_says_why(database_url: str) -> None:
    database = Database(database_url, seconds=SECONDS)
    installed(database, "T0BROKEN")
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("drop table workspace cascade")
    with pytest.raises(ProgrammingError, match='relation "workspace" does not exist'):
        jobs.work(CONFIG, database, threading.Event())
    database.close()
