"""The person who acts: all that SPEC §2 needs to know about them, read at the moment of the act."""

from dataclasses import dataclass

from core.models.member import Role
from core.models.settings import FolderSharing, InsideTeam, OpportunityVisibility


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, under which settings. Made by `core.members.acting` inside the transaction that it serves; never kept.

    Attributes:
        workspace_id: the tenant.
        member_id: the person.
        slack_user_id: their Slack id.
        name: their display name.
        role: rep or admin.
        locale: as Slack gives it, such as `fr-FR`.
        time_zone: the person's zone, a tz database name.
        currency: the workspace's currency (ISO 4217).
        folders: setting `F`.
        opportunities: setting `V`.
        inside_team: setting `T`.
        reach: `reach(u)` of SPEC §2, as member ids; always holds the person.
        team_mates: who shares a team with the person, as member ids, whatever `T` says.
        morning_brief: whether they asked for the morning brief.
        weekly_table: whether they asked for the weekly table.
    """

    workspace_id: int
    member_id: int
    slack_user_id: str
    name: str
    role: Role
    locale: str
    time_zone: str
    currency: str
    folders: FolderSharing
    opportunities: OpportunityVisibility
    inside_team: InsideTeam
    reach: tuple[int, ...]
    team_mates: tuple[int, ...]
    morning_brief: bool = False
    weekly_table: bool = False

    @property
    def is_admin(self) -> bool:
        """Whether the person rules the account."""
        return self.role is Role.ADMIN

    @property
    def sees_everything(self) -> bool:
        """Whether sums need no "of the opportunities you can see" beside them (SPEC §2.3)."""
        return self.is_admin or self.opportunities is OpportunityVisibility.EVERYONE
