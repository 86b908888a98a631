"""The local workspace: its people, its channels, what was said, and what is on whose screen."""

import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from bot.sandbox.blockkit.walk import with_ids
from bot.sandbox.timing import Timing
from bot.sandbox.wire import Feed

Json = dict[str, Any]
ChannelKind = Literal["channel", "private", "im", "app_dm"]

COLOURS = ("4bbe2e", "e7392d", "3c989f", "674b1b", "e96699", "5b89d5", "9b3b45", "df3dc0", "902d59", "2b6836")
STRANGERS_TEAM = "T0STRANGER"


@dataclass(frozen=True)
class Team:
    """The workspace and the app in it, as ids and names."""

    id: str = "T0LOCAL01"
    name: str = "Local workspace"
    domain: str = "local"
    app_id: str = "A0LOCAL01"
    app_name: str = "Dossier"
    bot_user: str = "U0LOCALBOT"
    bot_id: str = "B0LOCALBOT"


@dataclass
class Person:
    """A Slack user. `title` is free words that the page shows beside the name."""

    id: str
    name: str
    real_name: str
    title: str = ""
    email: str = ""
    locale: str = "en-US"
    tz: str = "Europe/Paris"
    is_admin: bool = False
    is_owner: bool = False
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    deleted: bool = False
    color: str = COLOURS[0]


@dataclass
class Channel:
    """A conversation. An `app_dm` is one person's direct messages with the app."""

    id: str
    name: str
    kind: ChannelKind = "channel"
    members: list[str] = field(default_factory=list)
    is_archived: bool = False
    app_in: bool = False
    topic: str = ""
    is_ext_shared: bool = False


@dataclass
class Message:
    """A message as it stands. `to` is the only reader of an ephemeral one; `changed` orders what happened."""

    ts: str
    channel: str
    user: str | None
    app: bool
    text: str
    blocks: list[Json]
    files: list[str] = field(default_factory=list)
    to: str | None = None
    edited: bool = False
    metadata: Json | None = None
    reply_to: str | None = None
    thread_ts: str | None = None
    changed: int = 0


@dataclass
class View:
    """A view that is open, or a published Home. `body` is what the app gave, with ids made up where it gave none."""

    id: str
    person: str
    hash: str
    body: Json
    values: Json
    root: str
    previous: str | None = None
    errors: dict[str, str] = field(default_factory=dict)
    changed: int = 0


@dataclass
class File:
    """An uploaded file; `channels` are the conversations it was shared to, none while it is being uploaded."""

    id: str
    name: str
    size: int
    user: str
    title: str = ""
    content: bytes = b""
    channels: list[str] = field(default_factory=list)
    complete: bool = False


@dataclass
class Group:
    """A user group."""

    id: str
    name: str
    handle: str
    members: list[str] = field(default_factory=list)


class Workspace:
    """All of it, under one lock. Whoever changes something says so with `changed`."""

    def __init__(self, team: Team, timing: Timing, feed: Feed) -> None:
        self.team = team
        self.timing = timing
        self.feed = feed
        self.lock = threading.RLock()
        self.moved = threading.Condition(self.lock)
        self.count = 0
        self.forget()

    def forget(self) -> None:
        """Empty the workspace."""
        with self.lock:
            self.people: dict[str, Person] = {}
            self.channels: dict[str, Channel] = {}
            self.groups: dict[str, Group] = {}
            self.messages: dict[str, list[Message]] = {}
            self.homes: dict[str, View] = {}
            self.stacks: dict[str, list[View]] = {}
            self.files: dict[str, File] = {}
            self.read: dict[str, str] = {}
            self.ahead, self._last_ts = 0.0, 0.0
            self._named = 0

    def changed(self, news: Json, people: Iterable[str] | None = None) -> int:
        """Say that something changed for these people, or for all; gives the change its number."""
        with self.lock:
            self.count += 1
            self.moved.notify_all()
            number = self.count
        self.feed.tell(news, None if people is None else set(people))
        return number

    def stir(self) -> None:
        """Let those who wait look again, though nothing in the workspace changed."""
        with self.lock:
            self.moved.notify_all()

    def fresh(self, prefix: str = "") -> str:
        """An id that was never used here."""
        with self.lock:
            self._named += 1
            return f"{prefix}{self._named:06X}" if prefix else f"b{self._named:x}"

    def time(self) -> float:
        """Seconds since 1970 as people there count them: the clock may have been moved ahead of the real one."""
        return self.timing.now() + self.ahead

    def stamp(self) -> str:
        """A message's ts: the time, and never the same twice."""
        with self.lock:
            self._last_ts = max(self.time(), self._last_ts + 0.000001)
            return f"{self._last_ts:.6f}"

    # people and places

    def person(self, person_id: str) -> Person | None:
        """The person of this id."""
        return self.people.get(person_id)

    def app_dm(self, person: str) -> Channel:
        """The person's direct messages with the app; made when they are first needed."""
        with self.lock:
            known = next(
                (one for one in self.channels.values() if one.kind == "app_dm" and one.members == [person]), None
            )
            if known is None:
                known = Channel(self.fresh("D0APP"), self.team.app_name, "app_dm", [person], app_in=True)
                self.channels[known.id] = known
                self.changed({"kind": "state"}, [person])
            return known

    def channel_named(self, name: str) -> Channel | None:
        """The channel of this name, with or without its sign."""
        plain = name.removeprefix("#")
        return next(
            (one for one in self.channels.values() if one.kind in ("channel", "private") and one.name == plain), None
        )

    def sees_channel(self, person: str, channel: Channel) -> bool:
        """Whether this person can read there."""
        member = person in channel.members
        who = self.people.get(person)
        guest = who is not None and (who.is_restricted or who.is_ultra_restricted or who.is_stranger)
        return member or (channel.kind == "channel" and not guest)

    def channels_of(self, person: str) -> list[Channel]:
        """The conversations of this person's side bar."""
        return [one for one in self.channels.values() if self.sees_channel(person, one)]

    # messages

    def messages_for(self, person: str, channel: str) -> list[Message]:
        """What this person reads there, oldest first; what only others may see is left out."""
        with self.lock:
            return [one for one in self.messages.get(channel, []) if one.to in (None, person)]

    def message(self, channel: str, ts: str) -> Message | None:
        """The message with this ts."""
        return next((one for one in self.messages.get(channel, []) if one.ts == ts), None)

    def post(self, message: Message) -> Message:
        """Put a message where it belongs, its blocks given ids."""
        with self.lock:
            message.blocks = with_ids(message.blocks, self.fresh)
            self.messages.setdefault(message.channel, []).append(message)
            message.changed = self._tell(message)
        return message

    def edit(self, message: Message, text: str, blocks: list[Json]) -> None:
        """Replace what a message says."""
        with self.lock:
            message.text, message.blocks = text, with_ids(blocks, self.fresh)
            message.edited = message.to is None
            message.changed = self._tell(message)

    def delete(self, message: Message) -> None:
        """Take a message away."""
        with self.lock:
            self.messages[message.channel].remove(message)
            self._tell(message)

    def _tell(self, message: Message) -> int:
        readers = [message.to] if message.to else None
        return self.changed({"kind": "messages", "channel": message.channel}, readers)

    def unread(self, person: str, channel: str) -> int:
        """How many messages this person has not read there, their own left out."""
        seen = self.read.get(f"{person} {channel}", "")
        return sum(one.ts > seen and one.user != person for one in self.messages_for(person, channel))

    # views

    def stack(self, person: str) -> list[View]:
        """The person's open modals, bottom first."""
        return self.stacks.setdefault(person, [])

    def view(self, view_id: str) -> View | None:
        """The open modal or Home of this id."""
        every = [one for stack in self.stacks.values() for one in stack] + list(self.homes.values())
        return next((one for one in every if one.id == view_id), None)

    def as_json(self) -> Json:
        """What outlives a restart: everything but open modals and the content of files."""
        with self.lock:
            return {
                "people": [asdict(one) for one in self.people.values()],
                "channels": [asdict(one) for one in self.channels.values()],
                "groups": [asdict(one) for one in self.groups.values()],
                "messages": [asdict(one) for there in self.messages.values() for one in there],
                "homes": [asdict(one) for one in self.homes.values()],
                "files": [{**asdict(one), "content": None} for one in self.files.values() if one.complete],
                "read": dict(self.read),
                "ahead": self.ahead,
                "last_ts": self._last_ts,
                "named": self._named,
                "count": self.count,
            }

    def take(self, kept: Json) -> None:
        """Take back what `as_json` gave; files come without their content."""
        with self.lock:
            self.forget()
            self.people = {one["id"]: Person(**one) for one in kept["people"]}
            self.channels = {one["id"]: Channel(**one) for one in kept["channels"]}
            self.groups = {one["id"]: Group(**one) for one in kept["groups"]}
            for one in kept["messages"]:
                self.messages.setdefault(one["channel"], []).append(Message(**one))
            self.homes = {one["person"]: View(**one) for one in kept["homes"]}
            self.files = {one["id"]: File(**{**one, "content": b""}) for one in kept["files"]}
            self.read = dict(kept["read"])
            self.ahead = kept.get("ahead", 0.0)
            self._last_ts, self._named, self.count = kept["last_ts"], kept["named"], kept["count"]
