"""files.*: upload v2, in its three steps."""

from typing import Any

from bot.sandbox.errors import ApiError
from bot.sandbox.hearing import tell_of_message
from bot.sandbox.payloads import file_json
from bot.sandbox.switchboard import Switchboard
from bot.sandbox.webapi.places import destination
from bot.sandbox.workspace import File, Message

Json = dict[str, Any]

ALT_TEXT = 1_000
CHANNELS = 100


def get_upload_url(board: Switchboard, args: Json) -> Json:
    """files.getUploadURLExternal: where to send how many bytes."""
    if args["length"] < 1:
        raise ApiError("invalid_arguments", ["[ERROR] must be greater than or equal to 1 [json-pointer:/length]"])
    if len(args.get("alt_txt", "")) > ALT_TEXT:
        raise ApiError("alt_txt_too_large")
    workspace = board.workspace
    with workspace.lock:
        file = File(workspace.fresh("F0"), args["filename"], args["length"], workspace.team.bot_user)
        workspace.files[file.id] = file
    return {"upload_url": f"{board.url}/upload/v1/{file.id}", "file_id": file.id}


def receive(board: Switchboard, file_id: str, content: bytes) -> bool:
    """Take the bytes of an upload; False for an unknown file or another length than was announced."""
    file = board.workspace.files.get(file_id)
    if file is None or file.complete or len(content) != file.size:
        return False
    file.content = content
    return True


def complete_upload(board: Switchboard, args: Json) -> Json:
    """files.completeUploadExternal: share what was uploaded. The message comes later, as at Slack: no ts is given."""
    entries = args["files"]
    if (
        not isinstance(entries, list)
        or not entries
        or not all(isinstance(one, dict) and "id" in one for one in entries)
    ):
        raise ApiError("invalid_arguments", ["[ERROR] must provide an array of files [json-pointer:/files]"])
    names = [name for name in [args.get("channel_id"), *str(args.get("channels", "")).split(",")] if name]
    if len(names) > CHANNELS:
        raise ApiError("channels_limit_exceeded")
    places = [destination(board, name) for name in names]
    workspace = board.workspace
    shared = []
    with workspace.lock:
        for entry in entries:
            file = workspace.files.get(entry["id"])
            if file is None or file.complete or not file.content:
                raise ApiError("file_not_found")
            shared.append((file, entry.get("title", "")))
        for file, title in shared:
            file.complete, file.title = True, title
            file.channels = [place.id for place in places]
    for place in places:
        posted = workspace.post(
            Message(
                workspace.stamp(),
                place.id,
                None,
                True,
                args.get("initial_comment", ""),
                [],
                files=[file.id for file, _ in shared],
                thread_ts=args.get("thread_ts"),
            )
        )
        tell_of_message(board, posted, wait=False)
        for file, _ in shared:
            event = {"type": "file_shared", "file_id": file.id, "file": {"id": file.id}, "channel_id": place.id}
            board.deliver("file_shared", {**event, "event_ts": posted.ts}, wait=False)
    return {"files": [{"id": file.id, "title": title or file.name} for file, title in shared]}


def info(board: Switchboard, args: Json) -> Json:
    """files.info."""
    file = board.workspace.files.get(args["file"])
    if file is None or not file.complete:
        raise ApiError("file_not_found")
    return {"file": file_json(board, file)}


HANDLERS = {
    "files.getUploadURLExternal": get_upload_url,
    "files.completeUploadExternal": complete_upload,
    "files.info": info,
}
