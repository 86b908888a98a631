"""Who and what is in the local workspace: people, channels, groups, and how they are found."""

from collections.abc import Iterable
from typing import Any

from bot.sandbox.errors import Trouble
from bot.sandbox.workspace import COLOURS, Channel, ChannelKind, Group, Person, Workspace


class Residents:
    """The part of LocalSlack that fills the workspace and finds in it."""

    workspace: Workspace

    @property
    def is_empty(self) -> bool:
        """Whether nobody is there yet."""
        return not self.workspace.people

    def add_person(
        self,
        name: str,
        *,
        id: str | None = None,  # noqa: A002
        real_name: str | None = None,
        **fields: Any,
    ) -> Person:
        """Somebody who was always there: the app is not told. `fields` are those of `Person`."""
        workspace = self.workspace
        with workspace.lock:
            plain = "".join(letter for letter in name.upper() if letter.isascii() and letter.isalnum())
            wanted = id or f"U0{plain or 'X':0<7}"
            while id is None and wanted in workspace.people:
                wanted = workspace.fresh("U0")
            fields.setdefault("color", COLOURS[len(workspace.people) % len(COLOURS)])
            fields.setdefault("email", f"{plain.lower() or 'x'}@example.com")
            person = Person(wanted, name, real_name or name.capitalize(), **fields)
            workspace.people[person.id] = person
            if not person.is_bot:
                workspace.app_dm(person.id)
            workspace.changed({"kind": "state"})
        return person

    def add_channel(
        self,
        name: str,
        *,
        kind: ChannelKind = "channel",
        members: Iterable[Person | str] = (),
        app_in: bool = True,
        topic: str = "",
        id: str | None = None,  # noqa: A002
    ) -> Channel:
        """A channel that was always there, or direct messages between two people (kind "im")."""
        workspace = self.workspace
        with workspace.lock:
            ids = [member if isinstance(member, str) else member.id for member in members]
            prefix = "D0" if kind == "im" else "C0"
            channel = Channel(
                id or workspace.fresh(prefix), name, kind, ids, app_in=app_in and kind != "im", topic=topic
            )
            workspace.channels[channel.id] = channel
            workspace.changed({"kind": "state"})
        return channel

    def add_group(self, handle: str, name: str, members: Iterable[Person | str]) -> Group:
        """A user group."""
        ids = [member if isinstance(member, str) else member.id for member in members]
        with self.workspace.lock:
            group = Group(self.workspace.fresh("S0"), name, handle, ids)
            self.workspace.groups[group.id] = group
        return group

    def person(self, who: Person | str) -> Person:
        """The person of this id. Raises Trouble 404."""
        found = self.workspace.person(who if isinstance(who, str) else who.id)
        if found is None:
            raise Trouble("There is no such person.", 404)
        return found

    def channel(self, where: Channel | str) -> Channel:
        """The conversation of this id or name. Raises Trouble 404."""
        name = where if isinstance(where, str) else where.id
        found = self.workspace.channels.get(name) or self.workspace.channel_named(name)
        if found is None:
            raise Trouble("This channel does not exist.", 404)
        return found

    def app_dm(self, who: Person | str) -> Channel:
        """The person's direct messages with the app."""
        return self.workspace.app_dm(self.person(who).id)
