"""Channels that follow a filter: they hear of the folders that it matches (SPEC §4.1, `/folder follow`; §4.3).

Any member of a channel may let it follow, for what everyone there may see: that a folder has nothing in progress is
told whoever sees it, so a filter may ask for whatever shows in that sentence; about what is inside, only where everyone
sees every opportunity and nobody there is a guest, since that a folder matches would tell of it.

The words of a filter are read by the caller (`Reading`); its meaning is weighed here, as any reader of a channel.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from core import audience, history, members, outbox, policy, routes, sharing, tags
from core.actor import Actor
from core.filters import OWNER_ME, Flaw, FolderFilter, FolderState, OppsFilter, SortKey
from core.folders.browse import matching
from core.invalid import ChannelExternal, FilterUnfit, NotFollowing
from core.models import Folder, Member, Route, Settings, Standing
from core.outbox import ToMember
from core.routes import ROUTE_PAUSED
from core.settings_events import ChannelFollows
from core.sharing import Channel, Withheld

Reading = Callable[[str], FolderFilter]
"""Reads what a route keeps, as it was written when somebody let the channel follow it."""

BROKEN: Final = frozenset({Flaw.HIDDEN, Flaw.OWNER_HIDDEN, Flaw.OWNER_GONE, Flaw.TAG_GONE})
"""What may come over a filter that was in order when it was first followed."""

_NEVER: Final = (OppsFilter.TODO, OppsFilter.STANDBY)
_NAMES_ONLY: Final = (Withheld.GUESTS, Withheld.NOT_ALL_KNOWN)


@dataclass(frozen=True, slots=True)
class Prospect:
    """What it would be for a channel to follow a filter.

    Attributes:
        channel: which.
        question: the filter, without an order.
        owner: the display name of the owner that it names; empty where it names none, or nobody who is known.
        followed: what the channel follows until now; None where it follows nothing.
        names_told: whether its readers would learn names of folders that are not theirs (SPEC §4.3).
        guests: whether guests are among them.
        known: whether everybody there is known; where not, they have to be met first.
        flaw: what keeps the channel from following it.
    """

    channel: Channel
    question: FolderFilter
    owner: str
    followed: str | None
    names_told: bool
    guests: bool
    known: bool
    flaw: Flaw | None


def prospect(session: Session, actor: Actor, channel: Channel, question: FolderFilter) -> Prospect:
    """Look at what it would be for a channel to follow a filter.

    Args:
        session: the caller's.
        actor: who would let it.
        channel: as Slack describes it.
        question: the filter; an order in it says nothing.

    Raises:
        ChannelUnknown, ChannelArchived, NotInChannel: see `sharing.may_share`.
        ChannelExternal: other companies read it.
    """
    sharing.may_share(actor, channel)
    withheld = sharing.extent(session, actor, channel, None, of_folder=False).withheld
    if Withheld.OTHER_COMPANIES in withheld:
        raise ChannelExternal(channel.name)
    asked = replace(question, sort=SortKey.NAME, descending=False)
    found = _flaw(session, actor.workspace_id, asked)
    if found is None and _asks_inside(asked) and any(one in withheld for one in _NAMES_ONLY):
        found = Flaw.GUESTS
    return Prospect(
        channel=channel,
        question=asked,
        owner=members.asked_for(session, actor, asked.owner),
        followed=session.scalar(select(Route.filter).where(*_of(actor.workspace_id, channel.id))),
        names_told=policy.each_their_own(actor),
        guests=Withheld.GUESTS in withheld,
        known=Withheld.NOT_ALL_KNOWN not in withheld,
        flaw=found,
    )


def follow(session: Session, actor: Actor, prospective: Prospect, text: str, now: datetime) -> None:
    """Let a channel follow a filter, in the place of what it followed before.

    Args:
        session: the caller's.
        actor: who does it: who is told when it cannot be followed any more.
        prospective: as `prospect` found it; what may have changed in the settings since is looked at again.
        text: the filter as it is kept.
        now: when.

    Raises:
        FilterUnfit: no channel can follow that filter, or not this one.
    """
    channel = prospective.channel.id
    routes.hold(session, actor.workspace_id)
    flaw = prospective.flaw or _flaw(session, actor.workspace_id, prospective.question)
    if flaw is not None:
        raise FilterUnfit(flaw)
    before = session.scalar(select(Route.filter).where(*_of(actor.workspace_id, channel)))
    row = {"filter": text, "set_by_id": actor.member_id, "set_at": now, "paused": None}
    session.execute(
        insert(Route)
        .values(workspace_id=actor.workspace_id, channel=channel, **row)
        .on_conflict_do_update(index_elements=[Route.workspace_id, Route.channel], set_=row)
    )
    # Slack has just told that the channel can be reached.
    routes.resume(session, actor.workspace_id, channel)
    if before != text:
        history.record(session, actor, ChannelFollows(channel=channel, before=before, after=text), now)


def unfollow(session: Session, actor: Actor, channel: str, now: datetime) -> str:
    """Let a channel follow nothing any more. Whoever stands in it may, and Slack says who does.

    Args:
        session: the caller's.
        actor: who does it.
        channel: its Slack id.
        now: when.

    Returns:
        What it followed.

    Raises:
        NotFollowing: it followed nothing.
    """
    routes.hold(session, actor.workspace_id)
    route = session.scalars(select(Route).where(*_of(actor.workspace_id, channel)).with_for_update()).one_or_none()
    if route is None:
        raise NotFollowing
    session.delete(route)
    history.record(session, actor, ChannelFollows(channel=channel, before=route.filter, after=None), now)
    return route.filter


def hearing(session: Session, workspace_id: int, folder_id: int, now: datetime, read: Reading) -> list[str]:
    """The channels that follow a filter which a folder matches; those among them that cannot be reached just now, too.

    Args:
        session: in the workspace.
        workspace_id: where.
        folder_id: which.
        now: when.
        read: reads a filter.
    """
    found = []
    reader = audience.channel_reader(session, workspace_id)
    for route in look_after(session, workspace_id, now, read):
        matched = matching(reader, read(route.filter), now).where(Folder.id == folder_id)
        if session.execute(matched.with_only_columns(Folder.id)).first() is not None:
            found.append(route.channel)
    return found


def look_after(session: Session, workspace_id: int, now: datetime, read: Reading) -> list[Route]:
    """Pause what names whom or what is no longer there, or asks for what channels are not told any more.

    Whoever set it is told, and reads of it once it runs again.

    Args:
        session: the caller's.
        workspace_id: where.
        now: when.
        read: reads a filter.

    Returns:
        Those whose filter is in order.
    """
    found = {one.id: (one, _flaw(session, workspace_id, read(one.filter))) for one in _routes(session, workspace_id)}
    changed = [
        one.id
        for one, amiss in found.values()
        if (one.paused is None and amiss is not None) or (one.paused in BROKEN and amiss is None)
    ]
    for route in _routes(session, workspace_id, changed) if changed else ():
        _, amiss = found[route.id]
        if route.paused is None and amiss is not None:
            route.paused = amiss
            facts = {"channel": route.channel, "why": amiss}
            to = ToMember(route.set_by_id)
            outbox.post(session, workspace_id, ROUTE_PAUSED, to, now, subject=f"route:{route.channel}", facts=facts)
        elif route.paused in BROKEN and amiss is None:
            route.paused = None
            outbox.refresh(session, workspace_id, f"route:{route.channel}")
    session.flush()
    return [one for one, amiss in found.values() if amiss is None]


def _flaw(session: Session, workspace_id: int, question: FolderFilter) -> Flaw | None:
    """What keeps any channel from following a filter, as things are; None where nothing does."""
    if question.mine or question.owner == OWNER_ME:
        return Flaw.ME
    if question.state is FolderState.DEACTIVATED or question.opps in _NEVER or question.open_over is not None:
        return Flaw.NEVER
    rules = session.get_one(Settings, workspace_id)
    if not policy.everyone_sees_inside(rules) and _asks_inside(question):
        return Flaw.HIDDEN
    if question.owner is not None and policy.each_their_own(rules):
        return Flaw.OWNER_HIDDEN
    if question.owner is not None and not _is_there(session, workspace_id, question.owner):
        return Flaw.OWNER_GONE
    reader = audience.channel_reader(session, workspace_id) if question.tags else None
    if reader is not None and not all(tags.is_carried(session, reader, tag) for tag in question.tags):
        return Flaw.TAG_GONE
    return None


def _asks_inside(question: FolderFilter) -> bool:
    """Whether it asks about opportunities; that none is in progress is what is told anyway."""
    about = question.opps not in (None, OppsFilter.NONE)
    return about or bool(question.tags or question.without_tags) or question.won_over is not None


def _is_there(session: Session, workspace_id: int, slack_user_id: str) -> bool:
    of_them = (Member.workspace_id == workspace_id, Member.slack_user_id == slack_user_id)
    return session.scalar(select(Member.standing).where(*of_them)) is Standing.MEMBER


def _of(workspace_id: int, channel: str) -> tuple[ColumnElement[bool], ...]:
    return Route.workspace_id == workspace_id, Route.channel == channel


def _routes(session: Session, workspace_id: int, locked: Sequence[int] | None = None) -> Sequence[Route]:
    """All of them, or some, which are then held."""
    wanted = select(Route).where(Route.workspace_id == workspace_id).order_by(Route.id)
    if locked is not None:
        wanted = wanted.where(Route.id.in_(locked)).with_for_update()
    return session.scalars(wanted.execution_options(populate_existing=True)).all()
