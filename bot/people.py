"""People as Slack says they are: somebody joined, somebody changed. Who became a guest loses access with that event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import following
from bot.visit import Visit
from core import clock

if TYPE_CHECKING:
    from bot.app import Wiring


def joined(visit: Visit) -> None:
    """`team_join`: met before they first ask anything, so that they can be chosen as an owner."""
    visit.meet(only_known=False)
    visit.done()


def changed(visit: Visit) -> None:
    """`user_change`: who was never met is read when they are."""
    visit.meet(only_known=True)
    person = visit.event.get("user") or {}
    if visit.is_installed and (person.get("deleted") or person.get("is_restricted")):
        with visit.unattended() as (session, workspace_id):
            following.look_after(session, workspace_id, clock.now())
    visit.done()


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.event("team_join", joined)
    wiring.event("user_change", changed)
