"""Quiet hours (SPEC §4.3, §5): by the reader's own clock nobody is written to; what waits comes when they end."""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import reminders
from core.models import Member, Settings

OVER: Final = "quiet.over"
"""Due when somebody's quiet hours end, if something was held back for them."""


def subject(member_id: int, until: datetime) -> str:
    """What the end of somebody's quiet hours is put down as: each night's is a thing of its own."""
    return f"member:{member_id}:{until:%Y%m%d%H%M%S}"


def end_for(session: Session, workspace_id: int, member_id: int, now: datetime) -> datetime | None:
    """When the quiet hours end in which a member is now; None where they are in none.

    Args:
        session: in the workspace.
        workspace_id: where.
        member_id: who would be written to.
        now: when.
    """
    hours, until, zone = session.execute(
        select(Settings.quiet_from, Settings.quiet_until, Member.time_zone)
        .join(Member, Member.workspace_id == Settings.workspace_id)
        .where(Settings.workspace_id == workspace_id, Member.id == member_id)
    ).one()
    return end(hours, until, zone, now)


def end(begins: time | None, ends: time | None, time_zone: str, now: datetime) -> datetime | None:
    """When the quiet hours end in which it is now; None where it is in none.

    Args:
        begins: by the clock of that zone; None, or the same as `ends`, where there are no quiet hours.
        ends: on the same day, or on the next where it is earlier.
        time_zone: the reader's, a tz database name.
        now: aware.
    """
    if begins is None or ends is None or begins == ends:
        return None
    today = now.astimezone(ZoneInfo(time_zone)).date()
    for day in (today - timedelta(days=1), today):
        last = day if begins < ends else day + timedelta(days=1)
        over = reminders.moment(last, ends, time_zone)
        if reminders.moment(day, begins, time_zone) <= now < over:
            return over
    return None
