"""Deactivating and reactivating a folder, by command and on its card."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot import ids
from bot.folders.browse import folder_screen, meant
from bot.parsing.requests import SetActive
from bot.views.folder_acts import are_you_sure
from bot.views.folders import folder_choices
from bot.views.screen import Screen
from bot.visit import Visit
from core import clock, policy
from core.actor import Actor
from core.folders import activity, card, find
from core.reminders import year_began

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.app import Wiring


def set_active(visit: Visit, request: SetActive) -> None:
    """`/folder deactivate <folder>` asks first; `/folder activate <folder>` does it."""
    with visit.acting() as (session, actor):
        found = meant(session, actor, request.folder)
        if len(found) > 1:
            screen = folder_choices(found, str(request.folder), visit.reader)
        elif request.active or not found[0].active:
            screen = _done(session, actor, found[0].id, request.active, visit)
        else:
            screen = _question(session, actor, found[0].id, visit)
    visit.show(screen)


def deactivate_in_menu(visit: Visit) -> None:
    """ "Deactivate" in a folder's menu: it asks first, as the command does; an entry of a menu cannot ask by itself."""
    folder_id = visit.value.number("folder")
    with visit.acting() as (session, actor):
        if find.folder(session, actor, folder_id).active:
            screen = _question(session, actor, folder_id, visit)
        else:
            screen = _done(session, actor, folder_id, False, visit)
    visit.show(screen)


def reactivate_in_menu(visit: Visit) -> None:
    """ "Reactivate" in a folder's menu: the list stays, the card comes below."""
    with visit.acting() as (session, actor):
        screen = _done(session, actor, visit.value.number("folder"), True, visit)
    visit.show(screen)


def pressed(active: bool, visit: Visit) -> None:
    """ "Deactivate", "Reactivate": the card takes the place of what the button stood on."""
    folder_id = visit.value.number("folder")
    with visit.acting() as (session, actor):
        screen = _done(session, actor, folder_id, active, visit)
    visit.replace(screen)


def _question(session: Session, actor: Actor, folder_id: int, visit: Visit) -> Screen:
    opened = card.open_folder(session, actor, folder_id, year_began(clock.now(), actor.time_zone))
    policy.make_sure_they_rule(actor)
    return are_you_sure(opened.row, visit.reader)


def _done(session: Session, actor: Actor, folder_id: int, active: bool, visit: Visit) -> Screen:
    changed = activity.set_active(session, actor, folder_id, active, clock.now())
    _ = visit.reader.gettext
    note = {
        (True, True): _("Reactivated."),
        (True, False): _("It was active already."),
        (False, True): _("Deactivated. What is inside stays as it is."),
        (False, False): _("It was deactivated already."),
    }[active, changed]
    return folder_screen(session, actor, folder_id, visit, note)


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.command(SetActive, set_active)
    wiring.action(ids.FOLDER_DEACTIVATE, partial(pressed, False))
    wiring.action(ids.FOLDER_REACTIVATE, partial(pressed, True))
