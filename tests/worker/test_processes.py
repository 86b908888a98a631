"""Two workers, one of them killed, and a Slack that has bad days: each alert is read once, and in its order."""

import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.manifest import manifest
from bot.sandbox.slack import LocalSlack
from bot.sandbox.weather import Weather
from bot.sandbox.workspace import Channel
from core import clock, outbox
from core.db import Database
from core.outbox import ToChannel
from tests.bot.office import installed
from tests.stories import UNHURRIED

ROOT = Path(__file__).parents[2]
TOKEN = "xoxb-processes"
PATIENCE = 120.0
"""Seconds, on a slow machine."""


@contextmanager
def worker(database_url: str, slack: LocalSlack) -> Iterator[subprocess.Popen[str]]:
    """A worker in a process of its own."""
    settings = {"DATABASE_URL": database_url, "SLACK_BOT_TOKEN": TOKEN, "SLACK_API_URL": slack.api_url}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.worker.process"],
        cwd=ROOT,
        env=os.environ | settings,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    try:
        assert "worker started" in process.stderr.readline()
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """A local Slack with nobody but the workers at its doors."""
    with LocalSlack(
        signing_secret="none", bot_token=TOKEN, manifest=manifest(""), app_url=None, timing=UNHURRIED
    ) as slack:
        yield slack


class Alerts:
    """Alerts to many channels at once, and what came of them."""

    def __init__(self, database_url: str, slack: LocalSlack, channels: list[Channel]) -> None:
        self._database = Database(database_url)
        self._workspace_id = installed(self._database, slack.team.id)
        self._slack = slack
        self.channels = channels
        self.told: dict[str, list[str]] = {one.id: [] for one in channels}

    def tell(self, each: int) -> None:
        """Decide so many alerts to each channel."""
        with self._database.transaction(self._workspace_id) as session:
            for _ in range(each):
                for channel in self.channels:
                    number = len(self.told[channel.id]) + 1
                    facts = {"number": number}
                    to = ToChannel(channel.id)
                    outbox.post(
                        session, self._workspace_id, "greeting", to, clock.now(), subject="folder:1", facts=facts
                    )
                    self.told[channel.id].append(f"Alert {number}")

    def read(self, channel: Channel) -> list[str]:
        """What stands in a channel."""
        return [one.text for one in self._slack.workspace.messages.get(channel.id, [])]

    def seconds(self, killing: subprocess.Popen[str] | None = None) -> dict[str, float]:
        """How long it takes until each channel has all of its alerts; on the way a worker may be killed."""
        began = time.monotonic()
        took: dict[str, float] = {}
        missing = sum(len(self.told[one.id]) - len(self.read(one)) for one in self.channels)
        half = sum(map(len, self.told.values())) - missing // 2
        while len(took) < len(self.channels):
            now = time.monotonic() - began
            assert now < PATIENCE, f"{len(took)} channels are complete"
            count = 0
            for channel in self.channels:
                read = len(self.read(channel))
                count += read
                if read >= len(self.told[channel.id]):
                    took.setdefault(channel.id, now)
            if killing is not None and count >= half:
                killing.kill()
                killing.wait()
                killing = None
            time.sleep(0.05)
        return took

    def close(self) -> None:
        """Hold no connection any more."""
        self._database.close()


def test_each_alert_is_read_once_and_in_order_whoever_dies_and_the_well_do_not_wait_for_the_sick(
    database_url: str, slack: LocalSlack
) -> None:
    channels = [slack.add_channel(f"team-{number}") for number in range(20)]
    sick, well = channels[:10], channels[10:]
    weather = Weather(ratelimited=0.2, lost=0.05, channels=[one.id for one in sick])
    alerts = Alerts(database_url, slack, channels)
    with worker(database_url, slack) as first, worker(database_url, slack) as second:
        alerts.tell(1)
        alerts.seconds()
        # What else the machine does weighs on all three: the bad days stand between two that are calm.
        took = []
        for bad in (False, True, False):
            slack.board.weather = weather if bad else Weather()
            alerts.tell(5)
            seconds = alerts.seconds()
            took.append(statistics.median(seconds[one.id] for one in well))
        slack.board.weather = weather
        alerts.tell(15)
        alerts.seconds(killing=first)
        second.send_signal(signal.SIGTERM)
        second.communicate(timeout=PATIENCE)
        assert (first.returncode, second.returncode) == (-signal.SIGKILL, 0)
    for channel in channels:
        assert alerts.read(channel) == alerts.told[channel.id]
    before, meanwhile, after = took
    assert meanwhile <= max(before, after) * 4 / 3
    alerts.close()
