"""What is brought before the camera: every modal and card, as who has most and as who has least.

Who has most is an admin who leads a team too, in a workspace where everyone sees everything; who has least is a rep
where each has their own folders and only admins see everything.
"""

from collections.abc import Callable
from typing import Final

from bot.sandbox.world_cast import BEN, MIA
from tests.browser.scenes_of_folders import MINE, activity, changed_meanwhile, folder_card, folder_forms
from tests.browser.scenes_of_opportunities import bin_of_opportunities, from_a_message, opportunity_card, opportunity_on
from tests.browser.sittings import Sitting

EVERYBODYS: Final = "F-10"
"""Chloé's folder, with an opportunity of Ben's in it: both see it however folders are shared."""
ASKED_FOR: Final = "Your export is on its way: you will find it in your messages with Dossier."


def settings(sitting: Sitting) -> None:
    """An admin's forms."""
    sitting.messages()
    sitting.says("/folder settings")
    sitting.takes("settings")
    sitting.chooses("Client folders", sitting.label("Each user has their own"))
    sitting.chooses("Alert channel", sitting.channel("C0SALES"))
    sitting.takes("settings that warn")
    sitting.closes()
    sitting.says("/folder settings")
    sitting.clicks("Default fields")
    sitting.takes("default fields")
    sitting.takes_asked("default field remove", "Remove")
    sitting.clicks_first("Edit")
    sitting.takes("default field")
    sitting.closes()
    sitting.says("/folder settings")
    sitting.clicks("Roles")
    sitting.takes("roles")
    sitting.submits()
    sitting.takes("roles unchanged")
    sitting.closes()
    sitting.says("/folder settings")
    sitting.clicks("Teams")
    sitting.takes("teams")
    sitting.takes_asked("team delete", "Delete")
    sitting.clicks("New team")
    sitting.takes("new team")
    sitting.fills(Name="Côte d’Azur", Managers=[sitting.person], Members=[sitting.other(BEN)])
    sitting.submits()
    sitting.takes("team created")
    sitting.closes()


def asks_for_mine(sitting: Sitting) -> None:
    """Somebody asks for the folder made before."""
    sitting.says(f"/folder open {MINE}")
    sitting.clicks("Ask a manager")
    sitting.fills(Reason="They call me every week, and Ada has no time.")
    sitting.submits()


def answers(sitting: Sitting) -> None:
    """What a manager is asked, and how it is settled."""
    sitting.messages()
    sitting.says(f"/folder new {MINE}")
    sitting.submits()
    sitting.takes("new empty folder")
    sitting.takes_asked("folder delete", "Delete")
    sitting.lets(BEN, asks_for_mine)
    sitting.waits("Approve")
    sitting.takes("approval")
    sitting.home()
    sitting.takes("home of an admin with an approval")
    sitting.messages()
    sitting.clicks("Decline")
    sitting.takes("decline")
    sitting.fills(Reason="They signed with me, and want to stay so.")
    sitting.submits()
    sitting.takes("approval settled")
    sitting.closes()


def homes(sitting: Sitting) -> None:
    """The Home tab."""
    sitting.home()
    sitting.takes("home")
    sitting.messages()


def lists(sitting: Sitting) -> None:
    """Lists and what their buttons open."""
    sitting.says("/folder list")
    sitting.takes("folder list")
    sitting.takes_menu("gear")
    sitting.clicks("Filter")
    sitting.takes("filter")
    sitting.fills(Name_contains="sas", Sort_by=sitting.label("Won, largest first"))
    sitting.submits()
    sitting.takes("folder list filtered")
    sitting.closes()
    sitting.says("/folder list zzz")
    sitting.takes("folder list empty")
    sitting.says("/folder mine")
    sitting.takes("my folders")
    sitting.says("/opp list status:standby")
    sitting.takes("opportunity list")
    sitting.says("/folder open sas")
    sitting.takes("which folder")


def exports(sitting: Sitting) -> None:
    """An export asked for, and the files."""
    sitting.says("/folder export sort:-won")
    sitting.takes("export asked for", sitting.label(ASKED_FOR))
    sitting.waits_for("Your export: %(folders)s. Showing: %(filter)s")
    sitting.takes("export")


def helps(sitting: Sitting) -> None:
    """Help."""
    sitting.says("/folder help")
    sitting.takes("folder help")
    sitting.says("/folder help list")
    sitting.takes("folder help list")
    sitting.says("/opp help")
    sitting.takes("opp help")


def misses(sitting: Sitting) -> None:
    """What is not understood, or not there."""
    sitting.says("/folder lst")
    sitting.takes("typo")
    sitting.says("/folder list opps:wone")
    sitting.takes("filter not understood")
    sitting.says("/folder open F-9999")
    sitting.takes("folder not found")
    sitting.says("/opp open O-9999")
    sitting.takes("opportunity not found")


def shut(sitting: Sitting) -> None:
    """Let each have their own folders, and only admins see everything; an owner change is then blocked."""
    sitting.says("/folder settings")
    sitting.chooses("Client folders", sitting.label("Each user has their own"))
    sitting.chooses("Opportunities", sitting.label("Only admins see everything"))
    sitting.submits()
    sitting.takes("settings saved")
    sitting.closes()
    sitting.says(f"/folder owner {EVERYBODYS}")
    sitting.chooses("New owner", sitting.other(MIA))
    sitting.takes("folder change owner blocked")
    sitting.closes()


def asks_a_manager(sitting: Sitting) -> None:
    """ "Ask a manager", on a folder that is somebody else's, and what the asker reads."""
    sitting.says(f"/folder open {EVERYBODYS}")
    sitting.takes("folder card of somebody else")
    refused = sitting.says(f"/folder owner {EVERYBODYS}")
    sitting.takes("owner change refused")
    sitting.clicks("Ask a manager", on=refused)
    sitting.takes("ask a manager")
    sitting.chooses("New owner", sitting.person)
    sitting.fills(Reason="They call me, not Chloé.")
    sitting.submits()
    sitting.takes("asked")
    sitting.lets(MIA, approves)
    sitting.waits_for("Declined by %(name)s on %(when)s.")
    sitting.takes("answered")
    sitting.says(f"/folder why {EVERYBODYS}")
    sitting.takes("why not")


def approves(sitting: Sitting) -> None:
    """Tries to approve what a rule refuses, and so declines."""
    sitting.waits("Approve")
    sitting.clicks("Decline")
    sitting.fills(Reason="Chloé knows them best.")
    sitting.submits()


def refused(sitting: Sitting) -> None:
    """What a rep reads of an admin's acts."""
    sitting.says("/folder settings")
    sitting.takes("settings refused")


MOST: Final[tuple[Callable[[Sitting], None], ...]] = (
    settings,
    answers,
    homes,
    lists,
    exports,
    helps,
    misses,
    folder_forms,
    folder_card,
    activity,
    changed_meanwhile,
    opportunity_card,
    opportunity_on,
    bin_of_opportunities,
    from_a_message,
    shut,
)
LEAST: Final[tuple[Callable[[Sitting], None], ...]] = (
    homes,
    lists,
    exports,
    misses,
    folder_forms,
    folder_card,
    asks_a_manager,
    opportunity_card,
    opportunity_on,
    bin_of_opportunities,
    from_a_message,
    refused,
)
