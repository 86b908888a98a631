"""Where an opportunity stands: by command and by button; standby asks for the date."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot import ids
from bot.opportunities.browse import card_or_choices, meant
from bot.opportunities.conflicts import or_as_it_stands
from bot.parsing.forms import Form
from bot.parsing.requests import SetStatus
from bot.views import forms, words
from bot.views.opportunities import opportunity_card
from bot.views.screen import Screen
from bot.visit import Visit
from core import clock
from core.actor import Actor
from core.models import Status
from core.opportunities import browse, status

if TYPE_CHECKING:
    from datetime import date, time

    from sqlalchemy.orm import Session

    from bot.app import Wiring


def set_status(visit: Visit, request: SetStatus) -> None:
    """`/opp won|lost|cancel|todo <opp>`, `/opp standby <opp> [date]`."""
    with visit.acting() as (session, actor):
        found = meant(session, actor, request.opportunity)
        if len(found) > 1:
            screen = card_or_choices(found, request.opportunity, visit)
        elif request.status is Status.STANDBY and request.reminder is None:
            status.may_change(found[0])
            screen = None
        else:
            reminder = (request.reminder, None) if request.reminder else None
            screen = _changed(session, actor, found[0].id, request.status, visit, reminder=reminder)
    if screen is None:
        visit.ask(forms.standby(visit.reader, found[0], forms.Typed({}, visit.reply_url)))
    else:
        visit.show(screen)


def pressed(status_: Status, visit: Visit) -> None:
    """ "Won", "Lost", "Cancelled", "To do", "Reopen": the card changes in place."""
    value = visit.value
    opportunity_id, version = value.number("opportunity"), value.number("version")
    with or_as_it_stands(visit, opportunity_id):
        with visit.acting() as (session, actor):
            screen = _changed(session, actor, opportunity_id, status_, visit, seen_version=version)
        visit.replace(screen)


def standby_pressed(visit: Visit) -> None:
    """ "Standby": asks until when."""
    with visit.acting() as (session, actor):
        row = browse.open_opportunity(session, actor, visit.value.number("opportunity"))
        status.may_change(row)
    visit.ask(forms.standby(visit.reader, row, forms.Typed({}, visit.reply_url)))


def standby_submitted(visit: Visit) -> None:
    """ "Save" of the form "Standby"."""
    form = Form(visit.view)
    with visit.acting() as (session, actor):
        reminder = form.reminder()
        opportunity_id, version = form.kept.number("opportunity"), form.kept.number("version")
        reply_url = form.kept.text("reply")
        screen = _changed(
            session, actor, opportunity_id, Status.STANDBY, visit, reminder=reminder, seen_version=version
        )
    visit.conclude(screen, reply_url, replace=True)


def _changed(
    session: Session,
    actor: Actor,
    opportunity_id: int,
    to: Status,
    visit: Visit,
    *,
    reminder: tuple[date, time | None] | None = None,
    seen_version: int | None = None,
) -> Screen:
    now = clock.now()
    if to is Status.STANDBY and reminder is not None:
        changed = status.put_on_standby(session, actor, opportunity_id, *reminder, now, seen_version=seen_version)
    else:
        changed = status.set_status(session, actor, opportunity_id, to, now, seen_version=seen_version)
    row = browse.open_opportunity(session, actor, opportunity_id)
    _ = visit.reader.gettext
    note = _("Now: %(status)s") if changed else _("It already was: %(status)s")
    return opportunity_card(row, visit.reader, note=note % {"status": words.status(row.status, visit.reader)})


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.command(SetStatus, set_status)
    for to in Status:
        if to is not Status.STANDBY:
            wiring.action(f"{ids.OPPORTUNITY_STATUS}.{to}", partial(pressed, to))
    wiring.action(ids.OPPORTUNITY_STANDBY, standby_pressed)
    wiring.submission(ids.STANDBY, standby_submitted)
