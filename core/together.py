"""What was held back in somebody's quiet hours comes together, as one message, when they end (SPEC §4.3).

What became part of another message is sent and edited with it, and never alone.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core import due, outbox, quiet_hours
from core.models import Due, Message
from core.outbox import ToMember

TOGETHER: Final = "together"
"""The message that holds others."""

MOST: Final = 10
"""Messages in one: Slack takes fifty blocks (SLACK.md, Limits). What is more comes in another."""

AGAIN: Final = timedelta(seconds=1)
_PARTS: Final = "parts"
WITHIN: Final = "within"
"""The fact that names the message which this one became a part of."""


def release(session: Session, workspace_id: int, one: Due, now: datetime) -> None:
    """Quiet hours are over: what waited is sent, alone where it is alone.

    Where the worker comes so late that it is quiet again, it waits on. So it does for a second where somebody holds a
    part of it.

    Args:
        session: in the workspace.
        workspace_id: where.
        one: what fell due.
        now: when.
    """
    member_id = int(one.subject.split(":")[1])
    waiting = (Message.workspace_id == workspace_id, Message.to_member_id == member_id, Message.held_until <= now)
    held = session.scalars(
        select(Message)
        .where(*waiting)
        .order_by(Message.id)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    ).all()
    if len(held) < (session.scalar(select(func.count()).select_from(Message).where(*waiting)) or 0):
        due.put_down(session, workspace_id, one.kind, one.subject, now + AGAIN)
        return
    quiet_until = quiet_hours.end_for(session, workspace_id, member_id, now)
    if quiet_until is not None:
        for message in held:
            message.held_until = quiet_until
        subject = quiet_hours.subject(member_id, quiet_until)
        due.put_down(session, workspace_id, quiet_hours.OVER, subject, quiet_until)
        return
    for first in range(0, len(held), MOST):
        _send(session, workspace_id, held[first : first + MOST], now)


def whole(message: Message) -> int | None:
    """The message that this one became a part of, by its id; None where it stands alone."""
    within = message.facts.get(WITHIN)
    return None if within is None else int(within)


def parts(session: Session, message: Message) -> Sequence[Message]:
    """The messages that became parts of this one, in the order in which they were decided."""
    inside = (Message.workspace_id == message.workspace_id, Message.id.in_(message.facts[_PARTS]))
    return session.scalars(select(Message).where(*inside).order_by(Message.id)).all()


def _send(session: Session, workspace_id: int, some: Sequence[Message], now: datetime) -> None:
    for message in some:
        message.held_until = None
    if len(some) == 1:
        outbox.again(session, some[0])
        return
    [member_id] = {message.to_member_id for message in some}
    assert member_id is not None, "only what is for a member is held back"
    facts = {_PARTS: [message.id for message in some]}
    to = ToMember(member_id)
    made = outbox.post(
        session, workspace_id, TOGETHER, to, now, subject=f"member:{member_id}", facts=facts, urgent=True
    )
    for message in some:
        message.facts = {**message.facts, WITHIN: made.id}
        message.sent = message.wanted
        # From now on it may be there, as with what is sent alone.
        message.attempted_at = now
    session.flush()
