"""Making a folder: the form, the folders of nearly that name, and "Use this folder instead"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import ids
from bot.folders.browse import folder_screen, opened
from bot.parsing.forms import Form
from bot.parsing.requests import NewFolder
from bot.views import forms
from bot.visit import Visit
from core import clock, fields
from core.folders import create, find

if TYPE_CHECKING:
    from bot.app import Wiring


def new_folder(visit: Visit, request: NewFolder) -> None:
    """`/folder new [name]`."""
    _ask(visit, request.name)


def new_pressed(visit: Visit) -> None:
    """ "New folder"."""
    _ask(visit, "")


def submitted(visit: Visit) -> None:
    """ "Create". Folders of nearly that name are shown once; sent again under the same name, the folder is made."""
    form = Form(visit.view)
    new = form.new_folder()
    visit.introduce(new.owner_slack_user_id)
    with visit.acting() as (session, actor):
        reply_url = form.kept.text("reply")
        near = () if form.kept.text("seen") == new.name else find.near_same(session, actor, new.name)
        if near:
            typed = forms.Typed(form.typed(), reply_url)
            asked = fields.asked(session, actor)
            again = forms.new_folder(visit.reader, asked, typed, near=near, seen=new.name)
        else:
            folder_id = create.create_folder(session, actor, new, clock.now())
            made = folder_screen(session, actor, folder_id, visit, visit.reader.gettext("Created."))
    if near:
        visit.ask_again(again)
    else:
        visit.conclude(made, reply_url)


def instead_pressed(visit: Visit) -> None:
    """ "Use this folder instead": the form gives way to that folder."""
    visit.replace(opened(visit, visit.value.number("folder")))


def _ask(visit: Visit, name: str) -> None:
    with visit.acting() as (session, actor):
        asked = fields.asked(session, actor)
    typed = forms.Typed({ids.NAME: name, ids.OWNER: actor.slack_user_id}, visit.reply_url)
    visit.ask(forms.new_folder(visit.reader, asked, typed))


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.command(NewFolder, new_folder)
    wiring.action(ids.FOLDER_NEW, new_pressed)
    wiring.action(ids.FOLDER_USE_INSTEAD, instead_pressed)
    wiring.submission(ids.FOLDER_CREATE, submitted)
