"""How long Slack waits, and for how long what it hands out is good (SLACK.md, "Interaction protocol")."""

import time
from collections.abc import Callable
from dataclasses import dataclass


def _wall() -> float:
    return time.time()


@dataclass(frozen=True)
class Timing:
    """Slack's own patience, in seconds. Tests hand in shorter pauses; the rest of the world gets Slack's."""

    acknowledge: float = 3.0
    trigger: float = 3.0
    response_url: float = 30 * 60
    response_url_uses: int = 5
    retries: tuple[float, ...] = (0.0, 60.0, 300.0)
    now: Callable[[], float] = _wall
    """Seconds since 1970. Requests are signed with it, so it has to be the clock of the app's host."""
