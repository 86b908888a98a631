"""What becomes of a message that Slack does not take: one table of its error codes (SPEC §4.3)."""

from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPException
from typing import Final

from slack_sdk.errors import SlackApiError

from core.routes import UNREACHABLE

UNANSWERED: Final = "unanswered"
"""No answer came, or none that says whether it was done."""

RATE_LIMITED: Final = 429
SERVERS_FAULT: Final = 500
PAUSE_UNLESS_TOLD: Final = 30
"""Seconds to wait where Slack says that there was too much, and not for how long."""

FAILURES: Final = (SlackApiError, OSError, HTTPException)
"""What a call of Slack may end in."""


class Fate(StrEnum):
    """What becomes of a message."""

    WAITS = "waits"
    """Too much at a time: it is tried again when Slack says, and its line waits."""

    AGAIN = "again"
    """Slack's bad day: tried again after growing pauses. It may have been done: that is looked at first."""

    PAUSES = "pauses"
    """Nothing reaches the channel: what goes there is paused and kept, and whoever set it is told."""

    UNREACHABLE = "unreachable"
    """The person cannot be written to: it is given up, and the log says so."""

    FORGOTTEN = "forgotten"
    """Somebody deleted the message: it is let go of, without noise."""

    REFUSED = "refused"
    """The message itself is wrong, which is our fault: it is kept where health shows it, and its line goes on."""

    LOCKED_OUT = "locked_out"
    """The app is not let in: everything waits until it is."""


TABLE: Final[dict[str, Fate]] = {
    **dict.fromkeys(("ratelimited", "rate_limited", "message_limit_exceeded"), Fate.WAITS),
    **dict.fromkeys(
        (
            UNANSWERED,
            "fatal_error",
            "internal_error",
            "request_timeout",
            "service_unavailable",
            "team_added_to_org",
        ),
        Fate.AGAIN,
    ),
    **dict.fromkeys(UNREACHABLE, Fate.PAUSES),
    **dict.fromkeys(
        (
            "account_inactive",
            "cannot_dm_bot",
            "messages_tab_disabled",
            "user_disabled",
            "user_not_found",
            "user_not_visible",
            "users_not_found",
        ),
        Fate.UNREACHABLE,
    ),
    **dict.fromkeys(("message_not_found", "cant_update_message", "edit_window_closed"), Fate.FORGOTTEN),
    **dict.fromkeys(
        (
            "msg_too_long",
            "msg_blocks_too_long",
            "no_text",
            "invalid_blocks",
            "invalid_blocks_format",
            "invalid_arguments",
            "invalid_metadata_format",
            "metadata_too_large",
        ),
        Fate.REFUSED,
    ),
    **dict.fromkeys(
        (
            "invalid_auth",
            "missing_scope",
            "not_authed",
            "org_login_required",
            "token_expired",
            "token_revoked",
            "no_permission",
            "access_denied",
            "team_access_not_granted",
        ),
        Fate.LOCKED_OUT,
    ),
}
"""By Slack's code; one that is not here is our fault until somebody has looked at it (`Fate.REFUSED`)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a failure means.

    Attributes:
        code: Slack's, or `UNANSWERED`.
        fate: what becomes of the message.
        pause: seconds to wait where Slack says so.
    """

    code: str
    fate: Fate
    pause: int = 0


def judge(failure: Exception, *, to_member: bool) -> Verdict:
    """What a failed call means.

    Args:
        failure: one of `FAILURES`.
        to_member: whether the message goes to a member: there a channel that is not found is a person who is not.
    """
    if not isinstance(failure, SlackApiError):
        return Verdict(UNANSWERED, Fate.AGAIN)
    answer = failure.response
    status = int(getattr(answer, "status_code", 200) or 200)
    if status == RATE_LIMITED:
        return Verdict("ratelimited", Fate.WAITS, _retry_after(answer))
    code = str(answer["error"]) if not isinstance(answer, str) and answer.get("error") else UNANSWERED
    if status >= SERVERS_FAULT:
        return Verdict(code, Fate.AGAIN)
    fate = TABLE.get(code, Fate.REFUSED)
    if to_member and fate is Fate.PAUSES:
        fate = Fate.UNREACHABLE
    return Verdict(code, fate, PAUSE_UNLESS_TOLD if fate is Fate.WAITS else 0)


def _retry_after(answer: object) -> int:
    headers = {name.lower(): value for name, value in getattr(answer, "headers", {}).items()}
    told = str(headers.get("retry-after", ""))
    return max(1, int(told)) if told.isdigit() else PAUSE_UNLESS_TOLD
