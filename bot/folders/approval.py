"""Asking a manager for an owner change, and their answer: one answer settles every card (SPEC §3)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import structlog
from slack_sdk.errors import SlackApiError

from bot import ids
from bot.errors import sentence
from bot.i18n import Reader
from bot.parsing.forms import Form
from bot.views import approval_forms, approvals
from bot.views.forms import Typed
from bot.visit import Visit
from core import clock
from core.approvals import answer, ask
from core.approvals.settling import Card, Settled
from core.errors import OwnersWouldMix

if TYPE_CHECKING:
    from bot.app import Wiring

log: Final = structlog.get_logger(__name__)


def ask_pressed(visit: Visit) -> None:
    """ "Ask a manager": asks to whom the folder should go; to oneself, unless somebody was named before."""
    value = visit.value
    to = value.text("to") or visit.sender.user_id
    with visit.acting() as (session, actor):
        folder = ask.may_ask(session, actor, value.number("folder"))
    visit.ask(approval_forms.ask_form(visit.reader, folder, Typed({ids.OWNER: to}, visit.reply_url)))


def ask_submitted(visit: Visit) -> None:
    """ "Ask". The cards go out by the worker, outside of the quiet hours of who reads them."""
    form = Form(visit.view)
    to, reply_url = form.text(ids.OWNER), form.kept.text("reply")
    visit.introduce(to)
    with visit.acting() as (session, actor):
        asked = ask.ask(session, actor, form.kept.number("folder"), to, form.text(ids.REASON), clock.now())
    said = approvals.asked_of(asked, visit.reader) if asked.made else approvals.asked_before(asked.row, visit.reader)
    visit.conclude(said, reply_url)


def approve_pressed(along: bool, visit: Visit) -> None:
    """ "Approve": with the rights of this moment. Where what is inside keeps the folder back, it says what."""
    approval_id = visit.value.number("approval")
    try:
        with visit.acting() as (session, actor):
            approved = answer.approve(session, actor, approval_id, clock.now(), along=along)
    except OwnersWouldMix as refusal:
        said = sentence(refusal, visit.reader)
        visit.show(approvals.blocked(said, approval_id, visit.reader, along=refusal.along))
        return
    _conclude(visit, approved.settled)


def decline_pressed(visit: Visit) -> None:
    """ "Decline": asks why."""
    with visit.acting() as (session, actor):
        found = answer.open_request(session, actor, visit.value.number("approval"), clock.now())
    if isinstance(found, Settled):
        _conclude(visit, found)
    else:
        visit.ask(approval_forms.decline_form(visit.reader, found, Typed({}, visit.reply_url)))


def decline_submitted(visit: Visit) -> None:
    """ "Decline" of that form."""
    form = Form(visit.view)
    with visit.acting() as (session, actor):
        settled = answer.decline(session, actor, form.kept.number("approval"), form.text(ids.REASON), clock.now())
    reply_url = form.kept.text("reply")
    if settled.first and reply_url:
        # The form was opened from a card, and that says it.
        visit.done()
    else:
        visit.conclude(approvals.answered(settled, visit.reader), reply_url)
    visit.afterwards(partial(_settle_all, settled))


def _conclude(visit: Visit, settled: Settled) -> None:
    """Answer who pressed a button: on the card that it stands on, or in words where it was answered before."""
    here = [card for card in settled.cards if visit.stands_on(card.channel, card.ts)]
    for card in here:
        _settle(card, settled, visit)
    if here and settled.first:
        visit.done()
    else:
        visit.show(approvals.answered(settled, visit.reader))


def _settle_all(settled: Settled, visit: Visit) -> None:
    for card in settled.cards:
        _settle(card, settled, visit)


def _settle(card: Card, settled: Settled, visit: Visit) -> None:
    """Settle a card before who answered; where Slack does not take it now, the worker brings it up to date."""
    reader = Reader.of(card.reader.locale, card.reader.time_zone, visit.reader.currency)
    screen = approvals.settled_card(card.row, settled.ending, reader, for_channel=card.reader.member_id is None)
    try:
        visit.client.chat_update(channel=card.channel, ts=card.ts, **screen.as_message())
    except (SlackApiError, OSError) as error:
        log.warning("approval card not settled", why=_why(error))


def _why(error: Exception) -> str:
    return str(error.response["error"]) if isinstance(error, SlackApiError) else type(error).__name__


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.action(ids.FOLDER_ASK, ask_pressed)
    wiring.submission(ids.FOLDER_ASK, ask_submitted)
    wiring.action(ids.APPROVAL_APPROVE, partial(approve_pressed, False))
    wiring.action(ids.APPROVAL_APPROVE_ALONG, partial(approve_pressed, True))
    wiring.action(ids.APPROVAL_DECLINE, decline_pressed)
    wiring.submission(ids.APPROVAL_DECLINE, decline_submitted)
