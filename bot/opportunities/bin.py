"""The bin: deleted, and for thirty days restored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import ids
from bot.opportunities.browse import card_or_choices, meant
from bot.opportunities.conflicts import or_as_it_stands
from bot.parsing.refs import ByNumber, Ref
from bot.parsing.requests import DeleteOpportunity, RestoreOpportunity
from bot.views.opportunities import opportunity_card
from bot.views.opportunity_acts import bin_choices, delete_question, deleted
from bot.views.screen import Screen
from bot.visit import Visit
from core import clock
from core.opportunities import bin as the_bin
from core.opportunities import browse, status

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.app import Wiring
    from core.actor import Actor


def delete_typed(visit: Visit, request: DeleteOpportunity) -> None:
    """`/opp delete <opp>`: asks first."""
    with visit.acting() as (session, actor):
        found = meant(session, actor, request.opportunity)
        if len(found) > 1:
            screen = card_or_choices(found, request.opportunity, visit)
        else:
            status.may_change(found[0])
            screen = delete_question(found[0], visit.reader)
    visit.show(screen)


def delete_pressed(visit: Visit) -> None:
    """ "Delete", once it was confirmed."""
    value = visit.value
    opportunity_id, version = value.number("opportunity"), value.number("version")
    now = clock.now()
    with or_as_it_stands(visit, opportunity_id):
        with visit.acting() as (session, actor):
            first = the_bin.delete_opportunity(session, actor, opportunity_id, now, seen_version=version)
            binned = the_bin.binned_opportunity(session, actor, opportunity_id, now)
        visit.replace(deleted(binned, visit.reader, first=first))


def restore_typed(visit: Visit, request: RestoreOpportunity) -> None:
    """`/opp restore <opp>`; several that are meant, or no name at all, ask which one."""
    with visit.acting() as (session, actor):
        screen = _sought(session, actor, request.opportunity, visit)
    visit.show(screen)


def restore_pressed(visit: Visit) -> None:
    """ "Restore"."""
    with visit.acting() as (session, actor):
        screen = _restored(session, actor, visit.value.number("opportunity"), visit)
    visit.replace(screen)


def _sought(session: Session, actor: Actor, ref: Ref | None, visit: Visit) -> Screen:
    now = clock.now()
    if ref is None:
        return bin_choices(the_bin.find_binned(session, actor, now), "", visit.reader)
    if isinstance(ref, ByNumber):
        found = the_bin.find_binned(session, actor, now, number=ref.number)
    else:
        found = the_bin.find_binned(session, actor, now, title=ref.name)
    if len(found) > 1:
        return bin_choices(found, str(ref), visit.reader)
    # What is in no bin is looked for where everything else is: that it needs no restoring is said, not an error.
    one = found[0].row.id if found else meant(session, actor, ref)[0].id
    return _restored(session, actor, one, visit)


def _restored(session: Session, actor: Actor, opportunity_id: int, visit: Visit) -> Screen:
    first = the_bin.restore_opportunity(session, actor, opportunity_id, clock.now())
    row = browse.open_opportunity(session, actor, opportunity_id)
    _ = visit.reader.gettext
    return opportunity_card(row, visit.reader, note=_("Restored.") if first else _("It is not in the bin."))


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.command(DeleteOpportunity, delete_typed)
    wiring.action(ids.OPPORTUNITY_DELETE, delete_pressed)
    wiring.command(RestoreOpportunity, restore_typed)
    wiring.action(ids.OPPORTUNITY_RESTORE, restore_pressed)
