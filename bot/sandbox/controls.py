"""What the page asks and tells: JSON in, JSON out, and the events that keep it live."""

import json
import queue
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request

from bot.sandbox.errors import Trouble
from bot.sandbox.hours import step_from
from bot.sandbox.payloads import file_json
from bot.sandbox.workspace import Channel, File, Message, Person, View

if TYPE_CHECKING:
    from bot.sandbox.slack import LocalSlack

Json = dict[str, Any]

HEARTBEAT = 15.0
"""Seconds between two comment lines that keep the stream open."""
LARGEST_FILE = 10_000_000


def _asked(name: str) -> str:
    value = request.args.get(name)
    if value is None:
        raise Trouble(f"`{name}` is missing.")
    return value


def _told() -> Json:
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        raise Trouble("Say it as a JSON object.")
    return body


def _part(body: Json, *names: str) -> list[Any]:
    missing = [name for name in names if name not in body]
    if missing:
        raise Trouble(f"`{missing[0]}` is missing.")
    return [body[name] for name in names]


def _text(body: Json, name: str) -> str:
    [value] = _part(body, name)
    if not isinstance(value, str) or not value:
        raise Trouble(f"`{name}` is text.")
    return value


def _whole(body: Json, name: str) -> int:
    value = body.get(name, 1)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Trouble(f"`{name}` is a whole number.")
    return value


def controls(slack: "LocalSlack") -> Blueprint:
    """The routes under /sandbox/."""
    routes = Blueprint("controls", __name__, url_prefix="/sandbox")
    workspace = slack.workspace

    def timed(began: float) -> Json:
        return {"ok": True, "ms": round((slack.board.timing.now() - began) * 1000)}

    @routes.get("/state")
    def _state() -> Json:
        with workspace.lock:
            first = next(iter(workspace.people), "")
            return state_json(slack, slack.person(request.args.get("as") or first))

    @routes.get("/messages")
    def _messages() -> Json:
        with workspace.lock:
            person, channel = slack.person(_asked("as")), slack.channel(_asked("channel"))
            if not workspace.sees_channel(person.id, channel):
                raise Trouble("This channel does not exist.", 404)
            return {"messages": [message_json(slack, one) for one in workspace.messages_for(person.id, channel.id)]}

    @routes.post("/say")
    def _say() -> Json:
        began = slack.board.timing.now()
        slack.say(*_part(_told(), "as", "channel", "text"))
        return timed(began)

    @routes.post("/act")
    def _act() -> Json:
        began = slack.board.timing.now()
        body = _told()
        [person] = _part(body, "as")
        slack.act(person, **{name: value for name, value in body.items() if name != "as"})
        return timed(began)

    @routes.post("/suggest")
    def _suggest() -> Json:
        body = _told()
        person, block_id, action_id, value = _part(body, "as", "block_id", "action_id", "value")
        where = {name: body[name] for name in ("channel", "ts", "view_id") if name in body}
        return slack.suggest(person, block_id=block_id, action_id=action_id, value=value, **where)

    @routes.post("/submit")
    def _submit() -> Json:
        body = _told()
        person, view_id = _part(body, "as", "view_id")
        errors = slack.submit(person, view_id, body.get("values"), forged=bool(body.get("forged")))
        return {"errors": errors} if errors else {"ok": True}

    @routes.post("/close")
    def _close() -> Json:
        body = _told()
        slack.close(*_part(body, "as", "view_id"), clear=bool(body.get("clear")))
        return {"ok": True}

    @routes.post("/shortcut")
    def _shortcut() -> Json:
        body = _told()
        slack.shortcut(*_part(body, "as", "callback_id"), channel=body.get("channel"), ts=body.get("ts"))
        return {"ok": True}

    @routes.post("/home")
    def _home() -> Json:
        slack.open_home(*_part(_told(), "as"))
        return {"ok": True}

    @routes.post("/read")
    def _read() -> Json:
        slack.read(*_part(_told(), "as", "channel"))
        return {"ok": True}

    @routes.post("/people")
    def _people() -> Json:
        body = _told()
        [person] = _part(body, "id")
        slack.change_person(person, **{name: value for name, value in body.items() if name != "id"})
        return {"ok": True}

    @routes.post("/join")
    def _join() -> Json:
        body = _told()
        [name] = _part(body, "name")
        try:
            person = slack.join(name, **{key: value for key, value in body.items() if key != "name"})
        except TypeError as error:
            raise Trouble(f"That is no person: {error}") from None
        return {"person": asdict(person)}

    @routes.post("/channels")
    def _channels() -> Json:
        body = _told()
        [channel] = _part(body, "id")
        slack.change_channel(channel, **{name: value for name, value in body.items() if name != "id"})
        return {"ok": True}

    @routes.post("/faults")
    def _faults() -> Json:
        body = _told()
        method, kind = (_text(body, name) for name in ("method", "kind"))
        slack.set_fault(method, kind, times=_whole(body, "times"), retry_after=_whole(body, "retry_after"))
        return {"ok": True}

    @routes.post("/clock")
    def _clock() -> Json:
        body = _told()
        person, step = _part(body, "as", "step")
        slack.move_clock(step_from(workspace.time(), step, slack.person(person).tz))
        return {"ok": True, "now": workspace.time()}

    @routes.post("/reset")
    def _reset() -> Json:
        slack.reset()
        return {"ok": True}

    @routes.post("/upload")
    def _upload() -> Json:
        person, name = slack.person(_asked("as")), _asked("name")
        content = request.get_data()
        if not content or len(content) > LARGEST_FILE:
            raise Trouble("A file has between one byte and 10 MB.")
        file = File(workspace.fresh("F0"), name, len(content), person.id, content=content, complete=True)
        workspace.files[file.id] = file
        return {"file": {**file_json(slack.board, file), "url": f"/files/{file.id}/{name}", "mimetype": "text/plain"}}

    @routes.get("/wire")
    def _wire() -> Json:
        since = request.args.get("since", "0")
        return {"entries": [one.as_json() for one in slack.board.wire.since(int(since) if since.isdigit() else 0)]}

    @routes.get("/stream")
    def _stream() -> Response:
        return Response(_events(slack, slack.person(_asked("as")).id), mimetype="text/event-stream")

    return routes


def _events(slack: "LocalSlack", person: str) -> Iterator[str]:
    line = slack.feed.listen(person)
    try:
        yield ": here\n\n"
        while True:
            try:
                news = line.get(timeout=HEARTBEAT)
            except queue.Empty:
                yield ": still here\n\n"
                continue
            if news is None:
                return
            yield f"data: {json.dumps(news)}\n\n"
    finally:
        slack.feed.leave(line)


def state_json(slack: "LocalSlack", person: Person) -> Json:
    """Everything that the page shows of the workspace to one person."""
    workspace = slack.workspace
    team = workspace.team
    home = workspace.homes.get(person.id)
    return {
        "team": {"id": team.id, "name": team.name, "app_name": team.app_name},
        "me": asdict(person),
        "people": [asdict(one) for one in workspace.people.values()],
        "channels": [_channel(slack, person, one) for one in workspace.channels_of(person.id)],
        "commands": _commands(slack),
        "shortcuts": slack.board.features("shortcuts"),
        "views": [view_json(one) for one in workspace.stack(person.id)],
        "home": view_json(home) if home else None,
        "clock": {"ahead": workspace.ahead},
        "faults": {one["method"]: one for one in slack.board.faults},
    }


def _commands(slack: "LocalSlack") -> list[Json]:
    """The declared commands, with what the app's own help says of each."""
    more = {one["command"]: one for one in slack.commands_help or []}
    return [{**one, **more.get(one["command"], {})} for one in slack.board.features("slash_commands")]


def _channel(slack: "LocalSlack", person: Person, channel: Channel) -> Json:
    return {**asdict(channel), "unread": slack.workspace.unread(person.id, channel.id)}


def message_json(slack: "LocalSlack", message: Message) -> Json:
    """A message as the page shows it."""
    shown = asdict(message)
    for name in ("to", "changed"):
        del shown[name]
    files = [slack.workspace.files[name] for name in message.files]
    shown["files"] = [
        {"id": one.id, "name": one.name, "size": one.size, "url": f"/files/{one.id}/{one.name}"} for one in files
    ]
    return {**shown, "ephemeral": message.to is not None}


def view_json(view: View) -> Json:
    """A view as the page shows it."""
    body = view.body
    return {
        "id": view.id,
        "hash": view.hash,
        "type": body["type"],
        "title": body.get("title"),
        "submit": body.get("submit"),
        "close": body.get("close"),
        "callback_id": body.get("callback_id", ""),
        "private_metadata": body.get("private_metadata", ""),
        "blocks": body["blocks"],
        "state": {"values": view.values},
        "errors": view.errors,
    }
