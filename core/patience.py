"""How long an answer of the database is waited for.

A server that refuses a connection or a statement says so, and time limits of its own bound what it works on. One that
neither answers nor hangs up would be waited for without end: here its connection is cut, and the wait ends in an error.
"""

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import psycopg

LOOK_SECONDS: Final = 0.1


class Patience:
    """Cuts connections whose answer does not come in time.

    Args:
        seconds: how long one answer may take.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._waiting: dict[int, tuple[float, psycopg.Connection]] = {}
        self._watcher: threading.Thread | None = None
        self._over = threading.Event()

    def begin(self, connection: psycopg.Connection) -> None:
        """From here on an answer is waited for."""
        with self._lock:
            self._waiting[id(connection)] = (time.monotonic() + self._seconds, connection)
            if self._watcher is None or not self._watcher.is_alive() or self._over.is_set():
                # A process that was forked off has the object, but no watcher.
                self._over = threading.Event()
                self._watcher = threading.Thread(
                    target=self._watch, args=(self._over,), name="database-patience", daemon=True
                )
                self._watcher.start()

    def end(self, connection: psycopg.Connection) -> None:
        """The answer is there, or never will be."""
        with self._lock:
            self._waiting.pop(id(connection), None)

    def close(self) -> None:
        """Stop watching, until an answer is waited for again."""
        self._over.set()

    @contextmanager
    def over(self, connection: psycopg.Connection) -> Iterator[None]:
        """Wait for one answer.

        Args:
            connection: whose.
        """
        self.begin(connection)
        try:
            yield
        finally:
            self.end(connection)

    def _watch(self, is_over: threading.Event) -> None:
        while not is_over.wait(LOOK_SECONDS):
            with self._lock:
                late = [key for key, (limit, _) in self._waiting.items() if time.monotonic() > limit]
                for key in late:
                    _cut(self._waiting.pop(key)[1])


def _cut(connection: psycopg.Connection) -> None:
    """Hang up, from another thread than the one that waits."""
    if connection.closed:
        return
    ours = socket.socket(fileno=os.dup(connection.fileno()))
    try:
        ours.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
    finally:
        ours.close()
