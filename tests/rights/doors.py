"""The doors of the product, and what tells the ways through them from each other."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from tests.rights.others import Stolen
from tests.rights.steps import Send, Step

Way = tuple[Step, ...]


class Door(StrEnum):
    """Where an act begins."""

    COMMAND = "command"
    CARD = "card button"
    GEAR = "list gear"
    LIST = "list button"
    HOME = "App Home"
    SHORTCUT = "shortcut"
    STOLEN = "stolen modal"
    OLD = "old button"
    REFUSAL = "button of a refusal"
    REQUEST = "card of the request"
    ALERT = "button of an alert"
    REMINDER = "button of a reminder"


SHOWING: Final = {Door.CARD, Door.GEAR, Door.LIST, Door.HOME, Door.REFUSAL}
"""Doors at which what one may not do is not offered in the first place."""


Ways = Mapping[str, Mapping[Door, Way]]
"""By the names of acts: how each is tried, by each of its doors."""


def stolen(form: Send, *opened: Step, facts: str = "", by: str = "admin") -> Way:
    """The way of a form that was opened for somebody else.

    Args:
        form: how it is filled in.
        opened: what they did to open it.
        facts: of what it then is: `folder version`.
        by: their role.
    """
    return (Stolen(opened, form, facts, by),)
