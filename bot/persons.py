"""What is told to persons: how it reads when it is sent, by whom may read it then, and what is done when it is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.views import handed as view
from core import comebacks, handed, handing, quiet_hours, standby, together
from core.errors import NotFound
from core.models import Status
from core.opportunities import browse

if TYPE_CHECKING:
    from bot.notifications import Kind, Occasion, Renderer
    from bot.views.screen import Screen
    from core.models import Message


def folder_given(occasion: Occasion) -> Screen | None:
    """The message to a folder's new owner."""
    message, actor = occasion.message, occasion.actor
    assert actor is not None, "an owner is a member"
    by_id, along = message.facts["by_id"], list(message.facts["along"])
    return _given(handed.folder(occasion.session, actor, _key(message), by_id, along), occasion)


def opportunity_given(occasion: Occasion) -> Screen | None:
    """The message to an opportunity's new owner."""
    message, actor = occasion.message, occasion.actor
    assert actor is not None, "an owner is a member"
    found = handed.opportunity(occasion.session, actor, _key(message), message.facts["by_id"])
    return _given(found, occasion)


def back_to_do(occasion: Occasion) -> Screen | None:
    """The message that a standby is over; to whoever it is of no concern any more it is not sent."""
    assert occasion.actor is not None, "an owner is a member"
    try:
        row = browse.open_opportunity(occasion.session, occasion.actor, _key(occasion.message))
    except NotFound:
        return None
    concerns = row.status is Status.TODO and row.owner.id == occasion.actor.member_id
    return view.back_to_do(row, occasion.reader) if concerns or occasion.message.ts else None


def held_back(kinds: Mapping[str, Kind], occasion: Occasion) -> Screen | None:
    """What waited for quiet hours to end; what is no longer true of it is not said.

    Args:
        kinds: how each of it reads.
        occasion: of the whole.
    """
    whole, screens = occasion.message, []
    for part in together.parts(occasion.session, whole):
        if whole.ts is not None:
            if part.attempted_at is None:
                continue
            # It was said with the whole, so it is edited rather than kept back where it is no longer true.
            part.ts = whole.ts
        screen = kinds[part.kind].render(replace(occasion, message=part))
        if whole.ts is None:
            part.attempted_at = None if screen is None else occasion.now
        if screen is not None:
            screens.append(screen)
    return view.together(screens, occasion.reader) if screens else None


def _given(found: handed.Given | None, occasion: Occasion) -> Screen | None:
    """Nothing where it was taken back before it was told."""
    told = occasion.message.ts is not None
    if found is None:
        return view.out_of_sight(occasion.reader) if told else None
    if occasion.actor is not None and found.thing.owner.id == occasion.actor.member_id:
        return view.given(found, occasion.reader)
    return view.given_on(found, occasion.reader) if told else None


def _key(message: Message) -> int:
    return int(message.subject.rpartition(":")[2])


RENDERERS: Final[Mapping[str, Renderer]] = {
    handing.FOLDER: folder_given,
    handing.OPPORTUNITY: opportunity_given,
    standby.OVER: back_to_do,
}
"""How each kind of message to a person reads."""

DUE: Final = {standby.OVER: comebacks.come_back, quiet_hours.OVER: together.release}
"""What is done about each kind of thing due."""
