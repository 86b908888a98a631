"""What is brought before the camera: every modal and card, as who has most and as who has least.

Who has most is an admin of a workspace where everyone sees everything; who has least is a rep where each has their own
folders and only admins see everything.
"""

from collections.abc import Callable
from typing import Any, Final

from bot.i18n import Reader
from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Person
from bot.sandbox.world_cast import BEN, CHLOE
from tests.sandbox.screen import Screen
from tests.stories import Slack


class Sitting:
    """A person before the camera. Labels are given in English and pressed in the reader's language.

    Args:
        slack: how stories are told.
        box: the local Slack.
        who: Slack user id.
        reader: how they read.
        takes: takes the picture.
        goes: goes to a tab of the app: "home" or "messages".
    """

    def __init__(
        self,
        slack: Slack,
        box: LocalSlack,
        who: str,
        reader: Reader,
        takes: Callable[[str], None],
        goes: Callable[[str], None],
    ) -> None:
        self._slack = slack
        self._box = box
        self.person: Final = _person(box, who)
        self._reader = reader
        self._takes = takes
        self._goes = goes
        self.shown: set[str] = set()

    def label(self, english: str) -> str:
        """A label as this person reads it."""
        return self._reader.gettext(english)

    def says(self, command: str) -> Screen:
        """Type a command."""
        return self._slack.says(self.person, command)

    def clicks(self, label: str, **where: Any) -> Screen:
        """Press a button."""
        return self._slack.clicks(self.person, self.label(label), **where)

    def chooses(self, field: str, *choices: str | Person, typing: str | None = None) -> Screen:
        """Choose in a field."""
        return self._slack.chooses(self.person, self.label(field), *choices, typing=typing)

    def fills(self, **fields: Any) -> Screen:
        """Fill fields in; blanks in their labels are written as underscores."""
        return self._slack.fills(self.person, {self.label(name.replace("_", " ")): to for name, to in fields.items()})

    def submits(self) -> Screen:
        """Send the form on top."""
        return self._slack.submits(self.person)

    def messages(self) -> None:
        """Go to the app's messages."""
        self._goes("messages")

    def home(self) -> None:
        """Go to the Home tab."""
        self._slack.opens_home(self.person)
        self._goes("home")

    def uses(self, shortcut: str, on: Screen | None = None) -> Screen:
        """Use a shortcut."""
        return self._slack.uses_shortcut(self.person, shortcut, on)

    def other(self, name: str) -> Person:
        """Somebody else, by Slack user id."""
        return _person(self._box, name)

    def lets(self, who: str, story: Callable[["Sitting"], None]) -> None:
        """Have somebody else do something meanwhile, out of the picture."""
        nothing: Callable[[str], None] = lambda _: None  # noqa: E731
        story(Sitting(self._slack, self._box, who, self._reader, nothing, nothing))

    def waits(self, label: str) -> None:
        """Wait until there is a button to press."""
        english = self.label(label)
        self._box.wait_for(lambda: english in self._slack.reads(self.person).buttons, 20)

    def channel(self, channel_id: str) -> str:
        """The name of a channel in this world."""
        return self._box.workspace.channels[channel_id].name

    def takes(self, name: str) -> None:
        """Have the picture taken, and close what was open."""
        for view in self._box.workspace.stack(self.person.id):
            self.shown.add(view.body["callback_id"])
        self._takes(name)

    def closes(self) -> None:
        """Close every modal."""
        if self._box.workspace.stack(self.person.id):
            self._slack.closes(self.person, clear=True)


def _person(box: LocalSlack, who: str) -> Person:
    found = box.workspace.person(who)
    assert found is not None, who
    return found


def shut(sitting: Sitting) -> None:
    """Let each have their own folders, and only admins see everything."""
    sitting.says("/folder settings")
    sitting.chooses("Client folders", sitting.label("Each user has their own"))
    sitting.chooses("Opportunities", sitting.label("Only admins see everything"))
    sitting.submits()
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
    sitting.clicks("Filter")
    sitting.takes("filter")
    sitting.closes()
    sitting.says("/folder list zzz")
    sitting.takes("folder list empty")
    sitting.says("/folder mine")
    sitting.takes("my folders")
    sitting.says("/opp list status:standby")
    sitting.takes("opportunity list")
    sitting.says("/folder open sarl")
    sitting.takes("which folder")
    sitting.says("/opp restore")
    sitting.takes("bin")


def helps(sitting: Sitting) -> None:
    """Help and refusals."""
    sitting.says("/folder help")
    sitting.takes("folder help")
    sitting.says("/opp help")
    sitting.takes("opp help")
    sitting.says("/folder lst")
    sitting.takes("typo")
    sitting.says("/folder open F-9999")
    sitting.takes("not found")


def folder_forms(sitting: Sitting) -> None:
    """Forms of folders."""
    sitting.says("/folder new")
    sitting.takes("new folder")
    sitting.fills(Name="A name " * 20)
    sitting.submits()
    sitting.takes("new folder error")
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
    sitting.takes("change owner")
    sitting.chooses("New owner", sitting.other(CHLOE))
    sitting.takes("change owner chosen")
    sitting.closes()
    sitting.clicks("Share")
    sitting.takes("share")
    sitting.chooses("Channel", sitting.channel("C0SALES"))
    sitting.takes("share chosen")
    sitting.closes()
    sitting.says("/folder history F-1")
    sitting.takes("history")
    sitting.says("/folder why F-1")
    sitting.takes("why")


def asks_a_manager(sitting: Sitting) -> None:
    """ "Ask a manager", on a folder that is somebody else's, and what the asker reads."""
    sitting.says("/folder open F-3")
    sitting.takes("folder card of somebody else")
    sitting.clicks("Ask a manager")
    sitting.fills(Reason="They call me, not Chloé.")
    sitting.takes("ask a manager")
    sitting.submits()
    sitting.takes("asked")
    sitting.says("/folder owner F-3")
    sitting.takes("owner change refused")


def answers(sitting: Sitting) -> None:
    """What a manager is asked, and how it is settled."""
    sitting.lets(BEN, asks_a_manager)
    sitting.waits("Approve")
    sitting.takes("approval")
    sitting.clicks("Decline")
    sitting.takes("decline")
    sitting.fills(Reason="Chloé knows them best.")
    sitting.submits()
    sitting.takes("approval settled")


def opportunity_card(sitting: Sitting) -> None:
    """The opportunity card and what its buttons open."""
    sitting.says("/opp new Photograph")
    sitting.takes("new opportunity")
    sitting.fills(Amount="12500", Tags="renewal, priority")
    sitting.submits()
    sitting.takes("opportunity card")
    for label in ("Attach to a folder", "Standby", "Change owner", "Edit"):
        sitting.clicks(label)
        sitting.takes(f"opportunity {label.lower()}")
        sitting.closes()
    sitting.clicks("Lost")
    sitting.clicks("Duplicate")
    sitting.takes("proposal")
    sitting.clicks("Create a client folder")
    sitting.takes("proposal folder")
    sitting.submits()
    sitting.takes("proposal accepted")
    sitting.says("/opp delete Photograph")
    sitting.takes("which opportunity")


def settings(sitting: Sitting) -> None:
    """An admin's forms."""
    sitting.says("/folder deactivate F-1")
    sitting.takes("deactivate")
    sitting.says("/folder settings")
    sitting.takes("settings")
    for label, entry in (("Default fields", "Edit"), ("Teams", "New team"), ("Roles", "")):
        sitting.clicks(label)
        sitting.takes(label.lower())
        if entry:
            sitting.clicks(entry)
            sitting.takes(f"{label.lower()} {entry.lower()}")
        sitting.closes()
        sitting.says("/folder settings")
    sitting.closes()
    sitting.says("/folder new Photograph in an empty folder")
    sitting.submits()
    sitting.takes("empty folder")
    sitting.clicks("Delete")
    sitting.takes("folder deleted")


def refused(sitting: Sitting) -> None:
    """What a rep reads of an admin's acts."""
    sitting.says("/folder settings")
    sitting.takes("settings refused")


MOST: Final[tuple[Callable[[Sitting], None], ...]] = (
    answers,
    homes,
    lists,
    helps,
    folder_forms,
    folder_card,
    opportunity_card,
    settings,
    shut,
)
LEAST: Final[tuple[Callable[[Sitting], None], ...]] = (
    homes,
    lists,
    helps,
    folder_forms,
    folder_card,
    asks_a_manager,
    opportunity_card,
    refused,
)
