"""The menu beside a folder in a list: each entry says in its value which act it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from bot import ids
from bot.folders import owner
from bot.opportunities.create import new_pressed
from bot.values import Forged
from bot.visit import Visit

if TYPE_CHECKING:
    from bot.app import Wiring

ENTRIES: Final[Mapping[str, Callable[[Visit], None]]] = {
    "": new_pressed,
    ids.MENU_OWNER: partial(owner.pressed, in_place=False),
}
"""By act; the first entry there ever was, "New opportunity", names none."""


def chosen(visit: Visit) -> None:
    """An entry was chosen."""
    act = ENTRIES.get(visit.value.text("act"))
    if act is None:
        raise Forged
    act(visit)


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.action(ids.FOLDER_MENU, chosen)
