"""The commands: help, and the words that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.parsing.commands import FOLDER, OPP
from bot.parsing.requests import Help
from bot.parsing.typed import find, unknown_word
from bot.views.help import help_screen
from bot.visit import Visit

if TYPE_CHECKING:
    from bot.app import Wiring


def register(wiring: Wiring) -> None:
    """Hang in the help, and behind all sub-commands the answer to a word that is none of them."""
    prefix = wiring.prefix

    def show_help(visit: Visit, request: Help) -> None:
        """`/folder help [word]`, `/opp help [word]`."""
        with visit.acting():
            pass
        row = find(request.command, request.word)[0] if request.word else None
        if request.word and row is None:
            raise unknown_word(request.command, request.word, prefix)
        visit.show(help_screen(request.command, row, prefix, visit.reader))

    wiring.command(Help, show_help)
    for command in (FOLDER, OPP):
        wiring.other_words(command)
