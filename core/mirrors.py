"""Teams that mirror a user group of Slack: who is in the group is in the team, and nobody else but its managers."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import history
from core.models import Member, Settings, Standing, Team
from core.settings_events import TeamChanged
from core.team_rows import put, rows_of


def is_mirrored(session: Session, workspace_id: int, usergroup: str) -> bool:
    """Whether a team mirrors this user group.

    Args:
        session: in that workspace.
        workspace_id: the workspace.
        usergroup: a Slack id.
    """
    mirroring = select(Team.id).where(Team.workspace_id == workspace_id, Team.slack_usergroup_id == usergroup)
    return session.scalar(mirroring.limit(1)) is not None


def active_in(session: Session, workspace_id: int, slack_user_ids: Collection[str]) -> set[int]:
    """Those of these people who are active members; a user group may hold guests and apps, whom no team takes.

    Args:
        session: in that workspace.
        workspace_id: the workspace.
        slack_user_ids: who is in the group.

    Returns:
        Member ids.
    """
    found = select(Member.id).where(
        Member.workspace_id == workspace_id,
        Member.slack_user_id.in_(slack_user_ids),
        Member.standing == Standing.MEMBER,
    )
    return set(session.scalars(found))


def follow(session: Session, workspace_id: int, usergroup: str, slack_user_ids: Collection[str], now: datetime) -> int:
    """Let the teams that mirror a user group have its people.

    Managers stay, in the group or not; so does who left the workspace: what they own is still the team's.

    Args:
        session: in that workspace.
        workspace_id: the workspace.
        usergroup: the group's Slack id.
        slack_user_ids: who is in the group.
        now: when.

    Returns:
        How many teams changed.
    """
    # The same lock as an admin's: a form that is saved at this moment is through, or reads what comes of this.
    session.execute(select(Settings.workspace_id).where(Settings.workspace_id == workspace_id).with_for_update())
    teams = session.scalars(
        select(Team)
        .where(Team.workspace_id == workspace_id, Team.slack_usergroup_id == usergroup)
        .order_by(Team.id)
        .execution_options(populate_existing=True)
    ).all()
    within = active_in(session, workspace_id, slack_user_ids)
    changed = 0
    for team, row in zip(teams, rows_of(session, workspace_id, teams), strict=True):
        everyone = within | row.manager_ids | row.away_ids
        if everyone == row.member_ids:
            continue
        put(session, workspace_id, team.id, everyone, row.manager_ids)
        team.version += 1
        followed = TeamChanged(
            team_id=team.id,
            name_before=row.name,
            name_after=row.name,
            joined=tuple(sorted(everyone - row.member_ids)),
            left=tuple(sorted(row.member_ids - everyone)),
            managers_before=tuple(sorted(row.manager_ids)),
            managers_after=tuple(sorted(row.manager_ids)),
            usergroup_before=usergroup,
            usergroup_after=usergroup,
        )
        history.record_unattended(session, workspace_id, followed, now)
        changed += 1
    session.flush()
    return changed
