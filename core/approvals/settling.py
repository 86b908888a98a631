"""How a request ends: once, and with all its cards."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from core import history
from core.actor import Actor
from core.approvals import telling
from core.approvals.events import OwnerChangeDeclined, OwnerChangeLapsed
from core.approvals.rows import ApprovalRow, Ending, find
from core.models import Approval, ApprovalOutcome, Member, Settings


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who reads something, or the readers of a channel, and how.

    Attributes:
        slack_id: of the person or the channel.
        name: the person's display name; empty for a channel.
        member_id: the person; None for a channel.
        locale: as Slack gives it; the workspace's for a channel.
        time_zone: theirs; the workspace's for a channel.
    """

    slack_id: str
    name: str
    member_id: int | None
    locale: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class Card:
    """A card that stands before whoever answers.

    Attributes:
        channel: where.
        ts: which message.
        reader: who reads it.
        row: the request; None where the reader may not see the folder, and so is told of no name.
    """

    channel: str
    ts: str
    reader: Addressee
    row: ApprovalRow | None


@dataclass(frozen=True, slots=True)
class Settled:
    """A request that is answered.

    Attributes:
        first: whether this act settled it; False where that was done already, and nothing was changed.
        ending: how it ended.
        row: the request, as the actor may see it by now; None where they no longer see the folder.
        cards: those that the actor may stand on, to be settled at once; the worker sees to them all.
    """

    first: bool
    ending: Ending
    row: ApprovalRow | None
    cards: tuple[Card, ...]


def settle(
    session: Session,
    actor: Actor,
    approval: Approval,
    outcome: ApprovalOutcome,
    now: datetime,
    seen: ApprovalRow,
    *,
    reason: str = "",
) -> Settled:
    """Close a request. What was approved is in the history by itself: the folder changed hands.

    Args:
        session: the caller's.
        actor: who answers, or whose act showed that there is nothing left to answer.
        approval: held, and open.
        outcome: how it ends.
        now: when.
        seen: the request as the actor saw it before.
        reason: why it is declined.
    """
    answered = outcome in (ApprovalOutcome.APPROVED, ApprovalOutcome.DECLINED)
    approval.outcome, approval.answered_at, approval.answer_reason = outcome, now, reason
    approval.answered_by_id = actor.member_id if answered else None
    session.flush()
    if outcome is ApprovalOutcome.DECLINED:
        declined = OwnerChangeDeclined(
            folder_id=approval.folder_id,
            before_id=approval.from_owner_id,
            after_id=approval.to_owner_id,
            asked_by_id=approval.asker_id,
        )
        history.record(session, actor, declined, now)
    elif not answered:
        lapse(session, actor, approval, now)
    telling.follow(session, approval)
    telling.answer(session, actor, approval, now)
    return settled(session, actor, approval, seen, first=True)


def lapse(session: Session, actor: Actor, approval: Approval, now: datetime) -> None:
    """Write down that a request came to nothing.

    Args:
        session: the caller's.
        actor: whose act showed it.
        approval: outdated, or unsent.
        now: when.
    """
    assert approval.outcome is not None, "an open request has come to nothing yet"
    lapsed = OwnerChangeLapsed(
        folder_id=approval.folder_id,
        before_id=approval.from_owner_id,
        after_id=approval.to_owner_id,
        asked_by_id=approval.asker_id,
        why=approval.outcome.value,
    )
    history.record(session, actor, lapsed, now)


def settled(session: Session, actor: Actor, approval: Approval, seen: ApprovalRow, *, first: bool) -> Settled:
    """A request that is answered, as the actor may see it by now.

    Args:
        session: the caller's.
        actor: who acts.
        approval: which.
        seen: the request as the actor saw it before.
        first: whether this act settled it.
    """
    ending = telling.ending_of(session, approval)
    row = find(session, actor, approval.id)
    return Settled(first, ending, row, _cards(session, actor, approval.id, row, replace(seen, ending=ending)))


def member(found: Member) -> Addressee:
    """A person as somebody who reads."""
    return Addressee(found.slack_user_id, found.name, found.id, found.locale, found.time_zone)


def alert_channel(session: Session, actor: Actor) -> Addressee | None:
    """The readers of the workspace's alert channel, where one is set."""
    settings = session.get_one(Settings, actor.workspace_id)
    return None if settings.alert_channel is None else _readers(settings, settings.alert_channel)


def _cards(
    session: Session, actor: Actor, approval_id: int, row: ApprovalRow | None, seen: ApprovalRow
) -> tuple[Card, ...]:
    """The cards before the actor. A channel reads the folder's name, and no figures (SPEC §4.3)."""
    cards = []
    for message in telling.before(session, actor, approval_id):
        assert message.channel is not None, "only what was said is before anybody"
        assert message.ts is not None, "the same"
        if message.to_channel is None:
            reader = member(session.get_one(Member, actor.member_id))
            cards.append(Card(message.channel, message.ts, reader, row))
        else:
            settings = session.get_one(Settings, actor.workspace_id)
            cards.append(Card(message.channel, message.ts, _readers(settings, message.to_channel), seen))
    return tuple(cards)


def _readers(settings: Settings, channel: str) -> Addressee:
    return Addressee(channel, "", None, settings.language, settings.time_zone)
