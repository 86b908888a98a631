"""One folder, opened: what it is, what is inside, what it brought."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from core import clock, fields, policy, revenue
from core.actor import Actor
from core.errors import NotFound
from core.figures import figures_of
from core.folders import delete, history
from core.folders.history import Told
from core.folders.rows import FolderRow, read_row, visible_folder_rows
from core.models import Folder, Opportunity, Status
from core.opportunities.rows import OpportunityRow, in_order_of_work, read_opportunity, visible_opportunity_rows
from core.revenue import MonthWon

SHOWN: Final = 10
"""Opportunities on the card; it says how many more there are."""


@dataclass(frozen=True, slots=True)
class FolderCard:
    """What the card of a folder shows, to one viewer.

    Attributes:
        row: the folder and its figures.
        description: free text.
        answers: default fields that were answered.
        opportunities: those that the viewer may see, the active ones first; ten at the most.
        won_this_year: sum of amounts over what was won since the year began.
        history: the last that happened, as far as the viewer may know it; three things at the most.
        deletable: whether the viewer may delete it as it stands.
        months: what was won in each of the last twelve months; none where they were not asked for.
    """

    row: FolderRow
    description: str
    answers: tuple[fields.FieldAnswer, ...]
    opportunities: tuple[OpportunityRow, ...]
    won_this_year: Decimal
    history: tuple[Told, ...] = ()
    deletable: bool = False
    months: tuple[MonthWon, ...] = ()

    @property
    def more(self) -> int:
        """How many opportunities are not on the card."""
        return self.row.figures.count - len(self.opportunities)


def open_folder(
    session: Session, actor: Actor, folder_id: int, year_began: datetime, *, months_to: datetime | None = None
) -> FolderCard:
    """A folder as the actor may see it. Owning it reveals nothing inside it (SPEC §2.2).

    Args:
        session: the caller's.
        actor: the viewer.
        folder_id: which.
        year_began: the first moment of the viewer's year, for "this year".
        months_to: the moment that the last of twelve months holds, where the card shows them one by one.

    Raises:
        NotFound: there is none, or none for this viewer.
    """
    now = clock.now()
    figures = figures_of(actor, Folder.id)
    won_this_year = (
        select(func.coalesce(func.sum(Opportunity.amount), 0))
        .where(
            policy.visible_opportunities(actor),
            Opportunity.folder_id == Folder.id,
            Opportunity.status == Status.WON,
            Opportunity.closed_at >= year_began,
        )
        .correlate(Folder)
        .scalar_subquery()
    )
    asked = (
        visible_folder_rows(actor)
        .where(Folder.id == folder_id)
        .add_columns(Folder.description, won_this_year.label("won_this_year"), *figures.c)
        .add_columns(fields.answers_column(actor).label("answers"), delete.deletable(actor, now).label("deletable"))
        .join(figures, true())
    )
    beginnings = () if months_to is None else revenue.month_beginnings(months_to, actor.time_zone)
    if beginnings:
        asked = asked.add_columns(revenue.won_by_month(actor, beginnings).label("won_by_month"))
    row = session.execute(asked).one_or_none()
    if row is None:
        raise NotFound("folder")
    inside = session.execute(
        visible_opportunity_rows(actor)
        .where(Opportunity.folder_id == folder_id)
        .order_by(*in_order_of_work())
        .limit(SHOWN)
    )
    return FolderCard(
        row=read_row(row),
        description=row.description,
        answers=fields.read_answers(row.answers),
        opportunities=tuple(read_opportunity(found) for found in inside),
        won_this_year=Decimal(row.won_this_year).quantize(Decimal("0.01")),
        history=history.summed_up(session, actor, folder_id, now),
        deletable=row.deletable,
        months=revenue.read_months(row.won_by_month, beginnings) if beginnings else (),
    )
