"""The history: what happened, for ever."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from core.models.base import Base, Id

ONCE_A_REQUEST: Final = "uq_event_once_a_request"


class Event(Base):
    """One thing that happened. Append-only: the database refuses to change or delete a row.

    `folder_id` and `opportunity_id` have no foreign key on purpose: the history outlives what it speaks of.
    `actor_id` is None where nobody acted (a reminder came due). `facts` holds what changed from what to what, ids and
    plain values only. `request` names the request of Slack that began it, on the first event that a request brings
    about: there is never a second one, so that a request sent again changes nothing (`core.repeats`).
    """

    __tablename__ = "event"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "actor_id"], ["member.workspace_id", "member.id"]),
        Index(None, "workspace_id", "folder_id", "id"),
        Index(None, "workspace_id", "opportunity_id", "id"),
        Index(None, "workspace_id", "kind", "at"),
        Index(ONCE_A_REQUEST, "workspace_id", "request", unique=True, postgresql_where=text("request is not null")),
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
    request: Mapped[str | None] = mapped_column(String(32))
