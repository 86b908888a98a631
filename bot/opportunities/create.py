"""Making an opportunity, in a folder or in none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import ids
from bot.folders.browse import meant
from bot.parsing.forms import Form
from bot.parsing.requests import NewOpportunity
from bot.views import forms
from bot.views.folders import folder_choices
from bot.views.opportunities import opportunity_card
from bot.visit import Visit
from core import clock
from core.folders import find
from core.opportunities import browse, create

if TYPE_CHECKING:
    from bot.app import Wiring


def new_opportunity(visit: Visit, request: NewOpportunity) -> None:
    """`/opp new [title] [in <folder>]`; several matches ask which folder."""
    with visit.acting() as (session, actor):
        folders = meant(session, actor, request.folder) if request.folder else ()
    if len(folders) > 1:
        visit.show(folder_choices(folders, str(request.folder), visit.reader))
        return
    typed = forms.Typed({ids.NAME: request.title, ids.OWNER: actor.slack_user_id}, visit.reply_url)
    visit.ask(forms.new_opportunity(visit.reader, typed, folder=next(iter(folders), None)))


def new_pressed(visit: Visit) -> None:
    """ "New opportunity", from anywhere: a folder's card or menu fills that folder in."""
    folder_id = visit.value.number_or_none("folder")
    with visit.acting() as (session, actor):
        folder = None if folder_id is None else find.folder(session, actor, folder_id)
    typed = forms.Typed({ids.OWNER: actor.slack_user_id}, visit.reply_url)
    visit.ask(forms.new_opportunity(visit.reader, typed, folder=folder))


def submitted(visit: Visit) -> None:
    """ "Create"."""
    form = Form(visit.view)
    visit.introduce(form.text(ids.OWNER))
    with visit.acting() as (session, actor):
        new, reply_url = form.new_opportunity(visit.reader), form.kept.text("reply")
        made = create.create_opportunity(session, actor, new, clock.now())
        row = browse.open_opportunity(session, actor, made)
        note = visit.reader.gettext("Created.")
        if row.folder and not row.folder.active:
            note = visit.reader.gettext("Created. Its client folder is deactivated, and stays so.")
        screen = opportunity_card(row, visit.reader, note=note)
    visit.conclude(screen, reply_url)


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.command(NewOpportunity, new_opportunity)
    wiring.action(ids.OPPORTUNITY_NEW, new_pressed)
    wiring.submission(ids.OPPORTUNITY_CREATE, submitted)
