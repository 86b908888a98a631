"""User groups of Slack, for the teams that mirror one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import structlog
from slack_sdk.errors import SlackApiError

from bot.views.teams import Group
from bot.visit import Visit
from core import clock, mirrors
from core.errors import NotFound

if TYPE_CHECKING:
    from bot.app import Wiring

log: Final = structlog.get_logger(__name__)

_GONE: Final = ("no_such_subteam", "subteam_not_found", "invalid_arguments")
"""What Slack says of a user group that is not there."""


def groups_of(visit: Visit) -> list[Group]:
    """The user groups that a team may mirror, by name; none where Slack does not tell of them.

    Args:
        visit: the request in which they are asked for.
    """
    try:
        found = visit.client.usergroups_list()["usergroups"]
    except SlackApiError as error:
        # An app that was installed before it asked for this scope does without.
        log.warning("user groups not read", why=error.response["error"])
        return []
    groups = [Group(str(one["id"]), str(one["name"]), str(one["handle"])) for one in found]
    return sorted(groups, key=lambda group: group.name.casefold())


def people_in(visit: Visit, usergroup: str) -> frozenset[str]:
    """Who is in a user group, as Slack ids.

    Args:
        visit: the request in which it is asked.
        usergroup: its Slack id.

    Raises:
        NotFound: there is none.
    """
    try:
        return frozenset(visit.client.usergroups_users_list(usergroup=usergroup)["users"])
    except SlackApiError as error:
        if error.response["error"] in _GONE:
            raise NotFound("usergroup") from error
        raise


def changed(visit: Visit) -> None:
    """`subteam_members_changed`, `subteam_updated`: the teams that mirror the group follow it."""
    group = visit.event.get("subteam") or {}
    usergroup = str(visit.event.get("subteam_id") or group.get("id") or "")
    with visit.unattended() as (session, workspace_id):
        followed = mirrors.is_mirrored(session, workspace_id, usergroup)
    # A group that was switched off in Slack says nothing of who is in the team: it stays as it is.
    if followed and not group.get("date_delete"):
        people = people_in(visit, usergroup)
        visit.introduce_all(people)
        with visit.unattended() as (session, workspace_id):
            mirrors.follow(session, workspace_id, usergroup, people, clock.now())
    visit.done()


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.event("subteam_members_changed", changed)
    wiring.event("subteam_updated", changed)
