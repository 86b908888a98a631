"""What an admin may set for the whole workspace (SPEC §2 and §5)."""

from datetime import time
from enum import StrEnum
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String, text
from sqlalchemy.orm import Mapped, mapped_column

from core.models.base import Base, words

QUIET_LIMIT: Final = 3600
"""Seconds that an alert may wait at most."""

TOLD_LIMIT: Final = 365
"""Days after which the owner and the managers hear of it at the latest."""


class FolderSharing(StrEnum):
    """`F`: "Shared between everyone", or "Each user has their own"."""

    SHARED = "shared"
    OWN = "own"


class OpportunityVisibility(StrEnum):
    """`V`: "Everyone sees everything", or "Only admins see everything"."""

    EVERYONE = "everyone"
    ADMINS_ONLY = "admins_only"


class InsideTeam(StrEnum):
    """`T`: what belonging to a team adds. "Off", "Managers" reach their members, "Members" also see each other."""

    OFF = "off"
    MANAGERS = "managers"
    MEMBERS = "members"


class Settings(Base):
    """One row a workspace. Nothing of it is cached: a change takes effect with the next act (SPEC §2.5).

    `alert_channel_by_id` is who chose the alert channel: whoever is told when it can no longer be reached (SPEC §4.3).
    `alert_channel_paused` is why it cannot be reached now; null where it can.
    `owner_told_days` and `managers_told_days` are after how many days without an active opportunity a folder's owner
    and the managers of their team hear of it. Between `quiet_from` and `quiet_until`, by the reader's clock, nobody is
    written to; both are null where there are no quiet hours.
    """

    __tablename__ = "settings"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "alert_channel_by_id"], ["member.workspace_id", "member.id"]),
        CheckConstraint(f"quiet_seconds between 0 and {QUIET_LIMIT}", name="quiet_seconds_range"),
        CheckConstraint(f"owner_told_days between 1 and {TOLD_LIMIT}", name="owner_told_days_range"),
        CheckConstraint(f"managers_told_days between 1 and {TOLD_LIMIT}", name="managers_told_days_range"),
        CheckConstraint("(quiet_from is null) = (quiet_until is null)", name="quiet_hours_whole"),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency_iso_4217"),
    )

    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"), primary_key=True)
    folders: Mapped[FolderSharing] = mapped_column(words(FolderSharing, "folders_word"))
    opportunities: Mapped[OpportunityVisibility] = mapped_column(words(OpportunityVisibility, "opportunities_word"))
    inside_team: Mapped[InsideTeam] = mapped_column(words(InsideTeam, "inside_team_word"))
    only_admins_export: Mapped[bool]
    language: Mapped[str] = mapped_column(String(16))
    currency: Mapped[str] = mapped_column(String(3))
    time_zone: Mapped[str] = mapped_column(String(64))
    alert_channel: Mapped[str | None] = mapped_column(String(32))
    alert_channel_by_id: Mapped[int | None]
    alert_channel_paused: Mapped[str | None] = mapped_column(String(64))
    quiet_seconds: Mapped[int]
    owner_told_days: Mapped[int] = mapped_column(server_default=text("7"))
    managers_told_days: Mapped[int] = mapped_column(server_default=text("14"))
    quiet_from: Mapped[time | None]
    quiet_until: Mapped[time | None]
    version: Mapped[int]
