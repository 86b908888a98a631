"""Asking a manager for an owner change, and their answer: one answer settles every card (SPEC §3)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import structlog
from slack_sdk.errors import SlackApiError

from bot import ids
from bot.errors import sentence
from bot.i18n import Reader
from bot.parsing.forms import Form
from bot.views import approval_forms, approvals
from bot.views.forms import Typed
from bot.views.screen import Screen
from bot.visit import Visit
from core import clock
from core.approvals import answer, ask
from core.approvals.ask import Asked, Posted
from core.approvals.settling import Addressee, Card, Settled
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
    """ "Ask". The cards go out once the form is answered: Slack waits for three seconds, and they may be many."""
    form = Form(visit.view)
    to, reply_url = form.text(ids.OWNER), form.kept.text("reply")
    visit.introduce(to)
    with visit.acting() as (session, actor):
        asked = ask.ask(session, actor, form.kept.number("folder"), to, form.text(ids.REASON), clock.now())
    if not asked.made:
        visit.conclude(approvals.asked_before(asked.row, visit.reader), reply_url)
        return
    visit.done()
    visit.afterwards(partial(_send_cards, asked, reply_url))


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
    visit.afterwards(partial(_spread, settled, settled.cards))


def _conclude(visit: Visit, settled: Settled) -> None:
    """Answer who pressed a button: on the card that it stands on, or in words where it was answered before."""
    here = [card for card in settled.cards if visit.stands_on(card.channel, card.ts)]
    for card in here:
        _settle(visit, card, settled)
    if here and settled.first:
        visit.done()
    else:
        visit.show(approvals.answered(settled, visit.reader))
    visit.afterwards(partial(_spread, settled, [card for card in settled.cards if card not in here]))


def _spread(settled: Settled, cards: Sequence[Card], visit: Visit) -> None:
    """Settle these cards, and tell the asker. A card that Slack does not take keeps nobody else from theirs."""
    for card in cards:
        _settle(visit, card, settled)
    if settled.asker is not None:
        reader = _reader(settled.asker, visit)
        _post(visit, settled.asker, approvals.told(settled, reader))


def _settle(visit: Visit, card: Card, settled: Settled) -> None:
    reader = _reader(card.reader, visit)
    screen = approvals.settled_card(card.row, settled.ending, reader, for_channel=card.reader.member_id is None)
    try:
        visit.client.chat_update(channel=card.channel, ts=card.ts, **screen.as_message())
    except (SlackApiError, OSError) as error:
        log.warning("approval card not settled", why=_why(error))


def _send_cards(asked: Asked, reply_url: str, visit: Visit) -> None:
    addressees = [*asked.readers, *filter(None, [asked.channel])]
    posted = []
    for one in addressees:
        screen = approvals.card(asked.row, _reader(one, visit), for_channel=one.member_id is None)
        sent = _post(visit, one, screen)
        if sent is not None:
            posted.append(Posted(one, str(sent["channel"]), str(sent["ts"])))
    with visit.acting() as (session, actor):
        quicker = ask.delivered(session, actor, asked.row.id, posted, clock.now())
    if quicker is not None:
        _spread(quicker, quicker.cards, visit)
    reached = [one.reader for one in posted]
    missed = [one for one in addressees if one not in reached]
    screen = approvals.asked_of(asked.row, reached, missed, visit.reader)
    if not visit.reply(screen, reply_url):
        visit.tell(screen)


def _post(visit: Visit, to: Addressee, screen: Screen) -> Any:
    """Post a message to a person or a channel; None where Slack does not take it."""
    try:
        return visit.client.chat_postMessage(channel=to.slack_id, **screen.as_message())
    except (SlackApiError, OSError) as error:
        log.warning("approval message not sent", why=_why(error))
        return None


def _why(error: Exception) -> str:
    return str(error.response["error"]) if isinstance(error, SlackApiError) else type(error).__name__


def _reader(of: Addressee, visit: Visit) -> Reader:
    return Reader.of(of.locale, of.time_zone, visit.reader.currency)


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.action(ids.FOLDER_ASK, ask_pressed)
    wiring.submission(ids.FOLDER_ASK, ask_submitted)
    wiring.action(ids.APPROVAL_APPROVE, partial(approve_pressed, False))
    wiring.action(ids.APPROVAL_APPROVE_ALONG, partial(approve_pressed, True))
    wiring.action(ids.APPROVAL_DECLINE, decline_pressed)
    wiring.submission(ids.APPROVAL_DECLINE, decline_submitted)
