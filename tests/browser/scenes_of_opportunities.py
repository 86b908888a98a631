"""What is brought before the camera of opportunities: their card, and every form and answer behind its buttons."""

from bot.sandbox.world_cast import MIA
from tests.browser.sittings import Sitting

TITLE = "Photograph"


def opportunity_card(sitting: Sitting) -> None:
    """The opportunity card, and its forms left as they are."""
    sitting.messages()
    sitting.says(f"/opp new {TITLE}")
    sitting.takes("new opportunity")
    sitting.fills(Amount="12500", Tags="renewal, priority", Description="Twelve prints for the hall.")
    sitting.submits()
    sitting.takes("opportunity card")
    for label in ("Attach to a folder", "Standby", "Change owner", "Edit", "Share"):
        sitting.clicks(label)
        if label == "Share":
            sitting.chooses("Channel", sitting.channel("C0SALES"))
        sitting.takes(f"opportunity {label.lower()}")
        sitting.closes()
    sitting.clicks("Change owner")
    sitting.fills(New_owner=sitting.other(MIA))
    sitting.takes("opportunity change owner chosen")
    sitting.closes()
    sitting.takes_asked("opportunity delete", "Delete")
    sitting.clicks("Lost")
    sitting.clicks("Duplicate")
    sitting.takes("proposal")
    sitting.clicks("Create a client folder")
    sitting.takes("proposal folder")
    sitting.submits()
    sitting.takes("proposal accepted")


def opportunity_on(sitting: Sitting) -> None:
    """What a card says when the opportunity goes from one place or status to the next."""
    sitting.says("/opp new Frames")
    sitting.submits()
    sitting.clicks("Standby")
    sitting.fills(Reminder_date="2026-12-24", Reminder_time="08:30")
    sitting.submits()
    sitting.takes("opportunity on standby")
    sitting.clicks("Attach to a folder")
    sitting.fills(New_folder_name="Frames of Photographs")
    sitting.submits()
    sitting.takes("opportunity attached")
    sitting.says("/opp open Frames")
    sitting.clicks("Move")
    sitting.takes("opportunity move")
    sitting.closes()
    sitting.says("/opp attach Frames to F-10")
    sitting.takes("opportunity is elsewhere")
    sitting.says("/opp detach Frames")
    sitting.takes("opportunity removed")
    sitting.says("/opp standby Frames 2020-02-02")
    sitting.takes("reminder in the past")
    sitting.says("/opp duplicate Frames")
    sitting.clicks("No, thanks")
    sitting.takes("proposal declined")
    sitting.says("/opp open Frames")
    sitting.takes("which opportunity")


def bin_of_opportunities(sitting: Sitting) -> None:
    """Deleting, the bin, and restoring."""
    sitting.says("/opp new Glass")
    sitting.submits()
    sitting.says("/opp delete Glass")
    sitting.takes("opportunity delete asked")
    sitting.clicks("Delete")
    sitting.takes("opportunity deleted")
    sitting.says("/opp restore")
    sitting.takes("bin")
    sitting.says("/opp restore Glass")
    sitting.takes("opportunity restored")


def from_a_message(sitting: Sitting) -> None:
    """The shortcut on a message."""
    sitting.uses("Create an opportunity", on=sitting.writes("Horizon Bakeries ask for 40 more sensors.", "C0SALES"))
    sitting.takes("opportunity from a message")
    sitting.closes()
    sitting.messages()
