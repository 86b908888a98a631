"""The rows of the command table for channels that follow a filter (SPEC §4.1)."""

from typing import Final

from bot.i18n import N_
from bot.parsing import arguments
from bot.parsing.requests import Follow, Unfollow
from bot.parsing.subcommand import SubCommand

FOLLOWING: Final = (
    SubCommand(
        "folder",
        ("follow", "suivre"),
        "[filter]",
        N_("let this channel hear when a folder of that kind has nothing in progress any more"),
        "follow tag:renewal",
        Follow,
        arguments.follow,
        reads_people=True,
    ),
    SubCommand(
        "folder",
        ("unfollow", "ne-plus-suivre"),
        "",
        N_("let this channel follow nothing any more"),
        "unfollow",
        Unfollow,
        arguments.unfollow,
    ),
)
