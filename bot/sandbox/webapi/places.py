"""The conversation that a call speaks of, and whether the app may be there."""

from typing import Any

from bot.sandbox.errors import ApiError
from bot.sandbox.switchboard import Switchboard
from bot.sandbox.workspace import Channel, Message, Person

Json = dict[str, Any]

_SCOPES = {"channel": "channels", "private": "groups", "app_dm": "im", "im": "im"}
PAGE = 100


def channel_of(board: Switchboard, name: Any, access: str | None = None) -> Channel:
    """The conversation of this id, as far as the app can know of it.

    Private ones that the app is not in, and other people's direct messages, are not found. `access` ("read",
    "history") asks for the scope of that kind of conversation.
    """
    found = board.workspace.channels.get(str(name))
    if found is None or found.kind == "im" or (found.kind == "private" and not found.app_in):
        raise ApiError("channel_not_found")
    if access is not None and f"{_SCOPES[found.kind]}:{access}" not in board.scopes:
        raise ApiError("missing_scope")
    return found


def destination(board: Switchboard, name: Any) -> Channel:
    """Where chat.postMessage is to write: a channel's id or name, or a person's id for a direct message."""
    workspace = board.workspace
    if str(name) in workspace.people:
        person = workspace.people[str(name)]
        if person.deleted or person.is_bot:
            raise ApiError("channel_not_found")
        channel = workspace.app_dm(person.id)
    else:
        named = workspace.channel_named(str(name))
        channel = channel_of(board, named.id if named else name)
    if channel.is_archived:
        raise ApiError("is_archived")
    if not channel.app_in and "chat:write.public" not in board.scopes:
        raise ApiError("not_in_channel")
    if channel.kind == "app_dm":
        if board.features("app_home").get("messages_tab_enabled") is False:
            raise ApiError("messages_tab_disabled")
        if workspace.people[channel.members[0]].deleted:
            raise ApiError("account_inactive")
    return channel


def person_of(board: Switchboard, name: Any) -> Person:
    """The person of this id."""
    found = board.workspace.people.get(str(name))
    if found is None:
        raise ApiError("user_not_found")
    return found


def own_message(board: Switchboard, channel: Channel, ts: str, error: str) -> Message:
    """A message that the app wrote, seen by all; `error` is for one of somebody else."""
    found = board.workspace.message(channel.id, ts)
    if found is None or found.to is not None:
        raise ApiError("message_not_found")
    if not found.app:
        raise ApiError(error)
    return found


def page(entries: list[Any], args: Json, default: int = PAGE) -> tuple[list[Any], Json]:
    """The entries from `cursor` on, and the cursor of the next page."""
    try:
        start = int(str(args.get("cursor") or "0").removeprefix("next:"))
    except ValueError:
        raise ApiError("invalid_cursor") from None
    size = max(1, min(int(args.get("limit") or default), 1000))
    end = start + size
    return entries[start:end], {"response_metadata": {"next_cursor": f"next:{end}" if end < len(entries) else ""}}
