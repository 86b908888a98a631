"""The door of the Web API: the token, the method's name, its arguments and its scopes, before anything is done."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from bot.sandbox.errors import ApiError
from bot.sandbox.switchboard import Switchboard
from bot.sandbox.webapi import chat, conversations, people, uploads, views

Json = dict[str, Any]
Handler = Callable[[Switchboard, Json], Json]

HANDLERS: dict[str, Handler] = {
    **chat.HANDLERS,
    **conversations.HANDLERS,
    **people.HANDLERS,
    **uploads.HANDLERS,
    **views.HANDLERS,
}

_OPEN_TO_ALL = {"blocks.validate"}
_BY_KIND = ("channels:", "groups:", "im:", "mpim:")
_PARSED = {"blocks", "attachments", "metadata", "view", "files"}
_NOT_JSON = {"blocks": "invalid_blocks_format", "metadata": "invalid_metadata_format"}


@cache
def methods() -> dict[str, Json]:
    """What Slack says of each method: scopes, required arguments, types of arguments, errors."""
    found: dict[str, Json] = json.loads((files("bot.sandbox") / "data" / "methods.json").read_text())
    return found


@dataclass(frozen=True)
class Result:
    """An answer of the Web API."""

    status: int
    body: Json
    headers: dict[str, str]
    refused: Json | None = None


def call(board: Switchboard, method: str, args: Mapping[str, Any], token: str | None) -> Result:
    """Answer one call. `args` are as they came: from a JSON body, a form or a query, with strings for everything."""
    try:
        body = _checked(board, method, dict(args), token)
    except ApiError as error:
        answer: Json = {"ok": False, "error": error.error}
        if error.details:
            answer["response_metadata"] = {"messages": error.details}
            answer["errors"] = [detail.removeprefix("[ERROR] ") for detail in error.details]
        if error.error == "missing_scope":
            answer |= {"needed": ",".join(methods()[method]["scopes"]), "provided": ",".join(sorted(board.scopes))}
        refused = {"error": error.error, "details": error.details} if error.is_refusal else None
        return Result(200, answer, {}, refused)
    if method == "blocks.validate":
        return Result(200, body, {})
    return Result(200, {"ok": True, **body}, {"X-OAuth-Scopes": ",".join(sorted(board.scopes))})


def _checked(board: Switchboard, method: str, args: Json, token: str | None) -> Json:
    if method not in HANDLERS:
        raise ApiError("unknown_method", [f"[ERROR] the local Slack does not know {method}"])
    facts = methods()[method]
    token = args.pop("token", None) or token
    if method not in _OPEN_TO_ALL:
        if not token:
            raise ApiError("not_authed")
        if token != board.bot_token:
            raise ApiError("invalid_auth")
        _scopes(board, facts["scopes"])
    return HANDLERS[method](board, _normal(facts, args))


def _scopes(board: Switchboard, wanted: list[str]) -> None:
    # The handlers ask for the scope of the kind of conversation; here one of the kinds is enough.
    any_of = all(scope.startswith(_BY_KIND) for scope in wanted)
    held = board.scopes & set(wanted)
    if wanted and (not held if any_of else held != set(wanted)):
        raise ApiError("missing_scope")


def _normal(facts: Json, args: Json) -> Json:
    """Arguments in their types, whichever way they came. Raises invalid_arguments for unknown and missing ones."""
    # Bolt adds team_id to every call.
    args.pop("team_id", None)
    known = facts["args"]
    wrong = [f"[ERROR] unknown argument: {name}" for name in args if name not in known]
    given = {name: value for name, value in args.items() if value is not None}
    wrong += [f"[ERROR] missing required field: {name}" for name in facts["required"] if name not in given]
    if wrong:
        raise ApiError("invalid_arguments", wrong)
    return {name: _typed(name, known[name], value) for name, value in given.items()}


def _typed(name: str, types: list[str], value: Any) -> Any:
    if name in _PARSED and isinstance(value, str):
        try:
            return json.loads(value)
        except ValueError:
            raise ApiError(_NOT_JSON.get(name, "invalid_arguments"), [f"[ERROR] `{name}` is no JSON"]) from None
    if types == ["boolean"]:
        if value in (True, False, "1", "0", "true", "false", 1, 0):
            return value in (True, "1", "true", 1)
        raise ApiError("invalid_arguments", [f"[ERROR] must provide a boolean [json-pointer:/{name}]"])
    if types in (["integer"], ["number"]):
        try:
            return int(value)
        except (TypeError, ValueError):
            raise ApiError("invalid_arguments", [f"[ERROR] must provide an integer [json-pointer:/{name}]"]) from None
    if name not in _PARSED and types in (["string"], ["null", "string"]) and not isinstance(value, str):
        # `users` and `channels` may be lists in a JSON body.
        if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
            return ",".join(value)
        raise ApiError("invalid_arguments", [f"[ERROR] must provide a string [json-pointer:/{name}]"])
    return value
