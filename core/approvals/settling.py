"""What becomes of the cards of a request: one settles them all, each as its reader may see the folder by now."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import history, members, policy
from core.actor import Actor
from core.approvals.events import OwnerChangeDeclined, OwnerChangeLapsed
from core.approvals.rows import ApprovalRow, Ending, find
from core.members import Person
from core.models import Approval, ApprovalMessage, ApprovalOutcome, Member, Settings, Standing


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
    """A card that was posted.

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
    """A request that is answered, and whom that concerns.

    Attributes:
        first: whether this act settled it; False where that was done already, and nothing was changed.
        ending: how it ended.
        row: the request, as the actor may see it by now; None where they no longer see the folder.
        cards: all that were posted, to be settled.
        asker: who is to be told; None where nobody is: never of one's own act, never who left.
        asked: the request as the asker may see it; None where they no longer see the folder.
    """

    first: bool
    ending: Ending
    row: ApprovalRow | None
    cards: tuple[Card, ...]
    asker: Addressee | None
    asked: ApprovalRow | None


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


def settled(session: Session, actor: Actor, approval: Approval, seen: ApprovalRow | None, *, first: bool) -> Settled:
    """A request that is answered, as each who is concerned may see it by now.

    Args:
        session: the caller's.
        actor: who acts.
        approval: which.
        seen: the request as the actor saw it before; None where they did not.
        first: whether this act settled it.
    """
    assert approval.outcome is not None, "an open request has no ending"
    assert approval.answered_at is not None, "the database keeps the two together"
    by = None if approval.answered_by_id is None else _person(session.get_one(Member, approval.answered_by_id))
    ending = Ending(approval.outcome, by, approval.answered_at, approval.answer_reason)
    asker = member(session.get_one(Member, approval.asker_id))
    asked = members.present(session, actor.workspace_id, asker.slack_id)
    tells = first and asked is not None and asked.member_id != actor.member_id
    return Settled(
        first=first,
        ending=ending,
        row=find(session, actor, approval.id),
        cards=_cards(session, actor, approval, None if seen is None else replace(seen, ending=ending)),
        asker=asker if tells else None,
        asked=find(session, asked, approval.id) if tells and asked is not None else None,
    )


def member(found: Member) -> Addressee:
    """A person as somebody who reads."""
    return Addressee(found.slack_user_id, found.name, found.id, found.locale, found.time_zone)


def alert_channel(session: Session, actor: Actor) -> Addressee | None:
    """The readers of the workspace's alert channel, where one is set."""
    settings = session.get_one(Settings, actor.workspace_id)
    return None if settings.alert_channel is None else _readers(settings, settings.alert_channel)


def _cards(session: Session, actor: Actor, approval: Approval, seen: ApprovalRow | None) -> tuple[Card, ...]:
    """The cards, each with what its reader may see. A channel reads the folder's name, and no figures (SPEC §4.3)."""
    settings = session.get_one(Settings, actor.workspace_id)
    posted = session.scalars(
        select(ApprovalMessage)
        .where(policy.in_workspace(actor, ApprovalMessage), ApprovalMessage.approval_id == approval.id)
        .order_by(ApprovalMessage.ts)
    )
    cards = []
    for message in posted.all():
        if message.member_id is None:
            cards.append(Card(message.channel, message.ts, _readers(settings, message.channel), seen))
            continue
        reader = member(session.get_one(Member, message.member_id))
        eyes = members.present(session, actor.workspace_id, reader.slack_id)
        row = None if eyes is None else find(session, eyes, approval.id)
        cards.append(Card(message.channel, message.ts, reader, row))
    return tuple(cards)


def _readers(settings: Settings, channel: str) -> Addressee:
    return Addressee(channel, "", None, settings.language, settings.time_zone)


def _person(found: Member) -> Person:
    return Person(found.id, found.slack_user_id, found.name, found.standing is Standing.MEMBER)
