"""A digest falls due: it is told where its time is, and the next one is put down in the same transaction.

Whether there is anything in it is seen when it is sent, by what its reader may see then; an empty one is never sent.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import outbox
from core.digests.schedule import ASKED_FOR, last_day, put_down
from core.digests.times import Digest, told_on
from core.models import Due, Member, Standing
from core.outbox import ToMember


def tell(session: Session, workspace_id: int, one: Due, now: datetime) -> None:
    """Tell a member their digest, unless its time is over; who left or no longer wants it is told nothing any more.

    Args:
        session: in the workspace.
        workspace_id: where.
        one: what fell due.
        now: when.
    """
    digest = Digest(one.kind)
    of_them = (Member.workspace_id == workspace_id, Member.id == int(one.subject.rpartition(":")[2]))
    member = session.execute(
        select(Member.id, Member.standing, Member.time_zone, ASKED_FOR[digest].label("wanted")).where(*of_them)
    ).one()
    if member.standing is not Standing.MEMBER or not member.wanted:
        return
    after = last_day(one)
    day = told_on(digest, now, member.time_zone, after)
    if day is not None:
        facts = {"day": day.isoformat()}
        to = ToMember(member.id)
        outbox.post(session, workspace_id, digest, to, now, subject=one.subject, facts=facts)
        after = day
    put_down(session, workspace_id, member.id, digest, member.time_zone, now, after)
