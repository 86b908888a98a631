"""A person before the camera: does things as stories do, goes to a place on the page, and has pictures taken."""

from collections.abc import Callable
from typing import Any, Final, Protocol

from bot.i18n import Reader
from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Person
from tests.sandbox.screen import Screen
from tests.stories import Slack


class Sight(Protocol):
    """What is in front of the camera, and the camera."""

    def takes(self, name: str, words: str = "") -> None:
        """Take what is in front."""

    def takes_asked(self, name: str, label: str) -> None:
        """Take what a button asks before it does something, and say no."""

    def takes_menu(self, name: str) -> None:
        """Take what the first menu offers, and choose nothing."""

    def goes(self, where: str) -> None:
        """Go to a place: "home", "messages", or a channel by its id."""


class Nobody:
    """Sees nothing: what happens out of the picture."""

    def takes(self, name: str, words: str = "") -> None:
        """Nothing."""

    def takes_asked(self, name: str, label: str) -> None:
        """Nothing."""

    def takes_menu(self, name: str) -> None:
        """Nothing."""

    def goes(self, where: str) -> None:
        """Nothing."""


class Sitting:
    """A person before the camera. Labels are given in English and pressed in the reader's language.

    Args:
        slack: how stories are told.
        box: the local Slack.
        who: Slack user id.
        reader: how they read.
        sight: the page and the camera.
    """

    def __init__(
        self,
        slack: Slack,
        box: LocalSlack,
        who: str,
        reader: Reader,
        sight: Sight,
    ) -> None:
        self._slack = slack
        self._box = box
        self.person: Final = _person(box, who)
        self._reader = reader
        self._sight = sight
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

    def clicks_first(self, label: str) -> Screen:
        """Press the first of several buttons that are called the same."""
        screen = self._slack.looks(self.person)
        return self._slack.clicks(self.person, self.label(label), beside=screen.lines[1].split("\n")[0])

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
        self._sight.goes("messages")

    def enters(self, channel_id: str) -> None:
        """Go to a channel."""
        self._sight.goes(channel_id)

    def writes(self, words: str, channel_id: str) -> Screen:
        """Say something in a channel, and look at it there."""
        self._sight.goes(channel_id)
        self._slack.says(self.person, words, at=channel_id, quiet=True)
        return self._slack.sees(self.person, words, channel_id)

    def home(self) -> None:
        """Go to the Home tab."""
        self._slack.opens_home(self.person)
        self._sight.goes("home")

    def uses(self, shortcut: str, on: Screen | None = None) -> Screen:
        """Use a shortcut."""
        return self._slack.uses_shortcut(self.person, shortcut, on)

    def other(self, name: str) -> Person:
        """Somebody else, by Slack user id."""
        return _person(self._box, name)

    def lets(self, who: str, story: Callable[["Sitting"], None]) -> None:
        """Have somebody else do something meanwhile, out of the picture."""
        story(Sitting(self._slack, self._box, who, self._reader, Nobody()))

    def waits(self, label: str) -> None:
        """Wait until there is a button to press."""
        shown = self.label(label)
        found = self._box.wait_for(lambda: shown in self._slack.reads(self.person).buttons, 20)
        assert found, f"no {shown!r} came"

    def waits_for(self, english: str) -> None:
        """Wait until these words came in a message."""
        self._slack.sees(self.person, self.label(english).split("%")[0])

    def channel(self, channel_id: str) -> str:
        """The name of a channel in this world."""
        return self._box.workspace.channels[channel_id].name

    def takes(self, name: str, words: str = "") -> None:
        """Have the picture taken; of several messages, of the newest that says these words."""
        for view in self._box.workspace.stack(self.person.id):
            self.shown.add(view.body["callback_id"])
        self._sight.takes(name, words)

    def takes_asked(self, name: str, label: str) -> None:
        """Have taken what a button asks before it does something."""
        self._sight.takes_asked(name, self.label(label))

    def takes_menu(self, name: str) -> None:
        """Have taken what the first menu of a list offers."""
        self._sight.takes_menu(name)

    def closes(self) -> None:
        """Close every modal."""
        if self._box.workspace.stack(self.person.id):
            self._slack.closes(self.person, clear=True)


def _person(box: LocalSlack, who: str) -> Person:
    found = box.workspace.person(who)
    assert found is not None, who
    return found
