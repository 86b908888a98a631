"""`/folder why`: what one may do with a folder, and which rule says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import sentence
from bot.folders.browse import meant
from bot.parsing.requests import WhyFolder
from bot.views.folders import folder_choices
from bot.views.why import why_screen
from bot.visit import Visit
from core import clock
from core.folders import why

if TYPE_CHECKING:
    from bot.app import Wiring


def asked(visit: Visit, request: WhyFolder) -> None:
    """`/folder why <folder>`."""
    with visit.acting() as (session, actor):
        found = meant(session, actor, request.folder)
        if len(found) > 1:
            screen = folder_choices(found, str(request.folder), visit.reader)
        else:
            told = why.why(session, actor, found[0].id, clock.now())
            refused = {act: sentence(no, visit.reader) for act, no in told.acts.items() if no is not None}
            screen = why_screen(told, refused, visit.reader)
    visit.show(screen)


def register(wiring: Wiring) -> None:
    """Hang the listener of this story into Bolt."""
    wiring.command(WhyFolder, asked)
