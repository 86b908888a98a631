"""Where alerts go, and what becomes of it when a channel cannot be reached (SPEC §4.3): nothing is dropped silently.

A pause holds for the channel as a whole: for the alert channel and for what follows there. Whoever set it is told once;
what was to be said there is kept, and said when the channel can be reached again, as far as it is true then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import outbox, policy
from core.actor import Actor
from core.errors import NotFound
from core.models import Message, Route, Settings
from core.outbox import ToMember

ROUTE_PAUSED: Final = "route.paused"
"""The message that tells whoever set it."""

UNREACHABLE: Final = frozenset(
    {
        "channel_not_found",
        "ekm_access_denied",
        "is_archived",
        "not_in_channel",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
    }
)
"""Why a channel cannot be reached, as it is written down; any other reason for a pause is not healed by reaching it."""


@dataclass(frozen=True, slots=True)
class Way:
    """A channel that alerts go to.

    Attributes:
        channel: its Slack id.
        is_alert_channel: whether it is the one of the settings; else it follows a filter.
        filter: what it follows.
        paused: why nothing goes there now; None where it runs.
        set_by_id: who set it; None where nobody is known.
    """

    channel: str
    is_alert_channel: bool
    filter: str
    paused: str | None
    set_by_id: int | None


def ways(session: Session, workspace_id: int) -> list[Way]:
    """Every channel that alerts go to, the alert channel first.

    Args:
        session: the caller's.
        workspace_id: where.
    """
    settings = session.get_one(Settings, workspace_id)
    found = [
        Way(one.channel, False, one.filter, one.paused, one.set_by_id)
        for one in _routes(session, workspace_id, None, lock=False)
    ]
    if settings.alert_channel is None:
        return found
    alerts = Way(settings.alert_channel, True, "", settings.alert_channel_paused, settings.alert_channel_by_id)
    return [alerts, *found]


def of(session: Session, workspace_id: int, channel: str) -> list[Way]:
    """The same, of one channel."""
    return [way for way in ways(session, workspace_id) if way.channel == channel]


def paused(session: Session, workspace_id: int, channel: str) -> str | None:
    """Why the channel cannot be reached, as far as it is known; None where it can."""
    found = of(session, workspace_id, channel)
    return next((way.paused for way in found if way.paused in UNREACHABLE), None)


def pause(session: Session, workspace_id: int, channel: str, why: str, now: datetime) -> bool:
    """Let nothing go to a channel that cannot be reached, and tell whoever set it: once, until it is reached again.

    Args:
        session: the caller's.
        workspace_id: where.
        channel: its Slack id.
        why: one of `UNREACHABLE`.
        now: when.

    Returns:
        Whether it ran until now.
    """
    settings = _settings(session, workspace_id)
    told: set[int] = set()
    ran = False
    if settings.alert_channel == channel and settings.alert_channel_paused is None:
        settings.alert_channel_paused, ran = why, True
        told |= {settings.alert_channel_by_id} if settings.alert_channel_by_id else set()
    for route in _routes(session, workspace_id, channel, lock=True):
        if route.paused is None:
            route.paused, ran = why, True
            told.add(route.set_by_id)
    session.flush()
    if ran:
        # What was told of an earlier pause, and of its end, is not told anew.
        for member_id in sorted(told):
            facts = {"channel": channel, "why": why}
            outbox.post(
                session,
                workspace_id,
                ROUTE_PAUSED,
                ToMember(member_id),
                now,
                subject=f"route:{channel}",
                facts=facts,
            )
    return ran


def resume(session: Session, workspace_id: int, channel: str) -> bool:
    """Let alerts go to a channel again that can be reached, and say what waited.

    Args:
        session: the caller's.
        workspace_id: where.
        channel: its Slack id.

    Returns:
        Whether anything was paused.
    """
    settings = _settings(session, workspace_id)
    ran = True
    if settings.alert_channel == channel and settings.alert_channel_paused in UNREACHABLE:
        settings.alert_channel_paused, ran = None, False
    for route in _routes(session, workspace_id, channel, lock=True):
        if route.paused in UNREACHABLE:
            route.paused, ran = None, False
    waited = session.scalars(
        select(Message)
        .where(Message.workspace_id == workspace_id, Message.to_channel == channel, Message.trouble.in_(UNREACHABLE))
        .order_by(Message.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    for message in waited:
        message.trouble = None
        # What changed meanwhile did not touch it; and it may stand there in its first wording, since no answer came.
        message.wanted += 1
        outbox.again(session, message)
    outbox.refresh(session, workspace_id, f"route:{channel}")
    return not ran


def hold(session: Session, workspace_id: int) -> None:
    """Let nobody else change where alerts go until the transaction ends."""
    _settings(session, workspace_id)


def to_test(session: Session, actor: Actor, channel: str) -> None:
    """Make sure that the actor may try whether a channel can be reached.

    Raises:
        NotFound: alerts do not go there, or it is not for them to know.
    """
    found = of(session, actor.workspace_id, channel)
    if not any(policy.sees_to_route(actor, way.set_by_id) for way in found):
        raise NotFound("route")


def _settings(session: Session, workspace_id: int) -> Settings:
    return session.scalars(
        select(Settings)
        .where(Settings.workspace_id == workspace_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def _routes(session: Session, workspace_id: int, channel: str | None, *, lock: bool) -> Sequence[Route]:
    wanted = select(Route).where(Route.workspace_id == workspace_id).order_by(Route.id)
    if channel is not None:
        wanted = wanted.where(Route.channel == channel)
    if lock:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return session.scalars(wanted).all()
