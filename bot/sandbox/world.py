"""The world that the sandbox starts with: a firm that sells, its people, and two years of business with its clients.

Made by a seeded generator through the core's own use cases, as if its people had used the app. Rows are written
directly only where the core has no use case: teams, default fields, a folder deactivated.
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.sandbox.world_acts import Act, DealMoved, DealOpened, FolderDeactivated, FolderOpened
from bot.sandbox.world_cast import ADA, CREWS, HEAD_OFFICE_ZONE, SOREN, Cast, Room, cast, circles, rooms
from bot.sandbox.world_plan import LEO_LEFT, SOREN_CAME, YEARS, plan
from bot.sandbox.world_words import Language, Words, words
from core import members, settings, workspaces
from core.actor import Actor
from core.db import Database
from core.folders.create import NewFolder, create_folder
from core.models import DefaultField, FieldKind, Folder, Message, Standing, Team, TeamMembership
from core.opportunities.create import NewOpportunity, create_opportunity
from core.opportunities.status import set_status

__all__ = ["CHANNELS", "PEOPLE", "Cast", "Language", "Room", "build", "cast", "circles", "rooms", "workspace_name"]

PEOPLE: Final = cast("en")
"""The people of the English world; `cast` gives those of another."""

CHANNELS: Final = rooms("en")
"""The channels of the English world; `rooms` gives those of another."""

_FIELDS: Final = {
    "industry": FieldKind.CHOICE,
    "website": FieldKind.LINK,
    "since": FieldKind.DATE,
    "employees": FieldKind.NUMBER,
    "contact": FieldKind.TEXT,
}


def workspace_name(language: Language) -> str:
    """The name of the firm, and so of its Slack workspace.

    Args:
        language: the world's.
    """
    return words(language).workspace


def build(database: Database, slack_team_id: str, *, language: Language, now: datetime, seed: int = 7) -> None:
    """Make the world, as a workspace that was not there before.

    Args:
        database: migrated.
        slack_team_id: the Slack id of the local workspace.
        language: of what people wrote: names, titles, tags, descriptions, labels of fields.
        now: aware; the world's two years end here.
        seed: another one gives another world.

    Raises:
        ValueError: the workspace is there already, or the world does not speak the language.
    """
    told = words(language)
    people = cast(language)
    workspace_id = _install(database, slack_team_id, told, language, now)
    with database.transaction(workspace_id) as session:
        member_ids = _meet_all(session, workspace_id, people, now)
        _found_teams(session, workspace_id, told, member_ids)
        field_ids = _ask_fields(session, workspace_id, told)
    # Nobody else knows of this workspace yet: no role, team or setting that decides can change until the world is made.
    actors = {one.id: _actor(database, workspace_id, one.id) for one in people if not one.is_restricted}
    with database.transaction(workspace_id) as session:
        settings.change(session, actors[ADA], {"alert_channel": "C0SALES"}, now - YEARS)
    scribe = _Scribe(actors, field_ids)
    for _, month in groupby(plan(told, now, seed), key=lambda act: (act.at.year, act.at.month)):
        with database.transaction(workspace_id) as session:
            scribe.carry_out(session, month)
    with database.transaction(workspace_id) as session:
        for one in people:
            if one.deleted:
                members.meet(session, workspace_id, _profile(one, Standing.DEACTIVATED), now - LEO_LEFT)
        # What people were told in those years, they read then.
        session.execute(delete(Message).where(Message.workspace_id == workspace_id))


class _Scribe:
    """Carries out acts, in the order in which they happened; knows what has become of the names that the plan uses.

    Args:
        actors: who acts, by Slack user id.
        field_ids: ids of the default fields by key.
    """

    def __init__(self, actors: dict[str, Actor], field_ids: dict[str, int]) -> None:
        self._actors = actors
        self._field_ids = field_ids
        self._folders: dict[int, int] = {}
        self._deals: dict[int, int] = {}

    def carry_out(self, session: Session, acts: Iterable[Act]) -> None:
        """Do these, each at its moment and by its person."""
        for act in acts:
            actor = self._actors[act.by]
            match act:
                case FolderOpened():
                    self._folders[act.folder] = create_folder(session, actor, self._new_folder(act), act.at)
                case DealOpened():
                    self._deals[act.deal] = create_opportunity(session, actor, self._new_opportunity(act), act.at)
                case DealMoved():
                    deal_id = self._deals[act.deal]
                    set_status(session, actor, deal_id, act.status, act.at, reminder_at=act.reminder_at)
                case FolderDeactivated():
                    _deactivate(session, self._folders[act.folder], act.at)

    def _new_folder(self, act: FolderOpened) -> NewFolder:
        return NewFolder(
            name=act.name,
            owner_slack_user_id=act.owner,
            description=act.description,
            answers={self._field_ids[key]: value for key, value in act.answers.items()},
        )

    def _new_opportunity(self, act: DealOpened) -> NewOpportunity:
        return NewOpportunity(
            title=act.title,
            amount=act.amount,
            folder_id=None if act.folder is None else self._folders[act.folder],
            owner_slack_user_id=act.owner,
            tags=act.tags,
            description=act.description,
            expected_closing_on=act.expected_on,
        )


def _install(database: Database, slack_team_id: str, told: Words, language: Language, now: datetime) -> int:
    locale = "fr-FR" if language == "fr" else "en-GB"
    installation = workspaces.Installation(slack_team_id, told.workspace, locale, HEAD_OFFICE_ZONE)
    with database.introduction(slack_team_id) as session:
        if workspaces.find(session, slack_team_id) is not None:
            raise ValueError(f"the workspace {slack_team_id} is there already")
        return workspaces.install(session, installation, now - YEARS)


def _meet_all(session: Session, workspace_id: int, people: Iterable[Cast], now: datetime) -> dict[str, int]:
    """Everybody, by Slack user id; who will leave is still there."""
    came = {SOREN: now - SOREN_CAME}
    return {
        one.id: members.meet(
            session,
            workspace_id,
            _profile(one, Standing.GUEST if one.is_restricted else Standing.MEMBER),
            came.get(one.id, now - YEARS),
        )
        for one in people
    }


def _profile(one: Cast, standing: Standing) -> members.Profile:
    return members.Profile(
        slack_user_id=one.id,
        name=one.name,
        email=one.email,
        locale=one.locale,
        time_zone=one.tz,
        standing=standing,
        rules_slack=one.is_admin,
    )


def _actor(database: Database, workspace_id: int, slack_user_id: str) -> Actor:
    with database.transaction(workspace_id, members.who(workspace_id, slack_user_id)) as session:
        actor = members.acting(session)
    assert actor is not None, "everybody was met"
    return actor


def _found_teams(session: Session, workspace_id: int, told: Words, member_ids: dict[str, int]) -> None:
    for crew in CREWS:
        team = Team(workspace_id=workspace_id, name=told.teams[crew.key])
        session.add(team)
        session.flush()
        session.add_all(
            TeamMembership(
                workspace_id=workspace_id,
                team_id=team.id,
                member_id=member_ids[person],
                manager=person in crew.managers,
            )
            for person in crew.managers + crew.members
        )


def _ask_fields(session: Session, workspace_id: int, told: Words) -> dict[str, int]:
    """The default fields' ids by key. None is required: a folder is quickly made while one tries things."""
    fields = {
        key: DefaultField(
            workspace_id=workspace_id,
            label=told.fields[key],
            kind=kind,
            choices=list(told.industries) if kind is FieldKind.CHOICE else [],
            required=False,
            position=position,
        )
        for position, (key, kind) in enumerate(_FIELDS.items(), start=1)
    }
    session.add_all(fields.values())
    session.flush()
    return {key: field.id for key, field in fields.items()}


def _deactivate(session: Session, folder_id: int, at: datetime) -> None:
    folder = session.scalars(select(Folder).where(Folder.id == folder_id)).one()
    folder.active = False
    folder.updated_at = at
    session.flush()
