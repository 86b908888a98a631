"""A plain reading of SPEC §4.3, No active opportunity; it knows the core no further than the words of the sentence.

When a folder goes from ≥ 1 active opportunity to 0, by whatever way (won, lost, cancelled, removed, moved, deleted;
deactivating is not one), its channel hears once, after a short quiet time. When an opportunity opens again the same
message is edited: back in play, by whom. It re-arms then. A DM to the owner after 7 days, to the managers of the
owner's team after 14, if nothing moves.
A folder that is deactivated, deleted or filled meanwhile ends all that.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

QUIET: Final = timedelta(seconds=60)
OWNER: Final = timedelta(days=7)
MANAGERS: Final = timedelta(days=14)
ACTIVE: Final = ("todo", "standby")

CHANNEL, TO_OWNER, TO_MANAGER = "channel", "owner", "manager"


@dataclass
class Heard:
    """A message as its reader ends up seeing it.

    Attributes:
        where: who reads it.
        folder: about which.
        says: "quiet", "deactivated", or "back" and by whom.
    """

    where: str
    folder: int
    says: str = "quiet"


@dataclass
class Thing:
    """An opportunity: which folder it is in, how it stands, and since when it is in the bin."""

    folder: int | None
    status: str = "todo"
    binned: datetime | None = None


@dataclass
class Silence:
    """A time without anything in progress, from its beginning on."""

    since: datetime
    heard: dict[str, Heard] = field(default_factory=dict)


@dataclass
class Reading:
    """What is in two folders, and what was heard of them."""

    folders: tuple[int, int]
    things: list[Thing] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    deactivated: set[int] = field(default_factory=set)
    silences: dict[int, Silence] = field(default_factory=dict)

    def active(self, folder: int) -> int:
        """How many are in progress in it."""
        return sum(one.folder == folder and one.status in ACTIVE and one.binned is None for one in self.things)

    def after(self, before: dict[int, int], by: str, now: datetime) -> None:
        """Draw the consequences of one act: `before` says how many were in progress when it began."""
        for folder in self.folders:
            was, is_now = before[folder], self.active(folder)
            if was and not is_now and folder not in self.deactivated:
                self.silences[folder] = Silence(now)
            if is_now and not was:
                self._ends(folder, f"back, by {by}")

    def deactivate(self, folder: int) -> None:
        self.deactivated.add(folder)
        self._ends(folder, "deactivated")

    def wakes(self, now: datetime) -> None:
        """The worker is there at this moment: whatever is due is heard."""
        for folder, silence in self.silences.items():
            delays = ((CHANNEL, QUIET), (TO_OWNER, OWNER), (TO_MANAGER, MANAGERS))
            for where, delay in delays:
                told = where == CHANNEL or CHANNEL in silence.heard
                if told and where not in silence.heard and now >= silence.since + delay:
                    silence.heard[where] = Heard(where, folder)
                    self.heard.append(silence.heard[where])

    def _ends(self, folder: int, how: str) -> None:
        silence = self.silences.pop(folder, None)
        for one in silence.heard.values() if silence else ():
            one.says = how
