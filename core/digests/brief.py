"""The morning brief: what needs its reader today, and what they expected to close by now or this week."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlalchemy.orm import Session

from core import play
from core.actor import Actor
from core.attention import Attention, needs_attention
from core.models import Opportunity
from core.opportunities.rows import OpportunityRow, read_opportunity, visible_opportunity_rows

SHOWN: Final = 5
"""So many of each kind are shown; of the rest it is said how many there are."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What somebody reads in the morning, by what they may see at that moment.

    Attributes:
        today: the day, where they are.
        attention: what the Home tab says needs them: reminders of today, and folders with nothing in progress.
        closings: theirs in progress that they expected to close before today or by the end of the week, the earliest
            first; not all of them.
        closings_in_all: how many there are.
    """

    today: date
    attention: Attention
    closings: tuple[OpportunityRow, ...]
    closings_in_all: int

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing in it."""
        return not (self.attention.folders or self.attention.reminders or self.closings)


def read(session: Session, actor: Actor, now: datetime) -> Brief:
    """Read it.

    Args:
        session: the caller's.
        actor: the reader, as they stand now.
        now: aware.
    """
    today = now.astimezone(ZoneInfo(actor.time_zone)).date()
    sunday = today + timedelta(days=6 - today.weekday())
    closings = session.execute(
        visible_opportunity_rows(actor)
        .where(
            Opportunity.owner_id == actor.member_id,
            play.in_progress(),
            Opportunity.expected_closing_on <= sunday,
        )
        .add_columns(func.count().over().label("in_all"))
        .order_by(Opportunity.expected_closing_on, Opportunity.number)
        .limit(SHOWN)
    ).all()
    return Brief(
        today=today,
        attention=needs_attention(session, actor, now, most=SHOWN),
        closings=tuple(read_opportunity(row) for row in closings),
        closings_in_all=closings[0].in_all if closings else 0,
    )
