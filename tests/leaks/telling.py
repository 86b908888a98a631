"""Telling whatever there is to tell to anybody, and reading every byte of it for what they may not see (SPEC §4.3).

Whom the core chooses for a message is not relied on: who was to read of something may see it no more when they do. A
channel where not everybody may see every opportunity, or where a guest or another company reads along, is read by
somebody from whom all is hidden; it may read the name of what a message is about.
"""

import json
import random
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from itertools import cycle, islice, product
from typing import Any, Final

from bot.delivery import EVENT_TYPE
from bot.sandbox.wire import Entry
from core import clock, outbox
from core.folders.delete import delete_folder
from core.outbox import Recipient, ToChannel, ToMember
from tests.leaks.lab import Lab
from tests.leaks.planting import SALES, Garden, Thing, garden_of, hidden
from tests.leaks.reaching import reached
from tests.leaks.search import Search
from tests.leaks.standing import as_it_stands
from tests.leaks.survey import Leak, role
from tests.leaks.told import CHANNELS, CONNECTED, FEW, HALL, MEMBERS, TELLINGS, WITH_GUESTS, Ground, Told
from tests.oracle import Team, World

OUTSIDER: Final = "U0GAST"
"""From whom everything is hidden."""

PLACES: Final = {HALL: SALES, FEW: "C0FEW", WITH_GUESTS: "C0GUESTS", CONNECTED: "C0CONNECT"}
SETTINGS: Final = tuple(product(("own", "shared"), ("admins_only", "everyone"), ("off", "managers", "members")))
"""F, V and T."""

SEEDS: Final = (0, 10, 2, 8, 4, 6)
"""Of worlds that begin in one setting and end in another: between them, in each there is."""

_SPOKEN: Final = ("chat.postMessage", "chat.update")


def with_settings(f: str = "", v: str = "") -> tuple[int, ...]:
    """Seeds of worlds that begin with these settings, whatever T is."""
    found = [seed for seed, one in enumerate(SETTINGS) if f in ("", one[0]) and v in ("", one[1])]
    return tuple(found + [seed + len(SETTINGS) for seed in found])


def worlds(lab: Lab, seeds: Collection[int] = SEEDS) -> Iterator[Garden]:
    """Worlds that are not planted yet; somebody leads a team in each, and so does an admin.

    Args:
        lab: where.
        seeds: decide everything.
    """
    for seed in seeds:
        f, v, t = SETTINGS[seed % len(SETTINGS)]
        garden = garden_of(70_000 + seed, lab.next_base())
        ada, ben, cleo, dora, emil = (one.id for one in garden.world.people[:5])
        teams = (Team(frozenset({ben, cleo, dora}), frozenset({cleo})), Team(frozenset({ada, emil}), frozenset({ada})))
        world = replace(_quietened(garden.world), f=f, v=v, t=t, teams=teams)
        yield replace(garden, world=world, plenty=0, heard=True, mirrored=False)


def _quietened(world: World) -> World:
    """The same, with two folders in which nothing is in progress any more."""
    quiet = [one.id for one in world.folders[-2:]]
    folders = tuple(replace(one, active=one.active or one.id in quiet) for one in world.folders)
    placed = [replace(one, folder=key, binned=False) for one, key in zip(world.opportunities, quiet, strict=False)]
    inside = (
        replace(one, status="lost", closed=one.updated) if one.folder in quiet else one
        for one in (*placed, *world.opportunities[len(placed) :])
    )
    return replace(world, folders=folders, opportunities=tuple(inside))


@dataclass
class Teller:
    """Tells, and reads what arrives.

    Attributes:
        lab: where.
        kinds: which kinds are told.
        began: told of each world, before anything is.
        arrived: how often a kind came to a role or a channel for the first time.
        updated: how often what had come was brought up to date.
        settings: those of F, V and T in which something was told.
        bytes: how many were read.
    """

    lab: Lab
    kinds: Collection[str] = tuple(TELLINGS)
    began: Callable[[Garden], None] = lambda _: None
    arrived: Counter[tuple[str, str]] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    settings: set[tuple[str, str, str]] = field(default_factory=set)
    bytes: int = 0
    _worlds: int = 0

    def tells(self, garden: Garden) -> None:
        """Tell what there is in a world, then change it, and tell what became of it.

        Raises:
            Leak: somebody met what they may not see.
        """
        self.lab.plant(garden)
        self._furnish()
        self.began(garden)
        ground = Ground(self.lab, garden)
        told = {kind: list(TELLINGS[kind].comes(ground)) for kind in self.kinds}
        things = {(kind, one.subject): one.thing for kind, several in told.items() for one in several}
        self._post(garden, told)
        self._delivered(garden, things, {})
        lost = self._changes(ground)
        with self.lab.database.transaction(garden.base) as session:
            outbox.refresh(session, garden.base, *{subject for _, subject in things})
        self._delivered(garden, things, lost)
        self._worlds += 1

    def _furnish(self) -> None:
        local = self.lab.local
        local.add_person("Strange", id="U0STRANGE", is_stranger=True)
        for name, people in (
            (FEW, ["U0ADA", "U0BEN"]),
            (WITH_GUESTS, ["U0ADA", "U0BEN", "U0CLEO", OUTSIDER]),
            (CONNECTED, ["U0ADA", "U0CLEO", "U0DORA", "U0STRANGE"]),
        ):
            local.add_channel(name, kind="private", members=people, id=PLACES[name]).is_ext_shared = name == CONNECTED

    def _post(self, garden: Garden, told: dict[str, list[Told]]) -> None:
        """To anybody, whoever they are, where members are told; into any channel, where those are."""
        chance = random.Random(f"told {self._worlds}")
        with self.lab.database.transaction(garden.base) as session:
            for kind, several in told.items():
                telling = TELLINGS[kind]
                to: list[Recipient] = [ToMember(one.id) for one in garden.world.people if telling.reaches & MEMBERS]
                to += [ToChannel(PLACES[name]) for name in sorted(telling.reaches & CHANNELS)]
                # Whom one world leaves out the next one begins with.
                first = self._worlds * telling.times
                for each in islice(cycle(to), first, first + telling.times) if several else ():
                    one = chance.choice(
                        [one for one in several if one.to is None or ToMember(one.to) == each] or several
                    )
                    each = each if one.to is None else ToMember(one.to)
                    now = clock.now()
                    outbox.post(session, garden.base, kind, each, now, subject=one.subject, facts=one.facts)

    def _changes(self, ground: Ground) -> dict[str, set[Thing]]:
        """Settings and roles become others, much changes hands, and a folder is deleted.

        Returns:
            From whom that one had been hidden, by their Slack ids.
        """
        garden = ground.garden
        f, v, t = SETTINGS[-1 - SETTINGS.index((garden.world.f, garden.world.v, garden.world.t))]
        ground.does(
            "update settings set folders = %(f)s, opportunities = %(v)s, inside_team = %(t)s"
            " where workspace_id = %(base)s", f=f, v=v, t=t,
        )  # fmt: skip
        for slack, part in (("U0BEN", "admin"), ("U0ADA", "rep")):
            ground.does(
                "update member set role = %(part)s where workspace_id = %(base)s and slack_user_id = %(slack)s",
                part=part, slack=slack,
            )  # fmt: skip
        # The first opportunity stays: a filter of its owner's names its tag, which stays a word of theirs.
        for table in ("folder", "opportunity"):
            ground.does(
                f"update {table} set owner_id = %(heir)s where workspace_id = %(base)s and id %% 2 = 1",
                heir=garden.person("U0DORA").id,
            )
        quiet = ground.rows("select folder_id from dormancy where workspace_id = %(base)s and ended_at is null limit 1")
        world = as_it_stands(self.lab, garden)
        gone = {("folder", key - garden.key(("folder", 0))) for (key,) in quiet}
        lost = {one.slack: hidden(world, one) & gone for one in world.people}
        for (folder,) in quiet:
            ground.does(
                "update opportunity set folder_id = null where workspace_id = %(base)s and folder_id = %(folder)s",
                folder=folder,
            )  # fmt: skip
            with ground.acts("U0BEN") as (session, actor):
                delete_folder(session, actor, folder, clock.now())
        return lost

    def _delivered(
        self, garden: Garden, things: dict[tuple[str, str], Thing | None], lost: dict[str, set[Thing]]
    ) -> None:
        """Deliver what is queued, one after the other, and read it as things stand."""
        world = as_it_stands(self.lab, garden)
        self.settings.add((world.f, world.v, world.t))
        searches = {one.slack: Search(garden, hidden(world, one) | lost.get(one.slack, set())) for one in world.people}
        asked = "select id, kind, subject, to_channel, key from message where workspace_id = %(base)s and queued"
        for message, kind, subject, channel, key in self.lab.rows(f"{asked} order by id", garden.base):
            mark = max((entry.id for entry in self.lab.local.wire), default=0)
            self.lab.delivers(garden.base, message)
            sent = tuple(self.lab.local.board.wire.since(mark))
            bad = [(one.kind, one.refused or one.failed, one.request) for one in sent if one.refused or one.failed]
            assert not bad, f"{kind} of {subject}: {bad}"
            self._looks(
                garden, world, searches, _Message(kind, subject, channel, key, things.get((kind, subject))), sent
            )

    def _looks(
        self, garden: Garden, world: World, searches: dict[str, Search], message: "_Message", sent: tuple[Entry, ...]
    ) -> None:
        for entry in sent:
            if entry.kind in _SPOKEN:
                message.holds_its_key_alone(entry)
        texts = list(reached(self.lab.local, "", sent))
        assert {one.place for one in texts} <= set(_SPOKEN), f"{message.kind} came by another way"
        if texts:
            self._count(garden, world, message, texts[0].person, texts[0].place)
        if texts and message.channel and _is_closed(world, message.channel):
            texts.append(replace(texts[0], person=OUTSIDER))
        allowed = _named(garden, message.thing) if message.channel and message.thing else frozenset[str]()
        for one in texts:
            self.bytes += len(one.text)
            if one.person not in searches:
                # A stranger: what they read is read by the outsider.
                continue
            for mark, thing, _ in searches[one.person].finds(one.text, but=allowed):
                place = one.text.find(mark)
                raise Leak(
                    f"{world.f}, {world.v}, {world.t}: {message.kind} of {message.subject} to"
                    f" {message.channel or one.person} by {one.place}: {one.person} met {mark!r} of {thing}:"
                    f" …{one.text[max(0, place - 200) : place + 100]}…"
                )

    def _count(self, garden: Garden, world: World, message: "_Message", person: str, way: str) -> None:
        if way != "chat.postMessage":
            self.updated[message.kind] += 1
            return
        names = {key: name for name, key in PLACES.items()}
        to = names[message.channel] if message.channel else role(replace(garden, world=world), person)
        self.arrived[message.kind, to] += 1


@dataclass(frozen=True, slots=True)
class _Message:
    """A message as the core decided it; `thing` is the one that a channel may read the name of."""

    kind: str
    subject: str
    channel: str | None
    key: str
    thing: Thing | None

    def holds_its_key_alone(self, entry: Entry) -> None:
        """What goes along with a message, and is shown to every app of its readers, is its key (SPEC §4.3)."""
        found: Any = entry.request.get("metadata")
        along = json.loads(found) if isinstance(found, str) else found
        if along != {"event_type": EVENT_TYPE, "event_payload": {"key": self.key}}:
            raise Leak(f"{self.kind} of {self.subject}: more goes along with it than its key: {along}")


def _is_closed(world: World, channel: str) -> bool:
    """Whether a channel reads nothing of what is inside, whoever is there."""
    return world.v == "admins_only" or channel in (PLACES[WITH_GUESTS], PLACES[CONNECTED])


def _named(garden: Garden, thing: Thing) -> frozenset[str]:
    """By which marks a channel may know what a message is about; a folder by its number, too."""
    named = {*garden.planted[thing].name.split(), str(garden.key(thing))}
    return frozenset({*named, str(garden.number(thing))} if thing[0] == "folder" else named)
