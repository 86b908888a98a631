"""Whoever reads a channel."""

from sqlalchemy.orm import Session

from core.actor import Actor
from core.models import FolderSharing, Role, Settings


def channel_reader(session: Session, workspace_id: int) -> Actor:
    """Whoever reads a channel, of whom nothing is known: to judge what may be told there, never to act for anybody.

    Every folder is there for them, since that one has nothing in progress is told whoever may see it (SPEC §4.3); the
    opportunities are those that everyone may see.

    Args:
        session: in that workspace.
        workspace_id: the workspace.
    """
    rules = session.get_one(Settings, workspace_id, populate_existing=True)
    return Actor(
        workspace_id=workspace_id,
        member_id=0,
        slack_user_id="",
        name="",
        role=Role.REP,
        locale=rules.language,
        time_zone=rules.time_zone,
        currency=rules.currency,
        folders=FolderSharing.SHARED,
        opportunities=rules.opportunities,
        inside_team=rules.inside_team,
        reach=(),
        team_mates=(),
    )
