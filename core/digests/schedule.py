"""When somebody's digests are due: one thing due for each that they asked for, put down anew whenever it is told."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from core import due
from core.digests.times import Digest, begins_after, next_time
from core.models import Due, Member, Standing

ASKED_FOR: Final[dict[Digest, InstrumentedAttribute[bool]]] = {
    Digest.BRIEF: Member.morning_brief,
    Digest.WEEKLY: Member.weekly_table,
}
"""Where it is kept that somebody asked for one."""


def subject(member_id: int) -> str:
    """What things due for a member, and their digests, name as their subject."""
    return f"member:{member_id}"


def put_down(
    session: Session, workspace_id: int, member_id: int, digest: Digest, time_zone: str, now: datetime, after: date
) -> None:
    """Let the next one be told.

    Args:
        session: the caller's.
        workspace_id: where.
        member_id: to whom.
        digest: which.
        time_zone: of the reader.
        now: when.
        after: the day of the last one.
    """
    at = next_time(digest, now, time_zone, after)
    due.put_down(session, workspace_id, digest, subject(member_id), at, {"after": after.isoformat()})


def last_day(one: Due) -> date:
    """The day of the last one, as it was put down with the next."""
    return date.fromisoformat(one.facts["after"])


def follow(
    session: Session,
    workspace_id: int,
    member_id: int,
    asked_for: Collection[Digest],
    standing: Standing,
    time_zone: str,
    now: datetime,
) -> None:
    """Bring what is due for a member in line with what Slack says of them: where they are, and whether they left.

    Args:
        session: the caller's.
        workspace_id: where.
        member_id: whose.
        asked_for: what they get.
        standing: as it is now; who is no member gets nothing, until they are one again.
        time_zone: as it is now.
        now: when.
    """
    if standing is not Standing.MEMBER:
        due.cross_out(session, workspace_id, subject(member_id), *Digest)
        return
    for digest in asked_for:
        # Whoever tells it at this moment is waited for, and what they put down in its place is seen the second time.
        there = _held(session, workspace_id, member_id, digest) or _held(session, workspace_id, member_id, digest)
        after = begins_after(now, time_zone) if there is None else last_day(there)
        put_down(session, workspace_id, member_id, digest, time_zone, now, after)


def _held(session: Session, workspace_id: int, member_id: int, digest: Digest) -> Due | None:
    put_before = select(Due).where(
        Due.workspace_id == workspace_id, Due.kind == digest, Due.subject == subject(member_id)
    )
    return session.scalars(put_before.with_for_update().execution_options(populate_existing=True)).one_or_none()
