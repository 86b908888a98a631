"""Tags of opportunities."""

from sqlalchemy import Computed, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.models.base import Base, Id


class Tag(Base):
    """A tag in one spelling. Tags of the same `name_key` are the same one to whoever looks for it (`core.tags`)."""

    __tablename__ = "tag"
    __table_args__ = (
        UniqueConstraint("workspace_id", "name"),
        UniqueConstraint("workspace_id", "id"),
        Index(None, "workspace_id", "name_key"),
    )

    id: Mapped[Id]
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(40))
    name_key: Mapped[str] = mapped_column(String(collation="C"), Computed("search_key(name)", persisted=True))


class OpportunityTag(Base):
    """That an opportunity carries a tag."""

    __tablename__ = "opportunity_tag"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "opportunity_id"], ["opportunity.workspace_id", "opportunity.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(["workspace_id", "tag_id"], ["tag.workspace_id", "tag.id"], ondelete="CASCADE"),
        Index(None, "workspace_id", "tag_id"),
    )

    workspace_id: Mapped[int] = mapped_column(primary_key=True)
    opportunity_id: Mapped[int] = mapped_column(primary_key=True)
    tag_id: Mapped[int] = mapped_column(primary_key=True)
