"""Duplicating an opportunity, and the two answers to the folder that is then proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import ids
from bot.folders.browse import folder_screen
from bot.opportunities.browse import card_or_choices, meant
from bot.opportunities.conflicts import or_as_it_stands
from bot.opportunities.placing import near_same
from bot.parsing import requests
from bot.parsing.forms import Form
from bot.views import opportunity_forms, words
from bot.views.forms import Typed
from bot.views.opportunities import opportunity_card
from bot.views.opportunity_acts import with_proposal
from bot.views.screen import Screen
from bot.visit import Visit
from core import clock
from core.models import ProposalAnswer
from core.opportunities import browse, duplicate, status
from core.opportunities.placing import InFolder, InNewFolder, Place

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.app import Wiring
    from core.actor import Actor


def typed(visit: Visit, request: requests.Duplicate) -> None:
    """`/opp duplicate <opp>`."""
    with visit.acting() as (session, actor):
        found = meant(session, actor, request.opportunity)
        if len(found) > 1:
            screen = card_or_choices(found, request.opportunity, visit)
        else:
            screen = duplicated(session, actor, found[0].id, visit)
    visit.show(screen)


def pressed(visit: Visit) -> None:
    """ "Duplicate": the copy's card follows; pressed again on the same screen, it is the same copy."""
    value = visit.value
    opportunity_id, version = value.number("opportunity"), value.number("version")
    with or_as_it_stands(visit, opportunity_id):
        with visit.acting() as (session, actor):
            screen = duplicated(session, actor, opportunity_id, visit, seen_version=version)
        visit.show(screen)


def accept_pressed(visit: Visit) -> None:
    """ "Create a client folder": asks for its name, which is filled in. A proposal that was answered says so."""
    with visit.acting() as (session, actor):
        proposal = duplicate.open_proposal(session, actor, visit.value.number("proposal"))
        status.may_change(proposal.source)
        status.may_change(proposal.copy)
        answered = _answered(proposal, visit)
    if proposal.answer is not None:
        visit.replace(answered)
    else:
        filled = Typed({ids.NAME: proposal.copy.title}, visit.reply_url)
        visit.ask(opportunity_forms.folder_for_both(visit.reader, proposal, filled))


def accept_submitted(visit: Visit) -> None:
    """ "Create" of that form. Folders of nearly that name are shown once."""
    form = Form(visit.view)
    place = InNewFolder(form.text(ids.NAME))
    proposal_id = form.kept.number("proposal")
    with visit.acting() as (session, actor):
        near = near_same(session, actor, place, form.kept.text("seen"))
        proposal = duplicate.open_proposal(session, actor, proposal_id)
        screen = None
        if not near or proposal.answer is not None:
            screen = _accepted(session, actor, proposal_id, place, visit)
    if screen is not None:
        visit.conclude(screen, form.kept.text("reply"), replace=True)
    else:
        filled = Typed(form.typed(), form.kept.text("reply"))
        visit.ask_again(opportunity_forms.folder_for_both(visit.reader, proposal, filled, near=near, seen=place.name))


def accept_with_pressed(visit: Visit) -> None:
    """ "Use this folder instead": both go into that one."""
    value = visit.value
    proposal_id, folder_id = value.number("proposal"), value.number("folder")
    with visit.acting() as (session, actor):
        screen = _accepted(session, actor, proposal_id, InFolder(folder_id), visit)
    visit.replace(screen)


def decline_pressed(visit: Visit) -> None:
    """ "No, thanks"."""
    proposal_id = visit.value.number("proposal")
    with visit.acting() as (session, actor):
        first = duplicate.decline(session, actor, proposal_id, clock.now())
        proposal = duplicate.open_proposal(session, actor, proposal_id)
        note = visit.reader.gettext("No client folder was made.")
        screen = opportunity_card(proposal.copy, visit.reader, note=note) if first else _answered(proposal, visit)
    visit.replace(screen)


def duplicated(
    session: Session, actor: Actor, opportunity_id: int, visit: Visit, *, seen_version: int | None = None
) -> Screen:
    """Duplicate an opportunity; gives the card of the copy.

    Args:
        session: the caller's.
        actor: who does it.
        opportunity_id: which.
        visit: the request.
        seen_version: the version that the actor had before their eyes, where the door carries one.
    """
    copy = duplicate.duplicate(
        session, actor, opportunity_id, clock.now(), screen=visit.screen, seen_version=seen_version
    )
    row = browse.open_opportunity(session, actor, copy.opportunity_id)
    _ = visit.reader.gettext
    note = _("A copy of %(number)s.") if copy.made else _("The copy of %(number)s was made already.")
    note %= {"number": words.opportunity_number(copy.source_number)}
    if row.folder is not None and not row.folder.active:
        note = " ".join((note, _("Its client folder is deactivated, and stays so.")))
    screen = opportunity_card(row, visit.reader, note=note)
    return screen if copy.proposal_id is None else with_proposal(screen, copy.proposal_id, visit.reader)


def _accepted(session: Session, actor: Actor, proposal_id: int, place: Place, visit: Visit) -> Screen:
    folder_id = duplicate.accept(session, actor, proposal_id, place, clock.now())
    proposal = duplicate.open_proposal(session, actor, proposal_id)
    if folder_id is None:
        return _answered(proposal, visit)
    note = visit.reader.gettext("%(first)s and %(second)s are in it.") % {
        "first": words.opportunity_number(proposal.source.number),
        "second": words.opportunity_number(proposal.copy.number),
    }
    return folder_screen(session, actor, folder_id, visit, note)


def _answered(proposal: duplicate.Proposal, visit: Visit) -> Screen:
    """The copy as it stands; what was answered first is what holds."""
    _ = visit.reader.gettext
    note = _("This was answered already: no client folder was made.")
    if proposal.answer is ProposalAnswer.FOLDER:
        note = _("This was answered already: a client folder was chosen.")
    return opportunity_card(proposal.copy, visit.reader, note=note)


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.command(requests.Duplicate, typed)
    wiring.action(ids.OPPORTUNITY_DUPLICATE, pressed)
    wiring.action(ids.PROPOSAL_ACCEPT, accept_pressed)
    wiring.submission(ids.PROPOSAL_ACCEPT, accept_submitted)
    wiring.action(ids.PROPOSAL_ACCEPT_WITH, accept_with_pressed)
    wiring.action(ids.PROPOSAL_DECLINE, decline_pressed)
