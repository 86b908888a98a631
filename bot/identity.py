"""From a payload of Slack to the acting member, for every kind of payload.

A person is read with `users.info` at first sight and kept as Slack says they are by `user_change` and `team_join`.
Whether they may do anything is asked of the database at each act; only the ids of workspaces are remembered here, which
never change.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy.orm import Session

from core import clock, members, workspaces
from core.actor import Actor
from core.db import Database
from core.errors import NotAdmitted
from core.leavers import cards
from core.members import Profile
from core.models import Standing

DEFAULT_LOCALE: Final = "en-US"
DEFAULT_ZONE: Final = "UTC"

FEW: Final = 3
PEOPLE_A_PAGE: Final = 1000
MOST_PAGES: Final = 3
"""Slack waits three seconds for an answer, so no more pages of the list of all people are read."""

_UNKNOWN_TO_SLACK: Final = ("user_not_found", "user_not_visible")
"""What Slack says of people whom this workspace does not know: other companies' in shared channels."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who a payload comes from.

    Attributes:
        tenant: the Slack id of the workspace, or of the organisation where the app is installed as a whole.
        user_id: the Slack id of the person; empty where nobody acts.
        is_stranger: whether the payload itself says that they belong to another company (Slack Connect).
    """

    tenant: str
    user_id: str
    is_stranger: bool


def sender(body: Mapping[str, Any]) -> Sender:
    """Read the sender of a command, an action, a submission, a search, a shortcut or an event.

    Args:
        body: the payload.
    """
    user = body.get("user")
    event = body.get("event")
    if isinstance(event, dict):
        user = event.get("user")
    team_id = _team(body)
    if str(body.get("is_enterprise_install")).lower() == "true":
        return Sender(_id(body.get("enterprise")) or str(body.get("enterprise_id") or ""), _user(body, user), False)
    user_team = user.get("team_id") if isinstance(user, dict) else None
    return Sender(team_id, _user(body, user), bool(user_team and team_id and user_team != team_id))


def _team(body: Mapping[str, Any]) -> str:
    return _id(body.get("team")) or str(body.get("team_id") or "")


def _user(body: Mapping[str, Any], user: Any) -> str:
    return _id(user) or (user if isinstance(user, str) else "") or str(body.get("user_id") or "")


def _id(thing: Any) -> str:
    return str(thing.get("id") or "") if isinstance(thing, dict) else ""


def profile(user: Mapping[str, Any], tenant: str) -> Profile:
    """What a user object of Slack says, in our words.

    Args:
        user: as `users.info` and `user_change` give it.
        tenant: the Slack id of the workspace that the app serves.
    """
    about = user.get("profile") or {}
    return Profile(
        slack_user_id=str(user["id"]),
        name=about.get("display_name") or about.get("real_name") or user.get("real_name") or user.get("name") or "?",
        email=about.get("email"),
        locale=user.get("locale") or DEFAULT_LOCALE,
        time_zone=user.get("tz") or DEFAULT_ZONE,
        standing=_standing(user, tenant),
        rules_slack=bool(user.get("is_admin") or user.get("is_owner")),
    )


def _standing(user: Mapping[str, Any], tenant: str) -> Standing:
    if user.get("deleted"):
        return Standing.DEACTIVATED
    if user.get("is_bot") or user.get("is_workflow_bot") or user.get("id") == "USLACKBOT":
        return Standing.BOT
    foreign = tenant.startswith("T") and user.get("team_id", tenant) != tenant
    if user.get("is_stranger") or foreign:
        return Standing.STRANGER
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return Standing.GUEST
    return Standing.MEMBER


def _told(client: WebClient, tenant: str, slack_user_id: str) -> Profile:
    try:
        return profile(client.users_info(user=slack_user_id, include_locale=True)["user"], tenant)
    except SlackApiError as error:
        if error.response["error"] in _UNKNOWN_TO_SLACK:
            raise NotAdmitted(Standing.STRANGER, DEFAULT_LOCALE) from error
        raise


def _everybody(client: WebClient, tenant: str) -> Iterator[Profile]:
    """The people of the workspace, as far as a few pages of the list go."""
    cursor = None
    for _ in range(MOST_PAGES):
        answer = client.users_list(limit=PEOPLE_A_PAGE, cursor=cursor, include_locale=True)
        yield from (profile(user, tenant) for user in answer["members"])
        cursor = (answer.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return


class Identity:
    """Knows who acts.

    Args:
        database: where members are.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._workspaces: dict[str, int] = {}

    @contextmanager
    def acting(self, client: WebClient, who: Sender) -> Iterator[tuple[Session, Actor]]:
        """A transaction in which this person acts, as they stand at this moment.

        Args:
            client: to ask Slack about somebody never met; never inside the transaction.
            who: the sender of the payload.

        Raises:
            NotAdmitted: guest, bot, deactivated or stranger.
            DatabaseAway: the database does not answer.
        """
        if who.is_stranger:
            raise NotAdmitted(Standing.STRANGER, DEFAULT_LOCALE)
        if not who.tenant or not who.user_id:
            raise NotAdmitted(Standing.BOT, DEFAULT_LOCALE)
        workspace_id = self.workspace_id(client, who)
        with self._database.transaction(workspace_id, members.who(workspace_id, who.user_id)) as session:
            actor = members.acting(session)
            if actor is not None:
                yield session, actor
                return
        self.meet(client, who.tenant, workspace_id, who.user_id)
        with self._database.transaction(workspace_id, members.who(workspace_id, who.user_id)) as session:
            actor = members.acting(session)
            assert actor is not None, "who was just met is known"
            yield session, actor

    def workspace_id(self, client: WebClient, who: Sender) -> int:
        """The workspace of the payload; made at first sight, with the language and zone of the person seen first."""
        if who.tenant in self._workspaces:
            return self._workspaces[who.tenant]
        with self._database.introduction(who.tenant) as session:
            found = workspaces.find(session, who.tenant)
        if found is None:
            found = self._install(client, who)
        self._workspaces[who.tenant] = found
        return found

    def knows(self, who: Sender) -> bool:
        """Whether the workspace of a payload is installed: what is told of one that is not says nothing to us.

        Args:
            who: the sender of the payload.
        """
        if who.tenant in self._workspaces:
            return True
        with self._database.introduction(who.tenant) as session:
            return workspaces.find(session, who.tenant) is not None

    def meet(self, client: WebClient, tenant: str, workspace_id: int, slack_user_id: str) -> None:
        """Read somebody with `users.info` and write down what it says.

        Raises:
            NotAdmitted: Slack does not know them here.
        """
        told = _told(client, tenant, slack_user_id)
        with self._database.transaction(workspace_id) as session:
            members.meet(session, workspace_id, told, clock.now())

    def refresh(self, client: WebClient, who: Sender, *, only_known: bool) -> None:
        """Read somebody again because Slack said that they changed.

        Args:
            client: to ask Slack.
            who: the person whom the event is about.
            only_known: leave alone who was never met.
        """
        workspace_id = self.workspace_id(client, who)
        with self._database.transaction(workspace_id) as session:
            known = members.known(session, workspace_id, who.user_id)
        if known is None and only_known:
            return
        told = _told(client, who.tenant, who.user_id)
        with self._database.transaction(workspace_id) as session:
            member_id = members.meet(session, workspace_id, told, clock.now())
            # Who left may still own something, and who is back needs no heir.
            cards.look(session, workspace_id, member_id, clock.now())

    def introduce(self, client: WebClient, who: Sender, slack_user_id: str | None) -> None:
        """Make sure that somebody whom the actor chose in a form is known before the core is asked about them.

        Args:
            client: to ask Slack.
            who: the sender of the form.
            slack_user_id: whom they chose, if anybody.
        """
        if not slack_user_id or slack_user_id == who.user_id:
            return
        workspace_id = self.workspace_id(client, who)
        with self._database.transaction(workspace_id) as session:
            known = members.known(session, workspace_id, slack_user_id)
        if known is None:
            # An id that Slack does not know is left to the core, which knows no such owner either.
            with suppress(SlackApiError, NotAdmitted):
                self.meet(client, who.tenant, workspace_id, slack_user_id)

    def introduce_all(self, client: WebClient, who: Sender, slack_user_ids: Collection[str]) -> None:
        """Make sure that several people are known before the core is asked about them. Whom Slack does not know is not.

        Args:
            client: to ask Slack; of few it asks one by one, of many it reads the list of all.
            who: the sender of the request.
            slack_user_ids: those chosen in a form, or those who read a channel.
        """
        workspace_id = self.workspace_id(client, who)
        with self._database.transaction(workspace_id) as session:
            missing = members.unknown(session, workspace_id, slack_user_ids)
        if not missing:
            return
        told: list[Profile] = []
        if len(missing) > FEW:
            told = [one for one in _everybody(client, who.tenant) if one.slack_user_id in missing]
        else:
            for one in missing:
                with suppress(SlackApiError, NotAdmitted):
                    told.append(_told(client, who.tenant, one))
        with self._database.transaction(workspace_id) as session:
            for found in told:
                members.meet(session, workspace_id, found, clock.now())

    @contextmanager
    def unattended(self, client: WebClient, who: Sender) -> Iterator[tuple[Session, int]]:
        """A transaction in the workspace of a payload in which nobody acts; with the workspace's id.

        Args:
            client: to ask Slack about a workspace never seen.
            who: the sender of the payload, who may be nobody.
        """
        workspace_id = self.workspace_id(client, who)
        with self._database.transaction(workspace_id) as session:
            yield session, workspace_id

    def _install(self, client: WebClient, who: Sender) -> int:
        first = _told(client, who.tenant, who.user_id)
        name = client.team_info()["team"]["name"]
        installation = workspaces.Installation(who.tenant, name, first.locale, first.time_zone)
        with self._database.introduction(who.tenant) as session:
            return workspaces.install(session, installation, clock.now())
