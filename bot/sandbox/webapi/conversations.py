"""conversations.*: where people talk, as far as the app can see."""

from typing import Any

from bot.sandbox.errors import ApiError
from bot.sandbox.payloads import message_json
from bot.sandbox.switchboard import Switchboard
from bot.sandbox.webapi.places import channel_of, page, person_of
from bot.sandbox.workspace import Channel, Message

Json = dict[str, Any]

_TYPES = {"public_channel": "channel", "private_channel": "private", "im": "app_dm"}


def channel_json(board: Switchboard, channel: Channel) -> Json:
    """A conversation as the Web API shows it."""
    if channel.kind == "app_dm":
        person = channel.members[0]
        deleted = board.workspace.people[person].deleted
        return {"id": channel.id, "is_im": True, "user": person, "is_user_deleted": deleted, "is_archived": False}
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "private",
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.kind == "private",
        "is_archived": channel.is_archived,
        "is_general": False,
        "is_shared": channel.is_ext_shared,
        "is_ext_shared": channel.is_ext_shared,
        "is_pending_ext_shared": False,
        "is_org_shared": False,
        "is_member": channel.app_in,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(channel.members) + channel.app_in,
    }


def open_one(board: Switchboard, args: Json) -> Json:
    """conversations.open: the app's direct messages with one person."""
    if "channel" in args:
        channel = channel_of(board, args["channel"])
    else:
        users = [name for name in str(args.get("users", "")).split(",") if name]
        if not users:
            raise ApiError("users_list_not_supplied")
        if len(users) > 1:
            raise ApiError("too_many_users" if len(users) > 8 else "missing_scope")
        if "im:write" not in board.scopes:
            raise ApiError("missing_scope")
        person = person_of(board, users[0])
        if person.deleted:
            raise ApiError("user_disabled")
        channel = board.workspace.app_dm(person.id)
    return {"channel": channel_json(board, channel) if args.get("return_im") else {"id": channel.id}}


def info(board: Switchboard, args: Json) -> Json:
    """conversations.info."""
    return {"channel": channel_json(board, channel_of(board, args["channel"], "read"))}


def list_all(board: Switchboard, args: Json) -> Json:
    """conversations.list: public channels where `types` says nothing else; private ones only where the app is in."""
    wanted = str(args.get("types") or "public_channel").split(",")
    kinds = {_TYPES[name] for name in wanted if name in _TYPES}
    if not set(wanted) <= {*_TYPES, "mpim"}:
        raise ApiError("invalid_types")
    found = [
        channel_json(board, one)
        for one in board.workspace.channels.values()
        if one.kind in kinds
        and (one.kind == "channel" or one.app_in)
        and not (args.get("exclude_archived") and one.is_archived)
    ]
    entries, more = page(found, args)
    return {"channels": entries, **more}


def members(board: Switchboard, args: Json) -> Json:
    """conversations.members: people, and the app where it is in."""
    channel = channel_of(board, args["channel"], "read")
    app = [board.workspace.team.bot_user] if channel.app_in else []
    entries, more = page([*channel.members, *app], args)
    return {"members": entries, **more}


def _readable(board: Switchboard, args: Json) -> list[Message]:
    channel = channel_of(board, args["channel"], "history")
    if not channel.app_in:
        raise ApiError("not_in_channel")
    oldest, latest = str(args.get("oldest") or "0"), str(args.get("latest") or "9")
    exact = bool(args.get("inclusive"))
    return [
        one
        for one in board.workspace.messages.get(channel.id, [])
        if one.to is None and (oldest < one.ts < latest or (exact and one.ts in (oldest, latest)))
    ]


def _shown(board: Switchboard, messages: list[Message], args: Json) -> Json:
    entries, more = page(messages, args)
    metadata = bool(args.get("include_all_metadata"))
    shown = [message_json(board, one, with_metadata=metadata) for one in entries]
    return {"messages": shown, "has_more": bool(more["response_metadata"]["next_cursor"]), **more}


def history(board: Switchboard, args: Json) -> Json:
    """conversations.history: newest first, answers in threads left out."""
    roots = [one for one in _readable(board, args) if one.thread_ts in (None, one.ts)]
    return _shown(board, roots[::-1], args)


def replies(board: Switchboard, args: Json) -> Json:
    """conversations.replies: a message and what was answered to it, oldest first."""
    thread = [one for one in _readable(board, args) if args["ts"] in (one.ts, one.thread_ts)]
    if not thread:
        raise ApiError("thread_not_found")
    return _shown(board, thread, args)


HANDLERS = {
    "conversations.open": open_one,
    "conversations.info": info,
    "conversations.list": list_all,
    "conversations.members": members,
    "conversations.history": history,
    "conversations.replies": replies,
}
