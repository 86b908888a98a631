"""What needs somebody's attention: the one definition, for the Home tab and whatever tells people of it.

A folder needs it when it is active and nothing in it is in progress: no todo and no standby among the opportunities
that the viewer may see, which is what `opps:none` asks (SPEC §4.1, §2.3). It needs that of its owner.
An opportunity needs it when it is a standby whose reminder comes due today, or should have come.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import func, true
from sqlalchemy.orm import Session

from core.actor import Actor
from core.db import Query
from core.figures import figures_of
from core.filters import OWNER_ME, FolderFilter, OppsFilter, SortKey
from core.folders.browse import matching
from core.folders.rows import FolderRow, read_row
from core.models import Folder, Opportunity, Status
from core.opportunities.rows import OpportunityRow, read_opportunity, visible_opportunity_rows

QUIET: Final = FolderFilter(opps=OppsFilter.NONE)
"""Active folders with nothing in progress, whoever owns them."""

MY_QUIET: Final = FolderFilter(opps=OppsFilter.NONE, owner=OWNER_ME, sort=SortKey.UPDATED)
"""Those of the viewer, idle the longest first."""


@dataclass(frozen=True, slots=True)
class Attention:
    """What needs the attention of one person.

    Attributes:
        folders: theirs in which nothing is in progress, idle the longest first; not all of them.
        folders_in_all: how many there are.
        reminders: their standbys that come due today or should have; not all of them.
        reminders_in_all: how many there are.
    """

    folders: tuple[FolderRow, ...]
    folders_in_all: int
    reminders: tuple[OpportunityRow, ...]
    reminders_in_all: int


def quiet_folders(actor: Actor, question: FolderFilter = QUIET) -> Query:
    """The visible folders that need attention, in no order.

    Args:
        actor: the viewer.
        question: `QUIET` or a narrower one, such as `MY_QUIET`.
    """
    return matching(actor, question)


def needs_attention(session: Session, actor: Actor, now: datetime, *, most: int) -> Attention:
    """What needs the actor's attention.

    Args:
        session: the caller's.
        actor: the viewer.
        now: aware.
        most: how many folders and how many reminders are read at the most.
    """
    figures = figures_of(actor, Folder.id)
    folders = session.execute(
        quiet_folders(actor, MY_QUIET)
        .join(figures, true())
        .add_columns(*figures.c, func.count().over().label("in_all"))
        .order_by(func.greatest(Folder.updated_at, figures.c.touched), Folder.name_key, Folder.number)
        .limit(most)
    ).all()
    reminders = session.execute(
        visible_opportunity_rows(actor)
        .where(
            Opportunity.owner_id == actor.member_id,
            Opportunity.status == Status.STANDBY,
            Opportunity.reminder_at < _tomorrow(now, actor.time_zone),
        )
        .add_columns(func.count().over().label("in_all"))
        .order_by(Opportunity.reminder_at, Opportunity.number)
        .limit(most)
    ).all()
    return Attention(
        folders=tuple(read_row(row) for row in folders),
        folders_in_all=folders[0].in_all if folders else 0,
        reminders=tuple(read_opportunity(row) for row in reminders),
        reminders_in_all=reminders[0].in_all if reminders else 0,
    )


def _tomorrow(now: datetime, time_zone: str) -> datetime:
    """The first moment of the day after the one that it is now, there."""
    zone = ZoneInfo(time_zone)
    return datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time(), zone)
