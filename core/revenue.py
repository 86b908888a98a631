"""What a folder brought, month by month: the last twelve, over what the viewer may see (SPEC §2.3, §4.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import ARRAY, DateTime, ScalarSelect, String, cast, func, literal, select
from sqlalchemy.orm import aliased

from core import policy
from core.actor import Actor
from core.models import Folder, Opportunity, Status

MONTHS: Final = 12

_WON = aliased(Opportunity)


@dataclass(frozen=True, slots=True)
class MonthWon:
    """A month.

    Attributes:
        first: its first day.
        won: sum of the amounts over what was won in it.
    """

    first: date
    won: Decimal


def month_beginnings(now: datetime, time_zone: str) -> tuple[datetime, ...]:
    """When each of the last twelve months began, there; the one that it is now is the last of them.

    Args:
        now: aware.
        time_zone: a tz database name.
    """
    local = now.astimezone(ZoneInfo(time_zone))
    this = local.year * 12 + local.month - 1
    return tuple(
        datetime(month // 12, month % 12 + 1, 1, tzinfo=local.tzinfo) for month in range(this - MONTHS + 1, this + 1)
    )


def won_by_month(actor: Actor, beginnings: Sequence[datetime]) -> ScalarSelect[Any]:
    """The sums as one column beside a `Folder`: the number of each month, from 1, and its sum; None if there is none.

    Args:
        actor: the viewer.
        beginnings: of the months. They are where the viewer is, so the database need not know their zone.
    """
    # The text of a sum, not its number: JSON would make a float of it on the way.
    edges = literal(list(beginnings), ARRAY(DateTime(timezone=True)))
    month = func.width_bucket(_WON.closed_at, edges).label("month")
    sums = (
        select(month, cast(func.sum(_WON.amount), String).label("won"))
        .where(
            policy.visible_opportunities(actor, _WON),
            _WON.folder_id == Folder.id,
            _WON.status == Status.WON,
            _WON.closed_at >= beginnings[0],
        )
        .group_by(month)
        .correlate(Folder)
        .subquery("months")
    )
    return select(func.jsonb_object_agg(sums.c.month, sums.c.won)).select_from(sums).scalar_subquery()


def read_months(found: dict[str, str] | None, beginnings: Sequence[datetime]) -> tuple[MonthWon, ...]:
    """The months out of the column of `won_by_month`, those in which nothing was won among them.

    Args:
        found: the column.
        beginnings: as they were asked for.
    """
    won = found or {}
    return tuple(
        MonthWon(began.date(), Decimal(won.get(str(number), "0")).quantize(Decimal("0.01")))
        for number, began in enumerate(beginnings, 1)
    )
