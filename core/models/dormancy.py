"""A time in which a folder has nothing in progress (SPEC §4.3)."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from core.models.base import Base, Id


class Dormancy(Base):
    """From the moment at which a folder's last active opportunity was no longer, until one is again.

    At most one of a folder is open (`ended_at` is null). `told_at` is when its channels heard of it; one that ends
    before leaves no trace. `ended_by_id` is who brought the folder back in play; null where it ended otherwise.
    """

    __tablename__ = "dormancy"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "folder_id"], ["folder.workspace_id", "folder.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["workspace_id", "ended_by_id"], ["member.workspace_id", "member.id"]),
        Index(
            "uq_dormancy_one_open", "workspace_id", "folder_id", unique=True, postgresql_where=text("ended_at is null")
        ),
        Index(None, "workspace_id", "began_at"),
    )

    id: Mapped[Id]
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"))
    folder_id: Mapped[int]
    began_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    snoozed_until: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None]
