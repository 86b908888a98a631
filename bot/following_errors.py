"""What refusals about channels that follow a filter say; `bot.errors` asks here for their sentences."""

from bot.i18n import Reader
from bot.views.following import FLAWS
from core import invalid
from core.errors import Refusal


def following_sentence(refusal: Refusal, reader: Reader) -> str | None:
    """What a refusal says; None where it is not about following.

    Args:
        refusal: of the core.
        reader: who reads it.
    """
    _ = reader.gettext
    match refusal:
        case invalid.ChannelExternal(channel):
            rule = _("#%(channel)s is shared with another company: names of clients are not told there.")
            return rule % {"channel": channel}
        case invalid.NoChannelHere():
            return _("Only a channel can follow client folders: write this in the channel that it is about.")
        case invalid.NotFollowing():
            return _("This channel follows nothing. The command “follow” lets it hear of client folders.")
        case invalid.FilterUnfit(flaw):
            return _(FLAWS[flaw])
    return None
