"""Worlds in which everything bears marks of its own, so that whatever shows of a thing says which thing it is.

A word that begins with "Zy" occurs once. Numbers, keys and years of creation occur once. Amounts are a prime number of
cents times a power of four, so that a sum says what was summed up, up to three times each.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final

from tests.oracle import STATUSES, Folder, Opportunity, Person, Team, Viewer, World

PRIME: Final = 30_000_703
"""Cents. Four to the tenth times as much is the largest amount, and below what is kept."""

MOST: Final = 11
"""Opportunities of a world, at most."""

FIRST_KEY: Final = 7_000_000_000
KEYS: Final = 1_000
"""Each world has a thousand keys of ten digits; what is made in it later has keys from the middle on."""

FIRST_FOLDER, FIRST_OPPORTUNITY, MADE_LATER = 7_001, 8_001, 500
FOLDERS_BEGAN, OPPORTUNITIES_BEGAN = 1930, 1950
TODAY: Final = datetime(2026, 11, 24, 10, tzinfo=UTC)
SALES: Final = "C0SALES"
"""The Slack id of the channel that everybody is in."""

GROUP: Final = "S0HALL"
"""The Slack id of a workspace's only user group."""

LOCALES: Final = ("en-US", "fr-FR", "en-GB", "fr-CH")
SYLLABLES: Final = tuple(a + b for a in "bdfgklmnprtvz" for b in "aeiou")

Thing = tuple[str, int]
"""Its kind, "folder" or "opportunity", and its place among those."""


def hidden(world: World, who: Person) -> set[Thing]:
    """What a person may see nothing of in a world, by the second reading of SPEC §2; who is no member, nothing at all.

    The bin shows what is in it to those who may change it (SPEC §3).
    """
    viewer = Viewer(world, who)
    outside = who.standing != "member"
    folders = {("folder", one.number - FIRST_FOLDER) for one in world.folders if outside or not viewer.sees_folder(one)}
    return folders | {
        ("opportunity", one.number - FIRST_OPPORTUNITY)
        for one in world.opportunities
        if outside or not (viewer.sees_opportunity(one) or (one.binned and viewer.edits_opportunity(one)))
    }


@dataclass(frozen=True)
class Planted:
    """What is written on one thing.

    Attributes:
        name: two words and one that all have: of a folder its name, of an opportunity its title.
        former: what it was called before, by the history.
        description: free text.
        extra: of a folder the answer to a default field, of an opportunity its tag.
        link: of the message that it began with.
    """

    name: str
    former: str
    description: str
    extra: str
    link: str

    @property
    def words(self) -> list[str]:
        """All marks of it that are words."""
        return [*self.name.split()[:2], self.former, self.description, self.extra, self.link]


@dataclass
class Garden:
    """A world with everything that is planted in it.

    Attributes:
        base: its workspace's key; all other keys lie behind it.
        world: who is there, what stands there, as the second reading knows it.
        planted: what is written on each thing.
        came_from: for opportunities (by place) that the history says were moved, the key of the folder they came from.
        locales: how people read, by Slack id.
        plenty: how many plain folders and opportunities there are besides, for lists that have a next page; where there
            are any, there are as many teams again that nobody is in.
        mirrored: whether the first team follows a user group of Slack.
        heard: whether alerts go to the channel that everybody is in; else they go to owners.
    """

    base: int
    world: World
    planted: dict[Thing, Planted]
    came_from: dict[int, int]
    locales: dict[str, str] = field(default_factory=dict)
    plenty: int = 0
    mirrored: bool = False
    heard: bool = False

    @property
    def team(self) -> str:
        """The Slack id of its workspace."""
        return f"T{self.base}"

    def person(self, slack: str) -> Person:
        """The person with this Slack id."""
        return next(person for person in self.world.people if person.slack == slack)

    def hidden_from(self, who: Person) -> set[Thing]:
        """What this person may see nothing of, by the second reading of SPEC §2."""
        return hidden(self.world, who)

    def examples(self, who: Person) -> dict[str, str]:
        """Something in the words of a command, nothing where there is none.

        What somebody may change and stands `alone`, in no folder, or is `placed` in one; a folder that they see and
        that is `theirs`, not for them to change; the one that is `full`, in which they see most; and the name of one
        that is `hidden` from them, in small letters.
        """
        viewer = Viewer(self.world, who)
        full = sorted(viewer.folders(), key=lambda folder: len(viewer.inside(folder)))
        theirs_to_change = [one for one in viewer.opportunities() if viewer.edits_opportunity(one)]
        alone = (f"O-{one.number}" for one in theirs_to_change if one.folder is None)
        placed = (f"O-{one.number}" for one in theirs_to_change if one.folder is not None)
        theirs = (f"F-{one.number}" for one in viewer.folders() if not viewer.edits_folder(one))
        return {
            "alone": next(alone, ""),
            "placed": next(placed, ""),
            "theirs": next(theirs, ""),
            "full": f"F-{full[-1].number}" if full else "",
            "hidden": next((one.name.lower() for one in self.world.folders if not viewer.sees_folder(one)), ""),
        }

    def in_progress(self, folder: Folder) -> bool | None:
        """Whether something in a folder is in progress, whoever sees it; None where nothing was ever in it."""
        inside = [one for one in self.world.opportunities if one.folder == folder.id]
        return any(one.status in ("todo", "standby") and not one.binned for one in inside) if inside else None

    def number(self, thing: Thing) -> int:
        """The n of `F-n` or `O-n`."""
        kind, place = thing
        return (FIRST_FOLDER if kind == "folder" else FIRST_OPPORTUNITY) + place

    def key(self, thing: Thing) -> int:
        """Its key in the database."""
        kind, place = thing
        return self.base + (100 if kind == "folder" else 200) + place

    def twin(self, who: Person, seed: int) -> "Garden":
        """The same world, but for what is hidden from this person: there it is another one, or is not there at all.

        What lies in a folder that they see stays, as another opportunity of the same owner: under `F = own` it says
        no to a change of the folder's owner (SPEC §3). So does a folder that holds something they see; and one that
        shows as soon as they take something of theirs out of the bin is the same.
        """
        viewer = Viewer(self.world, who)
        binned = {one.folder for one in self.world.opportunities if one.binned and viewer.edits_opportunity(one)}
        hidden = {thing for thing in self.hidden_from(who) if thing[0] != "folder" or self.key(thing) not in binned}
        chance = random.Random(f"twin {seed}")
        seen_in = {one.folder for place, one in enumerate(self.world.opportunities)
                   if ("opportunity", place) not in hidden}  # fmt: skip
        seen_in |= {key for place, key in self.came_from.items() if ("opportunity", place) not in hidden}
        seen_folders = {one.id for place, one in enumerate(self.world.folders) if ("folder", place) not in hidden}
        planted = dict(self.planted)
        folders, opportunities = [], []
        gone: set[int] = set()
        for place, folder in enumerate(self.world.folders):
            if ("folder", place) in hidden:
                if folder.id not in seen_in and chance.random() < 0.5:
                    gone.add(folder.id)
                folder = replace(folder, name="", active=not folder.active, created=_born(chance, FOLDERS_BEGAN))
                planted["folder", place] = _written(chance)
                folder = replace(folder, name=planted["folder", place].name)
            folders.append(folder)
        for place, one in enumerate(self.world.opportunities):
            if ("opportunity", place) in hidden:
                planted["opportunity", place] = _written(chance)
                one = _rerolled(chance, one, planted["opportunity", place].name)
                if one.folder in gone or (one.folder not in seen_folders and chance.random() < 0.5):
                    gone.add(one.id)
            opportunities.append(one)
        world = replace(
            self.world,
            folders=tuple(one for one in folders if one.id not in gone),
            opportunities=tuple(one for one in opportunities if one.id not in gone),
        )
        return replace(self, world=world, planted=planted)


def garden_of(seed: int, base: int) -> Garden:
    """A world of its own.

    Args:
        seed: decides everything about it.
        base: the workspace's key; a multiple of `KEYS` behind `FIRST_KEY`.
    """
    chance = random.Random(f"garden {seed}")
    f = chance.choice(("own", "own", "shared"))
    v = chance.choice(("admins_only", "admins_only", "everyone")) if f == "own" else "admins_only"
    if chance.random() < 0.04:
        f, v = "shared", "everyone"
    people = _people(base)
    members = [person.id for person in people if person.standing != "guest"]
    teams = []
    for _ in range(chance.randrange(3)):
        inside = chance.sample(members, chance.randint(2, 3))
        teams.append(Team(frozenset(inside), frozenset(chance.sample(inside, chance.randint(0, 1)))))
    planted: dict[Thing, Planted] = {}
    folders = []
    for place in range(chance.randint(3, 6)):
        planted["folder", place] = _written(chance)
        born = datetime(FOLDERS_BEGAN + place, 3, 1, 12, tzinfo=UTC)
        name, active = planted["folder", place].name, chance.random() < 0.8
        key = base + 100 + place
        folders.append(Folder(key, FIRST_FOLDER + place, name, chance.choice(members), active, born, born))
    opportunities = []
    crowded = chance.choice((0.8, 0.8, 0.25))
    for place in range(chance.randint(6, MOST)):
        planted["opportunity", place] = _written(chance)
        among = folders if chance.random() < crowded else []
        opportunities.append(_opportunity(chance, base, place, members, among, planted["opportunity", place].name))
    world = World(f, v, chance.choice(("off", "managers", "members")), people, tuple(teams), tuple(folders),
                  tuple(opportunities))  # fmt: skip
    moved = {place: chance.choice(folders).id for place in range(len(opportunities)) if chance.random() < 0.3}
    locales = {person.slack: chance.choice(LOCALES) for person in people}
    plenty, mirrored = 11 if chance.random() < 0.2 else 0, bool(teams) and chance.random() < 0.5
    return Garden(base, world, planted, moved, locales, plenty, mirrored, heard=seed % 3 > 0)


def amount_of(place: int) -> Decimal:
    """The amount of the opportunity at this place."""
    return Decimal(PRIME * 4**place) / 100


def _people(base: int) -> tuple[Person, ...]:
    """An admin, four reps, one who left and a guest."""
    told = (("ada", True, "member"), ("ben", False, "member"), ("cleo", False, "member"), ("dora", False, "member"),
            ("emil", False, "member"), ("left", False, "deactivated"), ("gast", False, "guest"))  # fmt: skip
    return tuple(
        Person(base + 1 + place, f"U0{name.upper()}", name, admin, standing)
        for place, (name, admin, standing) in enumerate(told)
    )


def _written(chance: random.Random) -> Planted:
    words = ["Zy" + "".join(chance.choices(SYLLABLES, k=5)) for _ in range(6)]
    return Planted(f"{words[0]} {words[1]} hall", *words[2:])


def _born(chance: random.Random, first: int) -> datetime:
    return datetime(first + chance.randrange(20), 6, 1, 12, tzinfo=UTC)


def _opportunity(
    chance: random.Random, base: int, place: int, members: list[int], folders: list[Folder], title: str
) -> Opportunity:
    """In one of these folders, or in none; one out of nine in the bin."""
    born = datetime(OPPORTUNITIES_BEGAN + place, 3, 1, 12, tzinfo=UTC)
    folder = chance.choice(folders).id if folders else None
    made = Opportunity(
        id=base + 200 + place, number=FIRST_OPPORTUNITY + place, title=title, owner=chance.choice(members),
        folder=folder, status="todo", amount=amount_of(place), tags=frozenset(), created=born, updated=born,
        closed=None, binned=chance.random() < 0.11,
    )  # fmt: skip
    return replace(_stands(chance, made), created=born)


def _stands(chance: random.Random, one: Opportunity) -> Opportunity:
    status = chance.choice(STATUSES)
    updated = TODAY - timedelta(days=chance.randint(1, 300), hours=chance.randrange(24))
    closed = None if status in ("todo", "standby") else updated
    return replace(one, status=status, updated=updated, closed=closed)


def _rerolled(chance: random.Random, one: Opportunity, title: str) -> Opportunity:
    other = _stands(chance, replace(one, title=title, amount=Decimal(chance.randint(1, 10**9)) / 100))
    return replace(other, created=_born(chance, OPPORTUNITIES_BEGAN))


def marks_of(garden: Garden, things: Iterable[Thing]) -> dict[str, Thing]:
    """Which thing each mark gives away: words, numbers, keys and years."""
    found: dict[str, Thing] = {}
    for thing in things:
        kind, place = thing
        began = FOLDERS_BEGAN if kind == "folder" else OPPORTUNITIES_BEGAN
        for mark in (*garden.planted[thing].words, garden.number(thing), garden.key(thing), began + place):
            found[str(mark)] = thing
    return found
