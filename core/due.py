"""What time brings: put down with the change that makes it due, swept by the worker (DESIGN, principle 14)."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, true
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from core.models import Due


def put_down(
    session: Session, workspace_id: int, kind: str, subject: str, due_at: datetime, facts: dict[str, Any] | None = None
) -> None:
    """Let something happen at a time. The same thing put down before is moved.

    Args:
        session: the caller's.
        workspace_id: where.
        kind: what shall happen.
        subject: to what, such as `folder:12`.
        due_at: when.
        facts: more that has to be known then: ids and plain values.
    """
    row = {"due_at": due_at, "facts": facts or {}}
    session.execute(
        insert(Due)
        .values(workspace_id=workspace_id, kind=kind, subject=subject, **row)
        .on_conflict_do_update(constraint="uq_due_once_a_subject", set_=row)
    )


def cross_out(session: Session, workspace_id: int, subject: str, *kinds: str) -> None:
    """Let it not happen after all.

    What a worker holds at this moment is left to it, and not waited for, since it may wait for what the caller holds:
    whoever does what is due looks whether it still holds good.

    Args:
        session: the caller's.
        workspace_id: where.
        subject: to what.
        kinds: which; all of the subject where none is named.
    """
    there = select(Due.id).where(Due.workspace_id == workspace_id, Due.subject == subject)
    free = (there.where(Due.kind.in_(kinds)) if kinds else there).with_for_update(skip_locked=True)
    session.execute(delete(Due).where(Due.id.in_(free.scalar_subquery())))


def take(
    session: Session, workspace_id: int, now: datetime, limit: int = 50, kinds: Collection[str] | None = None
) -> Sequence[Due]:
    """Take what is due, in the order in which it became so; what another worker holds is left to it.

    What is taken is gone with the caller's commit: what comes of it has to be done in the same transaction.

    Args:
        session: the caller's.
        workspace_id: where.
        now: what was due by then.
        limit: at most so many.
        kinds: those that the caller knows; what a newer worker put down is left to it. All where None.
    """
    known = true() if kinds is None else Due.kind.in_(kinds)
    found = session.scalars(
        select(Due)
        .where(Due.workspace_id == workspace_id, Due.due_at <= now, known)
        .order_by(Due.due_at, Due.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    for one in found:
        session.delete(one)
    return found
