"""Deleting an empty folder, from its card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import ids
from bot.folders.conflicts import or_as_it_stands
from bot.views.folder_acts import deleted
from bot.visit import Visit
from core import clock
from core.folders import delete

if TYPE_CHECKING:
    from bot.app import Wiring


def pressed(visit: Visit) -> None:
    """ "Delete", once it was confirmed: what is left in its place leads back to the list."""
    value = visit.value
    folder_id, version = value.number("folder"), value.number("version")
    with or_as_it_stands(visit, folder_id):
        with visit.acting() as (session, actor):
            gone = delete.delete_folder(session, actor, folder_id, clock.now(), seen_version=version)
        visit.replace(deleted(gone, visit.reader))


def register(wiring: Wiring) -> None:
    """Hang the listener of this story into Bolt."""
    wiring.action(ids.FOLDER_DELETE, pressed)
