"""Clearing away messages that can no longer change, once nobody scrolls back to them."""

from datetime import datetime, timedelta
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, CursorResult, String, and_, delete, exists, func, literal, or_
from sqlalchemy.orm import Session, aliased

from core import living, together
from core.leavers import cards
from core.models import Approval, Dormancy, Folder, Message, Opportunity, Route, Settings
from core.routes import UNREACHABLE

KEPT: Final = timedelta(days=90)
"""How long what was said is remembered after its last change, where nothing can come any more."""

_PART: Final = aliased(Message)


def clear_away(session: Session, workspace_id: int, now: datetime) -> int:
    """Forget messages that are settled: delivered or given up, long ago, and about nothing that may still change.

    Nothing is taken away in Slack.

    Args:
        session: in the workspace.
        workspace_id: where.
        now: when.

    Returns:
        How many there were.
    """
    given_up = and_(Message.trouble.is_not(None), Message.trouble.not_in(UNREACHABLE))
    settled = delete(Message).where(
        Message.workspace_id == workspace_id,
        ~Message.queued,
        func.coalesce(Message.sent_at, Message.created_at) < now - KEPT,
        or_(Message.sent >= Message.wanted, given_up),
        ~or_(*_lives()),
    )
    return cast("CursorResult[Any]", session.execute(settled)).rowcount


def _lives() -> list[ColumnElement[bool]]:
    """What a message may be about that can still change."""
    in_it: Any = Message.workspace_id
    shown = Message.trouble.is_(None)
    return [
        exists().where(
            Dormancy.workspace_id == in_it,
            Message.subject == _named("dormancy:", Dormancy.id),
            Dormancy.ended_at.is_(None),
        ),
        exists().where(
            Route.workspace_id == in_it, Message.subject == literal("route:") + Route.channel, Route.paused.is_not(None)
        ),
        exists().where(
            Settings.workspace_id == in_it,
            Message.subject == literal("route:") + Settings.alert_channel,
            Settings.alert_channel_paused.is_not(None),
        ),
        exists().where(
            Approval.workspace_id == in_it,
            Message.subject == _named("approval:", Approval.id),
            Approval.outcome.is_(None),
        ),
        and_(shown, Message.kind == cards.LEFT, ~Message.facts.has_key(cards.SETTLED)),
        # What holds others stays as long as they do: they are edited in it.
        and_(
            Message.kind == together.TOGETHER,
            exists().where(_PART.workspace_id == in_it, _PART.facts[together.WITHIN].astext == Message.id.cast(String)),
        ),
        and_(
            shown,
            Message.kind == living.FOLDER,
            exists().where(Folder.workspace_id == in_it, Message.subject == _named("folder:", Folder.id)),
        ),
        and_(
            shown,
            Message.kind == living.OPPORTUNITY,
            exists().where(
                Opportunity.workspace_id == in_it, Message.subject == _named("opportunity:", Opportunity.id)
            ),
        ),
    ]


def _named(kind: str, key: Any) -> ColumnElement[str]:
    named: ColumnElement[str] = literal(kind) + key.cast(String)
    return named
