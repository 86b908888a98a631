"""A card that somebody posted in a channel."""

from sqlalchemy import ForeignKey, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.models.base import Base, Id


class Share(Base):
    """One card in one channel, of a folder or of an opportunity. A form that is sent twice finds it and posts no other.

    `screen` names the form that it was shared with. `message_ts` is Slack's name of the message: None before Slack told
    it, and for ever where the answer was lost.
    """

    __tablename__ = "share"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "folder_id"], ["folder.workspace_id", "folder.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["workspace_id", "opportunity_id"], ["opportunity.workspace_id", "opportunity.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("workspace_id", "screen", name="uq_share_once_a_form"),
    )

    id: Mapped[Id]
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"))
    screen: Mapped[str] = mapped_column(String(255))
    folder_id: Mapped[int | None]
    opportunity_id: Mapped[int | None]
    channel: Mapped[str] = mapped_column(String(32))
    message_ts: Mapped[str | None] = mapped_column(String(32))
