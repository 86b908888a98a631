"""The wire: every request between the local Slack and the app, and who listens to what changes."""

import queue
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

Json = dict[str, Any]

KEPT = 2_000
"""Wire entries kept in memory; older ones are forgotten."""


@dataclass
class Entry:
    """One request and its answer. `refused` is what Slack had against it; `failed` says how the app did not answer."""

    id: int
    at: str
    direction: Literal["to_app", "to_slack"]
    kind: str
    status: int | None
    ms: int
    refused: Json | None
    failed: str | None
    request: Any
    response: Any
    person: str | None
    sent: tuple[bytes, dict[str, str]] | None = field(default=None, repr=False)

    def as_json(self) -> Json:
        """As the page gets it."""
        return {name: value for name, value in vars(self).items() if name != "sent"}


class Feed:
    """Who listens: one queue a listener, each for one person."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: list[tuple[str, queue.SimpleQueue[Json | None]]] = []

    def listen(self, person: str) -> "queue.SimpleQueue[Json | None]":
        """Begin to listen as this person; None in the queue says that the local Slack closes."""
        line: queue.SimpleQueue[Json | None] = queue.SimpleQueue()
        with self._lock:
            self._listeners.append((person, line))
        return line

    def leave(self, line: "queue.SimpleQueue[Json | None]") -> None:
        """Stop listening."""
        with self._lock:
            self._listeners = [pair for pair in self._listeners if pair[1] is not line]

    def tell(self, news: Json, people: set[str] | None = None) -> None:
        """Tell these people, or everybody."""
        with self._lock:
            for person, line in self._listeners:
                if people is None or person in people:
                    line.put(news)

    def close(self) -> None:
        """Send everybody away."""
        with self._lock:
            for _, line in self._listeners:
                line.put(None)


class Wire:
    """The log of requests, newest last."""

    def __init__(self, feed: Feed, noted: Callable[[], None] = lambda: None) -> None:
        """`noted` is called after each entry."""
        self._feed = feed
        self._noted = noted
        self._lock = threading.Lock()
        self._next = 1
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self.refusals: list[Entry] = []
        self.failures: list[Entry] = []

    def note(
        self,
        *,
        at: float,
        ended: float,
        direction: Literal["to_app", "to_slack"],
        kind: str,
        status: int | None,
        request: Any,
        response: Any,
        person: str | None = None,
        refused: Json | None = None,
        failed: str | None = None,
        sent: tuple[bytes, dict[str, str]] | None = None,
    ) -> Entry:
        """Write one exchange down and tell those who listen. `at` and `ended` are seconds since 1970."""
        stamp = datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        with self._lock:
            entry = Entry(
                self._next,
                stamp,
                direction,
                kind,
                status,
                round((ended - at) * 1000),
                refused,
                failed,
                request,
                response,
                person,
                sent,
            )
            self._next += 1
            self._entries.append(entry)
            if refused is not None:
                self.refusals.append(entry)
            if failed is not None:
                self.failures.append(entry)
        self._feed.tell({"kind": "wire" if refused is None else "refused", "entry": entry.as_json()})
        self._noted()
        return entry

    def since(self, number: int = 0) -> list[Entry]:
        """The entries after this one."""
        with self._lock:
            return [entry for entry in self._entries if entry.id > number]

    def forget(self) -> None:
        """Begin anew; the numbers count on."""
        with self._lock:
            self._entries.clear()
            self.refusals.clear()
            self.failures.clear()
