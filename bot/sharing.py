""" "Share": a folder or an opportunity in a channel, as far as everyone there may see it (SPEC §4.1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from slack_sdk.errors import SlackApiError

from bot import channels, errors, ids
from bot.i18n import Reader
from bot.parsing.forms import Form
from bot.values import Forged, Packed
from bot.views import shared
from bot.views.shared import Preview, Subject
from bot.visit import Visit
from core import clock, settings, sharing
from core.errors import NotFound
from core.folders import card, find
from core.invalid import ChannelUnknown, Invalid
from core.opportunities import browse
from core.reminders import year_began
from core.sharing import Channel, Withheld

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from bot.app import Wiring
    from core.actor import Actor

FOLDER: Final = "folder"
OPPORTUNITY: Final = "opportunity"


@dataclass(frozen=True, slots=True)
class _Thing:
    """What shall be shared: a folder or an opportunity, by its key."""

    kind: str
    id: int

    @classmethod
    def in_(cls, facts: Packed) -> _Thing:
        """The one that a button or a form names.

        Raises:
            Forged: it names none.
        """
        for kind in (FOLDER, OPPORTUNITY):
            found = facts.number_or_none(kind)
            if found is not None:
                return cls(kind, found)
        raise Forged


def pressed(visit: Visit) -> None:
    """ "Share": the form, with the channel that one is in chosen already, and what its readers will see."""
    thing = _Thing.in_(visit.value)
    visit.ask(shared.share_form(visit.reader, *_looked(visit, thing, visit.channel_id), visit.reply_url))


def chosen(visit: Visit) -> None:
    """A channel was chosen: the form shows what its readers will see."""
    form = Form(visit.view)
    thing = _Thing.in_(form.kept)
    looked = _looked(visit, thing, form.text(ids.CHANNEL))
    visit.redraw(shared.share_form(visit.reader, *looked, form.kept.text("reply")))


def submitted(visit: Visit) -> None:
    """ "Share" of the form. How much may be shown is asked anew; where the form showed something else it comes back."""
    form = Form(visit.view)
    thing, reply = _Thing.in_(form.kept), form.kept.text("reply")
    subject, preview = _looked(visit, thing, form.text(ids.CHANNEL))
    if preview is None:
        raise ChannelUnknown("")
    if preview.refusal is not None:
        raise preview.refusal
    if (form.kept.text("channel"), form.kept.text("shown")) != (preview.channel.id, preview.shown):
        visit.ask_again(shared.share_form(visit.reader, subject, replace(preview, changed=True), reply))
        return
    with visit.acting() as (session, actor):
        _subject(session, actor, thing)
        named = {f"{thing.kind}_id": thing.id}
        share_id = sharing.claim(session, actor, preview.channel, visit.screen, **named)
    if share_id is not None:
        _post(visit, share_id, thing, preview)
    visit.conclude(shared.done(subject, preview.channel, visit.reader, again=share_id is None), reply)


def _looked(visit: Visit, thing: _Thing, channel_id: str) -> tuple[Subject, Preview | None]:
    """What is shared, and what the channel would read of it; None where no channel is chosen.

    Raises:
        NotFound: there is no such thing, for this person.
    """
    if not channel_id:
        with visit.acting() as (session, actor):
            return _subject(session, actor, thing), None
    channel = channels.look(visit.client, channel_id)
    subject, preview = _drawn(visit, thing, channel)
    if Withheld.NOT_ALL_KNOWN in preview.withheld:
        visit.introduce_all(channel.people)
        subject, preview = _drawn(visit, thing, channel)
    return subject, preview


def _drawn(visit: Visit, thing: _Thing, channel: Channel) -> tuple[Subject, Preview]:
    with visit.acting() as (session, actor):
        try:
            sharing.may_share(actor, channel)
        except Invalid as refusal:
            said = errors.sentence(refusal, visit.reader)
            return _subject(session, actor, thing), Preview(channel, refusal=refusal, said=said)
        return _drawing(thing)(session, actor, thing.id, channel)


def _drawing(thing: _Thing) -> Callable[[Session, Actor, int, Channel], tuple[Subject, Preview]]:
    return folder_shared if thing.kind == FOLDER else opportunity_shared


def folder_shared(session: Session, actor: Actor, folder_id: int, channel: Channel) -> tuple[Subject, Preview]:
    """A folder as a channel reads it.

    Args:
        session: the caller's.
        actor: who shares it.
        folder_id: which.
        channel: where, all people in it known.

    Raises:
        NotFound: there is no such thing, for this person.
    """
    extent = sharing.extent(session, actor, channel, folder_id, of_folder=True)
    rules = settings.read(session, actor)
    reader = Reader.of(rules.language, rules.time_zone, rules.currency)
    if extent.name_only:
        folder = find.folder(session, actor, folder_id)
        screen = shared.folder_name(folder, actor.name, reader)
    else:
        opened = card.open_folder(session, actor, folder_id, year_began(clock.now(), rules.time_zone))
        folder = opened.row.folder
        screen = shared.folder(opened, actor.name, reader)
    return Subject.of_folder(folder), Preview(channel, extent.withheld, screen)


def opportunity_shared(
    session: Session, actor: Actor, opportunity_id: int, channel: Channel
) -> tuple[Subject, Preview]:
    """The same, of an opportunity."""
    row = browse.open_opportunity(session, actor, opportunity_id)
    inside = row.folder.id if row.folder else None
    extent = sharing.extent(session, actor, channel, inside, of_folder=False)
    rules = settings.read(session, actor)
    reader = Reader.of(rules.language, rules.time_zone, rules.currency)
    if extent.name_only:
        screen = shared.opportunity_name(row, actor.name, reader)
    else:
        told = row if extent.folder_too else replace(row, folder=None)
        screen = shared.opportunity(told, actor.name, reader)
    return Subject.of_opportunity(row), Preview(channel, extent.withheld, screen, folder_too=extent.folder_too)


def _subject(session: Session, actor: Actor, thing: _Thing) -> Subject:
    if thing.kind == FOLDER:
        return Subject.of_folder(find.folder(session, actor, thing.id))
    return Subject.of_opportunity(browse.open_opportunity(session, actor, thing.id))


def _post(visit: Visit, share_id: int, thing: _Thing, preview: Preview) -> None:
    """Post it, and write down that it stands there. An answer that was lost may have been posted: it stays claimed."""
    try:
        message_ts, permalink = visit.post(preview.channel.id, preview.screen)
    except SlackApiError as error:
        with visit.acting() as (session, actor):
            sharing.withdraw(session, actor, share_id)
        if error.response["error"] in channels.UNKNOWN:
            raise ChannelUnknown(preview.channel.name) from error
        raise
    with visit.acting() as (session, actor):
        still = _still(session, actor, thing, preview)
        sharing.posted(session, actor, share_id, message_ts, permalink or None, clock.now(), up_to_date=still)


def _still(session: Session, actor: Actor, thing: _Thing, preview: Preview) -> bool:
    """Whether it would read the same now: from here on each change is told to the card, those before were not."""
    try:
        _, now = _drawing(thing)(session, actor, thing.id, preview.channel)
    except NotFound:
        return False
    return now.screen.as_message() == preview.screen.as_message()


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    for share in (ids.FOLDER_SHARE, ids.OPPORTUNITY_SHARE):
        wiring.action(share, pressed)
        wiring.submission(share, submitted)
    wiring.action(ids.SHARE_CHANNEL, chosen)
