"""The Home tab: made anew whenever somebody opens it, for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.home import home
from bot.visit import Visit
from core.filters import FolderFilter
from core.folders import browse

if TYPE_CHECKING:
    from bot.app import Wiring


def register(wiring: Wiring) -> None:
    """Hang the listener of this story into Bolt."""

    def opened(visit: Visit) -> None:
        """`app_home_opened`; the Messages tab of the app sends it too, and shows nothing of ours."""
        if visit.event.get("tab") != "home":
            visit.done()
            return
        with visit.acting() as (session, actor):
            mine = browse.list_folders(session, actor, FolderFilter(mine=True))
        visit.publish(
            home(
                mine, visit.reader, sees_everything=actor.sees_everything, is_admin=actor.is_admin, prefix=wiring.prefix
            )
        )

    wiring.event("app_home_opened", opened)
