"""What is told in Slack: decided with the change itself, delivered by the worker, and brought up to date afterwards."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from core.models.base import Base, Id


class Message(Base):
    """One message to a channel or to a member. It is rendered when it is sent, from how things stand then.

    `kind` names what is told, `subject` what it is about (`folder:12`): a change of the subject makes every message
    about it `wanted` anew. `wanted` and `sent` count revisions: what is `sent` less than `wanted` is still to be
    delivered; nothing was sent yet while `sent` is 0. `queued` tells that a job will see to it.

    `key` goes along with the message: where an answer of Slack was lost, `attempted_at` says that the message may be
    there, and the key tells whether it is. `channel` and `ts` are where it ended up. `held_until` keeps it from being
    sent (quiet hours); `trouble` is Slack's error code where it cannot be delivered.
    """

    __tablename__ = "message"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "to_member_id"], ["member.workspace_id", "member.id"]),
        CheckConstraint("(to_channel is null) <> (to_member_id is null)", name="one_recipient"),
        CheckConstraint("sent <= wanted", name="sent_is_wanted"),
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("workspace_id", "channel", "ts"),
        Index(None, "workspace_id", "subject"),
        Index(None, "workspace_id", "to_channel"),
    )

    id: Mapped[Id]
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(48))
    subject: Mapped[str] = mapped_column(String(64))
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    to_channel: Mapped[str | None] = mapped_column(String(32))
    to_member_id: Mapped[int | None]
    key: Mapped[str] = mapped_column(String(32))
    wanted: Mapped[int]
    sent: Mapped[int]
    queued: Mapped[bool]
    created_at: Mapped[datetime]
    held_until: Mapped[datetime | None]
    attempted_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    channel: Mapped[str | None] = mapped_column(String(32))
    ts: Mapped[str | None] = mapped_column(String(32))
    trouble: Mapped[str | None] = mapped_column(String(64))
