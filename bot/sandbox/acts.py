"""A person uses what the app put on the screen: a button, a menu, a field that speaks at once."""

import copy
from dataclasses import dataclass
from typing import Any

from bot.sandbox.blockkit.inspect import check_options
from bot.sandbox.blockkit.walk import find, offered, value_key, values_of
from bot.sandbox.errors import ApiError, Trouble, refuse
from bot.sandbox.payloads import channel_name, interact, message_json, origin, response_url, silent, view_json
from bot.sandbox.switchboard import Answer, NoAnswer, Switchboard
from bot.sandbox.workspace import Channel, Message, Person, View

Json = dict[str, Any]

GONE = "This is no longer there."


@dataclass(frozen=True)
class Place:
    """Where something was used: a message in a channel, or a view."""

    channel: Channel | None = None
    message: Message | None = None
    view: View | None = None

    @property
    def blocks(self) -> list[Json]:
        """What is on the screen there."""
        if self.view is not None:
            blocks: list[Json] = self.view.body["blocks"]
            return blocks
        return self.message.blocks if self.message is not None else []


def in_words(error: NoAnswer | ApiError) -> Trouble:
    """What a person reads when the app failed."""
    return Trouble(f'Something went wrong: the app failed with the error "{error.error}"')


def _context(board: Switchboard, person: Person, place: Place) -> Json:
    if place.view is not None:
        return {
            "container": {"type": "view", "view_id": place.view.id},
            "view": view_json(board, place.view),
            "trigger_id": board.passes.trigger(person.id, place.view.id),
        }
    channel, message = place.channel, place.message
    if channel is None or message is None:
        raise Trouble(GONE, 404)
    context: Json = {
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": message.to is not None,
        },
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "trigger_id": board.passes.trigger(person.id),
        "response_url": response_url(board, board.passes.reply(person.id, channel.id, message.ts)),
    }
    if message.to is None:
        # Slack keeps no ephemeral messages, so their actions come without one.
        context["message"] = message_json(board, message)
    return context


def _element(place: Place, block_id: str, action_id: str) -> tuple[Json, Json]:
    found = find(place.blocks, block_id, action_id)
    if found is None:
        raise Trouble(GONE, 404)
    return found


def _chosen(element: Json, given: Json) -> Json:
    """The part of an action that tells what was chosen; only what the element offers can be."""
    key = value_key(element)
    if element["type"] in ("button", "icon_button"):
        return {"value": element["value"]} if "value" in element else {}
    if key not in given:
        raise Trouble(f"`{key}` is missing.")
    value = given[key]
    choices = offered(element)
    picked = value if isinstance(value, list) else [value]
    if choices and key.startswith("selected_option") and any(one is not None and one not in choices for one in picked):
        raise Trouble("That is not one of the options.", 404)
    return {key: value}


def action_json(board: Switchboard, block: Json, element: Json, chosen: Json) -> Json:
    """One entry of `actions`."""
    shown: Json = {
        name: element[name] for name in ("text", "style", "placeholder", "confirm", "url") if name in element
    }
    return {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": board.workspace.stamp(),
        **copy.deepcopy(shown),
        **chosen,
    }


def act(board: Switchboard, person: Person, place: Place, block_id: str, action_id: str, given: Json) -> None:
    """Use an element with what was chosen. Raises Trouble 404 for what is not on the screen (any more)."""
    with board.workspace.lock:
        block, element = _element(place, block_id, action_id)
        chosen = _chosen(element, given)
        keep_values(place, given.get("state"))
        if place.view is not None:
            kept = place.view.values.get(block_id, {}).get(action_id)
            if kept is not None:
                kept.update(chosen)
    _send(board, person, place, [action_json(board, block, element, chosen)], given.get("state"))


def act_forged(board: Switchboard, person: Person, place: Place, actions: list[Json], state: Json | None) -> None:
    """Send actions as they are: those of a button that is gone, or of somebody who makes things up."""
    stamped = [{"action_ts": board.workspace.stamp(), **action} for action in actions]
    _send(board, person, place, stamped, state)


def keep_values(place: Place, state: Json | None) -> None:
    """Remember what was typed in a view."""
    if place.view is None or not state:
        return
    for block_id, fields in state.get("values", {}).items():
        for action_id, value in fields.items():
            if action_id in place.view.values.get(block_id, {}):
                place.view.values[block_id][action_id] = value


def _send(board: Switchboard, person: Person, place: Place, actions: list[Json], state: Json | None) -> None:
    payload = {"type": "block_actions", **origin(board, person), **_context(board, person, place), "actions": actions}
    if place.view is None:
        values = values_of(place.blocks, (state or {}).get("values"))
        for action in actions:
            # What was just chosen is part of the state that comes with it.
            kept = values.get(action.get("block_id", ""), {}).get(action.get("action_id", ""))
            if kept is not None:
                kept.update({name: value for name, value in action.items() if name in kept})
        payload["state"] = {"values": values}
    try:
        interact(board, "block_actions", person, payload, silent)
    except (NoAnswer, ApiError) as error:
        raise in_words(error) from None


def _options(answer: Answer) -> Json:
    content = answer.content
    refuse(check_options(content), "invalid_options")
    return dict(content)


def suggest(board: Switchboard, person: Person, place: Place, block_id: str, action_id: str, typed: str) -> Json:
    """Ask the app for options; gives `{"options": …}` or `{"option_groups": …}`."""
    _, element = _element(place, block_id, action_id)
    if "external_select" not in element["type"]:
        raise Trouble("That menu does not search.", 404)
    context = _context(board, person, place)
    for name in ("trigger_id", "response_url"):
        context.pop(name, None)
    payload = {
        "type": "block_suggestion",
        **origin(board, person),
        **context,
        "block_id": block_id,
        "action_id": action_id,
        "value": typed,
    }
    try:
        return interact(board, "block_suggestion", person, payload, _options)
    except (NoAnswer, ApiError) as error:
        raise in_words(error) from None


def place_of(board: Switchboard, person: Person, channel: str | None, ts: str | None, view_id: str | None) -> Place:
    """The message or view that this person has on the screen. Raises Trouble 404 for any other."""
    workspace = board.workspace
    if view_id is not None:
        view = workspace.view(view_id)
        if view is None or view.person != person.id:
            raise Trouble(GONE, 404)
        return Place(view=view)
    where = workspace.channels.get(channel or "")
    message = workspace.message(channel or "", ts or "")
    if where is None or message is None or message.to not in (None, person.id):
        raise Trouble(GONE, 404)
    if not workspace.sees_channel(person.id, where):
        raise Trouble(GONE, 404)
    return Place(channel=where, message=message)
