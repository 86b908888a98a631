"""That an opportunity was duplicated, from one screen, and what became of the folder that was proposed for both."""

from enum import StrEnum

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.models.base import Base, Id, words


class ProposalAnswer(StrEnum):
    """What was answered to "a folder for both?": one was made, or none."""

    FOLDER = "folder"
    NONE = "none"


class Duplication(Base):
    """One act of duplicating. A second click on the same screen finds it, and makes no second copy.

    `screen` names the message or modal that the button stood in, or the request that a command came with.
    `proposes` tells that source and copy were in no folder, so that one was proposed; `answer` is None until the first
    answer, and never changes afterwards.
    """

    __tablename__ = "duplication"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "source_id"], ["opportunity.workspace_id", "opportunity.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["workspace_id", "copy_id"], ["opportunity.workspace_id", "opportunity.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("workspace_id", "source_id", "source_version", "screen", name="uq_duplication_once_a_screen"),
        Index(None, "workspace_id", "copy_id"),
    )

    id: Mapped[Id]
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"))
    source_id: Mapped[int]
    source_version: Mapped[int]
    screen: Mapped[str] = mapped_column(String(255))
    copy_id: Mapped[int]
    proposes: Mapped[bool]
    answer: Mapped[ProposalAnswer | None] = mapped_column(words(ProposalAnswer, "answer_word"))
