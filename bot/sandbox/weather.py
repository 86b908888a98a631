"""Slack's bad days by chance, the same each time: so many calls of a hundred are refused, or done without an answer."""

import random
import threading
from collections.abc import Collection
from typing import Any

Json = dict[str, Any]


class Weather:
    """How many calls go wrong.

    Args:
        ratelimited: the share of calls that are answered with 429.
        lost: the share of calls that are done, but whose answer never arrives.
        channels: only calls that name one of these; all where empty.
        retry_after: seconds that a 429 asks for.
        seed: of chance.
    """

    def __init__(
        self,
        *,
        ratelimited: float = 0.0,
        lost: float = 0.0,
        channels: Collection[str] = (),
        retry_after: int = 1,
        seed: int = 1,
    ) -> None:
        self._ratelimited = ratelimited
        self._lost = lost
        self._channels = frozenset(channels)
        self._retry_after = retry_after
        self._chance = random.Random(seed)
        self._lock = threading.Lock()

    def meets(self, args: Json) -> Json | None:
        """The fault that this call meets, as `LocalSlack.set_fault` has them; None where all goes well.

        Args:
            args: of the call.
        """
        if self._channels and args.get("channel") not in self._channels:
            return None
        with self._lock:
            drawn = self._chance.random()
        if drawn < self._ratelimited:
            return {"kind": "ratelimited", "retry_after": self._retry_after}
        return {"kind": "lost"} if drawn < self._ratelimited + self._lost else None
