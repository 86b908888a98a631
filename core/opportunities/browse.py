"""The list of opportunities, one opened, and one found by number or words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, and_, func, true
from sqlalchemy.orm import Session

from core import members
from core.actor import Actor
from core.db import Query
from core.errors import NotFound
from core.filters import OWNER_ME, OpportunityFilter
from core.models import Member, Opportunity
from core.opportunities.rows import OpportunityRow, in_order_of_work, read_opportunity, visible_opportunity_rows
from core.tags import carries

PAGE_SIZE: Final = 10
LAST_PAGE: Final = 10_000


@dataclass(frozen=True, slots=True)
class OpportunityPage:
    """A page of the list.

    Attributes:
        rows: up to ten.
        page: which, from 1.
        has_next: whether there is another after it.
        question: what was asked.
        owner: the display name of the owner that was asked for, where that is somebody else.
    """

    rows: tuple[OpportunityRow, ...]
    page: int
    has_next: bool
    question: OpportunityFilter
    owner: str


def list_opportunities(session: Session, actor: Actor, question: OpportunityFilter, page: int = 1) -> OpportunityPage:
    """The opportunities that the actor may see and that answer the question, their own first (SPEC §4.1).

    Args:
        session: the caller's.
        actor: the viewer.
        question: the filter.
        page: from 1; one out of range is brought into it.
    """
    page = min(max(page, 1), LAST_PAGE)
    owner = members.asked_for(session, actor, question.owner)
    found = session.execute(
        _matching(actor, question)
        .order_by((Opportunity.owner_id == actor.member_id).desc(), *in_order_of_work())
        .limit(PAGE_SIZE + 1)
        .offset((page - 1) * PAGE_SIZE)
    ).all()
    rows = tuple(read_opportunity(row) for row in found[:PAGE_SIZE])
    return OpportunityPage(rows, page, len(found) > PAGE_SIZE, question, owner)


def open_opportunity(session: Session, actor: Actor, opportunity_id: int) -> OpportunityRow:
    """One opportunity.

    Raises:
        NotFound: there is none, or none for this viewer.
    """
    row = session.execute(visible_opportunity_rows(actor).where(Opportunity.id == opportunity_id)).one_or_none()
    if row is None:
        raise NotFound("opportunity")
    return read_opportunity(row)


def find_opportunities(
    session: Session, actor: Actor, *, number: int | None = None, title: str = "", most: int = 10
) -> tuple[OpportunityRow, ...]:
    """The visible opportunities that are meant by a number or a title.

    One of exactly that title, but for case and accents, is meant alone; several of the same title are all meant.

    Args:
        session: the caller's.
        actor: the viewer.
        number: the n of `O-n`; then the title is not looked at.
        title: an exact title, or words of it.
        most: how many at the most.
    """
    rows = visible_opportunity_rows(actor)
    if number is not None:
        return tuple(read_opportunity(row) for row in session.execute(rows.where(Opportunity.number == number)))
    exact = Opportunity.title_key == func.search_key(title)
    mine = Opportunity.owner_id == actor.member_id
    found = session.execute(
        rows.where(_titled(title.split()))
        .add_columns(exact.label("exact"))
        .order_by(exact.desc(), mine.desc(), *in_order_of_work())
        .limit(most)
    ).all()
    if any(row.exact for row in found):
        found = [row for row in found if row.exact]
    return tuple(read_opportunity(row) for row in found)


def _matching(actor: Actor, question: OpportunityFilter) -> Query:
    rows = visible_opportunity_rows(actor).where(_titled(question.words))
    if question.statuses:
        rows = rows.where(Opportunity.status.in_(question.statuses))
    if question.owner is not None:
        rows = rows.where(
            Opportunity.owner_id == actor.member_id
            if question.owner == OWNER_ME
            else Member.slack_user_id == question.owner
        )
    for tag in question.tags:
        rows = rows.where(carries(tag, Opportunity))
    for tag in question.without_tags:
        rows = rows.where(~carries(tag, Opportunity))
    return rows


def _titled(words: Iterable[str]) -> ColumnElement[bool]:
    return and_(true(), *(func.strpos(Opportunity.title_key, func.search_key(word)) > 0 for word in words))
