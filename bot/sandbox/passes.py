"""What Slack hands out with an interaction: trigger ids and response URLs, each good for a while."""

import secrets
from dataclasses import dataclass

from bot.sandbox.errors import ApiError
from bot.sandbox.timing import Timing


@dataclass
class Trigger:
    """Good for opening one modal for one person, once and for three seconds."""

    person: str
    born: float
    in_view: str | None
    used: bool = False


@dataclass
class Reply:
    """What a response URL stands for: whom it answers, where, and which message it may replace."""

    person: str
    channel: str
    born: float
    original: str | None = None
    command: str | None = None
    uses: int = 0


class Passes:
    """The trigger ids and response URLs that are out there."""

    def __init__(self, timing: Timing) -> None:
        self._timing = timing
        self._triggers: dict[str, Trigger] = {}
        self._replies: dict[str, Reply] = {}

    def forget(self) -> None:
        """Take back all that are out there."""
        self._triggers.clear()
        self._replies.clear()

    def trigger(self, person: str, in_view: str | None = None) -> str:
        """A new trigger id for this person; `in_view` is the view that the person was in."""
        now = self._timing.now()
        name = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._triggers[name] = Trigger(person, now, in_view)
        return name

    def exchange(self, name: str) -> Trigger:
        """The trigger behind an id, still unused. Raises Slack's error for an unknown, used or expired one."""
        found = self._triggers.get(name)
        if found is None:
            raise ApiError("invalid_trigger_id")
        if found.used:
            raise ApiError("exchanged_trigger_id")
        if self._timing.now() - found.born > self._timing.trigger:
            raise ApiError("expired_trigger_id")
        return found

    def reply(self, person: str, channel: str, original: str | None = None, command: str | None = None) -> str:
        """A new token of a response URL."""
        token = secrets.token_hex(16)
        self._replies[token] = Reply(person, channel, self._timing.now(), original, command)
        return token

    def peek(self, token: str) -> Reply:
        """The reply behind a response URL that was just handed out; no use is counted."""
        return self._replies[token]

    def use(self, token: str) -> Reply:
        """The reply behind a response URL, counted as one more use. Raises Slack's error once it is spent."""
        found = self._replies.get(token)
        if found is None or self._timing.now() - found.born > self._timing.response_url:
            raise ApiError("expired_url")
        if found.uses >= self._timing.response_url_uses:
            raise ApiError("used_url")
        found.uses += 1
        return found
