"""A person uses a shortcut, or opens the app's Home."""

from typing import Any

from bot.sandbox.acts import Place, in_words
from bot.sandbox.errors import ApiError, Trouble
from bot.sandbox.payloads import channel_name, interact, message_json, origin, response_url, silent, view_json
from bot.sandbox.switchboard import NoAnswer, Switchboard
from bot.sandbox.workspace import Person

Json = dict[str, Any]


def use_shortcut(board: Switchboard, person: Person, callback_id: str, place: Place | None) -> None:
    """Use a declared shortcut: a global one, or one on a message. Raises Trouble 404 for one that is not declared."""
    wanted = "global" if place is None else "message"
    declared = [
        one for one in board.features("shortcuts") if (one["callback_id"], one["type"]) == (callback_id, wanted)
    ]
    if not declared:
        raise Trouble("There is no such shortcut.", 404)
    payload: Json = {
        "type": "shortcut",
        **origin(board, person),
        "callback_id": callback_id,
        "trigger_id": board.passes.trigger(person.id),
        "action_ts": board.workspace.stamp(),
    }
    if place is not None and place.message is not None and place.channel is not None:
        if place.message.to is not None:
            raise Trouble("Messages that only you can see have no shortcuts.")
        token = board.passes.reply(person.id, place.channel.id)
        payload |= {
            "type": "message_action",
            "channel": {"id": place.channel.id, "name": channel_name(place.channel)},
            "message_ts": place.message.ts,
            "message": message_json(board, place.message),
            "response_url": response_url(board, token),
        }
    try:
        interact(board, payload["type"], person, payload, silent)
    except (NoAnswer, ApiError) as error:
        raise in_words(error) from None


def open_home(board: Switchboard, person: Person) -> None:
    """Open the Home tab; the app hears app_home_opened, with the view that it published last."""
    dm = board.workspace.app_dm(person.id)
    known = board.workspace.homes.get(person.id)
    event: Json = {
        "type": "app_home_opened",
        "user": person.id,
        "channel": dm.id,
        "tab": "home",
        "event_ts": board.workspace.stamp(),
    }
    if known is not None:
        event["view"] = view_json(board, known)
    board.deliver("app_home_opened", event, person.id)
