"""The screens of channels that follow a filter, with the longest there may be on them."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from bot.i18n import Reader
from bot.views import following, routes
from core.filters import Flaw, FolderFilter, OppsFilter
from core.following import BROKEN, Prospect
from core.health import Health, Queue
from core.routes import Way
from core.sharing import Channel

WORDS: Final = "\\" * 400
QUESTION: Final = FolderFilter(
    opps=OppsFilter.NONE, owner="U0BEN", tags=("t",), without_tags=("u",), won_over=Decimal("9" * 12), words=(WORDS,)
)
CHANNEL: Final = Channel("C0" + "B" * 30, "c" * 80, app_in=True, archived=False, external=False, people=("U0BEN",))


def about_following(reader: Reader) -> Iterator[dict[str, Any]]:
    """Each of them as a modal."""
    for flaw in (None, *Flaw):
        prospect = Prospect(CHANNEL, QUESTION, "B" * 80, "", names_told=True, guests=True, known=True, flaw=flaw)
        reply = "https://hooks.slack.example/" + "x" * 150
        yield following.follow_form(prospect, "w" * 600, "w" * 600, reply, reader, note="w" * 300)
    for screen in (
        following.followed(CHANNEL.name, "w" * 600, "w" * 600, reader),
        following.unfollowed(CHANNEL.id, WORDS, "w" * 600, reader),
        *(routes.paused(CHANNEL.id, why, reader, over=over, follows=WORDS) for why in BROKEN for over in (False, True)),
        routes.health(
            Health([Way(CHANNEL.id, False, WORDS, Flaw.HIDDEN, 1)] * 60, Queue(1, 1, 1), 1, {}),
            {WORDS: "w" * 600},
            reader,
        ),
    ):
        yield screen.as_modal(reader)
