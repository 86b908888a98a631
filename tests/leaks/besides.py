"""What people do besides typing commands and using what the app shows: Home, shortcuts, and what Slack tells of."""

from tests.leaks.forging import Forger
from tests.leaks.planting import GROUP


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

    def _closes_channel(self) -> None:
        """Slack tells, in each way there is, that the channel cannot be written to, and that it can again."""
        for kind in ("channel", "group"):
            self.doors |= {("event", f"{kind}_{what}") for what in ("archive", "deleted", "left", "unarchive")}
            self._sales.kind = "channel" if kind == "channel" else "private"
            gone = {"type": f"{kind}_deleted", "channel": self._sales.id, "event_ts": self._local.workspace.stamp()}
            self._local.board.deliver(f"{kind}_deleted", gone)
            self._local.change_channel(self._sales, app_in=False)
            self._local.change_channel(self._sales, app_in=True)
            self._local.change_channel(self._sales, is_archived=True)
            self._local.change_channel(self._sales, is_archived=False)
        self._sales.kind = "channel"
        self.doors.add(("event", "member_joined_channel"))

    def _changes_group(self) -> None:
        """Slack tells of a user group that has other people in it: a team may follow it."""
        self.doors |= {("event", "subteam_members_changed"), ("event", "subteam_updated")}
        people = [one.slack for one in self._garden.world.people]
        self._local.change_group(self._local.workspace.groups[GROUP], members=self._chance.sample(people, 2))
