"""What may be told, and how each of it reads: made when it is sent, from how things stand then (SPEC §4.3).

A renderer gets the occasion and gives a screen, or None where there is nothing to say any more. It runs inside a
transaction and asks Slack nothing. What it shows a member is what that member may see at this moment (`actor`); what it
shows a channel, what everyone there may see (`channel`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot import approvals, digests, dormancy, leavers, living, persons
from bot.i18n import Reader
from bot.views.routes import paused
from bot.views.screen import Screen
from core import routes, together
from core.actor import Actor
from core.following import BROKEN
from core.models import Message
from core.routes import ROUTE_PAUSED
from core.sharing import Channel


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is told, to whom, and when.

    Attributes:
        session: in the workspace.
        message: what the core decided to tell: its subject and facts; `ts` is there once it was sent.
        reader: the member, or the channel in the workspace's language, zone and currency.
        actor: the member as they stand at this moment; None for a channel.
        channel: the channel as Slack describes it, all people in it known; only where the kind looks.
        now: when.
    """

    session: Session
    message: Message
    reader: Reader
    actor: Actor | None
    channel: Channel | None
    now: datetime


Renderer = Callable[[Occasion], Screen | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of message.

    Attributes:
        render: how it reads.
        looks: whether Slack is asked who reads the channel before it is rendered, each time.
    """

    render: Renderer
    looks: bool = False


def kinds() -> Mapping[str, Kind]:
    """Every kind of message, by the name that `core.outbox.post` is given."""
    to_persons = {**persons.RENDERERS, **approvals.RENDERERS, **digests.RENDERERS, **leavers.RENDERERS}
    every = {**dormancy.RENDERERS, **to_persons, ROUTE_PAUSED: _route_paused}
    told = {name: Kind(render) for name, render in every.items()}
    shown = {name: Kind(render, looks=True) for name, render in living.RENDERERS.items()}
    return {**told, **shown, together.TOGETHER: Kind(partial(persons.held_back, told))}


def _route_paused(occasion: Occasion) -> Screen | None:
    channel, why = occasion.message.facts["channel"], occasion.message.facts["why"]
    kind = BROKEN if why in BROKEN else routes.UNREACHABLE
    ways = routes.of(occasion.session, occasion.message.workspace_id, channel)
    still = [way for way in ways if way.paused in kind]
    if not still and (occasion.message.ts is None or not ways):
        return None
    # What somebody else lets the channel follow by now is no word of the reader's.
    theirs = [way for way in still if occasion.actor is not None and way.set_by_id == occasion.actor.member_id]
    return paused(channel, why, occasion.reader, over=not still, follows=theirs[0].filter if theirs else "")
