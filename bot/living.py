"""Cards that stand in channels, brought up to date: still no more than everyone there may see (SPEC §4.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.sharing import folder_shared, opportunity_shared
from bot.views import shared
from core import audience, living, members
from core.errors import NotFound
from core.models import Member

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.i18n import Reader
    from bot.notifications import Occasion, Renderer
    from bot.views.screen import Screen
    from bot.views.shared import Preview, Subject
    from core.actor import Actor
    from core.sharing import Channel

Drawing = Callable[["Session", "Actor", int, "Channel"], tuple["Subject", "Preview"]]


def redrawn(drawn: Drawing, gone: Callable[[str, Reader], Screen], occasion: Occasion) -> Screen | None:
    """A card as it reads now; what whoever shared it may not see any more is gone from the channel.

    Where they left, it is what any reader of a channel may see.

    Args:
        drawn: draws the card.
        gone: what stands in its place once there is none.
        occasion: tells which, and who reads the channel.
    """
    message, channel = occasion.message, occasion.channel
    assert channel is not None, "who reads the channel is asked first"
    if not channel.app_in or channel.archived:
        # Nobody can say who reads it, so nothing is shown; and nothing can be edited there either.
        return None
    by = occasion.session.get_one(Member, int(message.facts["by_id"]))
    eyes = members.present(occasion.session, message.workspace_id, by.slack_user_id)
    if eyes is None:
        eyes = replace(audience.channel_reader(occasion.session, message.workspace_id), name=by.name)
    try:
        _, preview = drawn(occasion.session, eyes, int(message.subject.rpartition(":")[2]), channel)
    except NotFound:
        return gone(by.name, occasion.reader)
    return preview.screen


RENDERERS: Final[Mapping[str, Renderer]] = {
    living.FOLDER: partial(redrawn, folder_shared, shared.folder_gone),
    living.OPPORTUNITY: partial(redrawn, opportunity_shared, shared.opportunity_gone),
}
"""How each kind of card reads; each asks Slack who reads the channel."""
