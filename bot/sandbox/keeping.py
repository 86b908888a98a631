"""What the local Slack remembers between two starts: one JSON file, and the files that were uploaded."""

import json
import threading
from pathlib import Path

from bot.sandbox.workspace import Workspace

PAUSE = 0.5
"""Seconds between two writings at most: what changes meanwhile is written together."""


class Keeper:
    """Writes the workspace down after it has changed, in a thread of its own."""

    def __init__(self, workspace: Workspace, home: Path) -> None:
        self._workspace = workspace
        self._home = home
        self._file = home / "slack.json"
        self._written = -1
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    def open(self) -> None:
        """Take back what was kept, and begin to keep."""
        self._home.mkdir(parents=True, exist_ok=True)
        if self._file.exists():
            self._workspace.take(json.loads(self._file.read_text("utf-8")))
            for file in self._workspace.files.values():
                kept = self._home / "files" / file.id
                file.content = kept.read_bytes() if kept.exists() else b""
            self._written = self._workspace.count
        self._closing.clear()
        self._thread = threading.Thread(target=self._keep, name="local-slack-keeper", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Write the last state down and stop."""
        self._closing.set()
        if self._thread is not None:
            self._thread.join()
        self._write()

    def _keep(self) -> None:
        while not self._closing.wait(PAUSE):
            self._write()

    def _write(self) -> None:
        with self._workspace.lock:
            if self._workspace.count == self._written:
                return
            self._written = self._workspace.count
            kept = json.dumps(self._workspace.as_json(), ensure_ascii=False)
            files = [file for file in self._workspace.files.values() if file.complete]
        (self._home / "files").mkdir(exist_ok=True)
        for file in files:
            path = self._home / "files" / file.id
            if not path.exists():
                path.write_bytes(file.content)
        fresh = self._file.with_suffix(".new")
        fresh.write_text(kept, "utf-8")
        fresh.replace(self._file)
