"""The only clock (DESIGN, principle 14)."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, aware, in UTC. Rules about time take it as an argument; nothing else reads a clock."""
    return datetime.now(UTC)
