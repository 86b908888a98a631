"""A member: one Slack user of a workspace."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.models.base import Base, Id, words


class Role(StrEnum):
    """A rep sells; an admin rules the account. Leading a team is no role: it stands in the team's membership."""

    REP = "rep"
    ADMIN = "admin"


class Standing(StrEnum):
    """What Slack says a user is. Only a `member` may do anything (SPEC §2.6)."""

    MEMBER = "member"
    GUEST = "guest"
    BOT = "bot"
    STRANGER = "stranger"
    DEACTIVATED = "deactivated"


class Member(Base):
    """Someone known of a workspace. Who left stays here: an owner is an owner until somebody takes over (SPEC §2.1).

    `morning_brief` and `weekly_table` are whether they asked for these digests (SPEC §4.3: opt-in).
    """

    __tablename__ = "member"
    __table_args__ = (
        UniqueConstraint("workspace_id", "slack_user_id"),
        UniqueConstraint("workspace_id", "id"),
        Index("ix_member_admins", "workspace_id", postgresql_where=text("role = 'admin'")),
    )

    id: Mapped[Id]
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"))
    slack_user_id: Mapped[str] = mapped_column(String(32))
    name: Mapped[str]
    email: Mapped[str | None]
    locale: Mapped[str] = mapped_column(String(35))
    time_zone: Mapped[str] = mapped_column(String(64))
    role: Mapped[Role] = mapped_column(words(Role, "role_word"))
    standing: Mapped[Standing] = mapped_column(words(Standing, "standing_word"))
    morning_brief: Mapped[bool] = mapped_column(server_default=text("false"))
    weekly_table: Mapped[bool] = mapped_column(server_default=text("false"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
