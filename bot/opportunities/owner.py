"""Whose an opportunity is: given away by command and from its card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import ids
from bot.opportunities.browse import card_or_choices, meant
from bot.opportunities.conflicts import who_was_quicker_than_the_form
from bot.parsing.forms import Form
from bot.parsing.requests import GiveOpportunity
from bot.views import opportunity_forms
from bot.views.forms import Typed
from bot.views.opportunities import opportunity_card
from bot.views.opportunity_acts import out_of_sight
from bot.views.screen import Screen
from bot.visit import Visit
from core import clock
from core.errors import NotFound, Stale
from core.opportunities import browse, owner, status

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.app import Wiring
    from core.actor import Actor


def typed(visit: Visit, request: GiveOpportunity) -> None:
    """`/opp owner <opp> @user`; without a person, the form."""
    visit.introduce(request.owner)
    screen = None
    with visit.acting() as (session, actor):
        found = meant(session, actor, request.opportunity)
        if len(found) > 1:
            screen = card_or_choices(found, request.opportunity, visit)
        elif request.owner is not None:
            screen = _given(session, actor, found[0].id, request.owner, visit)
        else:
            status.may_change(found[0])
    if screen is not None:
        visit.show(screen)
    else:
        visit.ask(opportunity_forms.change_owner(visit.reader, found[0], Typed({}, visit.reply_url)))


def pressed(visit: Visit) -> None:
    """ "Change owner"."""
    with visit.acting() as (session, actor):
        row = browse.open_opportunity(session, actor, visit.value.number("opportunity"))
        status.may_change(row)
    visit.ask(opportunity_forms.change_owner(visit.reader, row, Typed({}, visit.reply_url)))


def submitted(visit: Visit) -> None:
    """ "Reassign". Where somebody was quicker the form comes back and says who: sent again, it holds."""
    form = Form(visit.view)
    opportunity_id, version = form.kept.number("opportunity"), form.kept.number("version")
    to = form.text(ids.OWNER)
    visit.introduce(to)
    try:
        with visit.acting() as (session, actor):
            screen = _given(session, actor, opportunity_id, to, visit, seen_version=version)
    except Stale as stale:
        with visit.acting() as (session, actor):
            row = browse.open_opportunity(session, actor, opportunity_id)
        filled = Typed(form.typed(), form.kept.text("reply"))
        note = who_was_quicker_than_the_form(stale, visit)
        visit.ask_again(opportunity_forms.change_owner(visit.reader, row, filled, note=note))
        return
    visit.conclude(screen, form.kept.text("reply"), replace=True)


def _given(
    session: Session, actor: Actor, opportunity_id: int, to: str, visit: Visit, *, seen_version: int | None = None
) -> Screen:
    handed = owner.change_owner(session, actor, opportunity_id, to, clock.now(), seen_version=seen_version)
    _ = visit.reader.gettext
    said = _("It belongs to %(name)s now.") if handed.changed else _("It belonged to %(name)s already.")
    note = said % {"name": handed.owner.name}
    if handed.several_owners:
        note = " ".join((note, _("Its client folder now holds opportunities of several owners.")))
    try:
        row = browse.open_opportunity(session, actor, opportunity_id)
    except NotFound:
        return out_of_sight(note, visit.reader)
    return opportunity_card(row, visit.reader, note=note)


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.command(GiveOpportunity, typed)
    wiring.action(ids.OPPORTUNITY_OWNER, pressed)
    wiring.submission(ids.OPPORTUNITY_OWNER, submitted)
