"""What is written down of a message while it is delivered, and who is to read it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.delivery_errors import Fate, Verdict
from bot.i18n import Reader
from core import members, outbox
from core.actor import Actor
from core.models import Member, Message, Settings


def locked(session: Session, workspace_id: int, message_id: int) -> Message | None:
    """A message, held until the transaction ends; None where it is gone."""
    return session.scalars(
        select(Message)
        .where(Message.workspace_id == workspace_id, Message.id == message_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()


def recipient(session: Session, message: Message) -> tuple[Reader, Actor | None] | None:
    """How the recipient reads, and a member as they stand; None where they may read nothing any more (SPEC §2.6)."""
    if message.to_member_id is None:
        settings = session.get_one(Settings, message.workspace_id)
        return Reader.of(settings.language, settings.time_zone, settings.currency), None
    slack_user_id = session.scalars(
        select(Member.slack_user_id).where(
            Member.workspace_id == message.workspace_id, Member.id == message.to_member_id
        )
    ).one()
    actor = members.present(session, message.workspace_id, slack_user_id)
    return None if actor is None else (Reader.of(actor.locale, actor.time_zone, actor.currency), actor)


def note_said(session: Session, message: Message, channel: str, ts: str, revision: int, now: datetime) -> None:
    """Write down that it was said; what came meanwhile is said anew.

    Args:
        session: the caller's.
        message: locked.
        channel: where it stands.
        ts: Slack's name of it.
        revision: which wording.
        now: when.
    """
    message.channel, message.ts, message.sent_at = channel, ts, now
    message.sent, message.queued = revision, False
    if message.wanted > message.sent:
        outbox.again(session, message)


def note_failure(message: Message, verdict: Verdict, *, spoken: bool) -> None:
    """Write down what a failure makes of a message.

    Args:
        message: locked.
        verdict: what the failure means.
        spoken: whether the call was to say it, rather than to ask something first.
    """
    if spoken and verdict.fate is not Fate.AGAIN and message.ts is None:
        # Slack said no: it is not there, and nobody has to look.
        message.attempted_at = None
    match verdict.fate:
        case Fate.FORGOTTEN:
            message.sent, message.queued = message.wanted, False
            message.trouble = verdict.code
        case Fate.PAUSES | Fate.UNREACHABLE | Fate.REFUSED:
            message.trouble, message.queued = verdict.code, False
