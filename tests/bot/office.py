"""A sales office to tell stories in: the local Slack's people, and what they own, made through the core's use cases."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Channel, Person
from core import dormancy, members, settings, workspaces
from core.clock import now
from core.db import Database
from core.folders import owner as folder_owner
from core.folders.create import NewFolder, create_folder
from core.folders.edit import EditedFolder, edit_folder
from core.members import Profile
from core.models import (
    CLOSED_STATUSES,
    Base,
    Event,
    Folder,
    FolderSharing,
    InsideTeam,
    Opportunity,
    OpportunityVisibility,
    Settings,
    Standing,
    Status,
    Team,
    TeamMembership,
)
from core.opportunities import placing
from core.opportunities.bin import delete_opportunity
from core.opportunities.create import NewOpportunity, create_opportunity
from core.opportunities.status import set_status


@dataclass
class Office:
    """What stands in the database of a story.

    Attributes:
        database: where it stands.
        local: the local Slack.
        workspace_id: the workspace.
        admin: who changes settings.
    """

    database: Database
    local: LocalSlack
    workspace_id: int
    admin: Person
    _known: dict[Profile, int] = field(default_factory=dict)

    def knows(self, person: Person) -> int:
        """Write somebody down as the app would at first sight, or when they changed; gives the member's id."""
        standing = Standing.GUEST if person.is_restricted else Standing.MEMBER
        if person.deleted:
            standing = Standing.DEACTIVATED
        profile = Profile(person.id, person.name, None, person.locale, person.tz, standing, person.is_admin)
        if profile not in self._known:
            with self.database.transaction(self.workspace_id) as session:
                self._known[profile] = members.meet(session, self.workspace_id, profile, now())
        return self._known[profile]

    def sets(
        self,
        folders: FolderSharing | None = None,
        opportunities: OpportunityVisibility | None = None,
        inside_team: InsideTeam | None = None,
    ) -> None:
        """Change settings, as the admin."""
        wanted: dict[str, Any] = {"folders": folders, "opportunities": opportunities, "inside_team": inside_team}
        with self._acting(self.admin) as (session, actor):
            settings.change(session, actor, {name: value for name, value in wanted.items() if value is not None}, now())

    def changes(self, **wanted: Any) -> None:
        """Change settings by name, as the admin."""
        with self._acting(self.admin) as (session, actor):
            settings.change(session, actor, wanted, now())

    def folder(self, name: str, owner: Person, *, active: bool = True, description: str = "") -> int:
        """A folder; gives its number."""
        with self._acting(owner) as (session, actor):
            folder_id = create_folder(session, actor, NewFolder(name, description=description), now())
            folder = session.get_one(Folder, folder_id)
            folder.active = active
            number: int = folder.number
            return number

    def edits_folder(self, number: int, by: Person, **wanted: Any) -> None:
        """Change what a folder says of itself; its description where nothing else is said."""
        with self._acting(by) as (session, actor):
            folder = session.query(Folder).filter_by(number=number).one()
            told = {"name": folder.name, "description": f"{folder.description}.", **wanted}
            edit_folder(session, actor, folder.id, EditedFolder(**told), now())

    def opportunity(
        self,
        title: str,
        owner: Person,
        *,
        folder: int | None = None,
        amount: str = "0",
        status: Status = Status.TODO,
        tags: tuple[str, ...] = (),
        ago: timedelta = timedelta(),
        description: str = "",
    ) -> int:
        """An opportunity, in the folder of that number; gives its number.

        It is put into the folder by hand: its owner may not see the folder, as when the folder changed hands since.
        """
        then = now() - ago
        with self._acting(owner) as (session, actor):
            asked = NewOpportunity(title, Decimal(amount), tags=tags, description=description)
            made = create_opportunity(session, actor, asked, then)
            opportunity = session.get_one(Opportunity, made)
            if folder is not None:
                opportunity.folder_id = session.query(Folder).filter_by(number=folder).one().id
                session.flush()
            if status is not Status.TODO:
                reminder = None if status in CLOSED_STATUSES else datetime(2100, 1, 1, tzinfo=UTC)
                set_status(session, actor, made, status, then, reminder_at=reminder)
            if opportunity.folder_id is not None:
                dormancy.weigh(session, self.workspace_id, opportunity.folder_id, actor.member_id, then)
            number: int = opportunity.number
            return number

    def team(self, name: str, people: list[Person], managers: list[Person]) -> None:
        """A team."""
        ids = {person.id: self.knows(person) for person in (*people, *managers)}
        with self.database.transaction(self.workspace_id) as session:
            team = Team(workspace_id=self.workspace_id, name=name)
            session.add(team)
            session.flush()
            for person_id, member_id in ids.items():
                manages = person_id in {manager.id for manager in managers}
                session.add(
                    TeamMembership(
                        workspace_id=self.workspace_id, team_id=team.id, member_id=member_id, manager=manages
                    )
                )

    def gives(self, number: int, to: Person, *, by: Person) -> None:
        """Give the folder of that number to somebody."""
        owner_id = self.knows(to)
        with self._acting(by) as (session, actor):
            folder = session.query(Folder).filter_by(number=number).one()
            folder_owner.change_owner(session, actor, folder.id, owner_id, now())

    def alerts(self, channel: Channel) -> None:
        """Set the alert channel."""
        with self.database.transaction(self.workspace_id) as session:
            session.get_one(Settings, self.workspace_id).alert_channel = channel.id

    def count(self, model: type[Base]) -> int:
        """How many rows there are: for stories in which nothing may have been written."""
        with self.database.transaction(self.workspace_id) as session:
            return session.query(model).count()

    def attach(self, number: int, folder: int, by: Person) -> None:
        """Put an opportunity into a folder behind everybody's back."""
        with self._acting(by) as (session, actor):
            opportunity = session.query(Opportunity).filter_by(number=number).one()
            there = session.query(Folder).filter_by(number=folder).one()
            placing.attach(session, actor, opportunity.id, placing.InFolder(there.id), now())

    def bins(self, number: int, by: Person, *, ago: timedelta = timedelta()) -> None:
        """Put an opportunity into the bin, some time ago."""
        with self._acting(by) as (session, actor):
            opportunity = session.query(Opportunity).filter_by(number=number).one()
            delete_opportunity(session, actor, opportunity.id, now() - ago)

    def stands(self, number: int) -> Opportunity:
        """An opportunity as it is stored, in the bin or out of it."""
        with self.database.transaction(self.workspace_id) as session:
            return session.query(Opportunity).filter_by(number=number).one()

    def status_of(self, number: int) -> Status:
        """Where an opportunity stands."""
        return self.stands(number).status

    def folder_of(self, number: int) -> int | None:
        """The number of the folder that an opportunity is in."""
        with self.database.transaction(self.workspace_id) as session:
            inside = select(Folder.number).join(Opportunity, Opportunity.folder_id == Folder.id)
            return session.scalar(inside.where(Opportunity.number == number))

    def happened(self, kind: str) -> int:
        """How often something happened, by the history."""
        with self.database.transaction(self.workspace_id) as session:
            return session.query(Event).filter_by(kind=kind).count()

    def _acting(self, person: Person) -> Any:
        return _Acting(self, person)


class _Acting:
    """A transaction in which this person acts."""

    def __init__(self, office: Office, person: Person) -> None:
        office.knows(person)
        who = members.who(office.workspace_id, person.id)
        self._transaction = office.database.transaction(office.workspace_id, who)

    def __enter__(self) -> Any:
        session = self._transaction.__enter__()
        return session, members.acting(session)

    def __exit__(self, *failed: Any) -> Any:
        return self._transaction.__exit__(*failed)


def installed(database: Database, slack_team_id: str) -> int:
    """The workspace, installed by somebody who reads English in Paris."""
    with database.introduction(slack_team_id) as session:
        return workspaces.install(
            session, workspaces.Installation(slack_team_id, "Acme Sales", "en-US", "Europe/Paris"), now()
        )
