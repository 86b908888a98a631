"""auth.test, team.info, users.*, usergroups.*."""

from typing import Any

from bot.sandbox.errors import ApiError
from bot.sandbox.payloads import user_json
from bot.sandbox.switchboard import Switchboard
from bot.sandbox.webapi.places import page, person_of
from bot.sandbox.workspace import Person

Json = dict[str, Any]


def _bot(board: Switchboard) -> Person:
    team = board.workspace.team
    return Person(team.bot_user, team.app_name.lower(), team.app_name, is_bot=True)


def auth_test(board: Switchboard, _args: Json) -> Json:
    """auth.test."""
    team = board.workspace.team
    return {
        "url": f"{board.url}/",
        "team": team.name,
        "user": team.app_name.lower(),
        "team_id": team.id,
        "user_id": team.bot_user,
        "bot_id": team.bot_id,
        "is_enterprise_install": False,
    }


def team_info(board: Switchboard, args: Json) -> Json:
    """team.info."""
    team = board.workspace.team
    if args.get("team", team.id) != team.id:
        raise ApiError("team_not_found")
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}}


def users_info(board: Switchboard, args: Json) -> Json:
    """users.info."""
    person = _bot(board) if args["user"] == board.workspace.team.bot_user else person_of(board, args["user"])
    return {"user": user_json(board, person, with_locale=bool(args.get("include_locale")))}


def users_list(board: Switchboard, args: Json) -> Json:
    """users.list: everybody, those who left and the app's own user included."""
    everybody = [*board.workspace.people.values(), _bot(board)]
    entries, more = page(everybody, args)
    with_locale = bool(args.get("include_locale"))
    return {"members": [user_json(board, one, with_locale=with_locale) for one in entries], **more}


def usergroups_list(board: Switchboard, args: Json) -> Json:
    """usergroups.list."""
    shown = []
    for group in board.workspace.groups.values():
        entry: Json = {
            "id": group.id,
            "team_id": board.workspace.team.id,
            "is_usergroup": True,
            "name": group.name,
            "handle": group.handle,
            "date_delete": 0,
        }
        if args.get("include_users"):
            entry["users"] = group.members
        if args.get("include_count"):
            entry["user_count"] = len(group.members)
        shown.append(entry)
    return {"usergroups": shown}


def usergroups_users_list(board: Switchboard, args: Json) -> Json:
    """usergroups.users.list."""
    group = board.workspace.groups.get(args["usergroup"])
    if group is None:
        raise ApiError("no_such_subteam")
    return {"users": group.members}


HANDLERS = {
    "auth.test": auth_test,
    "team.info": team_info,
    "users.info": users_info,
    "users.list": users_list,
    "usergroups.list": usergroups_list,
    "usergroups.users.list": usergroups_users_list,
}
