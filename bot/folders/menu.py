"""The gear of a folder in a list: which entry was chosen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from bot import ids
from bot.folders import activity, approval, history, owner
from bot.opportunities.create import new_pressed
from bot.values import Forged
from bot.visit import Visit

if TYPE_CHECKING:
    from bot.app import Wiring

ENTRIES: Final[dict[str, Callable[[Visit], None]]] = {
    "": new_pressed,
    ids.MENU_OWNER: partial(owner.pressed, in_place=False),
    ids.MENU_HISTORY: history.pressed,
    ids.MENU_DEACTIVATE: activity.deactivate_in_menu,
    ids.MENU_REACTIVATE: activity.reactivate_in_menu,
    ids.MENU_ASK: approval.ask_pressed,
}
"""By the word in the entry's value. "New opportunity" has none, as in the messages from before there were others."""


def chosen(visit: Visit) -> None:
    """An entry of the menu: it does what the button of that name does.

    Raises:
        Forged: no entry that this app wrote.
    """
    act = ENTRIES.get(visit.value.text("act"))
    if act is None:
        raise Forged
    act(visit)


def register(wiring: Wiring) -> None:
    """Hang the listener of this story into Bolt."""
    wiring.action(ids.FOLDER_MENU, chosen)
