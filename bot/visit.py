"""One request of one person, and how to answer it where they stand: in a message, a modal, the Home tab or a search."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

import structlog
from slack_bolt import Ack, BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient
from sqlalchemy.orm import Session

from bot.fingerprint import fingerprint
from bot.i18n import Reader
from bot.identity import DEFAULT_LOCALE, DEFAULT_ZONE, Identity
from bot.mrkdwn import escape
from bot.payload import Payload
from bot.views.screen import Screen
from core import history, repeats
from core.actor import Actor

log: Final = structlog.get_logger(__name__)

SLACK_SECONDS: Final = 2
"""How long a call to Slack may take: the person waits three seconds in all (SLACK.md, protocol)."""

SLACK_HOOKS: Final = "https://hooks.slack.com/"
DEFAULT_CURRENCY: Final = "EUR"


Later = Callable[["Visit", Callable[["Visit"], None]], None]


class Visit(Payload):
    """A request on its way to an answer. Listeners take it and nothing else.

    Args:
        identity: knows who acts.
        readers: how the people met so far read: for words alone, when the database cannot be asked.
        body: the payload.
        client: the Web API.
        ack: Bolt's acknowledgement; what it carries is the body of the HTTP answer.
        later: takes what is put off until the request is answered.
    """

    def __init__(
        self,
        identity: Identity,
        readers: dict[tuple[str, str], Reader],
        *,
        body: dict[str, Any],
        client: WebClient,
        ack: Ack,
        later: Later,
    ) -> None:
        super().__init__(body)
        self._identity = identity
        self._readers = readers
        self._ack = ack
        self._later = later
        self._acted = False
        self._answered_elsewhere = False
        self.client: Final = client
        self._request: str | None = fingerprint(self.body, self.sender)

    # Who

    @contextmanager
    def acting(self) -> Iterator[tuple[Session, Actor]]:
        """A transaction in which the sender acts, with their rights of this moment.

        Raises:
            NotAdmitted: guest, bot, deactivated or stranger.
            Repeated: the request did its work before; whatever was begun now is undone.
            DatabaseAway: the database does not answer.
        """
        with repeats.noticed(), self._identity.acting(self.client, self.sender) as (session, actor):
            self.reader = Reader.of(actor.locale, actor.time_zone, actor.currency)
            repeats.begun_by(session, self._request)
            yield session, actor
            self._acted = self._acted or history.happened(session)
        if repeats.is_claimed(session):
            # What the request does afterwards is part of the same act.
            self._request = None

    def introduce(self, slack_user_id: str | None) -> None:
        """Make sure that a person chosen in the form is known (`Identity.introduce`)."""
        self._identity.introduce(self.client, self.sender, slack_user_id)

    def introduce_all(self, slack_user_ids: Collection[str]) -> None:
        """The same for many people at once (`Identity.introduce_all`)."""
        self._identity.introduce_all(self.client, self.sender, slack_user_ids)

    @contextmanager
    def unattended(self) -> Iterator[tuple[Session, int]]:
        """A transaction in which nobody acts, for what Slack tells of the workspace itself; with the workspace's id."""
        with self._identity.unattended(self.client, self.sender) as (session, workspace_id):
            yield session, workspace_id

    @property
    def is_installed(self) -> bool:
        """Whether anybody here used the app before (`Identity.knows`)."""
        return self._identity.knows(self.sender)

    def meet(self, *, only_known: bool) -> None:
        """Write down what Slack says of the person whom an event is about (`Identity.refresh`)."""
        self._identity.refresh(self.client, self.sender, only_known=only_known)

    @property
    def reader(self) -> Reader:
        """How the sender reads: as they did last, English before they were met."""
        key = (self.sender.tenant, self.sender.user_id)
        return self._readers.get(key) or Reader.of(DEFAULT_LOCALE, DEFAULT_ZONE, DEFAULT_CURRENCY)

    @reader.setter
    def reader(self, reader: Reader) -> None:
        self._readers[self.sender.tenant, self.sender.user_id] = reader

    # Answers

    @property
    def outdates_home(self) -> bool:
        """Whether something was done in a modal or on the Home tab, so that the tab behind it shows how things were."""
        return self._acted and "view" in self.body and not self._answered_elsewhere

    def permalink(self) -> str:
        """A link to that message; empty where Slack gives none."""
        channel = self.body.get("channel") or {}
        return self._permalink(str(channel.get("id")), str(self.message["ts"]))

    def show(self, screen: Screen) -> None:
        """Show something new: below in a conversation, on top of a modal."""
        if self.view:
            self._ack()
            if self.is_from_third_modal:
                self._put(screen)
            else:
                self.client.views_push(trigger_id=self.trigger, view=screen.as_modal(self.reader))
        elif not self.is_command and not self.is_from_message:
            self._ack()
            self.client.views_open(trigger_id=self.trigger, view=screen.as_modal(self.reader))
        elif not self.is_command:
            self._ack()
            _send(screen, self.reply_url, replace=False)
        else:
            self._ack(**screen.as_message())

    def replace(self, screen: Screen) -> None:
        """Show what has become of the thing, in its place."""
        if self.view:
            self._ack()
            self._put(screen)
        elif self.is_action and self.is_from_message:
            self._ack()
            _send(screen, self.reply_url, replace=True)
        else:
            self.show(screen)

    def ask(self, modal: dict[str, Any]) -> None:
        """Open a form; on top of the modal that it was asked for in, where there is room."""
        self._ack()
        if self.is_from_third_modal:
            self.client.views_update(view_id=self.view["id"], view=modal)
        elif self.view:
            self.client.views_push(trigger_id=self.trigger, view=modal)
        else:
            self.client.views_open(trigger_id=self.trigger, view=modal)

    def redraw(self, modal: dict[str, Any]) -> None:
        """Draw a form anew while it is filled in; where it was drawn anew meanwhile, that stays."""
        self._ack()
        try:
            self.client.views_update(view_id=self.view["id"], hash=self.view.get("hash"), view=modal)
        except SlackApiError as error:
            if error.response["error"] != "hash_conflict":
                raise

    def ask_again(self, modal: dict[str, Any]) -> None:
        """Answer a form with another one in its place."""
        self._ack(response_action="update", view=modal)

    def go_back(self, screen: Screen) -> None:
        """Close a form that did its work; what it was opened from shows what came of it."""
        below = self.view.get("previous_view_id")
        if below is None:
            self._ack(response_action="update", view=screen.as_modal(self.reader))
            return
        self.client.views_update(view_id=below, view=screen.as_modal(self.reader))
        self._ack()

    def conclude(self, screen: Screen, reply_url: str, *, replace: bool = False) -> None:
        """Answer a form that did its work: in the conversation it was opened from, else in place of the form.

        Args:
            screen: what came of it.
            reply_url: `reply_url` of the request that opened the form, as it was kept in the form.
            replace: whether to put it in the place of the message that the form was opened from.
        """
        sent = self.reply(screen, reply_url, replace=replace)
        if sent:
            self._answered_elsewhere = True
            self._ack()
        else:
            self._ack(response_action="update", view=screen.as_modal(self.reader))

    def reply(self, screen: Screen, reply_url: str, *, replace: bool = False) -> bool:
        """Send an answer to an earlier request of the same person.

        Returns:
            Whether Slack took it; it no longer does after five answers or thirty minutes.
        """
        origins = (SLACK_HOOKS, self.client.base_url.removesuffix("api/"))
        # A form's private_metadata comes back from outside: only Slack itself is ever sent an answer.
        if not reply_url.startswith(origins):
            return False
        return _send(screen, reply_url, replace=replace)

    def afterwards(self, act: Callable[[Visit], None]) -> None:
        """Put something off until this request is answered, for what takes longer than Slack waits.

        Args:
            act: what to do then; it reads the rights of that moment.
        """
        self._later(self, act)

    def tell(self, screen: Screen) -> None:
        """Say something more, once the request was answered; silently impossible where it had no place of its own."""
        if self.reply_url:
            _send(screen, self.reply_url, replace=False)
        else:
            self.client.chat_postMessage(channel=self._own_messages(), **screen.as_message())

    def post(self, channel_id: str, screen: Screen) -> tuple[str, str]:
        """Write into a channel, for all to read; it rings nobody.

        Args:
            channel_id: where; the app is in it.
            screen: what is written, in the workspace's language.

        Returns:
            Slack's name of the message, and a permalink to it; the latter is empty where Slack gives none.

        Raises:
            SlackApiError: Slack did not take it.
        """
        answer = self.client.chat_postMessage(
            channel=channel_id, unfurl_links=False, unfurl_media=False, **screen.as_message()
        )
        return str(answer["ts"]), self._permalink(channel_id, str(answer["ts"]))

    def deliver(self, files: list[dict[str, Any]], said: str) -> None:
        """Send files into the sender's own messages with the app: nobody else is ever there.

        Args:
            files: name and content of each.
            said: what is said with them.
        """
        self.client.files_upload_v2(
            channel=self._own_messages(), file_uploads=files, initial_comment=escape(said), request_file_info=False
        )

    def _permalink(self, channel_id: str, message_ts: str) -> str:
        with suppress(SlackApiError, OSError):
            return str(self.client.chat_getPermalink(channel=channel_id, message_ts=message_ts)["permalink"])
        return ""

    def _own_messages(self) -> str:
        opened = self.client.conversations_open(users=self.sender.user_id)
        return str(opened["channel"]["id"])

    def publish(self, home: dict[str, Any]) -> None:
        """Put the Home tab before the sender."""
        self._ack()
        self.client.views_publish(user_id=self.sender.user_id, view=home)

    def offer(self, options: list[dict[str, Any]]) -> None:
        """Answer a search as somebody types."""
        self._ack(options=options)

    def done(self) -> None:
        """Acknowledge, and say nothing."""
        self._ack()

    def refuse(self, screen: Screen, field: str = "") -> BoltResponse:
        """Say no where the person stands: under the field of the form that it is about, else in words of its own.

        Args:
            screen: the sentence.
            field: the field it belongs to.
        """
        kind = self.body.get("type")
        if kind == "view_submission":
            fields = [block["block_id"] for block in self.view.get("blocks", ()) if block["type"] == "input"]
            if fields:
                # Under a field whatever it is about: what was typed stays on the screen.
                under = field if field in fields else fields[0]
                return self._ack(response_action="errors", errors={under: screen.text})
            return self._ack(response_action="update", view=screen.as_modal(self.reader))
        if kind == "block_suggestion":
            return self._ack(options=[])
        if self.event.get("type") == "app_home_opened":
            return self._refuse_home(screen)
        if self.event:
            # Slack sends an event again that was not taken: that somebody became a guest must not be lost.
            return BoltResponse(status=503)
        self.show(screen)
        return self._ack.response or BoltResponse(status=200)

    def _refuse_home(self, screen: Screen) -> BoltResponse:
        """Nobody who may see nothing keeps a Home tab from when they might."""
        self.publish({"type": "home", "blocks": [block.to_dict() for block in screen.blocks]})
        return self._ack.response or BoltResponse(status=200)

    def _put(self, screen: Screen) -> None:
        self.client.views_update(view_id=self.view["id"], view=screen.as_modal(self.reader))


def _send(screen: Screen, reply_url: str, *, replace: bool) -> bool:
    """Send a message that only the person reads by a `response_url`; gives whether Slack took it."""
    client = WebhookClient(reply_url, timeout=SLACK_SECONDS)
    try:
        answer = client.send(**screen.as_message(), response_type="ephemeral", replace_original=replace)
    except OSError as error:
        log.warning("answer not sent", why=type(error).__name__)
        return False
    if answer.status_code != 200:
        log.warning("answer not taken", status=answer.status_code)
    return answer.status_code == 200
