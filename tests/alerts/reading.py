"""A plain reading of SPEC §4.3, No active opportunity; it knows the core no further than the words of the sentence.

When a folder goes from ≥ 1 active opportunity to 0, by whatever way (won, lost, cancelled, removed, moved, deleted;
deactivating is not one), its channel hears once, after a short quiet time. Channel: those following a filter that
matches, else the workspace's alert channel, else a DM to the owner. When an opportunity opens again the same message is
edited: back in play, by whom. It re-arms then. A DM to the owner after 7 days, to the managers of the owner's team
after 14, if nothing moves. A folder that is deactivated, deleted or filled meanwhile ends all that.

Nothing is dropped: what a channel cannot hear, since it is archived or the app is not in it, it hears once it can, as
far as it is true then; and nobody hears it in its place.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from tests.alerts.histories import MANAGERS

QUIET: Final = timedelta(seconds=60)
OWNER: Final = timedelta(days=7)
MANAGER: Final = timedelta(days=14)
ACTIVE: Final = ("todo", "standby")


@dataclass
class Heard:
    """A message as its reader sees it.

    Attributes:
        where: the channel or the person that reads it.
        folder: about which.
        is_so: how things stand: "quiet", "deactivated", or "back" and by whom.
        says: what is read of that; None while it was not heard.
    """

    where: str
    folder: int
    is_so: str = "quiet"
    says: str | None = None


@dataclass
class Room:
    """A channel.

    Attributes:
        follows: a filter; None where it follows nothing.
        shut: whether it is archived, or the app is not in it.
    """

    follows: str | None = None
    shut: bool = False


@dataclass
class House:
    """Where everybody reads.

    Attributes:
        rooms: the channels by name.
        alerts: which of them is the alert channel; None where there is none.
    """

    rooms: dict[str, Room]
    alerts: str | None = None


@dataclass
class Thing:
    """An opportunity: which folder it is in, what it carries, how it stands, and since when it is in the bin."""

    folder: int | None
    tags: tuple[str, ...] = ()
    status: str = "todo"
    binned: datetime | None = None


@dataclass
class Client:
    """A folder: what it is called, whose it is, and whether it is deactivated."""

    name: str
    owner: str
    deactivated: bool = False


@dataclass
class Silence:
    """A time without anything in progress, from its beginning on, and who was told what of it."""

    since: datetime
    told: dict[timedelta, list[Heard]] = field(default_factory=dict)


@dataclass
class Reading:
    """What is in two folders, and what was heard of them."""

    house: House
    folders: dict[int, Client]
    things: list[Thing] = field(default_factory=list)
    told: list[Heard] = field(default_factory=list)
    silences: dict[int, Silence] = field(default_factory=dict)

    def active(self, folder: int) -> int:
        """How many are in progress in it."""
        return sum(one.status in ACTIVE for one in self._inside(folder))

    def after(self, before: dict[int, int], by: str, now: datetime) -> None:
        """Draw the consequences of one act: `before` says how many were in progress when it began."""
        for folder, client in self.folders.items():
            was, is_now = before[folder], self.active(folder)
            if was and not is_now and not client.deactivated:
                self.silences[folder] = Silence(now)
            if is_now and not was:
                self._ends(folder, f"back, by {by}")

    def deactivate(self, folder: int) -> None:
        self.folders[folder].deactivated = True
        self._ends(folder, "deactivated")

    def wakes(self, now: datetime) -> None:
        """The worker is there at this moment: whatever is due is told, and whoever can be reached hears of it."""
        for folder, silence in self.silences.items():
            for delay, readers in ((QUIET, self._channels), (OWNER, self._owner), (MANAGER, self._manager)):
                if delay not in silence.told and now >= silence.since + delay:
                    silence.told[delay] = [Heard(where, folder) for where in readers(folder)]
                    self.told += silence.told[delay]
        for one in self.told:
            room = self.house.rooms.get(one.where)
            still_news = one.says is not None or one.is_so == "quiet"
            if still_news and not (room and room.shut):
                one.says = one.is_so

    def heard(self) -> Iterator[Heard]:
        """What is read in the end."""
        return (one for one in self.told if one.says is not None)

    def matches(self, asked: str, folder: int) -> bool:
        """Whether a filter matches a folder: every word of it has to."""
        client, inside = self.folders[folder], self._inside(folder)
        for word in asked.split():
            key, _, value = word.rpartition(":")
            holds = {
                "status": True,
                "opps": any(one.status == value for one in inside),
                "owner": client.owner == value,
                "tag": any(value in one.tags for one in inside),
                "-tag": not any(value in one.tags for one in inside),
                "": value in client.name.lower(),
            }
            if value == "none":
                holds["opps"] = not self.active(folder)
            if not holds[key]:
                return False
        return True

    def _channels(self, folder: int) -> list[str]:
        following = [
            name
            for name, room in self.house.rooms.items()
            if room.follows is not None and self.matches(room.follows, folder)
        ]
        return following or ([self.house.alerts] if self.house.alerts else self._owner(folder))

    def _owner(self, folder: int) -> list[str]:
        return [self.folders[folder].owner]

    def _manager(self, folder: int) -> list[str]:
        return [MANAGERS[self.folders[folder].owner]]

    def _inside(self, folder: int) -> list[Thing]:
        return [one for one in self.things if one.folder == folder and one.binned is None]

    def _ends(self, folder: int, how: str) -> None:
        silence = self.silences.pop(folder, None)
        for readers in silence.told.values() if silence else ():
            for one in readers:
                one.is_so = how
