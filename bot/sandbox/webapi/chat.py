"""chat.*: messages of the app."""

from typing import Any

from bot.sandbox.errors import ApiError
from bot.sandbox.hearing import tell_of_message
from bot.sandbox.payloads import message_json
from bot.sandbox.replies import check_message, check_metadata
from bot.sandbox.switchboard import Switchboard
from bot.sandbox.webapi.places import channel_of, destination, own_message, person_of
from bot.sandbox.workspace import Channel, Message

Json = dict[str, Any]

UPDATED_TEXT = 4_000
"""chat.update refuses longer texts (SLACK.md, "Messages, Web API")."""
MARKDOWN_TEXT = 12_000
ATTACHMENTS = 100


def _content(args: Json) -> tuple[str, list[Json]]:
    attachments = args.get("attachments") or []
    if len(attachments) > ATTACHMENTS:
        raise ApiError("too_many_attachments")
    if attachments:
        raise ApiError("invalid_arguments", ["[ERROR] attachments are legacy: use blocks [json-pointer:/attachments]"])
    if "metadata" in args:
        check_metadata(args["metadata"])
    if "markdown_text" in args:
        if "text" in args or "blocks" in args:
            raise ApiError("markdown_text_conflict")
        if len(args["markdown_text"]) > MARKDOWN_TEXT:
            raise ApiError("msg_too_long")
        return check_message(args["markdown_text"], [{"type": "markdown", "text": args["markdown_text"]}])
    return check_message(args.get("text"), args.get("blocks"))


def _in_thread(board: Switchboard, channel: Channel, args: Json) -> str | None:
    thread: str | None = args.get("thread_ts")
    if thread is not None:
        root = board.workspace.message(channel.id, thread)
        if root is None or root.to is not None:
            raise ApiError("cannot_reply_to_message")
    return thread


def post_message(board: Switchboard, args: Json) -> Json:
    """chat.postMessage."""
    channel = destination(board, args["channel"])
    text, blocks = _content(args)
    workspace = board.workspace
    with workspace.lock:
        thread = _in_thread(board, channel, args)
        posted = workspace.post(
            Message(
                workspace.stamp(),
                channel.id,
                None,
                True,
                text,
                blocks,
                metadata=args.get("metadata"),
                thread_ts=thread,
            )
        )
    tell_of_message(board, posted, wait=False)
    return {"channel": channel.id, "ts": posted.ts, "message": message_json(board, posted, with_metadata=True)}


def post_ephemeral(board: Switchboard, args: Json) -> Json:
    """chat.postEphemeral: only `user` reads it, and has to be in the channel."""
    channel = destination(board, args["channel"])
    person = person_of(board, args["user"])
    if not channel.app_in:
        raise ApiError("not_in_channel")
    if person.id not in channel.members:
        raise ApiError("user_not_in_channel")
    text, blocks = _content(args)
    workspace = board.workspace
    with workspace.lock:
        thread = _in_thread(board, channel, args)
        posted = workspace.post(
            Message(workspace.stamp(), channel.id, None, True, text, blocks, to=person.id, thread_ts=thread)
        )
    return {"message_ts": posted.ts}


def update(board: Switchboard, args: Json) -> Json:
    """chat.update: the whole message is replaced; without `blocks` it has none afterwards."""
    channel = channel_of(board, args["channel"])
    workspace = board.workspace
    with workspace.lock:
        message = own_message(board, channel, args["ts"], "cant_update_message")
        if channel.is_archived:
            raise ApiError("is_archived")
        if len(args.get("text") or "") > UPDATED_TEXT:
            raise ApiError("msg_too_long")
        text, blocks = _content(args)
        message.metadata = args.get("metadata", message.metadata)
        workspace.edit(message, text, blocks)
    return {"channel": channel.id, "ts": message.ts, "text": text, "message": message_json(board, message)}


def delete(board: Switchboard, args: Json) -> Json:
    """chat.delete."""
    channel = channel_of(board, args["channel"])
    with board.workspace.lock:
        message = own_message(board, channel, args["ts"], "cant_delete_message")
        board.workspace.delete(message)
    return {"channel": channel.id, "ts": message.ts}


def get_permalink(board: Switchboard, args: Json) -> Json:
    """chat.getPermalink."""
    channel = channel_of(board, args["channel"])
    found = board.workspace.message(channel.id, args["message_ts"])
    if found is None or found.to is not None:
        raise ApiError("message_not_found")
    link = f"{board.url}/archives/{channel.id}/p{found.ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": link}


HANDLERS = {
    "chat.postMessage": post_message,
    "chat.postEphemeral": post_ephemeral,
    "chat.update": update,
    "chat.delete": delete,
    "chat.getPermalink": get_permalink,
}
