"""What Slack sent with a request: the same questions for commands, actions, forms, searches, shortcuts and events."""

from __future__ import annotations

from typing import Any, Final

from bot.identity import Sender, sender
from bot.values import Packed, storable


class Payload:
    """A payload, asked by name. Everything in it may have been typed by an attacker.

    Args:
        body: as Bolt read it.

    Attributes:
        body: the same, without what no text of ours can hold.
        sender: who sent it, as Slack says.
    """

    def __init__(self, body: dict[str, Any]) -> None:
        self.body: Final[dict[str, Any]] = storable(body)
        self.sender: Final[Sender] = sender(self.body)

    @property
    def command_text(self) -> str:
        """What was typed after the command."""
        return str(self.body.get("text") or "")

    @property
    def message(self) -> dict[str, Any]:
        """The message that a shortcut was used on; empty where it was none."""
        message: dict[str, Any] = self.body.get("message") or {}
        return message

    @property
    def event(self) -> dict[str, Any]:
        """The event of Slack; empty where it is none."""
        event: dict[str, Any] = self.body.get("event") or {}
        return event

    @property
    def action(self) -> dict[str, Any]:
        """The action that was taken."""
        actions = self.body.get("actions") or [{}]
        first: dict[str, Any] = actions[0]
        return first

    @property
    def value(self) -> Packed:
        """The facts in the button, or in the option that was chosen.

        Raises:
            Forged: there are none that this app wrote.
        """
        chosen = self.action.get("selected_option")
        return Packed(chosen.get("value") if isinstance(chosen, dict) else self.action.get("value"))

    @property
    def view(self) -> dict[str, Any]:
        """The modal that it came from; empty where it came from none."""
        view: dict[str, Any] = self.body.get("view") or {}
        return view if view.get("type") == "modal" else {}

    @property
    def reply_url(self) -> str:
        """Where an answer may still be sent once a modal is done; empty where there is none."""
        return str(self.body.get("response_url") or "")

    def stands_on(self, channel: str, ts: str) -> bool:
        """Whether a button of this very message was pressed."""
        container = self.body.get("container") or {}
        return (container.get("channel_id"), container.get("message_ts")) == (channel, ts)

    @property
    def channel_id(self) -> str:
        """The channel that somebody stands in, by its Slack id; empty in direct messages and on the Home tab."""
        found = str((self.body.get("channel") or {}).get("id") or self.body.get("channel_id") or "")
        return found if found[:1] in ("C", "G") else ""

    @property
    def screen(self) -> str:
        """Names the message or modal that was acted on; for a command, the request itself. The same each time."""
        container = self.body.get("container") or {}
        if self.view:
            return f"view {self.view['id']}"
        if container.get("message_ts"):
            return f"message {container.get('channel_id')} {container['message_ts']}"
        return f"request {self.trigger}"

    @property
    def trigger(self) -> str:
        """Opens a modal, for three seconds; empty where nothing was pressed or typed."""
        return str(self.body.get("trigger_id") or "")

    @property
    def is_command(self) -> bool:
        """Whether a slash command was typed."""
        return "command" in self.body

    @property
    def is_action(self) -> bool:
        """Whether a button was pressed, or something chosen."""
        return self.body.get("type") == "block_actions"

    @property
    def is_from_message(self) -> bool:
        """Whether it came from a message, or by a command."""
        return bool(self.reply_url)

    @property
    def is_from_third_modal(self) -> bool:
        """Whether the modal is the third of its stack: Slack takes no fourth (SLACK.md, Limits)."""
        root, previous = self.view.get("root_view_id"), self.view.get("previous_view_id")
        return previous is not None and previous != root
