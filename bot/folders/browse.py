"""Looking at folders: the list, its pages, one folder opened, and the search behind every picker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import ids
from bot.parsing import filters
from bot.parsing.refs import ByName, ByNumber, Ref
from bot.parsing.requests import ListFolders, OpenFolder
from bot.views.folders import folder_card, folder_choices, folder_list, folder_option
from bot.views.screen import Screen
from bot.visit import Visit
from core import clock
from core.actor import Actor
from core.errors import NotFound
from core.filters import FolderFilter
from core.folders import browse, card, find
from core.folders.rows import FolderRef
from core.reminders import year_began

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.app import Wiring


def list_folders(visit: Visit, request: ListFolders) -> None:
    """`/folder`, `/folder list [filter]`, `/folder mine`."""
    visit.show(page_screen(visit, request.question, 1))


def turn_page(visit: Visit) -> None:
    """ "Previous" and "Next", and the way back from a deleted folder: the list changes in place, read anew."""
    value = visit.value
    question = filters.read(value.text("filter"), mine=value.flag("mine"))
    visit.replace(page_screen(visit, question, value.number("page")))


def list_pressed(visit: Visit) -> None:
    """ "See all" and "Folders", on the Home tab: the first page of what the button asks."""
    value = visit.value
    visit.show(page_screen(visit, filters.read(value.text("filter"), mine=value.flag("mine")), 1))


def open_folder(visit: Visit, request: OpenFolder) -> None:
    """`/folder open <folder>`; several matches ask which one."""
    with visit.acting() as (session, actor):
        found = meant(session, actor, request.folder)
        screen = (
            folder_screen(session, actor, found[0].id, visit)
            if len(found) == 1
            else folder_choices(found, str(request.folder), visit.reader)
        )
    visit.show(screen)


def open_pressed(visit: Visit) -> None:
    """ "Open"."""
    visit.show(opened(visit, visit.value.number("folder")))


def search(visit: Visit) -> None:
    """A picker of folders, as somebody types."""
    with visit.acting() as (session, actor):
        found = find.suggest_folders(session, actor, str(visit.body.get("value") or ""))
    visit.offer([folder_option(folder, visit.reader).to_dict() for folder in found])


def opened(visit: Visit, folder_id: int, note: str = "") -> Screen:
    """The card of a folder, read in a transaction of its own."""
    with visit.acting() as (session, actor):
        return folder_screen(session, actor, folder_id, visit, note)


def folder_screen(session: Session, actor: Actor, folder_id: int, visit: Visit, note: str = "") -> Screen:
    """The card of a folder.

    Raises:
        NotFound: there is none, or none for this person.
    """
    now = clock.now()
    found = card.open_folder(session, actor, folder_id, year_began(now, actor.time_zone), months_to=now)
    return folder_card(found, visit.reader, sees_everything=actor.sees_everything, is_admin=actor.is_admin, note=note)


def meant(session: Session, actor: Actor, ref: Ref) -> tuple[FolderRef, ...]:
    """The folders that a number or a name means.

    Raises:
        NotFound: none that the actor may see.
    """
    match ref:
        case ByNumber(number):
            found = find.find_folders(session, actor, number=number)
        case ByName(name):
            found = find.find_folders(session, actor, name=name)
    if not found:
        raise NotFound("folder", str(ref))
    return found


def page_screen(visit: Visit, question: FolderFilter, page: int) -> Screen:
    """A page of the list, read in a transaction of its own."""
    with visit.acting() as (session, actor):
        found = browse.list_folders(session, actor, question, page)
    return folder_list(found, visit.reader, sees_everything=actor.sees_everything)


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.command(ListFolders, list_folders)
    wiring.command(OpenFolder, open_folder)
    wiring.action(ids.FOLDER_OPEN, open_pressed)
    wiring.action(ids.FOLDER_LIST, list_pressed)
    for way in ("first", "previous", "next"):
        wiring.action(f"{ids.FOLDER_LIST_PAGE}.{way}", turn_page)
    wiring.options(ids.FOLDER_SEARCH, search)
    wiring.options(ids.FOLDER_FIND, search)
