"""Default fields: what a folder's form asks for, and what was answered."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import ARRAY, ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.models.base import Base, Id, words

LABEL_LIMIT: Final = 75
"""The longest label of a default field, in characters."""


class FieldKind(StrEnum):
    """What a default field holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    LINK = "link"


class DefaultField(Base):
    """One question of the folder's form. A removed one keeps its answers: `removed_at` only takes it off the form."""

    __tablename__ = "default_field"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        Index(None, "workspace_id", "position"),
    )

    id: Mapped[Id]
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"))
    label: Mapped[str] = mapped_column(String(LABEL_LIMIT))
    kind: Mapped[FieldKind] = mapped_column(words(FieldKind, "kind_word"))
    choices: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    required: Mapped[bool]
    position: Mapped[int]
    removed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(server_default=text("1"))


class FieldValue(Base):
    """An answer, as text in one canonical form a kind: a date is ISO 8601, a number a plain decimal."""

    __tablename__ = "field_value"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "folder_id"], ["folder.workspace_id", "folder.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["workspace_id", "field_id"], ["default_field.workspace_id", "default_field.id"]),
    )

    workspace_id: Mapped[int] = mapped_column(primary_key=True)
    folder_id: Mapped[int] = mapped_column(primary_key=True)
    field_id: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[str]
