"""What is to happen at a time: a row with a due time, swept by the worker."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from core.models.base import Base, Id


class Due(Base):
    """One thing that time will bring, once.

    `kind` says what, `subject` to whom or what, such as `folder:12`: there is one row for both, so that putting it down
    again moves it. It is compared with `core.clock.now()`, never with the database's own clock.
    """

    __tablename__ = "due"
    __table_args__ = (
        UniqueConstraint("workspace_id", "kind", "subject", name="uq_due_once_a_subject"),
        Index(None, "workspace_id", "due_at"),
    )

    id: Mapped[Id]
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(48))
    subject: Mapped[str] = mapped_column(String(64))
    due_at: Mapped[datetime]
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
