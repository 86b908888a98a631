"""What a folder is worth, to a viewer: counts, sums and dates over the opportunities inside that they may see.

SPEC §2.3: every figure obeys. The condition is `policy.visible_opportunities`, added here once for all screens.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import FromClause, Row, func, select
from sqlalchemy.orm import aliased

from core import policy
from core.actor import Actor
from core.models import ACTIVE_STATUSES, Opportunity, Status

_INSIDE = aliased(Opportunity)
_FIGURES: Final[tuple[Any, ...]] = (
    func.count().label("count"),
    *(func.count().filter(_INSIDE.status == status).label(status.value) for status in Status),
    func.coalesce(func.sum(_INSIDE.amount).filter(_INSIDE.status.in_(ACTIVE_STATUSES)), 0).label("in_progress"),
    func.coalesce(func.sum(_INSIDE.amount).filter(_INSIDE.status == Status.WON), 0).label("won_amount"),
    func.min(_INSIDE.created_at).label("oldest"),
    func.max(_INSIDE.updated_at).label("touched"),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one folder.

    Attributes:
        count: opportunities.
        by_status: how many have each status; every status is there.
        in_progress: sum of amounts over todo and standby.
        won: sum of amounts over won.
        oldest: when the oldest was created; None where there is none.
        touched: when one of them last changed; None where there is none.
    """

    count: int
    by_status: dict[Status, int]
    in_progress: Decimal
    won: Decimal
    oldest: datetime | None
    touched: datetime | None

    @property
    def active(self) -> int:
        """How many are in progress."""
        return sum(self.by_status[status] for status in ACTIVE_STATUSES)


def figures_of(actor: Actor, folder_id: Any, name: str = "figures") -> FromClause:
    """The figures as a lateral sub-query, to be joined on true.

    Args:
        actor: the viewer.
        folder_id: the column that holds the folder's id in the query around it.
        name: of the sub-query, where one query needs two.
    """
    return (
        select(*_FIGURES)
        .where(policy.visible_opportunities(actor, _INSIDE), _INSIDE.folder_id == folder_id)
        .lateral(name)
    )


def read_figures(row: Row[Any]) -> Figures:
    """The figures out of a row that selected all columns of `figures_of`."""
    found = row._mapping
    return Figures(
        count=found["count"],
        by_status={status: found[status.value] for status in Status},
        in_progress=Decimal(found["in_progress"]).quantize(Decimal("0.01")),
        won=Decimal(found["won_amount"]).quantize(Decimal("0.01")),
        oldest=found["oldest"],
        touched=found["touched"],
    )
