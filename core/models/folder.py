"""A client folder: groups all the opportunities of one client."""

from datetime import datetime
from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Computed,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from core.models.base import Base, Id

NAME_LIMIT: Final = 120
"""The longest name of a folder or title of an opportunity, in characters (SPEC §3)."""


class Folder(Base):
    """A client folder. It has no tags and no amounts of its own: figures are those of what is inside.

    `name_key` is the name without case and accents, kept by the database (`search_key` of the first migration): one
    column to sort by and search in. `name_essence` is what is left of it without legal form and punctuation;
    `name_head` and `name_tail` are its two ends, by which names that are nearly the same are found. `updated_at` moves
    with the folder itself, never with what is inside, since that would tell of opportunities that a reader may not see.
    `in_play` is whether it has an active opportunity: a fact about the whole folder, kept to tell the moment at which
    it changes (`core.dormancy`), and read by nobody else, since what a person sees of it is a matter of policy.
    """

    __tablename__ = "folder"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "owner_id"], ["member.workspace_id", "member.id"]),
        UniqueConstraint("workspace_id", "number"),
        UniqueConstraint("workspace_id", "id"),
        CheckConstraint(f"char_length(name) between 1 and {NAME_LIMIT}", name="name_length"),
        Index("ix_folder_by_name", "workspace_id", "active", "name_key", "number"),
        Index("ix_folder_by_head", "workspace_id", "name_head"),
        Index("ix_folder_by_tail", "workspace_id", "name_tail"),
        Index("ix_folder_by_owner", "workspace_id", "owner_id", "id"),
    )

    id: Mapped[Id]
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(NAME_LIMIT))
    name_key: Mapped[str] = mapped_column(String(collation="C"), Computed("search_key(name)", persisted=True))
    name_essence: Mapped[str] = mapped_column(
        String(collation="C"), Computed("name_essence(search_key(name))", persisted=True)
    )
    name_head: Mapped[str] = mapped_column(
        String(collation="C"), Computed("name_head(name_essence(search_key(name)))", persisted=True)
    )
    name_tail: Mapped[str] = mapped_column(
        String(collation="C"), Computed("name_tail(name_essence(search_key(name)))", persisted=True)
    )
    owner_id: Mapped[int]
    description: Mapped[str] = mapped_column(server_default=text("''"))
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()
    in_play: Mapped[bool] = mapped_column(server_default=text("false"))

    __mapper_args__ = {"version_id_col": version}
