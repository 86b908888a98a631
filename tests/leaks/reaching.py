"""Whom each byte reached that the product sent: by the doors of Slack that it went through."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from bot import ids
from bot.delivery import EVENT_TYPE
from bot.sandbox.slack import LocalSlack
from bot.sandbox.wire import Entry
from tests.leaks.search import read_file

_REACHES_NOBODY: Final = (
    "auth.", "bots.", "chat.delete", "chat.getPermalink", "conversations.", "files.getUploadURLExternal", "files.info",
    "team.", "usergroups.", "users.",
)  # fmt: skip
"""Questions, which put nothing before anybody."""

_PASSING: Final = re.compile(
    r"/actions/\w+/\w+|\b\d+\.\d+\.[0-9a-f]{32}\b|\b[0-9a-f]{24}\b"
    r"|\b\d{10}\.\d{6}\b|/p1\d{15}\b|Reference: \w+|Référence\W+\w+"
)
"""Never the same twice: where answers are sent, triggers, keys and times of messages, a reference to the log."""


@dataclass(frozen=True)
class Reached:
    """Something that came before somebody's eyes, or into their Slack.

    Attributes:
        person: the Slack id.
        place: which way it came.
        text: all of it.
        openly: whether it stands in a channel, where a share may name a folder (SPEC §4.2, "Share").
        told: whether the worker told it: a channel hears of any folder (SPEC §4.3).
    """

    person: str
    place: str
    text: str
    openly: bool = False
    told: bool = False


def reached(local: LocalSlack, actor: str, sent: tuple[Entry, ...]) -> Iterator[Reached]:
    """What an act put before people.

    Args:
        local: the local Slack.
        actor: who acted: what goes to nobody else by name is theirs.
        sent: what went over the wire.
    """
    for entry in sent:
        if entry.direction == "to_app":
            yield Reached(entry.person or actor, f"answer to {entry.kind}", _text(entry.response))
        elif entry.kind.startswith("chat.post") or entry.kind == "chat.update":
            yield from _message(local, entry)
        elif entry.kind == "files.completeUploadExternal":
            yield from _files(local, entry)
        elif entry.kind == "views.publish":
            yield Reached(str(entry.request.get("user_id")), entry.kind, _text(entry.request))
        elif not entry.kind.startswith(_REACHES_NOBODY):
            yield Reached(entry.person or actor, entry.kind, _text(entry.request))


def _message(local: LocalSlack, entry: Entry) -> Iterator[Reached]:
    if entry.kind == "chat.postEphemeral":
        yield Reached(str(entry.request["user"]), entry.kind, _text(entry.request))
        return
    for person in _readers(local, str((entry.response or {}).get("channel") or entry.request["channel"])):
        channel = local.workspace.channels.get(str((entry.response or {}).get("channel") or ""))
        openly = channel is not None and channel.kind != "app_dm"
        # What the worker brings up to date of a share is a share.
        is_share = f'"{ids.OPPORTUNITY_OPEN}"' in _text(entry.request.get("blocks")).replace("\\", "")
        told = EVENT_TYPE in _text(entry.request.get("metadata")) and not is_share
        yield Reached(person, entry.kind, _text(entry.request), openly, told)


def _files(local: LocalSlack, entry: Entry) -> Iterator[Reached]:
    for person in _readers(local, str(entry.request.get("channel_id") or entry.request.get("channels"))):
        yield Reached(person, entry.kind, _text(entry.request))
        for one in entry.request["files"]:
            file = local.workspace.files[one["id"]]
            yield Reached(person, f"file {file.name}", read_file(file.name, file.content))


def _readers(local: LocalSlack, place: str) -> list[str]:
    """Everybody who reads what stands in a conversation; of a person's id, that person."""
    workspace = local.workspace
    if place in workspace.people:
        return [place]
    channel = workspace.channels.get(place)
    if channel is None:
        return []
    # Who was deactivated reads nothing any more, whatever they were in.
    there = (one for one, person in workspace.people.items() if not person.deleted)
    return [one for one in there if workspace.sees_channel(one, channel)]


def _text(thing: Any) -> str:
    return _PASSING.sub("…", thing if isinstance(thing, str) else json.dumps(thing, ensure_ascii=False, default=str))
