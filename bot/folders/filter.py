"""The form "Filter" under a list: it writes the same language that the command reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import ids
from bot.folders.browse import page_screen
from bot.parsing import filters
from bot.parsing.forms import Form
from bot.views.filter_form import filter_form
from bot.visit import Visit

if TYPE_CHECKING:
    from bot.app import Wiring


def pressed(visit: Visit) -> None:
    """ "Filter": the form, with what the list shows set in it."""
    value = visit.value
    question = filters.read(value.text("filter"), mine=value.flag("mine"))
    with visit.acting() as (_, actor):
        viewer = actor.slack_user_id
    visit.ask(filter_form(visit.reader, question, viewer, visit.reply_url))


def submitted(visit: Visit) -> None:
    """ "Apply": the list changes in place, from its first page."""
    form = Form(visit.view)
    screen = page_screen(visit, form.filter(visit.sender.user_id), 1)
    visit.conclude(screen, form.kept.text("reply"), replace=True)


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.action(ids.FOLDER_FILTER, pressed)
    wiring.submission(ids.FILTER, submitted)
