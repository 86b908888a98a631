"""Digests: how they are told, and how they are turned on and off by who reads them.

They stand in the reader's own messages. "Turn off" answers in their place, with all that they told as it stands now.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from bot import home, ids
from bot.values import Forged, Packed
from bot.views import digests as views
from core import clock
from core.digests import brief, weekly
from core.digests.switch import asked_for, switch
from core.digests.telling import tell
from core.digests.times import Digest

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from bot.app import Wiring
    from bot.i18n import Reader
    from bot.notifications import Occasion, Renderer
    from bot.views.screen import Screen
    from bot.visit import Visit
    from core.actor import Actor
    from core.models import Due

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2999
"""No message is of another year."""


# what is told


def _told(digest: Digest, occasion: Occasion) -> Screen | None:
    """A digest, on its day alone; None where it says nothing, or nobody wants it any more."""
    actor, reader, session = occasion.actor, occasion.reader, occasion.session
    assert actor is not None, "digests go to members"
    day = date.fromisoformat(occasion.message.facts["day"])
    if reader.local(occasion.now) != day or digest not in asked_for(actor):
        return None
    screen, says_something = _made(digest, session, actor, reader, day, occasion.now, on=True)
    return screen if says_something else None


def _made(
    digest: Digest, session: Session, actor: Actor, reader: Reader, day: date, now: datetime, *, on: bool
) -> tuple[Screen, bool]:
    """A digest as it stands now, and whether it says anything."""
    known = {"on": on, "sees_everything": actor.sees_everything}
    if digest is Digest.BRIEF:
        told = brief.read(session, actor, now)
        return views.brief(told, reader, **known), not told.says_nothing
    week = weekly.read(session, actor, day)
    return views.weekly(week, day, reader, **known), week is not None and not week.says_nothing


RENDERERS: Final[Mapping[str, Renderer]] = {digest: partial(_told, digest) for digest in Digest}
"""How each kind of message reads."""


# what falls due


DUE: Final[Mapping[str, Callable[[Session, int, Due, datetime], None]]] = dict.fromkeys(Digest, tell)
"""What is done about each kind of thing due."""


# what the buttons do


def switched(digest: Digest, prefix: str, visit: Visit) -> None:
    """ "Turn on", "Turn off" and "Turn on again": on the Home tab, which is drawn anew, or in the message itself."""
    value = visit.value
    on = value.flag("on")
    if not visit.is_from_message:
        with visit.acting() as (session, actor):
            switch(session, actor, digest, clock.now(), on=on)
        if visit.outdates_home:
            visit.done()
        else:
            home.draw(prefix, visit)
        return
    day = _day(value)
    now = clock.now()
    with visit.acting() as (session, actor):
        switch(session, actor, digest, now, on=on)
        screen, _ = _made(digest, session, actor, visit.reader, day, now, on=on)
    visit.replace(screen)


def _day(value: Packed) -> date:
    try:
        day = date.fromisoformat(value.text("day"))
    except ValueError as error:
        raise Forged from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Forged
    return day


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.action(ids.DIGEST_BRIEF, partial(switched, Digest.BRIEF, wiring.prefix))
    wiring.action(ids.DIGEST_WEEKLY, partial(switched, Digest.WEEKLY, wiring.prefix))
