"""What is to be told in Slack: decided in the transaction of the change, sent by the worker (SPEC §4.3).

The core says what is told and to whom; how it reads is made when it is sent, from how things stand then and by whom may
read it. Slack is never waited for here.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ARRAY, String, any_, delete, literal, select
from sqlalchemy.orm import Session

from core import due, quiet_hours
from core.models import Message
from core.queue import defer

DELIVER: Final = "deliver"
"""The job that sends a message, or brings one up to date."""

GATHER_SECONDS: Final = 1
"""Changes within so long make one update of a message (issue of living messages: several changes, one update)."""


@dataclass(frozen=True, slots=True)
class ToChannel:
    """Into a channel, by its Slack id."""

    channel: str


@dataclass(frozen=True, slots=True)
class ToMember:
    """To a member, into their own messages with the app."""

    member_id: int


Recipient = ToChannel | ToMember


def post(
    session: Session,
    workspace_id: int,
    kind: str,
    to: Recipient,
    now: datetime,
    *,
    subject: str,
    facts: dict[str, Any] | None = None,
    held_until: datetime | None = None,
    urgent: bool = False,
) -> Message:
    """Have something told, once the caller's transaction is committed.

    Args:
        session: the caller's.
        workspace_id: where.
        kind: what is told; the renderer of this name makes it a message.
        to: whom.
        now: when it was decided.
        subject: what it is about, such as `folder:12`.
        facts: what the renderer has to know: ids and plain values, never a name or an amount that may be hidden.
        held_until: not before then; whoever holds it back puts down that it comes due. A message to a member that is
            decided in their quiet hours is held back here.
        urgent: whether quiet hours do not hold it back.
    """
    if held_until is None and isinstance(to, ToMember) and not urgent:
        held_until = quiet_hours.end_for(session, workspace_id, to.member_id, now)
        if held_until is not None:
            quiet = quiet_hours.subject(to.member_id, held_until)
            due.put_down(session, workspace_id, quiet_hours.OVER, quiet, held_until)
    message = Message(
        workspace_id=workspace_id,
        kind=kind,
        subject=subject,
        facts=facts or {},
        to_channel=to.channel if isinstance(to, ToChannel) else None,
        to_member_id=to.member_id if isinstance(to, ToMember) else None,
        key=secrets.token_hex(12),
        wanted=1,
        sent=0,
        queued=held_until is None,
        created_at=now,
        held_until=held_until,
    )
    session.add(message)
    session.flush()
    if held_until is None:
        _see_to(session, message)
    return message


def adopt(
    session: Session,
    workspace_id: int,
    kind: str,
    channel: str,
    ts: str,
    now: datetime,
    *,
    subject: str,
    facts: dict[str, Any],
) -> None:
    """Remember a message that somebody's own request has written into a channel, so that it is kept up to date.

    Args:
        session: the caller's.
        workspace_id: where.
        kind: what is told, as for `post`.
        channel: where it stands.
        ts: Slack's name of it.
        now: when.
        subject: what it is about.
        facts: what the renderer has to know.
    """
    message = Message(
        workspace_id=workspace_id,
        kind=kind,
        subject=subject,
        facts=facts,
        to_channel=channel,
        to_member_id=None,
        key=secrets.token_hex(12),
        wanted=1,
        sent=1,
        queued=False,
        created_at=now,
        sent_at=now,
        channel=channel,
        ts=ts,
    )
    session.add(message)
    session.flush()


def refresh(session: Session, workspace_id: int, *subjects: str) -> None:
    """Bring every message about a subject up to date, once the caller's transaction is committed.

    Args:
        session: the caller's.
        workspace_id: where.
        subjects: what has changed.
    """
    one_of_them = Message.subject == any_(literal(list(subjects), ARRAY(String)))
    about = session.scalars(
        select(Message)
        .where(Message.workspace_id == workspace_id, one_of_them, Message.trouble.is_(None))
        .order_by(Message.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    for message in about.all():
        _want_anew(session, message)
    session.flush()


def forget(session: Session, workspace_id: int, *subjects: str) -> None:
    """Let what was never said about something stay unsaid: what it would have told is so no more.

    Args:
        session: the caller's.
        workspace_id: where.
        subjects: what has changed.
    """
    about = (Message.workspace_id == workspace_id, Message.subject == any_(literal(list(subjects), ARRAY(String))))
    never_said = (Message.ts.is_(None), Message.attempted_at.is_(None), Message.trouble.is_(None))
    session.execute(delete(Message).where(*about, *never_said))


def wake(session: Session, workspace_id: int, message_id: int) -> None:
    """Bring one message up to date, once the caller's transaction is committed.

    Args:
        session: the caller's.
        workspace_id: where.
        message_id: which.
    """
    message = session.scalars(
        select(Message)
        .where(Message.workspace_id == workspace_id, Message.id == message_id, Message.trouble.is_(None))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if message is not None:
        _want_anew(session, message)
        session.flush()


def again(session: Session, message: Message) -> None:
    """Have a message that was left seen to after all, or once more.

    Args:
        session: the caller's.
        message: locked by the caller.
    """
    message.queued = True
    session.flush()
    _see_to(session, message, pause=GATHER_SECONDS if message.ts else 0)


def line(message: Message) -> str:
    """The line that a message waits in: those of one recipient are sent one after the other."""
    to = message.to_channel or f"member-{message.to_member_id}"
    return f"{message.workspace_id} {to}"


def _want_anew(session: Session, message: Message) -> None:
    message.wanted += 1
    if not message.queued and message.held_until is None:
        message.queued = True
        _see_to(session, message, pause=GATHER_SECONDS)


def _see_to(session: Session, message: Message, pause: int = 0) -> None:
    ids = {"workspace_id": message.workspace_id, "message_id": message.id}
    defer(session, DELIVER, lock=line(message), pause=pause, **ids)
