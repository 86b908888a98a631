"""What Slack says of a channel: what it is called, who is in it, and whether the app may write there."""

from typing import Any, Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from core.sharing import Channel

PEOPLE_A_PAGE: Final = 1000
MOST_PAGES: Final = 5
"""Slack waits three seconds: a channel of more people than these pages hold is read as far as they go."""

UNKNOWN: Final = ("channel_not_found", "not_in_channel", "is_archived", "restricted_action")
"""What Slack says where the app may not post, whatever it knew of the channel before."""


def look(client: WebClient, channel_id: str) -> Channel:
    """Read a channel. One that the app may not know, or that is no channel at all, is one that the app is not in.

    Args:
        client: to ask Slack; never inside a transaction.
        channel_id: as the person chose it.

    Raises:
        SlackApiError: Slack did not answer as it should.
    """
    try:
        found = client.conversations_info(channel=channel_id)["channel"]
    except SlackApiError as error:
        if error.response["error"] not in UNKNOWN:
            raise
        return _unknown(channel_id)
    if found.get("is_im") or found.get("is_mpim"):
        return _unknown(channel_id)
    app_in, archived = bool(found.get("is_member")), bool(found.get("is_archived"))
    return Channel(
        id=channel_id,
        name=str(found.get("name") or ""),
        app_in=app_in,
        archived=archived,
        external=_is_external(found),
        people=_people(client, channel_id) if app_in and not archived else (),
    )


def is_shut(client: WebClient, channel_id: str) -> bool:
    """Whether the app cannot write in a channel, as far as Slack says so when it is asked about it.

    Args:
        client: to ask Slack; never inside a transaction.
        channel_id: which.

    Raises:
        SlackApiError: Slack did not answer as it should.
    """
    try:
        found = client.conversations_info(channel=channel_id)["channel"]
    except SlackApiError as error:
        if error.response["error"] not in UNKNOWN:
            raise
        return True
    return bool(found.get("is_archived")) or not found.get("is_member")


def _unknown(channel_id: str) -> Channel:
    return Channel(id=channel_id, name="", app_in=False, archived=False, external=False, people=())


def _is_external(found: dict[str, Any]) -> bool:
    return bool(found.get("is_ext_shared") or found.get("is_pending_ext_shared"))


def _people(client: WebClient, channel_id: str) -> tuple[str, ...]:
    people: list[str] = []
    cursor = None
    for _ in range(MOST_PAGES):
        answer = client.conversations_members(channel=channel_id, limit=PEOPLE_A_PAGE, cursor=cursor)
        people += answer["members"]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return tuple(people)
    # Who was not read is as if not known: more than the name is not shown to somebody whom nobody asked about.
    return (*people, "")
