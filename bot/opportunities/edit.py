"""Changing what an opportunity says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import ids
from bot.opportunities.conflicts import who_was_quicker_than_the_form
from bot.parsing.forms import Form
from bot.views import opportunity_forms
from bot.views.forms import Typed
from bot.views.opportunities import opportunity_card
from bot.visit import Visit
from core import clock
from core.errors import Stale
from core.opportunities import browse, edit, status

if TYPE_CHECKING:
    from bot.app import Wiring


def pressed(visit: Visit) -> None:
    """ "Edit"."""
    with visit.acting() as (session, actor):
        row = browse.open_opportunity(session, actor, visit.value.number("opportunity"))
        status.may_change(row)
    typed = Typed(opportunity_forms.as_typed(row, visit.reader), visit.reply_url)
    visit.ask(opportunity_forms.edit_opportunity(visit.reader, row, typed))


def submitted(visit: Visit) -> None:
    """ "Save". Where somebody was quicker the form comes back with what was typed; sent again, it holds."""
    form = Form(visit.view)
    opportunity_id, version = form.kept.number("opportunity"), form.kept.number("version")
    try:
        with visit.acting() as (session, actor):
            edited = form.edited_opportunity(visit.reader)
            changed = edit.edit_opportunity(session, actor, opportunity_id, edited, clock.now(), seen_version=version)
            row = browse.open_opportunity(session, actor, opportunity_id)
    except Stale as stale:
        with visit.acting() as (session, actor):
            row = browse.open_opportunity(session, actor, opportunity_id)
        typed = Typed(form.typed(), form.kept.text("reply"))
        note = who_was_quicker_than_the_form(stale, visit)
        visit.ask_again(opportunity_forms.edit_opportunity(visit.reader, row, typed, note=note))
        return
    _ = visit.reader.gettext
    note = _("Saved.") if changed else _("Nothing was changed.")
    visit.conclude(opportunity_card(row, visit.reader, note=note), form.kept.text("reply"), replace=True)


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.action(ids.OPPORTUNITY_EDIT, pressed)
    wiring.submission(ids.OPPORTUNITY_EDIT, submitted)
