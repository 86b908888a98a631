"""The manifest that describes the app to Slack, from the command table. `manifest.json` is checked in and tested."""

from pathlib import Path
from typing import Any, Final

from bot import ids
from bot.parsing.commands import ABOUT, FOLDER, OPP
from bot.parsing.typed import rows

PATH: Final = Path(__file__).parent / "manifest.json"
HINT_LIMIT: Final = 1000
"""Characters of a usage hint (SLACK.md, Limits)."""

REQUEST_URL: Final = "https://dossier.example.com/slack/events"
"""A placeholder: who installs the app puts their own address here."""

BOT_SCOPES: Final = (
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:write",
    "team:read",
    "usergroups:read",
    "users:read",
    "users:read.email",
)
SHORTCUTS: Final = (
    ("New opportunity", "global", ids.SHORTCUT_NEW_OPPORTUNITY, "Create an opportunity, in a client folder or in none"),
    ("Find a folder", "global", ids.SHORTCUT_FIND_FOLDER, "Open a client folder by its name or number"),
    ("Create an opportunity", "message", ids.SHORTCUT_FROM_MESSAGE, "Make an opportunity of what this message says"),
)
BOT_EVENTS: Final = (
    "app_home_opened",
    "channel_archive",
    "channel_deleted",
    "channel_left",
    "channel_unarchive",
    "group_archive",
    "group_deleted",
    "group_left",
    "group_unarchive",
    "member_joined_channel",
    "subteam_members_changed",
    "subteam_updated",
    "team_join",
    "user_change",
)


def manifest(prefix: str) -> dict[str, Any]:
    """The manifest.

    Args:
        prefix: of the commands' names (`COMMAND_PREFIX`).
    """
    return {
        "display_information": {
            "name": "Dossier",
            "description": "Client folders for sales teams that live in Slack",
            "background_color": "#1f3a5f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Dossier", "always_online": True},
            "shortcuts": [
                {"name": name, "type": kind, "callback_id": callback_id, "description": description}
                for name, kind, callback_id, description in SHORTCUTS
            ],
            "slash_commands": [_command(command, prefix) for command in (FOLDER, OPP)],
        },
        "oauth_config": {"scopes": {"bot": list(BOT_SCOPES)}},
        "settings": {
            "event_subscriptions": {"request_url": REQUEST_URL, "bot_events": list(BOT_EVENTS)},
            "interactivity": {
                "is_enabled": True,
                "request_url": REQUEST_URL,
                "message_menu_options_url": REQUEST_URL,
            },
            "org_deploy_enabled": False,
            "socket_mode_enabled": False,
            "token_rotation_enabled": False,
        },
    }


def _command(command: str, prefix: str) -> dict[str, Any]:
    hint = " | ".join(" ".join(filter(None, (row.name, row.argument))) for row in rows(command))
    assert len(hint) <= HINT_LIMIT, "Slack takes no longer usage hint"
    return {
        "command": f"/{prefix}{command}",
        "url": REQUEST_URL,
        "description": ABOUT[command],
        "usage_hint": hint,
        # Mentions arrive as ids only when escaped; a display name could be anybody's.
        "should_escape": True,
    }
