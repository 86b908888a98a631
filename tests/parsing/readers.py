"""People who read and write in different ways, and what they ask for."""

from typing import Final

from bot.i18n import Reader
from bot.parsing.errors import UsageError
from bot.parsing.requests import Request
from bot.parsing.typed import find

ENGLISH: Final = Reader.of("en-US", "Europe/Paris", "EUR")
BRITISH: Final = Reader.of("en-GB", "Europe/London", "EUR")
FRENCH: Final = Reader.of("fr-FR", "Europe/Paris", "EUR")
READERS: Final = (ENGLISH, BRITISH, FRENCH)


def asked(command: str, text: str, reader: Reader = ENGLISH) -> Request:
    """What a command asks for.

    Args:
        command: "folder" or "opp".
        text: as Slack sends it, behind the command.
        reader: who typed it.
    """
    row, rest = find(command, text)
    assert row is not None, f"no row for {text!r}"
    return row.read(rest, reader)


def refused(error: UsageError, reader: Reader = ENGLISH) -> str:
    """What the person reads; a placeholder that is left is an error."""
    said = error.sentence(reader)
    assert "%(" not in said
    return said
