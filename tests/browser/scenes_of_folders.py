"""What is brought before the camera of folders: their card, and every form and answer behind its buttons."""

from typing import Final

from bot.sandbox.world_cast import BEN, CHLOE
from tests.browser.sittings import Sitting

MINE: Final = "Photograph & Daughters"
"""Ada's own, made before the camera."""


def folder_forms(sitting: Sitting) -> None:
    """Forms of folders."""
    sitting.says("/folder new")
    sitting.takes("new folder")
    sitting.fills(Name="A name " * 20)
    sitting.submits()
    sitting.takes("new folder error")
    sitting.closes()
    sitting.says("/folder new Cafe Therese")
    sitting.submits()
    sitting.takes("new folder near same")
    sitting.closes()
    sitting.uses("Find a folder")
    sitting.takes("find a folder")
    sitting.closes()


def folder_card(sitting: Sitting) -> None:
    """The folder card and what its buttons open."""
    sitting.says("/folder open F-1")
    sitting.takes("folder card")
    for label in ("Attach opportunity", "Edit"):
        sitting.clicks(label)
        sitting.takes(f"folder {label.lower()}")
        sitting.closes()
    sitting.clicks("Change owner")
    sitting.takes("folder change owner")
    sitting.chooses("New owner", sitting.other(CHLOE))
    sitting.takes("folder change owner chosen")
    sitting.closes()
    sitting.clicks("Share")
    sitting.takes("folder share")
    sitting.chooses("Channel", sitting.channel("C0SALES"))
    sitting.takes("folder share chosen")
    sitting.chooses("Channel", sitting.channel("C0PARTNERS"))
    sitting.takes("folder share that warns")
    sitting.submits()
    sitting.takes("folder share done")
    sitting.enters("C0PARTNERS")
    sitting.takes("folder in a channel")
    sitting.messages()
    sitting.says("/folder history F-1")
    sitting.takes("history")
    sitting.says("/folder history F-1 owner at 2026-03-01")
    sitting.takes("owner at")
    sitting.says("/folder why F-1")
    sitting.takes("why")


def activity(sitting: Sitting) -> None:
    """Deactivating and reactivating."""
    sitting.says("/folder deactivate F-5")
    sitting.takes("deactivate")
    sitting.clicks("Deactivate")
    sitting.takes("deactivated")
    sitting.clicks("Reactivate")
    sitting.takes("reactivated")
    sitting.takes_asked("deactivate from the card", "Deactivate")
    sitting.says("/folder list status:deactivated")
    sitting.takes("deactivated folders")
    sitting.says(f"/folder open {MINE}")
    sitting.clicks("Delete")
    sitting.takes("folder deleted")


def changed_meanwhile(sitting: Sitting) -> None:
    """A form that somebody else was quicker with."""
    sitting.says("/folder open F-5")
    sitting.clicks("Edit")
    sitting.lets(BEN, edits)
    sitting.fills(Description="Said by one.")
    sitting.submits()
    sitting.takes("edit changed meanwhile")
    sitting.closes()


def edits(sitting: Sitting) -> None:
    """Changes a description."""
    sitting.says("/folder open F-5")
    sitting.clicks("Edit")
    sitting.fills(Description="Said by the other.")
    sitting.submits()
    sitting.closes()
