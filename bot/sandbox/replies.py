"""Answers of the app that are messages: the body of a command's acknowledgement, and what comes by a response URL."""

from typing import Any

from bot.sandbox.blockkit.inspect import check_blocks
from bot.sandbox.blockkit.rules import Finding, Inspection, Rule, boolean, one_of, shape, string
from bot.sandbox.errors import ApiError, refuse
from bot.sandbox.hearing import tell_of_message
from bot.sandbox.passes import Reply
from bot.sandbox.switchboard import Switchboard
from bot.sandbox.workspace import Message

Json = dict[str, Any]

TEXT = 40_000
"""Longer texts are cut by Slack without a word; here they are refused."""

EVENT_PAYLOAD_BYTES = 16_000


def _any(value: Any, at: str, seen: Inspection) -> None:
    """What other rules look at."""


_REPLY: dict[str, Rule] = {
    "text": _any,
    "blocks": _any,
    "metadata": _any,
    "response_type": one_of("ephemeral", "in_channel"),
    "replace_original": boolean,
    "delete_original": boolean,
    "thread_ts": string(),
    "mrkdwn": boolean,
    "unfurl_links": boolean,
    "unfurl_media": boolean,
}


def check_metadata(metadata: Any) -> None:
    """Raise Slack's error for metadata that it would refuse."""
    if not isinstance(metadata, dict):
        raise ApiError("invalid_metadata_format")
    seen = Inspection("message")
    shape({"event_type": string(), "event_payload": _any})(metadata, "/metadata", seen)
    if not isinstance(metadata.get("event_payload"), dict):
        seen.wrong("/metadata/event_payload", "must provide an object")
    refuse(seen.findings, "invalid_metadata_schema")
    if len(str(metadata["event_payload"]).encode()) > EVENT_PAYLOAD_BYTES:
        raise ApiError("metadata_too_large")


def check_message(text: Any, blocks: Any) -> tuple[str, list[Json]]:
    """Text and blocks of a message, or Slack's error.

    Blocks without a `text` are refused: it is what notifications and screen readers say.
    """
    if blocks is not None and not isinstance(blocks, list):
        raise ApiError("invalid_blocks_format")
    if blocks:
        refuse(check_blocks(blocks, "message"), "invalid_blocks")
    if text is not None and not isinstance(text, str):
        raise ApiError("invalid_arguments", ["[ERROR] must provide a string [json-pointer:/text]"])
    if not text or not text.strip():
        finding = Finding(
            "/text", "a message with blocks needs a text as well" if blocks else "missing required field: text"
        )
        raise ApiError("no_text", [str(finding)])
    if len(text) > TEXT:
        raise ApiError("msg_too_long")
    return text, list(blocks or [])


def answer(board: Switchboard, reply: Reply, body: Any) -> None:
    """Carry out what the app answered to an interaction. Raises ApiError for an answer that Slack would refuse."""
    seen = Inspection("message")
    shape({}, _REPLY)(body, "", seen)
    refuse(seen.findings, "invalid_arguments")
    workspace = board.workspace
    with workspace.lock:
        original = workspace.message(reply.channel, reply.original) if reply.original else None
        if body.get("delete_original"):
            if original is not None:
                workspace.delete(original)
            return
        if "metadata" in body:
            check_metadata(body["metadata"])
        text, blocks = check_message(body.get("text"), body.get("blocks"))
        if body.get("replace_original") and original is not None:
            original.metadata = body.get("metadata", original.metadata)
            workspace.edit(original, text, blocks)
            return
        in_channel = body.get("response_type") == "in_channel"
        posted = Message(
            workspace.stamp(),
            reply.channel,
            None,
            True,
            text,
            blocks,
            to=None if in_channel else reply.person,
            metadata=body.get("metadata"),
            reply_to=reply.command,
            thread_ts=body.get("thread_ts"),
        )
        workspace.post(posted)
    if in_channel:
        tell_of_message(board, posted, wait=False)
