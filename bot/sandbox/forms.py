"""A person sends a form, or closes it."""

from typing import Any

from bot.sandbox.acts import in_words, keep_values, place_of
from bot.sandbox.blockkit.walk import elements_of, offered, value_key
from bot.sandbox.errors import ApiError, Trouble
from bot.sandbox.payloads import interact, origin, response_url, silent, view_json
from bot.sandbox.screens import close_top, open_modal, redraw
from bot.sandbox.switchboard import Answer, NoAnswer, Switchboard
from bot.sandbox.workspace import Person, View

Json = dict[str, Any]

REQUIRED = "Please complete this required field."
_RESPONSE_FIELDS = {
    "errors": {"response_action", "errors"},
    "update": {"response_action", "view"},
    "push": {"response_action", "view"},
    "clear": {"response_action"},
}


def enter(board: Switchboard, person: Person, view_id: str, values: Json) -> None:
    """Type into a view without sending it."""
    place = place_of(board, person, None, None, view_id)
    with board.workspace.lock:
        keep_values(place, {"values": values})


def submit(
    board: Switchboard, person: Person, view_id: str, values: Json | None, *, forged: bool = False
) -> dict[str, str]:
    """Send the form of a modal; gives what is wrong by block_id, nothing when the app took it.

    What Slack itself asks of a form is asked first; `forged` leaves that out, as a script would.
    """
    view = _top(board, person, view_id)
    with board.workspace.lock:
        if values and forged:
            view.values = values
        elif values:
            keep_values(place_of(board, person, None, None, view_id), {"values": values})
        wrong = {} if forged else _wrong_by_slack(view)
    if wrong:
        view.errors = wrong
        view.changed = board.workspace.changed({"kind": "views"}, [person.id])
        return wrong
    payload = {
        "type": "view_submission",
        **origin(board, person),
        "trigger_id": board.passes.trigger(person.id, view.id),
        "view": view_json(board, view),
        "response_urls": _response_urls(board, person, view),
    }

    def read(answer: Answer) -> dict[str, str]:
        return _carry_out(board, person, view, answer.content)

    try:
        return interact(board, "view_submission", person, payload, read)
    except (NoAnswer, ApiError) as error:
        raise in_words(error) from None


def _response_urls(board: Switchboard, person: Person, view: View) -> list[Json]:
    """Where the app may answer: the conversations that were chosen in menus with `response_url_enabled`."""
    found = []
    for block, element in elements_of(view.body["blocks"]):
        if not element.get("response_url_enabled"):
            continue
        chosen = view.values[block["block_id"]][element["action_id"]].get(value_key(element))
        if chosen in board.workspace.channels:
            url = response_url(board, board.passes.reply(person.id, chosen))
            ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
            found.append({**ids, "channel_id": chosen, "response_url": url})
    return found


def _top(board: Switchboard, person: Person, view_id: str) -> View:
    stack = board.workspace.stack(person.id)
    if not stack or stack[-1].id != view_id:
        raise Trouble("This form is no longer open.", 404)
    return stack[-1]


def _wrong_by_slack(view: View) -> dict[str, str]:
    wrong = {}
    for block in view.body["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        value = view.values[block["block_id"]][element["action_id"]].get(value_key(element))
        if value in (None, "", []):
            if not block.get("optional"):
                wrong[block["block_id"]] = REQUIRED
        elif problem := _problem(element, value):
            wrong[block["block_id"]] = problem
    return wrong


def _problem(element: Json, value: Any) -> str | None:
    if element["type"] == "plain_text_input":
        most = element.get("max_length", 3000)
        if len(value) > most:
            return f"This field is limited to {most} characters."
        if len(value) < element.get("min_length", 0):
            return f"This field needs at least {element['min_length']} characters."
    choices = offered(element)
    if choices and any(one not in choices for one in (value if isinstance(value, list) else [value])):
        return "Please choose one of the options."
    return None


def _carry_out(board: Switchboard, person: Person, view: View, content: Any) -> dict[str, str]:
    """Do what the acknowledgement of a form says. Raises ApiError for one that Slack would refuse."""
    if not content:
        _leave(board, person, view)
        return {}
    if not isinstance(content, dict) or content.get("response_action") not in _RESPONSE_FIELDS:
        raise ApiError("invalid_response_action", ["[ERROR] must be one of: errors, update, push, clear"])
    todo = content["response_action"]
    unknown = set(content) - _RESPONSE_FIELDS[todo]
    if unknown or set(content) != _RESPONSE_FIELDS[todo]:
        raise ApiError("invalid_response_action", [f"[ERROR] must have exactly: {sorted(_RESPONSE_FIELDS[todo])}"])
    if todo == "errors":
        return _show_errors(board, person, view, content["errors"])
    if todo == "clear":
        close_top(board, person.id, everything=True)
    elif todo == "push":
        open_modal(board, person.id, content["view"], push=True)
    else:
        redraw(board, view, content["view"])
    return {}


def _leave(board: Switchboard, person: Person, view: View) -> None:
    """Close the form, unless the app has put another one in its place meanwhile."""
    stack = board.workspace.stack(person.id)
    if view in stack:
        with board.workspace.lock:
            del stack[stack.index(view) :]
            board.workspace.changed({"kind": "views"}, [person.id])


def _show_errors(board: Switchboard, person: Person, view: View, errors: Any) -> dict[str, str]:
    inputs = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise ApiError("invalid_response_action", ["[ERROR] `errors` must be an object with one entry or more"])
    for name, words in errors.items():
        if name not in inputs:
            raise ApiError("invalid_response_action", [f"[ERROR] no input block has this block_id: {name}"])
        if not isinstance(words, str) or not words.strip():
            raise ApiError("invalid_response_action", [f"[ERROR] must be a text of one character or more: {name}"])
    view.errors = dict(errors)
    view.changed = board.workspace.changed({"kind": "views"}, [person.id])
    return dict(errors)


def close(board: Switchboard, person: Person, view_id: str, *, clear: bool = False) -> None:
    """Close the top modal, or the whole stack; the app hears of it where the view says notify_on_close."""
    view = _top(board, person, view_id)
    everything = clear or bool(view.body.get("clear_on_close"))
    for gone in close_top(board, person.id, everything=everything):
        if not gone.body.get("notify_on_close"):
            continue
        payload = {
            "type": "view_closed",
            **origin(board, person),
            "view": view_json(board, gone),
            "is_cleared": everything,
        }
        try:
            interact(board, "view_closed", person, payload, silent)
        except (NoAnswer, ApiError) as error:
            raise in_words(error) from None
