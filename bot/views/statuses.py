"""What statuses are called on the screen (SPEC §6)."""

from typing import Final

from bot.i18n import N_
from core.models import Status

STATUS: Final = {
    Status.TODO: N_("To do"),
    Status.STANDBY: N_("Standby"),
    Status.WON: N_("Won"),
    Status.LOST: N_("Lost"),
    Status.CANCELLED: N_("Cancelled"),
}
MARK: Final = {
    Status.TODO: "🔵",
    Status.STANDBY: "🟡",
    Status.WON: "🟢",
    Status.LOST: "🔴",
    Status.CANCELLED: "⚪",
}
"""A colour beside the word, never instead of it."""
