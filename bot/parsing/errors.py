"""What was typed cannot be read."""

from collections.abc import Mapping
from typing import Any

from bot.i18n import Reader


class UsageError(Exception):
    """Not readable as it is; the sentence says what would be accepted.

    Args:
        message: a message of the catalogue that says what would be accepted.
        facts: what its placeholders stand for.
        field: the block id of the form's field that it is about; empty for a command.
    """

    def __init__(self, message: str, facts: Mapping[str, Any] | None = None, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.facts = dict(facts or {})
        self.field = field

    def sentence(self, reader: Reader) -> str:
        """What the person reads."""
        return reader.gettext(self.message) % self.facts if self.facts else reader.gettext(self.message)
