"""What refusals about handing over say; `bot.errors` asks here for their sentences."""

from bot.i18n import Reader
from core import errors, invalid
from core.errors import Refusal


def leavers_sentence(refusal: Refusal, reader: Reader) -> str | None:
    """What a refusal says; None where it is about something else.

    Args:
        refusal: of the core.
        reader: who reads it.
    """
    _ = reader.gettext
    match refusal:
        case errors.NothingToHandOver(name):
            said = _("%(name)s owns nothing that would have to be handed over.")
            return said % {"name": name}
        case errors.HandOverRuns(name):
            said = _("What %(name)s owns is being handed over already: wait until that is done.")
            return said % {"name": name}
        case invalid.HeirIsLeaver(name):
            said = _("%(name)s cannot take over from %(name)s: choose somebody else.")
            return said % {"name": name}
        case invalid.StillHere(name):
            said = _("%(name)s has not left: tick the box to hand over all the same.")
            return said % {"name": name}
    return None
