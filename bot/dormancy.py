"""A folder that has nothing in progress: how the messages about it read, and what their buttons do.

The messages stand in channels: no answer takes their place, each goes to whoever pressed, with their own rights.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from bot import ids
from bot.folders import owner
from bot.opportunities.duplicate import duplicated
from bot.parsing import filters
from bot.parsing.forms import Form
from bot.values import Forged
from bot.views import dormancy as view
from bot.views.folder_acts import are_you_sure
from core import clock, dormancies, reminders, waking
from core.dormancy import TELL
from core.folders import card
from core.models import Due, Member

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from bot.app import Wiring
    from bot.notifications import Occasion, Renderer
    from bot.views.screen import Screen
    from bot.visit import Visit
    from core.actor import Actor

DAYS_A_WEEK: Final = 7


# what is told


def alerted(occasion: Occasion) -> Screen | None:
    """The message to the alert channel, or to the owner where there is none."""
    dormant = _dormant(occasion)
    if dormant is None:
        return None
    return view.over(dormant, occasion.reader) if dormant.ended else view.alert(dormant, occasion.reader)


def reminded(occasion: Occasion) -> Screen | None:
    """The message to the owner, or to a manager of their team, once it has lasted."""
    dormant = _dormant(occasion)
    if dormant is None:
        return None
    return view.over(dormant, occasion.reader) if dormant.ended else view.reminder(dormant, occasion.reader)


def given_up(occasion: Occasion) -> Screen | None:
    """The message that asks an admin to deactivate the folder; who is none any more is not asked."""
    dormant = _dormant(occasion)
    if dormant is None:
        return None
    if dormant.ended:
        return view.over(dormant, occasion.reader)
    if not dormant.administered:
        return None
    by = occasion.session.get_one(Member, int(occasion.message.facts["by_id"]))
    return view.given_up(dormant, by.name, occasion.reader)


def _dormant(occasion: Occasion) -> dormancies.Dormant | None:
    """How it stands; None where there is nothing to say: it ended before it was told, or is hidden from the reader."""
    message = occasion.message
    dormant = dormancies.as_told(
        occasion.session,
        message.workspace_id,
        int(message.subject.rpartition(":")[2]),
        int(message.facts["folder_id"]),
        occasion.actor,
    )
    return None if dormant is not None and dormant.ended and message.ts is None else dormant


RENDERERS: Final[Mapping[str, Renderer]] = {
    dormancies.TOLD: alerted,
    dormancies.TO_OWNER: reminded,
    dormancies.TO_MANAGERS: reminded,
    waking.GIVEN_UP: given_up,
}
"""How each kind of message about it reads."""


# what falls due


DUE: Final[Mapping[str, Callable[[Session, int, Due, datetime], None]]] = {
    TELL: partial(dormancies.tell, read=filters.read),
    dormancies.TO_OWNER: dormancies.remind_owner,
    dormancies.TO_MANAGERS: dormancies.remind_managers,
}
"""What is done about each kind of thing due."""


# what the buttons do


def win_back_pressed(visit: Visit) -> None:
    """ "Win back": the copy's card follows, for who pressed."""
    dormancy_id = visit.value.number("dormancy")
    with visit.acting() as (session, actor):
        lost = waking.last_lost(session, actor, dormancy_id)
        screen = duplicated(session, actor, lost, visit)
    visit.show(screen)


def snooze_chosen(visit: Visit) -> None:
    """ "Snooze": for a week, for a month, or until a day that a form asks for."""
    value = visit.value
    dormancy_id, span = value.number("dormancy"), value.text("act")
    if span == view.DATE:
        with visit.acting() as (session, actor):
            folder = waking.may_snooze(session, actor, dormancy_id)
        visit.ask(view.until_when(folder, dormancy_id, visit.reply_url, visit.reader))
        return
    with visit.acting() as (session, actor):
        today = visit.reader.local(clock.now())
        match span:
            case view.WEEK:
                on = reminders.days_on(today, DAYS_A_WEEK)
            case view.MONTH:
                on = reminders.month_on(today)
            case _:
                raise Forged
        screen = _snoozed(session, actor, dormancy_id, on, visit)
    visit.show(screen)


def snooze_submitted(visit: Visit) -> None:
    """ "Save" of that form."""
    form = Form(visit.view)
    with visit.acting() as (session, actor):
        screen = _snoozed(session, actor, form.kept.number("dormancy"), form.reminder()[0], visit)
    visit.conclude(screen, form.kept.text("reply"))


def lost_pressed(visit: Visit) -> None:
    """ "Client lost": an admin may deactivate the folder at once; anybody else has the admins asked."""
    dormancy_id = visit.value.number("dormancy")
    with visit.acting() as (session, actor):
        folder_id = dormancies.ref(session, actor, dormancy_id).id
        opened = card.open_folder(session, actor, folder_id, reminders.year_began(clock.now(), actor.time_zone))
        if opened.row.administered:
            screen = are_you_sure(opened.row, visit.reader)
        else:
            folder, admins = waking.give_up(session, actor, dormancy_id, clock.now())
            screen = view.asked(folder, admins, visit.reader)
    visit.show(screen)


def _snoozed(session: Session, actor: Actor, dormancy_id: int, on: date, visit: Visit) -> Screen:
    until = waking.snooze(session, actor, dormancy_id, on, clock.now())
    folder = dormancies.ref(session, actor, dormancy_id)
    return view.snoozed(folder, visit.reader.date(visit.reader.local(until)), visit.reader)


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.action(ids.DORMANCY_WIN_BACK, win_back_pressed)
    wiring.action(ids.DORMANCY_OWNER, partial(owner.pressed, in_place=False))
    wiring.action(ids.DORMANCY_SNOOZE, snooze_chosen)
    wiring.submission(ids.DORMANCY_SNOOZE, snooze_submitted)
    wiring.action(ids.DORMANCY_LOST, lost_pressed)
