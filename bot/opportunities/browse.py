"""Looking at opportunities: the list, its pages, and one opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import ids
from bot.parsing import filters
from bot.parsing.refs import ByName, ByNumber, Ref
from bot.parsing.requests import ListOpportunities, OpenOpportunity
from bot.views.opportunities import opportunity_card, opportunity_choices, opportunity_list
from bot.views.screen import Screen
from bot.visit import Visit
from core.actor import Actor
from core.errors import NotFound
from core.filters import OpportunityFilter
from core.opportunities import browse
from core.opportunities.rows import OpportunityRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.app import Wiring


def list_opportunities(visit: Visit, request: ListOpportunities) -> None:
    """`/opp`, `/opp list [filter]`."""
    visit.show(_page(visit, request.question, 1))


def turn_page(visit: Visit) -> None:
    """ "Previous" and "Next": the list changes in place, read anew."""
    value = visit.value
    visit.replace(_page(visit, filters.read_opportunities(value.text("filter")), value.number("page")))


def list_pressed(visit: Visit) -> None:
    """ "My opportunities" and "See all", on the Home tab: the first page of what the button asks."""
    visit.show(_page(visit, filters.read_opportunities(visit.value.text("filter")), 1))


def open_opportunity(visit: Visit, request: OpenOpportunity) -> None:
    """`/opp open <opp>`; several matches ask which one."""
    with visit.acting() as (session, actor):
        found = meant(session, actor, request.opportunity)
    visit.show(card_or_choices(found, request.opportunity, visit))


def open_pressed(visit: Visit) -> None:
    """ "Open"."""
    with visit.acting() as (session, actor):
        found = browse.open_opportunity(session, actor, visit.value.number("opportunity"))
    visit.show(opportunity_card(found, visit.reader))


def meant(session: Session, actor: Actor, ref: Ref) -> tuple[OpportunityRow, ...]:
    """The opportunities that a number or a title means.

    Raises:
        NotFound: none that the actor may see.
    """
    match ref:
        case ByNumber(number):
            found = browse.find_opportunities(session, actor, number=number)
        case ByName(name):
            found = browse.find_opportunities(session, actor, title=name)
    if not found:
        raise NotFound("opportunity", str(ref))
    return found


def card_or_choices(found: tuple[OpportunityRow, ...], ref: Ref, visit: Visit) -> Screen:
    """The one that is meant, opened; or the question which one is."""
    if len(found) == 1:
        return opportunity_card(found[0], visit.reader)
    return opportunity_choices(found, str(ref), visit.reader)


def _page(visit: Visit, question: OpportunityFilter, page: int) -> Screen:
    with visit.acting() as (session, actor):
        found = browse.list_opportunities(session, actor, question, page)
    return opportunity_list(found, visit.reader)


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.command(ListOpportunities, list_opportunities)
    wiring.command(OpenOpportunity, open_opportunity)
    wiring.action(ids.OPPORTUNITY_OPEN, open_pressed)
    wiring.action(ids.OPPORTUNITY_LIST, list_pressed)
    for way in ("previous", "next"):
        wiring.action(f"{ids.OPPORTUNITY_LIST_PAGE}.{way}", turn_page)
