"""A person writes: a slash command to the app, or a message to a channel."""

import re
from typing import Any
from urllib.parse import urlencode

from bot.sandbox.errors import ApiError, Trouble
from bot.sandbox.hearing import tell_of_message
from bot.sandbox.payloads import channel_name, response_url
from bot.sandbox.replies import answer as carry_out
from bot.sandbox.switchboard import FORM, Answer, NoAnswer, Switchboard
from bot.sandbox.workspace import Channel, Message, Person

Json = dict[str, Any]

_TOKENS = re.compile(r"(?P<url>https?://[^\s<>]+)|(?<![\w.])@(?P<who>[\w.\-]+)|(?<![\w&])#(?P<where>[\w.\-]+)")
_EVERYBODY = {"here", "channel", "everyone"}


def escaped(text: str) -> str:
    """`&`, `<` and `>` as Slack sends them."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def entities(board: Switchboard, text: str, *, with_names: bool) -> str:
    """What a person typed, as Slack sends it: escaped; people, channels and links as entities.

    A name is the longest that exists, so "@ben." at the end of a sentence is ben. `with_names` adds what was typed
    after the id, as commands with `should_escape` do.
    """
    workspace = board.workspace
    people = {person.name: person.id for person in workspace.people.values()}
    people[workspace.team.app_name.lower()] = workspace.team.bot_user

    def known(names: dict[str, str], typed: str) -> tuple[str, str] | None:
        for end in range(len(typed), 0, -1):
            if typed[:end] in names:
                return typed[:end], typed[end:]
        return None

    def put(found: re.Match[str]) -> str:
        if found["url"]:
            return f"<{found['url']}>"
        if found["who"] in _EVERYBODY:
            return f"<!{found['who']}>"
        names = people if found["who"] else channels
        sign = "@" if found["who"] else "#"
        hit = known(names, found["who"] or found["where"])
        if hit is None:
            return found[0]
        name, rest = hit
        return f"<{sign}{names[name]}{'|' + name if with_names else ''}>{rest}"

    channels = {one.name: one.id for one in workspace.channels.values() if one.kind in ("channel", "private")}
    return _TOKENS.sub(put, escaped(text))


def say(board: Switchboard, person: Person, channel: Channel, text: str) -> None:
    """Say something in a channel; what begins with "/" goes to the app. Raises Trouble in Slack's words."""
    if text.startswith("/"):
        _command(board, person, channel, text)
        return
    may_write(board, person, channel)
    message = Message(
        board.workspace.stamp(), channel.id, person.id, False, entities(board, text, with_names=False), []
    )
    board.workspace.post(message)
    board.workspace.read[f"{person.id} {channel.id}"] = message.ts
    tell_of_message(board, message, wait=True)


def may_write(board: Switchboard, person: Person, channel: Channel) -> None:
    """Raise Trouble where this person cannot write."""
    if not board.workspace.sees_channel(person.id, channel):
        raise Trouble("This channel does not exist.", 404)
    if channel.is_archived:
        raise Trouble("This channel is archived.")
    if channel.kind == "app_dm" and board.features("app_home").get("messages_tab_read_only_enabled"):
        raise Trouble("Sending messages to this app has been turned off.")


def _command(board: Switchboard, person: Person, channel: Channel, line: str) -> None:
    word, _, rest = line.partition(" ")
    declared = next((one for one in board.features("slash_commands") if one["command"] == word), None)
    if declared is None:
        raise Trouble(
            f"{word} is not a valid command. In Slack, all messages that start with the “/” character are commands."
        )
    may_write(board, person, channel)
    team = board.workspace.team
    token = board.passes.reply(person.id, channel.id, command=line)
    text = entities(board, rest.strip(), with_names=True) if declared.get("should_escape") else rest.strip()
    form = {
        "token": "verification-token",
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": person.id,
        "user_name": person.name,
        "command": word,
        "text": text,
        "api_app_id": team.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url(board, token),
        "trigger_id": board.passes.trigger(person.id),
    }

    def read(answer: Answer) -> None:
        content = answer.content
        if content is None:
            return
        body = {"text": content} if isinstance(content, str) else content
        carry_out(board, board.passes.peek(token), body)

    try:
        board.ask(word, person.id, urlencode(form).encode(), FORM, form, read)
    except (NoAnswer, ApiError) as error:
        raise Trouble(f'{word} failed with the error "{error.error}"') from None
