"""What goes wrong in the local Slack: on a person's screen, and in the app's calls."""

from collections.abc import Iterable

from bot.sandbox.blockkit.rules import Finding

_OF_THE_WORLD = {
    "account_inactive",
    "channel_not_found",
    "file_not_found",
    "hash_conflict",
    "is_archived",
    "message_not_found",
    "no_such_subteam",
    "not_found",
    "not_in_channel",
    "ratelimited",
    "user_disabled",
    "user_not_found",
    "user_not_in_channel",
}
"""Errors that tell of the state of the world. All others tell of a payload that the app should not have sent."""


class Trouble(Exception):
    """What a person reads when something cannot be done: one sentence.

    `status` is the HTTP status that the page's endpoints give it.
    """

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status


class ApiError(Exception):
    """Slack's `{"ok": false}`: its error code, and the messages of `response_metadata`."""

    def __init__(self, error: str, details: Iterable[str] = ()) -> None:
        super().__init__(error)
        self.error = error
        self.details = list(details)

    @property
    def is_refusal(self) -> bool:
        """Whether the app's payload was at fault, rather than the state of the world."""
        return self.error not in _OF_THE_WORLD


def refuse(findings: list[Finding], error: str) -> None:
    """Raise what Slack answers to these findings; with none, do nothing.

    The first finding that has an error code of its own decides, otherwise `error` does.
    """
    if findings:
        own = next((finding.error for finding in findings if finding.error), error)
        raise ApiError(own, [str(finding) for finding in findings])
