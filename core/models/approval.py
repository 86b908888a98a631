"""That somebody asked for an owner change which is not theirs to make, and what became of it."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.models.base import Base, Id, words

REASON_LIMIT: Final = 300
"""The longest reason, of asking and of declining, in characters: a settled card carries both, and Slack takes 4,000."""


class ApprovalOutcome(StrEnum):
    """How a request ended. It is outdated where the folder changed hands otherwise.

    Unsent were those that nobody got; now the worker goes on trying.
    """

    APPROVED = "approved"
    DECLINED = "declined"
    OUTDATED = "outdated"
    UNSENT = "unsent"


class Approval(Base):
    """A request for an owner change (SPEC §3). It is open while `outcome` is None, and answered once.

    `from_owner_id` is whose the folder was when it was asked: once it is somebody else's, the request is out of date.
    """

    __tablename__ = "approval"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "folder_id"], ["folder.workspace_id", "folder.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["workspace_id", "asker_id"], ["member.workspace_id", "member.id"]),
        ForeignKeyConstraint(["workspace_id", "from_owner_id"], ["member.workspace_id", "member.id"]),
        ForeignKeyConstraint(["workspace_id", "to_owner_id"], ["member.workspace_id", "member.id"]),
        ForeignKeyConstraint(["workspace_id", "answered_by_id"], ["member.workspace_id", "member.id"]),
        UniqueConstraint("workspace_id", "id"),
        CheckConstraint("(outcome is null) = (answered_at is null)", name="answered_at_with_outcome"),
        Index(None, "workspace_id", "folder_id"),
        Index(
            "uq_approval_one_open",
            "workspace_id",
            "asker_id",
            "folder_id",
            "to_owner_id",
            unique=True,
            postgresql_where=text("outcome is null"),
        ),
    )

    id: Mapped[Id]
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"))
    folder_id: Mapped[int]
    asker_id: Mapped[int]
    from_owner_id: Mapped[int]
    to_owner_id: Mapped[int]
    reason: Mapped[str] = mapped_column(String(REASON_LIMIT))
    asked_at: Mapped[datetime]
    outcome: Mapped[ApprovalOutcome | None] = mapped_column(words(ApprovalOutcome, "outcome_word"))
    answered_by_id: Mapped[int | None]
    answered_at: Mapped[datetime | None]
    answer_reason: Mapped[str] = mapped_column(String(REASON_LIMIT))
