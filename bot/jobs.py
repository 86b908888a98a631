"""The worker: sends what was decided, does what time brings, and keeps house.

Jobs are the queue's (Procrastinate on our own PostgreSQL): several workers share them, those of one line one after the
other. What a killed worker had begun is taken up by another. Things due are swept by the clock of `core.clock`.
"""

import asyncio
import signal
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

import psycopg
import structlog
from procrastinate import App, BaseRetryStrategy, JobContext, PsycopgConnector, RetryDecision
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from sqlalchemy.orm import Session

from bot import digests, dormancy, leavers, notifications, persons
from bot.config import Config
from bot.delivery import Delivery, Later, slack_client
from bot.housekeeping import keep_house
from core import clock, due
from core.db import Database, DatabaseAway
from core.leavers.run import HAND_OVER
from core.models import Due
from core.outbox import DELIVER

log: Final = structlog.get_logger(__name__)

CONCURRENCY: Final = 8
"""Jobs that one worker does at a time; each may hold a connection to the database."""

CONNECTIONS: Final = CONCURRENCY + 2
SECONDS: Final = 10.0
"""How long a worker waits for the database: nobody sits in front of it."""

SWEEP_SECONDS: Final = 1.0
POLL_SECONDS: Final = 0.5
"""How often the queue is looked at without being told: what was put off becomes due silently."""

HEARTBEAT_SECONDS: Final = 2.0
DEAD_SECONDS: Final = 10.0
"""A worker of which nothing was heard for so long is taken for dead, and its jobs are handed on."""

RESCUE_SECONDS: Final = 2.0
STOP_SECONDS: Final = 0.1
LONGEST_PAUSE: Final = 300
PUT_OFF: Final = timedelta(minutes=5)
"""How long what failed in the sweep is left alone."""

ASIDE_AFTER: Final = 5
"""So often a job may fail in a way that nobody foresaw before what waits behind it goes on without it."""

HOUSEKEEPING: Final = timedelta(hours=1)
"""How often house is kept."""

RESCUE: Final = """
select procrastinate_retry_job_v2(id, null, null, null, null) from (
    select id from procrastinate_jobs
    where status = 'doing' and (worker_id is null or worker_id in (
        select id from procrastinate_workers where last_heartbeat < now() - make_interval(secs => %(seconds)s)))
    for update skip locked
) as left_behind
"""
"""Hands on what the dead had begun, in one statement, so that two workers do not both do so."""

DueHandler = Callable[[Session, int, Due, datetime], None]
"""Does what came due: in the transaction that takes it, with the workspace, the row and the time."""


def due_handlers() -> Mapping[str, DueHandler]:
    """What is done about each kind of thing due, by the name that `core.due.put_down` is given."""
    return {**dormancy.DUE, **persons.DUE, **digests.DUE, **leavers.DUE}


def work(config: Config, database: Database, stop: threading.Event | None = None) -> None:
    """Run until SIGTERM or SIGINT: what runs is finished, the rest is left to others.

    Args:
        config: the settings.
        database: where everything is kept, with `CONNECTIONS` connections.
        stop: set to end it from within; made, and set by the signals, when absent.
    """
    if stop is None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
    log.info("worker started")
    with ThreadPoolExecutor(1, thread_name_prefix="sweeper") as thread:
        sweeping = thread.submit(sweep_until, database, stop)
        # A worker that sweeps no more would look alive: it ends instead, and says what was the matter.
        sweeping.add_done_callback(lambda _: stop.set())
        try:
            asyncio.run(_serve(database, Delivery(database, slack_client(config), notifications.kinds()), stop))
        finally:
            stop.set()
    sweeping.result()
    log.info("worker stopped")


# jobs


class Patiently(BaseRetryStrategy):
    """Nothing is given up: what failed is tried again after a pause that grows, or as long as Slack asks for."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        """When a job is tried again, and whether what waits behind it waits on."""
        pause = min(2 ** min(job.attempts, 20), LONGEST_PAUSE)
        if isinstance(exception, Later):
            return RetryDecision(retry_in={"seconds": pause if exception.pause is None else exception.pause})
        if isinstance(exception, DatabaseAway):
            return RetryDecision(retry_in={"seconds": pause})
        log.error("job failed", job=job.id, task=job.task_name, attempts=job.attempts, exc_info=exception)
        aside = f"aside {job.id}" if job.attempts >= ASIDE_AFTER else None
        return RetryDecision(retry_in={"seconds": pause}, lock=aside)


def queue(database: Database, delivery: Delivery) -> App:
    """The queue with its tasks, not opened yet.

    Args:
        database: where it is.
        delivery: sends messages.
    """
    app = App(connector=PsycopgConnector(conninfo=database.url, min_size=1, max_size=4, timeout=SECONDS))

    @app.task(name=DELIVER, pass_context=True, retry=Patiently())
    def deliver(_context: JobContext, workspace_id: int, message_id: int) -> None:
        delivery.deliver(workspace_id, message_id)

    @app.task(name=HAND_OVER, pass_context=True, retry=Patiently())
    def hand_over(_context: JobContext, workspace_id: int, hand_over_id: int) -> None:
        leavers.hand_over(database, workspace_id, hand_over_id)

    return app


async def _serve(database: Database, delivery: Delivery, stop: threading.Event) -> None:
    """Do jobs until told to stop. While the database is away it is waited for."""
    with ThreadPoolExecutor(CONCURRENCY, thread_name_prefix="job") as threads:
        asyncio.get_running_loop().set_default_executor(threads)
        while not stop.is_set():
            try:
                await asyncio.to_thread(database.ping)
                app = queue(database, delivery)
                async with app.open_async():
                    await _serve_open(app, stop)
            except (DatabaseAway, ConnectorException, psycopg.OperationalError):
                log.warning("database away")
            if not stop.is_set():
                await asyncio.sleep(1)


class Background:
    """A worker in a thread of this process, which can be sent away and called back.

    Args:
        config: the settings.
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, url: str) -> None:
        """Begin to work.

        Args:
            url: where everything is kept.
        """
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(url, self._stop), name="worker")
        self._thread.start()

    def stop(self) -> bool:
        """Finish what runs, and hold no connection any more; gives whether it worked until then."""
        self._stop.set()
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()
        return thread is not None

    def _run(self, url: str, stop: threading.Event) -> None:
        database = Database(url, pool_size=CONNECTIONS, seconds=SECONDS)
        try:
            work(self._config, database, stop)
        finally:
            database.close()


async def _serve_open(app: App, stop: threading.Event) -> None:
    worker = asyncio.create_task(
        app.run_worker_async(
            concurrency=CONCURRENCY,
            fetch_job_polling_interval=POLL_SECONDS,
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=DEAD_SECONDS,
            delete_jobs="successful",
            install_signal_handlers=False,
        )
    )
    try:
        looks = round(RESCUE_SECONDS / STOP_SECONDS)
        count = 0
        while not (stop.is_set() or worker.done()):
            if count % looks == 0:
                await app.connector.execute_query_all_async(RESCUE, seconds=DEAD_SECONDS)
            count += 1
            await asyncio.sleep(STOP_SECONDS)
    finally:
        # Cancelled, it finishes what runs.
        worker.cancel()
        with suppress(asyncio.CancelledError):
            await worker


# what time brings


def sweep_until(database: Database, stop: threading.Event) -> None:
    """Sweep every second, and keep house every hour, until told to stop.

    Args:
        database: where everything is kept.
        stop: set to end it.
    """
    kept_at: datetime | None = None
    while not stop.wait(SWEEP_SECONDS):
        now = clock.now()
        try:
            sweep(database, now, due_handlers())
            if kept_at is None or not timedelta() <= now - kept_at < HOUSEKEEPING:
                keep_house(database, now)
                kept_at = now
        except DatabaseAway:
            log.warning("database away")


def sweep(database: Database, now: datetime, handlers: Mapping[str, DueHandler]) -> int:
    """Do what is due, one thing a transaction, in the order in which it became so.

    What fails is put off, so that it keeps nothing else from being done.

    Args:
        database: where everything is kept.
        now: what was due by then.
        handlers: what is done about each kind.

    Returns:
        How many things were done.

    Raises:
        DatabaseAway: the database does not answer; what was not done is so the next time.
    """
    if not handlers:
        return 0
    done = 0
    for workspace_id in database.workspaces():
        while _do_one(database, workspace_id, now, handlers):
            done += 1
    return done


def _do_one(database: Database, workspace_id: int, now: datetime, handlers: Mapping[str, DueHandler]) -> bool:
    taken: list[Due] = []
    try:
        with database.transaction(workspace_id) as session:
            taken += due.take(session, workspace_id, now, limit=1, kinds=handlers.keys())
            for one in taken:
                handlers[one.kind](session, workspace_id, one, now)
    except DatabaseAway:
        raise
    except Exception:
        log.exception("due thing failed", kind=[one.kind for one in taken])
        with database.transaction(workspace_id) as session:
            for one in taken:
                due.put_down(session, workspace_id, one.kind, one.subject, now + PUT_OFF, one.facts)
    return bool(taken)
