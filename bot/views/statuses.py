"""What statuses are called on the screen (SPEC §6)."""

from typing import Final

from bot.i18n import N_, NN_
from core.models import Status

STATUS: Final = {
    Status.TODO: N_("To do"),
    Status.STANDBY: N_("Standby"),
    Status.WON: N_("Won"),
    Status.LOST: N_("Lost"),
    Status.CANCELLED: N_("Cancelled"),
}
COUNTED: Final = {
    Status.TODO: NN_("%(count)s to do", "%(count)s to do"),
    Status.STANDBY: NN_("%(count)s standby", "%(count)s standby"),
    Status.WON: NN_("%(count)s won", "%(count)s won"),
    Status.LOST: NN_("%(count)s lost", "%(count)s lost"),
    Status.CANCELLED: NN_("%(count)s cancelled", "%(count)s cancelled"),
}
"""So many of a status, inside a sentence."""
MARK: Final = {
    Status.TODO: "🔵",
    Status.STANDBY: "🟡",
    Status.WON: "🟢",
    Status.LOST: "🔴",
    Status.CANCELLED: "⚪",
}
"""A colour beside the word, never instead of it."""
