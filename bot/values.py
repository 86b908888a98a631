"""What a button's `value`, an option's value and a modal's `private_metadata` hold: ids and versions, as small JSON.

What comes back is treated as typed by a stranger: anything that is not what was asked for is `Forged`, which reads like
a thing that does not exist. A right or a decision is never in here (DESIGN, principle 9).
"""

import json
import re
from typing import Any, Final

VALUE_LIMIT: Final = 2000
"""Characters of a button's value (SLACK.md, Limits)."""

_LARGEST: Final = 2**63 - 1
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")


class Forged(Exception):
    """A value that this app did not write."""


def storable(sent: Any) -> Any:
    """What was sent, without what no text in a database can hold: NUL, and halves of characters.

    Args:
        sent: as JSON or a form gave it.
    """
    if isinstance(sent, str):
        return _UNSTORABLE.sub("\ufffd", sent)
    if isinstance(sent, dict):
        return {name: storable(value) for name, value in sent.items()}
    return [storable(value) for value in sent] if isinstance(sent, list) else sent


def pack(**facts: int | str | bool | None) -> str:
    """Write facts down.

    Args:
        facts: ids, versions, page numbers, a filter in the filter language.

    Raises:
        ValueError: longer than Slack takes in a button.
    """
    packed = json.dumps(facts, separators=(",", ":"), ensure_ascii=False)
    if len(packed) > VALUE_LIMIT:
        raise ValueError(f"{len(packed)} characters do not fit in a button's value")
    return packed


class Packed:
    """Facts that came back.

    Args:
        text: what Slack sent.

    Raises:
        Forged: it is no JSON object.
    """

    def __init__(self, text: str | None) -> None:
        try:
            found = storable(json.loads(text or ""))
        except (ValueError, RecursionError) as error:
            raise Forged from error
        if not isinstance(found, dict):
            raise Forged
        self._facts: Final[dict[str, Any]] = found

    def number(self, name: str) -> int:
        """A positive whole number that fits a key of ours.

        Raises:
            Forged: there is none of that name.
        """
        found = self._facts.get(name)
        if not isinstance(found, int) or isinstance(found, bool) or not 0 < found <= _LARGEST:
            raise Forged
        return found

    def number_or_none(self, name: str) -> int | None:
        """The same, where there may be none.

        Raises:
            Forged: there is something else.
        """
        return None if self._facts.get(name) is None else self.number(name)

    def flag(self, name: str) -> bool:
        """Whether something is so; not where nothing is said of it."""
        return self._facts.get(name) is True

    def text(self, name: str) -> str:
        """A text; empty where there is none.

        Raises:
            Forged: there is something else.
        """
        found = self._facts.get(name, "")
        if not isinstance(found, str) or len(found) > VALUE_LIMIT:
            raise Forged
        return found
