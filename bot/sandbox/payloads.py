"""What the app is told, in Slack's shapes."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from bot.sandbox.errors import ApiError
from bot.sandbox.switchboard import FORM, Answer, Switchboard
from bot.sandbox.workspace import STRANGERS_TEAM, Channel, File, Message, Person, View

Json = dict[str, Any]
Read = TypeVar("Read")

_DM_NAMES = {"im": "directmessage", "app_dm": "directmessage", "private": "privategroup"}


def team_of(board: Switchboard, person: Person) -> str:
    """A Slack Connect stranger belongs to another workspace."""
    return STRANGERS_TEAM if person.is_stranger else board.workspace.team.id


def channel_name(channel: Channel) -> str:
    """What a payload calls a conversation: the real name of public channels only."""
    return _DM_NAMES.get(channel.kind, channel.name)


def origin(board: Switchboard, person: Person) -> Json:
    """Who and where, as every interaction says it."""
    team = board.workspace.team
    return {
        "team": {"id": team.id, "domain": team.domain},
        "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": team_of(board, person)},
        "api_app_id": team.app_id,
        "token": "verification-token",
        "enterprise": None,
        "is_enterprise_install": False,
    }


def response_url(board: Switchboard, token: str) -> str:
    """Where an answer may be sent later."""
    return f"{board.url}/actions/{board.workspace.team.id}/{token}"


def message_json(board: Switchboard, message: Message, *, with_metadata: bool = False) -> Json:
    """A message as the Web API and payloads show it."""
    team = board.workspace.team
    shown: Json = {"type": "message", "text": message.text, "ts": message.ts, "team": team.id}
    if message.app:
        shown |= {"user": team.bot_user, "bot_id": team.bot_id, "app_id": team.app_id}
    else:
        shown["user"] = message.user
    if message.blocks:
        shown["blocks"] = message.blocks
    if message.thread_ts:
        shown["thread_ts"] = message.thread_ts
    if message.edited:
        shown["edited"] = {"user": shown["user"], "ts": message.ts}
    if message.files:
        shown["files"] = [file_json(board, board.workspace.files[name]) for name in message.files]
        shown["subtype"] = "file_share"
    if with_metadata and message.metadata:
        shown["metadata"] = message.metadata
    return shown


def file_json(board: Switchboard, file: File) -> Json:
    """A file object."""
    link = f"{board.url}/files/{file.id}/{file.name}"
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title or file.name,
        "size": file.size,
        "user": file.user,
        "filetype": file.name.rpartition(".")[2],
        "url_private": link,
        "url_private_download": link,
        "channels": file.channels,
        "mode": "hosted",
    }


def view_json(board: Switchboard, view: View) -> Json:
    """A view as payloads and the answers of views.* show it."""
    team = board.workspace.team
    given = {name: value for name, value in view.body.items() if name != "state"}
    return {
        "callback_id": "",
        "external_id": "",
        "private_metadata": "",
        "title": None,
        "submit": None,
        "close": None,
        "clear_on_close": False,
        "notify_on_close": False,
        **given,
        "id": view.id,
        "team_id": team.id,
        "app_id": team.app_id,
        "app_installed_team_id": team.id,
        "bot_id": team.bot_id,
        "hash": view.hash,
        "previous_view_id": view.previous,
        "root_view_id": view.root,
        "state": {"values": view.values},
    }


def _offset(board: Switchboard, zone: str) -> int:
    """Seconds from UTC, as they are now in this zone."""
    moment = datetime.fromtimestamp(board.timing.now(), ZoneInfo(zone)).utcoffset()
    return int(moment.total_seconds()) if moment else 0


def user_json(board: Switchboard, person: Person, *, with_locale: bool = False) -> Json:
    """A user object of users.info; the e-mail only where the app may read it (scope users:read.email)."""
    profile: Json = {
        "real_name": person.real_name,
        "display_name": person.name,
        "real_name_normalized": person.real_name,
        "display_name_normalized": person.name,
        "title": person.title,
        "team": team_of(board, person),
    }
    if person.email and "users:read.email" in board.scopes:
        profile["email"] = person.email
    user: Json = {
        "id": person.id,
        "team_id": team_of(board, person),
        "name": person.name,
        "deleted": person.deleted,
        "color": person.color,
        "real_name": person.real_name,
        "tz": person.tz,
        "tz_label": person.tz,
        "tz_offset": _offset(board, person.tz),
        "profile": profile,
        "is_admin": person.is_admin,
        "is_owner": person.is_owner,
        "is_primary_owner": person.is_owner,
        "is_restricted": person.is_restricted,
        "is_ultra_restricted": person.is_ultra_restricted,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": int(board.timing.now()),
    }
    if person.is_stranger:
        user["is_stranger"] = True
    if with_locale:
        user["locale"] = person.locale
    return user


def interact(board: Switchboard, kind: str, person: Person, payload: Json, read: Callable[[Answer], Read]) -> Read:
    """Send an interaction and read the app's answer; see `Switchboard.ask` for what is raised."""
    body = urlencode({"payload": json.dumps(payload)}).encode()
    return board.ask(kind, person.id, body, FORM, payload, read)


def silent(answer: Answer) -> None:
    """Read an answer that Slack takes no notice of; a body there is a mistake, for nobody would see it."""
    if answer.content:
        raise ApiError("ack_body_ignored", ["[ERROR] Slack ignores the body of this acknowledgement"])
