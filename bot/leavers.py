"""Handing over what somebody leaves behind: the card, the form, the dry run, and the worker that does it (SPEC §3)."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from bot import ids
from bot.parsing.forms import Form
from bot.parsing.requests import HandOver
from bot.values import Forged
from bot.views import hand_over as running_views
from bot.views import leavers as views
from core import clock, members
from core.errors import AdminOnly, NotAdmitted
from core.leavers import cards, owned, plan, progress, run

if TYPE_CHECKING:
    from bot.app import Wiring
    from bot.notifications import Occasion, Renderer
    from bot.views.screen import Screen
    from bot.visit import Visit
    from core.db import Database
    from core.leavers.plan import Plan

LISTED: Final = 20
AT_A_TIME: Final = 5.0
"""Seconds after which a job puts the rest off: whoever stops a worker does not wait for all of it."""

TELL_EVERY: Final = 1.0
"""How often the message says how far it is, in seconds."""


# what people do


def typed(visit: Visit, request: HandOver) -> None:
    """`/folder handover [@from] [@to]`: the form; without anybody, who left and still owns something."""
    if request.leaver is None:
        with visit.acting() as (session, actor):
            screen = views.those_who_left(owned.of_those_who_left(session, actor, LISTED), visit.reader)
        visit.show(screen)
        return
    with visit.acting() as (session, actor):
        owned.make_sure_they_may(actor)
    visit.introduce_all((request.leaver, *request.heirs))
    with visit.acting() as (session, actor):
        leaver = owned.find(session, actor, request.leaver)
        if request.heirs:
            members.active(session, actor, request.heirs, where=ids.HEIRS)
    visit.ask(views.hand_over_form(leaver, visit.reader, heirs=request.heirs, reply_url=visit.reply_url))


def pressed(visit: Visit) -> None:
    """ "Hand over", on a card, in the list of those who left, and where something stayed."""
    with visit.acting() as (session, actor):
        leaver = owned.find(session, actor, visit.value.number("leaver"))
    visit.ask(views.hand_over_form(leaver, visit.reader, heirs=(), reply_url=visit.reply_url))


def asked(visit: Visit) -> None:
    """ "Next": what would move, to be read before anything does."""
    form = Form(visit.view)
    heirs = form.people(ids.HEIRS)
    if len(heirs) > views.MOST_HEIRS:
        raise Forged
    with visit.acting() as (session, actor):
        owned.make_sure_they_may(actor)
    visit.introduce_all(heirs)
    leaver_id, sure = form.kept.number("leaver"), form.is_ticked(ids.STILL_HERE)
    with visit.acting() as (session, actor):
        along = form.is_ticked(ids.GOING_ALONG)
        found = plan.make(session, actor, leaver_id, heirs, along=along, confirmed=sure)
    visit.ask_again(views.dry_run(found, visit.reader, reply_url=form.kept.text("reply"), confirmed=sure))


def submitted(visit: Visit) -> None:
    """ "Hand over": what was read is begun. Where it would bring something else by now, that is read first."""
    kept = Form(visit.view).kept
    sure = kept.flag("sure")
    with visit.acting() as (session, actor):
        heirs = kept.text("heirs").split()
        found = plan.make(session, actor, kept.number("leaver"), heirs, along=kept.flag("along"), confirmed=sure)
        begins = found.fingerprint == kept.text("shown")
        if begins:
            run.begin(session, actor, found, clock.now())
    if begins:
        visit.conclude(views.begun(found.leaver.who, visit.reader), kept.text("reply"))
    else:
        visit.ask_again(_changed(found, visit, kept.text("reply"), sure))


def _changed(found: Plan, visit: Visit, reply_url: str, sure: bool) -> dict[str, Any]:
    note = visit.reader.gettext("Something has changed since this was shown. This is what would move now.")
    return views.dry_run(found, visit.reader, reply_url=reply_url, confirmed=sure, note=note)


# what is told


def left(occasion: Occasion) -> Screen | None:
    """The card that somebody left; who is no admin any more reads nothing of it."""
    message = occasion.message
    if occasion.actor is None:
        return None
    try:
        leaver = cards.as_told(occasion.session, occasion.actor, int(message.facts["member_id"]))
    except AdminOnly:
        return None if message.ts is None else running_views.not_yours_any_more(occasion.reader)
    how = message.facts.get(cards.SETTLED)
    if how is None:
        return views.card(leaver, occasion.reader)
    return None if message.ts is None else views.settled(leaver.who, occasion.reader, back=how == cards.BACK)


def progressed(occasion: Occasion) -> Screen | None:
    """How far a hand-over is, or what came of it."""
    if occasion.actor is None:
        return None
    try:
        found = progress.read(occasion.session, occasion.actor, int(occasion.message.facts["hand_over_id"]))
    except AdminOnly:
        return None if occasion.message.ts is None else running_views.not_yours_any_more(occasion.reader)
    return running_views.progress(found, occasion.reader)


def handed_to_you(occasion: Occasion) -> Screen | None:
    """What an heir is told."""
    if occasion.actor is None:
        return None
    found = progress.handed_to(occasion.session, occasion.actor, int(occasion.message.facts["hand_over_id"]))
    return None if found is None else running_views.handed_to_you(*found, occasion.reader)


RENDERERS: Final[Mapping[str, Renderer]] = {
    cards.LEFT: left,
    run.PROGRESS: progressed,
    run.HANDED_TO_YOU: handed_to_you,
}
"""How each kind of message about it reads."""

DUE: Final = {cards.LOOK: cards.look_again}
"""What is done about each kind of thing due."""


# what the worker does


def hand_over(database: Database, workspace_id: int, hand_over_id: int) -> None:
    """Go on with a hand-over, one thing a transaction; what is left after a while is put off.

    Args:
        database: where everything is kept.
        workspace_id: where.
        hand_over_id: which.

    Raises:
        DatabaseAway: the database does not answer; what was done is done.
    """
    with database.transaction(workspace_id) as session:
        by = run.runs_for(session, workspace_id, hand_over_id)
    if by is None:
        return
    began, told = time.monotonic(), -TELL_EVERY
    goes_on = True
    while goes_on:
        now = time.monotonic() - began
        if now > AT_A_TIME:
            with database.transaction(workspace_id) as session:
                run.put_off(session, workspace_id, hand_over_id)
            return
        tell = now - told >= TELL_EVERY
        told = now if tell else told
        try:
            with database.transaction(workspace_id, members.who(workspace_id, by)) as session:
                actor = members.acting(session)
                assert actor is not None, "who began it was met"
                goes_on = run.step(session, actor, hand_over_id, clock.now(), tell=tell)
        except NotAdmitted:
            with database.transaction(workspace_id) as session:
                run.stop(session, workspace_id, hand_over_id, clock.now())
            return


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.command(HandOver, typed)
    wiring.action(ids.HAND_OVER, pressed)
    wiring.submission(ids.HAND_OVER, asked)
    wiring.submission(ids.HAND_OVER_START, submitted)
