"""The folder list: ten a page, summed up, in one query."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, exists, func, select, true
from sqlalchemy.orm import Session, aliased

from core import clock, members, play, policy
from core.actor import Actor
from core.db import Query
from core.figures import figures_of
from core.filters import OWNER_ME, FolderFilter, FolderState, OppsFilter, SortKey
from core.folders.rows import FolderRow, read_row, visible_folder_rows
from core.models import Folder, Member, Opportunity, Status
from core.tags import carries

PAGE_SIZE: Final = 10
LAST_PAGE: Final = 10_000
"""Pages are asked for by what Slack sends back, so their number is held within reason."""

_INSIDE = aliased(Opportunity)


@dataclass(frozen=True, slots=True)
class FolderPage:
    """A page of the list.

    Attributes:
        rows: up to ten.
        page: which, from 1.
        has_next: whether there is another after it.
        question: what was asked.
        owner: the display name of the owner that was asked for, where that is somebody else.
    """

    rows: tuple[FolderRow, ...]
    page: int
    has_next: bool
    question: FolderFilter
    owner: str


def list_folders(
    session: Session, actor: Actor, question: FolderFilter, page: int = 1, now: datetime | None = None
) -> FolderPage:
    """The folders that the actor may see and that answer the question.

    The page is cut first and summed up afterwards, so that a list by name adds up ten folders, not all.

    Args:
        session: the caller's.
        actor: the viewer.
        question: filter and order.
        page: from 1; one out of range is brought into it.
        now: for what has been idle; the present unless told.
    """
    page = min(max(page, 1), LAST_PAGE)
    owner = members.asked_for(session, actor, question.owner)
    rows = matching(actor, question, now)
    if question.sort in _OVER_WHAT_IS_INSIDE:
        inside = figures_of(actor, Folder.id)
        rows = rows.join(inside, true())
        key = _OVER_WHAT_IS_INSIDE[question.sort](inside)
    else:
        key = _OF_THE_FOLDER[question.sort]
    cut = (
        rows.add_columns(key.label("sort_key"), Folder.name_key)
        .order_by(*_order(key, Folder.name_key, Folder.number, question))
        .limit(PAGE_SIZE + 1)
        .offset((page - 1) * PAGE_SIZE)
        .subquery("page")
    )
    figures = figures_of(actor, cut.c.id)
    found = session.execute(
        select(cut, *figures.c)
        .join(figures, true())
        .order_by(*_order(cut.c.sort_key, cut.c.name_key, cut.c.number, question))
    ).all()
    shown = tuple(read_row(row) for row in found[:PAGE_SIZE])
    return FolderPage(shown, page, len(found) > PAGE_SIZE, question, owner)


def matching(actor: Actor, question: FolderFilter, now: datetime | None = None) -> Query:
    """The visible folders that answer the question, in no order: list, totals and export start from it.

    Args:
        actor: the viewer; every condition about what is inside speaks of the opportunities that they may see.
        question: the filter.
        now: for what has been idle; the present unless told.
    """
    rows = visible_folder_rows(actor)
    if question.state is not FolderState.ALL:
        rows = rows.where(Folder.active.is_(question.state is FolderState.ACTIVE))
    if question.owner is not None:
        rows = rows.where(
            Folder.owner_id == actor.member_id if question.owner == OWNER_ME else Member.slack_user_id == question.owner
        )
    if question.mine:
        rows = rows.where(policy.own_folders(actor))
    if question.opps is OppsFilter.NONE:
        rows = rows.where(~_has_inside(actor, play.in_progress))
    elif question.opps is not None:
        status = Status(question.opps.value)
        rows = rows.where(_has_inside(actor, lambda inside: inside.status == status))
    for tag in question.tags:
        rows = rows.where(_has_inside(actor, partial(carries, tag)))
    for tag in question.without_tags:
        rows = rows.where(~_has_inside(actor, partial(carries, tag)))
    if question.won_over is not None or question.open_over is not None or question.idle_days is not None:
        rows = _by_figures(rows, actor, question, now or clock.now())
    for word in question.words:
        rows = rows.where(func.strpos(Folder.name_key, func.search_key(word)) > 0)
    return rows


_OF_THE_FOLDER: Final[dict[SortKey, ColumnElement[Any]]] = {
    SortKey.NAME: Folder.name_key.expression,
    SortKey.CREATED: Folder.created_at.expression,
}
_OVER_WHAT_IS_INSIDE: Final[dict[SortKey, Callable[[FromClause], ColumnElement[Any]]]] = {
    SortKey.UPDATED: lambda figures: func.greatest(Folder.updated_at, figures.c.touched),
    SortKey.OPEN: lambda figures: figures.c.in_progress,
    SortKey.WON: lambda figures: figures.c.won_amount,
    SortKey.COUNT: lambda figures: figures.c.count,
}


def _by_figures(rows: Query, actor: Actor, question: FolderFilter, now: datetime) -> Query:
    """Conditions about sums and dates of what is inside, over the same figures that the list shows."""
    figures = figures_of(actor, Folder.id, "asked")
    rows = rows.join(figures, true())
    if question.won_over is not None:
        rows = rows.where(figures.c.won_amount > question.won_over)
    if question.open_over is not None:
        rows = rows.where(figures.c.in_progress > question.open_over)
    if question.idle_days is not None:
        since = now - timedelta(days=question.idle_days)
        rows = rows.where(func.greatest(Folder.updated_at, figures.c.touched) < since)
    return rows


def _order(key: Any, name_key: Any, number: Any, question: FolderFilter) -> tuple[Any, ...]:
    if question.sort is SortKey.NAME:
        return (name_key.desc(), number.desc()) if question.descending else (name_key, number)
    return (key.desc() if question.descending else key, name_key, number)


def _has_inside(actor: Actor, condition: Callable[[Any], ColumnElement[bool]]) -> ColumnElement[bool]:
    """That the folder holds an opportunity, one the actor may see, of which the condition is true."""
    return exists().where(
        policy.visible_opportunities(actor, _INSIDE), _INSIDE.folder_id == Folder.id, condition(_INSIDE)
    )
