"""What is stored: one concept a file. Importing this package makes `Base.metadata` complete."""

from core.models.approval import Approval, ApprovalOutcome
from core.models.base import Base
from core.models.dormancy import Dormancy
from core.models.due import Due
from core.models.duplication import Duplication, ProposalAnswer
from core.models.event import Event
from core.models.field import DefaultField, FieldKind, FieldValue
from core.models.folder import Folder
from core.models.hand_over import Handed, HandOver, HandOverItem
from core.models.member import Member, Role, Standing
from core.models.message import Message
from core.models.opportunity import ACTIVE_STATUSES, CLOSED_STATUSES, Opportunity, Status
from core.models.route import Route
from core.models.settings import FolderSharing, InsideTeam, OpportunityVisibility, Settings
from core.models.share import Share
from core.models.tag import OpportunityTag, Tag
from core.models.team import Team, TeamMembership
from core.models.workspace import Workspace

__all__ = [
    "ACTIVE_STATUSES",
    "CLOSED_STATUSES",
    "Approval",
    "ApprovalOutcome",
    "Base",
    "DefaultField",
    "Dormancy",
    "Due",
    "Duplication",
    "Event",
    "FieldKind",
    "FieldValue",
    "Folder",
    "FolderSharing",
    "HandOver",
    "HandOverItem",
    "Handed",
    "InsideTeam",
    "Member",
    "Message",
    "Opportunity",
    "OpportunityTag",
    "OpportunityVisibility",
    "ProposalAnswer",
    "Role",
    "Route",
    "Settings",
    "Share",
    "Standing",
    "Status",
    "Tag",
    "Team",
    "TeamMembership",
    "Workspace",
]
