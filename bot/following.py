"""`/folder follow` and `/folder unfollow`: a channel hears of the folders that a filter matches (SPEC §4.1)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot import channels, ids
from bot.parsing import filters
from bot.parsing.forms import Form
from bot.parsing.requests import Follow, Unfollow
from bot.views import following as view
from bot.views.understood import describe_unordered
from bot.visit import Visit
from core import clock, following, members
from core.filters import Flaw, FolderFilter, FolderState
from core.following import Prospect
from core.invalid import FilterUnfit, NoChannelHere

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from sqlalchemy.orm import Session

    from bot.app import Wiring
    from bot.i18n import Reader
    from core.actor import Actor
    from core.sharing import Channel

_NEEDLESS: Final = (Flaw.NEVER, Flaw.HIDDEN)


def asked(visit: Visit, request: Follow) -> None:
    """`/folder follow [filter]`: the form, with the filter in it."""
    if not visit.channel_id:
        with visit.acting():
            raise NoChannelHere
    prospect, followed = _looked(visit, visit.channel_id, request.question)
    if prospect.flaw is not None:
        raise FilterUnfit(prospect.flaw)
    visit.ask(_form(visit, prospect, followed, visit.reply_url))


def pressed(visit: Visit) -> None:
    """ "Follow again": the form, with what was followed in it; what keeps it from being followed is said, and left out
    where the form has no field for it."""
    value = visit.value
    prospect, followed = _looked(visit, value.text("channel"), filters.read(value.text("filter")))
    if prospect.flaw in _NEEDLESS:
        question = replace(prospect.question, state=FolderState.ACTIVE, won_over=None, open_over=None)
        prospect = replace(prospect, question=question)
    visit.ask(_form(visit, prospect, followed, visit.reply_url))


def submitted(visit: Visit) -> None:
    """ "Follow": everything is looked at again; where there is a warning that the form did not show, it comes back."""
    form = Form(visit.view)
    prospect, followed = _looked(visit, form.kept.text("channel"), form.followed())
    reply = form.kept.text("reply")
    warned = "\n".join(view.warnings(prospect, visit.reader))
    if warned not in ("", form.kept.text("warned")):
        note = visit.reader.gettext("Read the warning; “Follow” then holds.")
        visit.ask_again(_form(visit, prospect, followed, reply, note=note))
        return
    text = filters.write(prospect.question)
    with visit.acting() as (session, actor):
        following.follow(session, actor, prospect, text, clock.now())
    asked_for = describe_unordered(prospect.question, visit.reader, prospect.owner)
    name = prospect.channel.name
    before = None if prospect.followed == text else followed
    visit.conclude(view.followed(name, asked_for, before, visit.reader), reply)


def unfollow(visit: Visit, _: Unfollow) -> None:
    """`/folder unfollow`: done at once, with a way back."""
    with visit.acting() as (session, actor):
        if not visit.channel_id:
            raise NoChannelHere
        was = following.unfollow(session, actor, visit.channel_id, clock.now())
        in_words = said(session, actor, was, visit.reader)
    visit.show(view.unfollowed(visit.channel_id, was, in_words, visit.reader))


def said(session: Session, actor: Actor, text: str, reader: Reader) -> str:
    """What a filter that is followed asks for, in words.

    Args:
        session: the caller's.
        actor: who reads.
        text: the filter, as it is kept.
        reader: how they read.
    """
    question = filters.read(text)
    return describe_unordered(question, reader, members.asked_for(session, actor, question.owner))


def look_after(session: Session, workspace_id: int, now: datetime) -> None:
    """See whether what channels follow can still be followed (`core.following.look_after`)."""
    following.look_after(session, workspace_id, now, filters.read)


def _looked(visit: Visit, channel_id: str, question: FolderFilter) -> tuple[Prospect, str | None]:
    """What it would be to follow, and what the channel follows until now, in words; None where it follows nothing."""
    channel = channels.look(visit.client, channel_id)
    found = _prospect(visit, channel, question)
    if not found[0].known:
        visit.introduce_all(channel.people)
        found = _prospect(visit, channel, question)
    return found


def _prospect(visit: Visit, channel: Channel, question: FolderFilter) -> tuple[Prospect, str | None]:
    with visit.acting() as (session, actor):
        found = following.prospect(session, actor, channel, question)
        followed = None if found.followed is None else said(session, actor, found.followed, visit.reader)
    return found, followed


def _form(visit: Visit, prospect: Prospect, followed: str | None, reply: str, *, note: str = "") -> dict[str, Any]:
    return view.follow_form(prospect, _besides(prospect, visit.reader), followed, reply, visit.reader, note=note)


def _besides(prospect: Prospect, reader: Reader) -> str:
    """What the form has no field for, in words."""
    question = prospect.question
    besides = FolderFilter(
        state=question.state, won_over=question.won_over, open_over=question.open_over, idle_days=question.idle_days
    )
    return "" if besides == FolderFilter() else describe_unordered(besides, reader, "")


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.command(Follow, asked)
    wiring.command(Unfollow, unfollow)
    wiring.action(ids.FOLDER_FOLLOW, pressed)
    wiring.submission(ids.FOLDER_FOLLOW, submitted)
