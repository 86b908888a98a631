"""What a sub-command is: a row of the table in `bot.parsing.commands`."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.i18n import Reader
from bot.parsing.requests import Request


@dataclass(frozen=True, slots=True)
class SubCommand:
    """A row of the table.

    Attributes:
        command: "folder" or "opp".
        words: its name and what else it answers to; French too.
        argument: what comes behind it, as the help shows it.
        about: what it does, a message of the catalogue.
        example: how it may look.
        request: what it asks for: the router sends it to the listener registered for that.
        read: what was typed behind the word → the request.
        reads_dates: whether reading needs to know where and how the person reads dates.
        reads_people: whether a person may be meant; elsewhere a mention is a word of a name.
    """

    command: str
    words: tuple[str, ...]
    argument: str
    about: str
    example: str
    request: type[Request]
    read: Callable[[str, Reader], Request]
    reads_dates: bool = False
    reads_people: bool = False

    @property
    def name(self) -> str:
        """The word that the help shows."""
        return self.words[0]

    def usage(self, prefix: str) -> str:
        """How it is typed.

        Args:
            prefix: of the commands' names.
        """
        return " ".join(filter(None, (f"/{prefix}{self.command}", self.name, self.argument)))
