"""What happens in a workspace that no app did: people change, channels are archived, Slack fails, time passes."""

from typing import Any
from zoneinfo import available_timezones

from bot.sandbox.errors import Trouble
from bot.sandbox.payloads import user_json
from bot.sandbox.switchboard import Switchboard
from bot.sandbox.workspace import Channel, Group, Person

Json = dict[str, Any]

_MUTABLE = {
    "name",
    "real_name",
    "title",
    "email",
    "locale",
    "tz",
    "is_admin",
    "is_owner",
    "is_restricted",
    "is_ultra_restricted",
    "is_stranger",
    "deleted",
}
_FLAGS = {
    "is_admin",
    "is_owner",
    "is_restricted",
    "is_ultra_restricted",
    "is_stranger",
    "deleted",
    "is_archived",
    "is_ext_shared",
    "app_in",
}
MOST_CALLS = 1_000
"""So many calls may be told to fail at a time."""

LONGEST_PAUSE = 3_600


def _check(fields: Json) -> None:
    for name, value in fields.items():
        if name in _FLAGS and not isinstance(value, bool):
            raise Trouble(f"`{name}` is true or false.")
        if name == "members" and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
            raise Trouble("`members` is a list of ids.")
        if name not in _FLAGS and name != "members" and not isinstance(value, str):
            raise Trouble(f"`{name}` is text.")
        if name == "tz" and value not in available_timezones():
            raise Trouble(f"There is no time zone {value}.")


def change_person(board: Switchboard, person: Person, fields: Json) -> None:
    """Change a person and tell the app by `user_change`."""
    unknown = set(fields) - _MUTABLE
    if unknown:
        raise Trouble(f"A person has no {', '.join(sorted(unknown))} that could be changed.")
    _check(fields)
    with board.workspace.lock:
        for name, value in fields.items():
            setattr(person, name, value)
        board.workspace.changed({"kind": "state"})
    _of_person(board, "user_change", person)


def join(board: Switchboard, person: Person) -> None:
    """Tell the app of somebody new by `team_join`."""
    _of_person(board, "team_join", person)


def _of_person(board: Switchboard, name: str, person: Person) -> None:
    user = user_json(board, person, with_locale=True)
    board.deliver(name, {"type": name, "user": user, "event_ts": board.workspace.stamp()}, person.id)


def change_channel(board: Switchboard, channel: Channel, fields: Json) -> None:
    """Archive, rename, change the members, or let the app in or out; the app hears of what it subscribed to."""
    unknown = set(fields) - {"name", "topic", "is_archived", "is_ext_shared", "app_in", "members"}
    if unknown:
        raise Trouble(f"A channel has no {', '.join(sorted(unknown))} that could be changed.")
    _check(fields)
    if channel.kind in ("im", "app_dm"):
        raise Trouble("Direct messages stay as they are.")
    before = (channel.name, channel.is_archived, channel.app_in, list(channel.members))
    with board.workspace.lock:
        for name, value in fields.items():
            setattr(channel, name, value)
        board.workspace.changed({"kind": "state"})
    name_before, archived_before, app_before, members_before = before
    bot = board.workspace.team.bot_user
    if channel.app_in != app_before:
        _of_member(board, channel, bot, joined=channel.app_in)
    if channel.app_in and channel.name != name_before:
        shown = {"id": channel.id, "name": channel.name, "created": 0}
        _tell(board, "channel_rename", {"channel": shown})
    if channel.app_in and channel.is_archived != archived_before:
        kind = "channel" if channel.kind == "channel" else "group"
        _tell(board, f"{kind}_archive" if channel.is_archived else f"{kind}_unarchive", {"channel": channel.id})
    if channel.app_in:
        for person in set(channel.members) - set(members_before):
            _of_member(board, channel, person, joined=True)
        for person in set(members_before) - set(channel.members):
            _of_member(board, channel, person, joined=False)


def _of_member(board: Switchboard, channel: Channel, user: str, *, joined: bool) -> None:
    kind = "C" if channel.kind == "channel" else "G"
    team = board.workspace.team
    if not joined and user == team.bot_user:
        _tell(board, "channel_left" if kind == "C" else "group_left", {"channel": channel.id})
    name = "member_joined_channel" if joined else "member_left_channel"
    _tell(board, name, {"user": user, "channel": channel.id, "channel_type": kind, "team": team.id})


def change_group(board: Switchboard, group: Group, fields: Json) -> None:
    """Rename a user group or change who is in it; the app hears of what it subscribed to."""
    unknown = set(fields) - {"name", "handle", "members"}
    if unknown:
        raise Trouble(f"A user group has no {', '.join(sorted(unknown))} that could be changed.")
    before = list(group.members)
    with board.workspace.lock:
        for name, value in fields.items():
            setattr(group, name, value)
        board.workspace.changed({"kind": "state"})
    team = board.workspace.team.id
    joined, left = (sorted(set(one) - set(other)) for one, other in ((group.members, before), (before, group.members)))
    if joined or left:
        told = {"subteam_id": group.id, "team_id": team, "added_users": joined, "removed_users": left}
        _tell(board, "subteam_members_changed", told)
    shown = {
        "id": group.id,
        "team_id": team,
        "is_usergroup": True,
        "name": group.name,
        "handle": group.handle,
        "date_delete": 0,
        "users": group.members,
        "user_count": len(group.members),
    }
    _tell(board, "subteam_updated", {"subteam": shown})


def uninstall(board: Switchboard) -> None:
    """Throw the app out: `tokens_revoked`, then `app_uninstalled`."""
    _tell(board, "tokens_revoked", {"tokens": {"oauth": [], "bot": [board.workspace.team.bot_user]}})
    _tell(board, "app_uninstalled", {})


def set_fault(board: Switchboard, method: str, kind: str, times: int, retry_after: int) -> None:
    """Let the next calls of a method fail; see `LocalSlack.set_fault`."""
    if not 0 <= times <= MOST_CALLS:
        raise Trouble(f"`times` is a whole number from 0 to {MOST_CALLS}.")
    if not 0 <= retry_after <= LONGEST_PAUSE:
        raise Trouble(f"`retry_after` is a whole number from 0 to {LONGEST_PAUSE}.")
    fault = {"method": method, "kind": kind, "times": times, "retry_after": retry_after}
    with board.workspace.lock:
        board.faults = [one for one in board.faults if one["method"] != method]
        if times > 0:
            board.faults.append(fault)
    board.workspace.changed({"kind": "state"})


def let_pass(board: Switchboard, seconds: float) -> None:
    """Move the clock ahead: messages are dated by it from now on."""
    if not seconds > 0:
        raise Trouble("The clock only goes forward.")
    board.workspace.ahead += seconds
    board.workspace.changed({"kind": "clock"})


def _tell(board: Switchboard, name: str, fields: Json) -> None:
    board.deliver(name, {"type": name, **fields, "event_ts": board.workspace.stamp()})
