"""A workspace: one Slack workspace, or one Enterprise organisation that installed the app as a whole."""

from datetime import datetime

from sqlalchemy import String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.models.base import Base, Id


class Workspace(Base):
    """The tenant. Every other row carries its id, and row-level security keeps one from another.

    `last_folder_number` and `last_opportunity_number` are the counters behind `F-12` and `O-34`: they only grow, so a
    number is never used again (SPEC §1).
    """

    __tablename__ = "workspace"
    __table_args__ = (UniqueConstraint("slack_team_id"),)

    id: Mapped[Id]
    slack_team_id: Mapped[str] = mapped_column(String(32))
    name: Mapped[str]
    last_folder_number: Mapped[int] = mapped_column(server_default=text("0"))
    last_opportunity_number: Mapped[int] = mapped_column(server_default=text("0"))
    created_at: Mapped[datetime]
