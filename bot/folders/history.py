"""The history of a folder, by command and from its card and menu."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot import ids
from bot.folders.browse import meant
from bot.parsing.requests import FolderHistory
from bot.views.folders import folder_choices
from bot.views.history import history_page, owned_on
from bot.views.screen import Screen
from bot.visit import Visit
from core import clock
from core.folders import history

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from bot.app import Wiring
    from core.actor import Actor
    from core.folders.rows import FolderRef


def asked(visit: Visit, request: FolderHistory) -> None:
    """`/folder history <folder>`, `/folder history <folder> owner at <date>`."""
    with visit.acting() as (session, actor):
        found = meant(session, actor, request.folder)
        if len(found) > 1:
            screen = folder_choices(found, str(request.folder), visit.reader)
        elif request.owner_on is not None:
            screen = _owned_on(session, actor, found[0], request.owner_on, visit)
        else:
            screen = history_page(history.read(session, actor, found[0].id, clock.now()), visit.reader)
    visit.show(screen)


def pressed(visit: Visit) -> None:
    """ "History", on a card and in a menu."""
    visit.show(_page(visit, 1))


def turn_page(visit: Visit) -> None:
    """ "Previous" and "Next": the page changes in place, read anew."""
    visit.replace(_page(visit, visit.value.number("page")))


def _page(visit: Visit, page: int) -> Screen:
    folder_id = visit.value.number("folder")
    with visit.acting() as (session, actor):
        return history_page(history.read(session, actor, folder_id, clock.now(), page), visit.reader)


def _owned_on(session: Session, actor: Actor, folder: FolderRef, day: date, visit: Visit) -> Screen:
    zone = ZoneInfo(visit.reader.zone)
    begins, ends = (datetime.combine(one, time(), zone) for one in (day, day + timedelta(days=1)))
    owners = history.owners_between(session, actor, folder, begins, ends)
    return owned_on(folder, owners, day, visit.reader)


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.command(FolderHistory, asked)
    wiring.action(ids.FOLDER_HISTORY, pressed)
    for way in ("previous", "next"):
        wiring.action(f"{ids.FOLDER_HISTORY_PAGE}.{way}", turn_page)
