"""A channel that follows a filter (SPEC §4.1, `/folder follow`)."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.models.base import Base, Id


class Route(Base):
    """What a channel hears: one filter a channel; an empty one is every folder.

    `paused` is why nothing goes there now: Slack's error code, or what of the filter is gone; null where it runs.
    """

    __tablename__ = "route"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "set_by_id"], ["member.workspace_id", "member.id"]),
        UniqueConstraint("workspace_id", "channel"),
    )

    id: Mapped[Id]
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"))
    channel: Mapped[str] = mapped_column(String(32))
    filter: Mapped[str]
    set_by_id: Mapped[int]
    set_at: Mapped[datetime]
    paused: Mapped[str | None] = mapped_column(String(64))
