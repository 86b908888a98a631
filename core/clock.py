"""The only clock (DESIGN, principle 14). The sandbox lets it run ahead of the real one; nothing else ever moves it."""

from datetime import UTC, datetime, timedelta

_ahead = timedelta()


def now() -> datetime:
    """The present moment, aware, in UTC. Rules about time take it as an argument; nothing else reads a clock."""
    return datetime.now(UTC) + _ahead


def run_ahead(by: timedelta) -> None:
    """Let the clock of this process run ahead of the real one, so that what is due some day can be watched today.

    The sandbox alone may: a product that did would send today what is due tomorrow.

    Args:
        by: how far; nothing brings it back to the real time.
    """
    global _ahead
    _ahead = by
