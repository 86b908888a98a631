"""The Home tab: made anew whenever somebody opens it, and when something was done in what it opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot import ids
from bot.folders.browse import opened
from bot.parsing.commands import FOLDER
from bot.views import home as views
from bot.views.help import help_screen
from bot.visit import Visit
from core import clock, home

if TYPE_CHECKING:
    from bot.app import Wiring


def draw(prefix: str, visit: Visit) -> None:
    """Put the Home tab before the person, as everything stands now.

    Args:
        prefix: of the commands' names.
        visit: the request.
    """
    with visit.acting() as (session, actor):
        found = home.read(session, actor, clock.now())
    visit.publish(
        views.home(found, visit.reader, sees_everything=actor.sees_everything, is_admin=actor.is_admin, prefix=prefix)
    )


def came(prefix: str, visit: Visit) -> None:
    """`app_home_opened`; the Messages tab of the app sends it too, and shows nothing of ours."""
    if visit.event.get("tab") == "home":
        draw(prefix, visit)
    else:
        visit.done()


def found(visit: Visit) -> None:
    """A folder was chosen in "Find a folder"."""
    visit.show(opened(visit, visit.value.number("folder")))


def help_pressed(prefix: str, visit: Visit) -> None:
    """ "Help"."""
    with visit.acting():
        pass
    visit.show(help_screen(FOLDER, None, prefix, visit.reader))


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.event("app_home_opened", partial(came, wiring.prefix))
    wiring.action(ids.FOLDER_FIND, found)
    wiring.action(ids.HELP, partial(help_pressed, wiring.prefix))
