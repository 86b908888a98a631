"""What the app hears of messages: `message.*` and `app_mention`, in the conversations that it is in."""

from typing import Any

from bot.sandbox.payloads import message_json
from bot.sandbox.switchboard import Switchboard
from bot.sandbox.workspace import Message

Json = dict[str, Any]

_HEARD = {
    "channel": ("message.channels", "channel"),
    "private": ("message.groups", "group"),
    "app_dm": ("message.im", "im"),
}


def tell_of_message(board: Switchboard, message: Message, *, wait: bool) -> None:
    """Tell the app of a message that was posted. With `wait` its first try is over when this returns."""
    channel = board.workspace.channels[message.channel]
    heard = _HEARD.get(channel.kind)
    if heard is None or not channel.app_in or message.to is not None:
        return
    name, channel_type = heard
    event = {
        **message_json(board, message),
        "channel": channel.id,
        "channel_type": channel_type,
        "event_ts": message.ts,
    }
    board.deliver(name, event, message.user, wait=wait)
    if not message.app and f"<@{board.workspace.team.bot_user}>" in message.text:
        board.deliver("app_mention", {**event, "type": "app_mention"}, message.user, wait=wait)
