"""As much of Slack as the delivery of messages asks for, in this process: it remembers, and has bad days."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from tests.alerts.histories import Mishap


class Killed(BaseException):
    """The worker was killed."""


@dataclass
class Posted:
    """A message that stands in a channel."""

    ts: str
    text: str
    metadata: Any


@dataclass
class SmallSlack:
    """Takes messages. `mishaps` says what goes wrong with the next calls, one after the other.

    Attributes:
        channels: what stands where; a person's own messages are a channel named after them.
        mishaps: what goes wrong, call by call; nothing any more at their end.
        swallows: whether whoever says something is killed when it was said.
        shut: what Slack refuses with, channel by channel, where nobody can write there.
    """

    channels: dict[str, list[Posted]] = field(default_factory=dict)
    mishaps: Iterator[Mishap] = field(default_factory=lambda: iter(()))
    swallows: bool = False
    shut: dict[str, str] = field(default_factory=dict)
    _count: int = 0

    def conversations_open(self, *, users: str) -> dict[str, Any]:
        return self._call(lambda: {"channel": {"id": f"D{users}"}})

    def conversations_history(self, *, channel: str, **_: Any) -> dict[str, Any]:
        def history() -> dict[str, Any]:
            found = reversed(self.channels.get(channel, []))
            return {"messages": [{"ts": one.ts, "text": one.text, "metadata": one.metadata} for one in found]}

        # What stands in an archived channel can still be read.
        return self._call(history, shut=self.shut.get(channel) if self.shut.get(channel) != "is_archived" else None)

    def chat_postMessage(self, *, channel: str, text: str, metadata: Any, **_: Any) -> dict[str, Any]:  # noqa: N802
        def post() -> dict[str, Any]:
            self._count += 1
            posted = Posted(f"{2_000_000_000 + self._count}.000100", text, metadata)
            self.channels.setdefault(channel, []).append(posted)
            return {"ts": posted.ts}

        return self._call(post, says=True, shut=self.shut.get(channel))

    def chat_update(self, *, channel: str, ts: str, text: str, **_: Any) -> dict[str, Any]:
        def update() -> dict[str, Any]:
            (there,) = (one for one in self.channels[channel] if one.ts == ts)
            there.text = text
            return {"ts": ts}

        return self._call(update, says=True, shut=self.shut.get(channel))

    def _call(
        self, act: Callable[[], dict[str, Any]], *, says: bool = False, shut: str | None = None
    ) -> dict[str, Any]:
        mishap = Mishap.KILLED_WHILE if says and self.swallows else next(self.mishaps, Mishap.NONE)
        match mishap:
            case Mishap.TOO_MUCH:
                raise _refused(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "1"})
            case Mishap.FAULT:
                raise _refused(500, {"ok": False, "error": "internal_error"}, {})
            case Mishap.UNANSWERED:
                raise TimeoutError
            case Mishap.KILLED_BEFORE:
                raise Killed
        done = act() if shut is None else None
        match mishap:
            case Mishap.FAULT_DONE:
                raise _refused(500, {"ok": False, "error": "internal_error"}, {})
            case Mishap.LOST:
                raise TimeoutError
            case Mishap.KILLED_WHILE:
                raise Killed
        if done is None:
            raise _refused(200, {"ok": False, "error": shut}, {})
        return done


def _refused(status: int, answer: dict[str, Any], headers: dict[str, str]) -> SlackApiError:
    response = SlackResponse(
        client=None,
        http_verb="POST",
        api_url="",
        req_args={},
        data=answer,
        headers=headers,
        status_code=status,
    )
    return SlackApiError("no", response)  # type: ignore[no-untyped-call]
