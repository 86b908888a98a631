"""The history: what happened, for ever."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from core.models.base import Base, Id


class Event(Base):
    """One thing that happened. Append-only: the database refuses to change or delete a row.

    `folder_id` and `opportunity_id` have no foreign key on purpose: the history outlives what it speaks of.
    `actor_id` is None where nobody acted (a reminder came due). `facts` holds what changed from what to what, ids and
    plain values only.
    """

    __tablename__ = "event"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "actor_id"], ["member.workspace_id", "member.id"]),
        Index(None, "workspace_id", "folder_id", "id"),
        Index(None, "workspace_id", "opportunity_id", "id"),
    )

    id: Mapped[Id]
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    actor_id: Mapped[int | None]
    kind: Mapped[str] = mapped_column(String(64))
    folder_id: Mapped[int | None]
    opportunity_id: Mapped[int | None]
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    permalink: Mapped[str | None]
