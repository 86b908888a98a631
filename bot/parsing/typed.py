"""What somebody typed behind a command: which row of the table it means, or the nearest one."""

from typing import Final

from rapidfuzz import process

from bot.i18n import N_
from bot.mrkdwn import unescape
from bot.parsing.accents import bare
from bot.parsing.commands import TABLE
from bot.parsing.errors import UsageError
from bot.parsing.subcommand import SubCommand

_NEAR: Final = 50


def rows(command: str) -> tuple[SubCommand, ...]:
    """The sub-commands of a command."""
    return tuple(row for row in TABLE if row.command == command)


def find(command: str, text: str) -> tuple[SubCommand | None, str]:
    """Which sub-command is meant, and what is typed behind its word.

    Args:
        command: "folder" or "opp".
        text: as Slack sent it, behind the command.

    Returns:
        The row, or None for a word that is none of the command's; and the rest, unescaped.
    """
    if not text.strip():
        return rows(command)[0], ""
    words = text.split(maxsplit=2)
    # "en attente O-34", "à faire O-34": two words, where the two together are one of ours and the first is none.
    for word, rest in ((words[0], text.split(maxsplit=1)[1:]), ("-".join(words[:2]), words[2:])):
        row = next((row for row in rows(command) if bare(word.lower()) in map(bare, row.words)), None)
        if row is not None:
            return row, unescape("".join(rest), keep_people=row.reads_people).strip()
    return None, unescape(text).strip()


def unknown_word(command: str, text: str, prefix: str) -> UsageError:
    """What to say of a word that is none of the command's: the nearest one, and all there are.

    Args:
        command: "folder" or "opp".
        text: what was typed behind it.
        prefix: of the commands' names.
    """
    word = next(iter(unescape(text).split()), "")
    known = {word: row.name for row in rows(command) for word in row.words}
    nearest = process.extractOne(word.lower(), list(known), score_cutoff=_NEAR)
    name = f"/{prefix}{command}"
    facts = {
        "word": word[:60],
        "command": name,
        "words": ", ".join(row.name for row in rows(command)),
        "meant": f"{name} {known[nearest[0]]}" if nearest else "",
    }
    if nearest:
        return UsageError(
            N_("%(command)s does not know “%(word)s”. Did you mean %(meant)s? It knows %(words)s."), facts
        )
    return UsageError(N_("%(command)s does not know “%(word)s”. It knows %(words)s."), facts)
