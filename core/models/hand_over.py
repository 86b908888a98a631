"""What somebody leaves behind, handed over to others (SPEC §3, hand over a leaver's folders)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from core.models.base import Base, Id, words


class Handed(StrEnum):
    """What became of one thing. It is gone where it was deleted, closed or given away before its turn came."""

    MOVED = "moved"
    REFUSED = "refused"
    GONE = "gone"


class HandOver(Base):
    """One hand-over, from its start to its end. Of one leaver at most one runs (`ended_at` is null).

    `by_id` is the admin who started it and with whose rights it runs, at each moment; it is `stopped` where they lost
    them. `along` tells whether opportunities change hands too.
    """

    __tablename__ = "hand_over"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "from_id"], ["member.workspace_id", "member.id"]),
        ForeignKeyConstraint(["workspace_id", "by_id"], ["member.workspace_id", "member.id"]),
        UniqueConstraint("workspace_id", "id"),
        Index(
            "uq_hand_over_one_runs", "workspace_id", "from_id", unique=True, postgresql_where=text("ended_at is null")
        ),
    )

    id: Mapped[Id]
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"))
    from_id: Mapped[int]
    by_id: Mapped[int]
    along: Mapped[bool]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    stopped: Mapped[bool] = mapped_column(server_default=false())


class HandOverItem(Base):
    """One thing to be handed over: a folder with what goes along, or an opportunity by itself; `to_id` is the heir.

    `outcome` is None until its turn came. `rule` names the rule that refused it. `along` counts the opportunities that
    changed hands with a folder. The keys have no foreign key on purpose: what is told of it outlives what it was.
    """

    __tablename__ = "hand_over_item"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "hand_over_id"], ["hand_over.workspace_id", "hand_over.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(["workspace_id", "to_id"], ["member.workspace_id", "member.id"]),
        CheckConstraint("(folder_id is null) <> (opportunity_id is null)", name="one_thing"),
        CheckConstraint("(rule is not null) = (outcome is not null and outcome = 'refused')", name="refused_by_a_rule"),
        Index(None, "workspace_id", "hand_over_id", "id"),
    )

    id: Mapped[Id]
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"))
    hand_over_id: Mapped[int]
    folder_id: Mapped[int | None]
    opportunity_id: Mapped[int | None]
    to_id: Mapped[int]
    outcome: Mapped[Handed | None] = mapped_column(words(Handed, "handed_word"))
    rule: Mapped[str | None] = mapped_column(String(48))
    along: Mapped[int] = mapped_column(server_default=text("0"))
