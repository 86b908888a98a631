"""From a message that was decided to one that is read: once, in order, and as things stand when it is sent (SPEC §4.3).

What is said is made inside a transaction and spoken outside it. Before a message is spoken for the first time it is
written down that it may be there from now on; where no answer came, the channel is looked at for the message's key
before it is spoken again. So it is said at least once, and read once.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from slack_sdk import WebClient
from sqlalchemy.orm import Session

from bot import channels
from bot.config import Config
from bot.delivery_errors import FAILURES, Fate, judge
from bot.delivery_notes import locked, note_failure, note_said, recipient
from bot.identity import Identity, Sender
from bot.notifications import Kind, Occasion
from bot.views.screen import Screen
from core import clock, outbox, routes, together
from core.db import Database
from core.models import Message, Workspace
from core.sharing import Channel

log: Final = structlog.get_logger(__name__)

SLACK_SECONDS: Final = 10
"""How long an answer of Slack is waited for, where nobody waits in front of a screen."""

PROMPT_SECONDS: Final = 5
"""Whoever needed longer from the decision to the word may have been taken for dead, and somebody else for heir."""

EVENT_TYPE: Final = "dossier_message"
"""Names our metadata at Slack; its payload is the key, and nothing else."""

PAGE: Final = 100
PAGES: Final = 5
LEFT: Final = "account_inactive"
"""What is noted of a message whose reader left before it was sent."""

MARGIN: Final = timedelta(minutes=10)
"""How far and how long ago the channel is looked at for a message: as much as two clocks may differ."""


class Later(Exception):
    """It is not done now, and to be tried again. What waits behind it waits too.

    Args:
        why: Slack's code.
        pause: seconds to wait; a growing pause where None.
    """

    def __init__(self, why: str, pause: int | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.pause = pause


@dataclass(frozen=True, slots=True)
class _Known:
    """What Slack was asked on the way: nothing of it is asked inside a transaction.

    Attributes:
        channel: where a member reads us.
        audience: the channel, where the kind looks.
        looked: whether the channel was looked at for the message.
        ts: of the message, where it was there.
    """

    channel: str | None = None
    audience: Channel | None = None
    looked: bool = False
    ts: str | None = None


@dataclass(frozen=True, slots=True)
class _Ask:
    """Slack has to be asked first: whose messages, for which key, or who reads the channel."""

    user_id: str | None = None
    channel: str | None = None
    tenant: str = ""
    key: str | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Say:
    """What is to be said, and where; `ts` is there where it is said anew."""

    channel: str
    ts: str | None
    key: str
    screen: Screen
    revision: int


class Delivery:
    """Delivers messages. Safe to be used by several threads.

    Args:
        database: where the messages are.
        client: Slack's; made by `slack_client`, so that it tries nothing again by itself.
        kinds: how each kind of message reads.
    """

    def __init__(self, database: Database, client: WebClient, kinds: Mapping[str, Kind]) -> None:
        self._database = database
        self._client = client
        self._kinds = kinds
        self._identity = Identity(database)

    def deliver(self, workspace_id: int, message_id: int) -> None:
        """Send a message, or bring it up to date; nothing where that was done or is not wanted any more.

        Args:
            workspace_id: where.
            message_id: which.

        Raises:
            Later: it has to be tried again.
            DatabaseAway: the database does not answer.
        """
        known = _Known()
        while True:
            with self._database.transaction(workspace_id) as session:
                message = locked(session, workspace_id, message_id)
                step = self._step(session, message, known) if message else None
            decided_at = time.monotonic()
            if step is None:
                return
            try:
                if isinstance(step, _Ask):
                    known = self._learn(step, known)
                    continue
                if time.monotonic() - decided_at > PROMPT_SECONDS:
                    raise Later("overtaken", 1)
                ts = self._speak(step)
            except FAILURES as failure:
                self._failed(workspace_id, message_id, failure, spoken=isinstance(step, _Say))
                return
            with self._database.transaction(workspace_id) as session:
                message = locked(session, workspace_id, message_id)
                if message is not None:
                    note_said(session, message, step.channel, ts, step.revision, clock.now())
            return

    def _step(self, session: Session, message: Message, known: _Known) -> _Ask | _Say | None:
        """What to do next about a message; None when nothing is left to do."""
        now = clock.now()
        kind = self._kinds.get(message.kind)
        assert kind is not None, f"nobody knows how {message.kind} reads"
        if message.sent >= message.wanted or message.trouble or (message.held_until and message.held_until > now):
            message.queued = False
            return None
        if message.to_channel is not None:
            message.trouble = routes.paused(session, message.workspace_id, message.to_channel)
            if message.trouble is not None:
                message.queued = False
                return None
        whole = together.whole(message)
        if whole is not None:
            message.sent, message.queued = message.wanted, False
            outbox.wake(session, message.workspace_id, whole)
            return None
        reading = recipient(session, message)
        if reading is None:
            log.info("message given up", message=message.id, kind=message.kind, why=LEFT)
            message.trouble, message.queued = LEFT, False
            return None
        reader, actor = reading
        channel = message.channel or message.to_channel or known.channel
        if channel is None:
            assert actor is not None, "whoever is no channel is a member"
            return _Ask(user_id=actor.slack_user_id)
        if message.ts is None and message.attempted_at is not None and not known.looked:
            return _Ask(channel=channel, key=message.key, since=message.attempted_at)
        if message.ts is None and known.ts is not None:
            # It was there all the time. Only its first wording can have been sent: what came since is an update.
            message.channel, message.ts, message.sent_at, message.sent = channel, known.ts, now, 1
            if message.wanted == 1:
                message.queued = False
                return None
        if kind.looks and message.to_channel and known.audience is None:
            return _Ask(channel=channel, tenant=session.get_one(Workspace, message.workspace_id).slack_team_id)
        screen = kind.render(Occasion(session, message, reader, actor, known.audience, now))
        if screen is None:
            message.sent, message.queued = message.wanted, False
            return None
        if message.ts is None:
            message.attempted_at = now
        return _Say(channel, message.ts, message.key, screen, message.wanted)

    def _learn(self, ask: _Ask, known: _Known) -> _Known:
        if ask.user_id is not None:
            opened = self._client.conversations_open(users=ask.user_id)
            return replace(known, channel=str(opened["channel"]["id"]))
        assert ask.channel is not None, "it is a person or a channel that Slack is asked about"
        if ask.key is not None and ask.since is not None:
            return replace(known, looked=True, ts=self._find(ask.channel, ask.key, ask.since))
        audience = channels.look(self._client, ask.channel)
        self._identity.introduce_all(self._client, Sender(ask.tenant, "", False), audience.people)
        return replace(known, audience=audience)

    def _find(self, channel: str, key: str, since: datetime) -> str | None:
        """The message of this key in the channel, if it is there; newest first, as far as it can be."""
        cursor = None
        for _ in range(PAGES):
            answer = self._client.conversations_history(
                channel=channel, include_all_metadata=True, limit=PAGE, cursor=cursor
            )
            found: list[dict[str, Any]] = answer["messages"]
            for one in found:
                metadata = one.get("metadata") or {}
                if metadata.get("event_type") == EVENT_TYPE and metadata.get("event_payload", {}).get("key") == key:
                    return str(one["ts"])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor or float(found[-1]["ts"]) < (since - MARGIN).timestamp():
                return None
        return None

    def _speak(self, say: _Say) -> str:
        content = say.screen.as_message() | {"metadata": {"event_type": EVENT_TYPE, "event_payload": {"key": say.key}}}
        if say.ts is not None:
            self._client.chat_update(channel=say.channel, ts=say.ts, **content)
            return say.ts
        said = self._client.chat_postMessage(channel=say.channel, unfurl_links=False, unfurl_media=False, **content)
        return str(said["ts"])

    def _failed(self, workspace_id: int, message_id: int, failure: Exception, *, spoken: bool) -> None:
        """Write down what a failure makes of the message.

        Args:
            workspace_id: where.
            message_id: which.
            failure: of a call of Slack.
            spoken: whether the call was to say it, rather than to ask something first.

        Raises:
            Later: it is to be tried again.
        """
        with self._database.transaction(workspace_id) as session:
            message = locked(session, workspace_id, message_id)
            if message is None:
                return
            verdict = judge(failure, to_member=message.to_member_id is not None)
            note_failure(message, verdict, spoken=spoken)
            channel = message.to_channel
        if verdict.fate is Fate.PAUSES and channel is not None:
            # In a transaction of its own: who changes settings and routes locks those first.
            with self._database.transaction(workspace_id) as session:
                routes.pause(session, workspace_id, channel, verdict.code, clock.now())
        log.warning("message not taken", message=message_id, why=verdict.code, fate=verdict.fate)
        match verdict.fate:
            case Fate.WAITS:
                raise Later(verdict.code, verdict.pause)
            case Fate.AGAIN | Fate.LOCKED_OUT:
                raise Later(verdict.code)


def slack_client(config: Config) -> WebClient:
    """A client that tries nothing again by itself: a message whose answer was lost may be there.

    Args:
        config: the settings.
    """
    return WebClient(
        token=config.slack_bot_token, base_url=config.slack_api_url, timeout=SLACK_SECONDS, retry_handlers=[]
    )
