"""What is told of requests for an owner change: the cards, settled in their place, and the answer (SPEC §3, §4.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from bot.views import approvals as view
from core import audience
from core.approvals import telling

if TYPE_CHECKING:
    from bot.notifications import Occasion, Renderer
    from bot.views.screen import Screen


def asked(occasion: Occasion) -> Screen | None:
    """The card that asks; what was answered before it went out, or is another's to answer by now, is not asked."""
    message, reader = occasion.message, occasion.reader
    for_channel = occasion.actor is None
    eyes = occasion.actor or audience.channel_reader(occasion.session, message.workspace_id)
    found = telling.read(occasion.session, eyes, telling.key(message.subject))
    if found is None or (message.ts is None and (found.ending or not (for_channel or found.theirs))):
        return None
    if found.ending is not None:
        return view.settled_card(found.row, found.ending, reader, for_channel=for_channel)
    return None if found.row is None else view.card(found.row, reader, for_channel=for_channel)


def answered(occasion: Occasion) -> Screen | None:
    """What the asker reads."""
    assert occasion.actor is not None, "who asks is a member"
    found = telling.read(occasion.session, occasion.actor, telling.key(occasion.message.subject))
    return None if found is None or found.ending is None else view.told(found.row, found.ending, occasion.reader)


RENDERERS: Final[Mapping[str, Renderer]] = {telling.ASKED: asked, telling.ANSWERED: answered}
"""How each kind of message about a request reads."""
