"""Workspaces: found by their Slack id, made at first sight."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from core.models import FolderSharing, InsideTeam, OpportunityVisibility, Settings, Workspace

DEFAULT_CURRENCY = "EUR"
DEFAULT_QUIET_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Installation:
    """What is known of a workspace when the app meets it.

    Attributes:
        slack_team_id: the Slack id of the workspace, or of the organisation that installed the app as a whole.
        name: its name.
        language: the installer's locale, such as `fr-FR`.
        time_zone: the installer's zone, a tz database name.
    """

    slack_team_id: str
    name: str
    language: str
    time_zone: str


def find(session: Session, slack_team_id: str) -> int | None:
    """The workspace's id, or None before it is installed.

    Args:
        session: one of `Database.introduction`.
        slack_team_id: its Slack id.
    """
    return session.scalar(select(Workspace.id).where(Workspace.slack_team_id == slack_team_id))


def install(session: Session, installation: Installation, now: datetime) -> int:
    """Make the workspace with the settings of SPEC §5; of two that do so at once, one makes it and both find it.

    Args:
        session: one of `Database.introduction` for the same Slack id.
        installation: what is known of it.
        now: when.

    Returns:
        The workspace's id.
    """
    made: int | None = session.scalar(
        insert(Workspace)
        .values(slack_team_id=installation.slack_team_id, name=installation.name, created_at=now)
        .on_conflict_do_nothing(index_elements=[Workspace.slack_team_id])
        .returning(Workspace.id)
    )
    if made is None:
        known = find(session, installation.slack_team_id)
        assert known is not None, "who lost the race finds what the winner made"
        return known
    session.execute(select(func.set_config("app.workspace_id", str(made), True)))
    session.add(
        Settings(
            workspace_id=made,
            folders=FolderSharing.SHARED,
            opportunities=OpportunityVisibility.EVERYONE,
            inside_team=InsideTeam.MANAGERS,
            only_admins_export=False,
            language=installation.language,
            currency=DEFAULT_CURRENCY,
            time_zone=installation.time_zone,
            alert_channel=None,
            quiet_seconds=DEFAULT_QUIET_SECONDS,
            version=1,
        )
    )
    session.flush()
    return made
