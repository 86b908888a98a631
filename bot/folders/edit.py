"""Changing what a folder says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import ids
from bot.folders.browse import folder_screen
from bot.opportunities.conflicts import who_was_quicker_than_the_form
from bot.parsing.forms import Form
from bot.views import folder_forms
from bot.views.forms import Typed
from bot.visit import Visit
from core import clock
from core.errors import Stale
from core.folders import edit, find

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.app import Wiring
    from core.actor import Actor
    from core.folders.rows import FolderRef


def pressed(visit: Visit) -> None:
    """ "Edit"."""
    with visit.acting() as (session, actor):
        folder = edit.to_edit(session, actor, visit.value.number("folder"))
    typed = Typed(folder_forms.as_typed(folder), visit.reply_url)
    visit.ask(folder_forms.edit_folder(visit.reader, folder, typed))


def submitted(visit: Visit) -> None:
    """ "Save". Other folders of nearly a new name are shown once. Where somebody was quicker the form comes back.

    What was typed stays in it, and it holds when it is sent again.
    """
    form = Form(visit.view)
    folder_id, version = form.kept.number("folder"), form.kept.number("version")
    edited = form.edited_folder()
    typed = Typed(form.typed(), form.kept.text("reply"))
    again = None
    try:
        with visit.acting() as (session, actor):
            folder = edit.to_edit(session, actor, folder_id)
            if near := _near(session, actor, folder.folder, edited.name, form.kept.text("seen")):
                again = folder_forms.edit_folder(
                    visit.reader, folder, typed, version=version, near=near, seen=edited.name
                )
            else:
                changed = edit.edit_folder(session, actor, folder_id, edited, clock.now(), seen_version=version)
                _ = visit.reader.gettext
                note = _("Saved.") if changed else _("Nothing was changed.")
                screen = folder_screen(session, actor, folder_id, visit, note)
    except Stale as stale:
        with visit.acting() as (session, actor):
            folder = edit.to_edit(session, actor, folder_id)
        note = who_was_quicker_than_the_form(stale, visit)
        again = folder_forms.edit_folder(visit.reader, folder, typed, seen=edited.name, note=note)
    if again is not None:
        visit.ask_again(again)
    else:
        visit.conclude(screen, typed.reply_url, replace=True)


def _near(session: Session, actor: Actor, folder: FolderRef, name: str, seen: str) -> tuple[FolderRef, ...]:
    """Other folders of nearly a new name, unless they were shown already."""
    if name in (folder.name, seen):
        return ()
    return tuple(one for one in find.near_same(session, actor, name) if one.id != folder.id)


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.action(ids.FOLDER_EDIT, pressed)
    wiring.submission(ids.FOLDER_EDIT, submitted)
