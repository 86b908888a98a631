"""An opportunity: one thing that may be sold."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Computed,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Numeric,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from core.models.base import Base, Id, words
from core.models.folder import NAME_LIMIT


class Status(StrEnum):
    """Where an opportunity stands (SPEC §1)."""

    TODO = "todo"
    STANDBY = "standby"
    WON = "won"
    LOST = "lost"
    CANCELLED = "cancelled"


ACTIVE_STATUSES: Final = (Status.TODO, Status.STANDBY)
"""In progress."""

CLOSED_STATUSES: Final = (Status.WON, Status.LOST, Status.CANCELLED)
"""Over, until reopened."""


class Opportunity(Base):
    """An opportunity, in at most one folder. `deleted_at` puts it in the bin, where it counts nowhere."""

    __tablename__ = "opportunity"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "owner_id"], ["member.workspace_id", "member.id"]),
        ForeignKeyConstraint(["workspace_id", "folder_id"], ["folder.workspace_id", "folder.id"]),
        ForeignKeyConstraint(
            ["workspace_id", "duplicated_from_id"],
            ["opportunity.workspace_id", "opportunity.id"],
            ondelete="SET NULL (duplicated_from_id)",
        ),
        UniqueConstraint("workspace_id", "number"),
        UniqueConstraint("workspace_id", "id"),
        CheckConstraint(f"char_length(title) between 1 and {NAME_LIMIT}", name="title_length"),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
        CheckConstraint("status <> 'standby' or reminder_at is not null", name="standby_has_reminder"),
        CheckConstraint("(status in ('todo', 'standby')) = (closed_at is null)", name="closed_has_date"),
        Index(
            "ix_opportunity_by_folder",
            "workspace_id",
            "folder_id",
            postgresql_include=["owner_id", "status", "amount", "created_at", "updated_at"],
            postgresql_where=text("deleted_at is null"),
        ),
        Index(
            "ix_opportunity_by_owner",
            "workspace_id",
            "owner_id",
            "folder_id",
            postgresql_where=text("deleted_at is null"),
        ),
        Index("ix_opportunity_duplicated_from", "workspace_id", "duplicated_from_id"),
        Index("ix_opportunity_in_bin", "workspace_id", "deleted_at", postgresql_where=text("deleted_at is not null")),
    )

    id: Mapped[Id]
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(NAME_LIMIT))
    title_key: Mapped[str] = mapped_column(String(collation="C"), Computed("search_key(title)", persisted=True))
    owner_id: Mapped[int]
    folder_id: Mapped[int | None]
    amount: Mapped[Decimal] = mapped_column(Numeric(14, 2))
    status: Mapped[Status] = mapped_column(words(Status, "status_word"))
    description: Mapped[str] = mapped_column(server_default=text("''"))
    reminder_at: Mapped[datetime | None]
    expected_closing_on: Mapped[date | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    duplicated_from_id: Mapped[int | None]
    deleted_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
