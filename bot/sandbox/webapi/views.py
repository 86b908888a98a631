"""views.* and blocks.validate."""

import json
from typing import Any

from bot.sandbox.blockkit.inspect import check_blocks, check_view
from bot.sandbox.blockkit.rules import Finding
from bot.sandbox.errors import ApiError
from bot.sandbox.passes import Trigger
from bot.sandbox.payloads import view_json
from bot.sandbox.screens import match, open_modal, publish_home, redraw
from bot.sandbox.switchboard import Switchboard
from bot.sandbox.webapi.places import person_of
from bot.sandbox.workspace import View

Json = dict[str, Any]


def _trigger(board: Switchboard, args: Json) -> Trigger:
    name = args.get("trigger_id") or args.get("interactivity_pointer")
    if not name:
        raise ApiError("invalid_arguments", ["[ERROR] missing required field: trigger_id"])
    return board.passes.exchange(name)


def _open(board: Switchboard, args: Json, *, push: bool) -> Json:
    with board.workspace.lock:
        trigger = _trigger(board, args)
        if push and trigger.in_view is None:
            raise ApiError("invalid_trigger_id", ["[ERROR] a view is pushed by a trigger that came out of a modal"])
        view = open_modal(board, trigger.person, args["view"], push=push)
        trigger.used = True
    return {"view": view_json(board, view)}


def open_view(board: Switchboard, args: Json) -> Json:
    """views.open."""
    return _open(board, args, push=False)


def push_view(board: Switchboard, args: Json) -> Json:
    """views.push."""
    return _open(board, args, push=True)


def _wanted(board: Switchboard, args: Json) -> View:
    if "view_id" in args:
        found = board.workspace.view(args["view_id"])
    elif "external_id" in args:
        workspace = board.workspace
        every = [one for stack in workspace.stacks.values() for one in stack] + list(workspace.homes.values())
        found = next((one for one in every if one.body.get("external_id") == args["external_id"]), None)
    else:
        raise ApiError("invalid_arguments", ["[ERROR] must define exactly one of: view_id, external_id"])
    if found is None:
        raise ApiError("not_found")
    return found


def update_view(board: Switchboard, args: Json) -> Json:
    """views.update; with `hash`, only the version that the app knows."""
    with board.workspace.lock:
        view = _wanted(board, args)
        match(view, args.get("hash"))
        redraw(board, view, args["view"])
    return {"view": view_json(board, view)}


def publish_view(board: Switchboard, args: Json) -> Json:
    """views.publish: the Home of one person."""
    if not board.features("app_home").get("home_tab_enabled"):
        raise ApiError("not_enabled")
    person = person_of(board, args["user_id"])
    return {"view": view_json(board, publish_home(board, person.id, args["view"], args.get("hash")))}


def _findings(args: Json) -> tuple[str, list[Finding]]:
    given = [name for name in ("blocks", "message", "view") if name in args]
    if len(given) != 1:
        raise ApiError("invalid_arguments", ["[ERROR] must provide exactly one of `blocks`, `view`, or `message`"])
    name = given[0]
    value = args[name]
    try:
        payload = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        raise ApiError("invalid_arguments", [f"[ERROR] `{name}` is no JSON"]) from None
    if name == "view":
        is_home = isinstance(payload, dict) and payload.get("type") == "home"
        return "invalid_view", check_view(payload, "home" if is_home else "modal", "")
    if name == "message":
        return "invalid_message", check_blocks(payload.get("blocks", []), "message", "/blocks")
    return "invalid_blocks", check_blocks(payload, "message", "")


def validate(_board: Switchboard, args: Json) -> Json:
    """blocks.validate: what would be refused, without doing anything."""
    error, findings = _findings(args)
    if not findings:
        return {"ok": True}
    told = [{"code": "failed_constraint", "message": one.message, "pointer": one.pointer} for one in findings]
    return {"ok": False, "error": error, "errors": told}


HANDLERS = {
    "views.open": open_view,
    "views.push": push_view,
    "views.update": update_view,
    "views.publish": publish_view,
    "blocks.validate": validate,
}
