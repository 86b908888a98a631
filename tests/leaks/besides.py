"""What people do besides typing commands and using what the app shows: Home, shortcuts, and what Slack tells of."""

from functools import partial
from typing import Final

from tests.leaks.forging import Forger, Plan
from tests.leaks.planting import GROUP

OF_CHANNELS: Final = (
    *(f"{kind}_{what}" for kind in ("channel", "group") for what in ("archive", "unarchive", "left", "deleted")),
    "member_joined_channel",
)
"""What Slack tells of channels, as far as the app listens."""


class Roamer(Forger):
    """Somebody who gets about in Slack; see `Tour` for the arguments."""

    def _opens_home(self) -> None:
        self.doors.add(("event", "app_home_opened"))
        self._local.open_home(self._who)

    def _uses_shortcut(self) -> None:
        shortcuts = [one["callback_id"] for one in self._local.board.features("shortcuts") if one["type"] == "global"]
        callback = self._least(shortcuts, lambda one: f"shortcut {one}")
        self.doors.add(("shortcut", callback))
        self._local.shortcut(self._who, callback)

    def _uses_on_message(self) -> None:
        shortcuts = [one["callback_id"] for one in self._local.board.features("shortcuts") if one["type"] == "message"]
        callback = self._least(shortcuts, lambda one: f"shortcut {one}")
        self.doors.add(("shortcut", callback))
        self._local.say(self._who, self._sales, self._typist.words())
        said = self._local.workspace.messages_for(self._who.id, self._sales.id)[-1]
        self._local.shortcut(self._who, callback, channel=self._sales.id, ts=said.ts)

    def _changes(self) -> None:
        """Slack tells of somebody who changed, and of somebody new."""
        self.doors |= {("event", "user_change"), ("event", "team_join")}
        self._local.change_person(self._who, title="of the garden")
        self._local.join("newcomer", locale="en-US")

    def _of_channels(self) -> list[Plan]:
        """Slack tells that the channel cannot be written to, or that it can again: in each way there is."""
        return [(f"hears of {one}", partial(self._hears_of_channel, one), False) for one in OF_CHANNELS]

    def _hears_of_channel(self, event: str) -> None:
        self.doors.add(("event", event))
        sales, what = self._sales, event.partition("_")[2]
        sales.kind = "private" if event.startswith("group") else "channel"
        match what:
            case "archive":
                self._local.change_channel(sales, is_archived=True)
            case "unarchive":
                sales.is_archived = True
                self._local.change_channel(sales, is_archived=False)
            case "left":
                self._local.change_channel(sales, app_in=False)
            case "deleted":
                told = {"type": event, "channel": sales.id, "event_ts": self._local.workspace.stamp()}
                self._local.board.deliver(event, told)
            case _:
                sales.app_in = False
                self._local.change_channel(sales, app_in=True)
        # What the app believes of it from now on is one thing; everybody goes on there.
        sales.kind, sales.is_archived, sales.app_in = "channel", False, True

    def _changes_group(self) -> None:
        """Slack tells of a user group that has other people in it: a team may follow it."""
        self.doors |= {("event", "subteam_members_changed"), ("event", "subteam_updated")}
        people = [one.slack for one in self._garden.world.people]
        self._local.change_group(self._local.workspace.groups[GROUP], members=self._chance.sample(people, 2))
