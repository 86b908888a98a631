"""Teams, and who belongs to them or leads them."""

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.models.base import Base, Id


class Team(Base):
    """A team of reps. It may mirror a Slack user group. `version` moves with its name and with who belongs to it."""

    __tablename__ = "team"
    __table_args__ = (
        UniqueConstraint("workspace_id", "name"),
        UniqueConstraint("workspace_id", "id"),
        Index(None, "workspace_id", "slack_usergroup_id"),
    )

    id: Mapped[Id]
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    slack_usergroup_id: Mapped[str | None] = mapped_column(String(32))
    version: Mapped[int] = mapped_column(server_default=text("1"))


class TeamMembership(Base):
    """A person's place in a team; `manager` makes them lead it. One may be in several, and manage several."""

    __tablename__ = "team_membership"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "team_id"], ["team.workspace_id", "team.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["workspace_id", "member_id"], ["member.workspace_id", "member.id"], ondelete="CASCADE"),
        Index(None, "workspace_id", "member_id"),
    )

    workspace_id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(primary_key=True)
    manager: Mapped[bool]
