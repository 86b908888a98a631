"""What a person might type: arguments for every row of the command table, by the kinds that the row itself names."""

import random
import re
from typing import Final

from bot.parsing.commands import TABLE
from bot.parsing.subcommand import SubCommand
from core.models import Status
from tests.leaks.planting import PRIME, Garden, Thing

_PIECE: Final = re.compile(r"\[[^\]]*\]|<[^>]*>|\S+")
_SORTS: Final = ("name", "created", "updated", "open", "won", "count", "-name", "-created", "-updated", "-open", "-won",
                 "-count")  # fmt: skip


class Typist:
    """Types as somebody does who has heard of things that they may not see.

    Names and tags are typed in small letters: what comes back as it was planted was not typed.

    Args:
        garden: the world.
        hidden: what this person may not see; half of what they ask for is that.
        chance: decides.
    """

    def __init__(self, garden: Garden, hidden: set[Thing], chance: random.Random) -> None:
        self.garden = garden
        self._chance = chance
        self._things: dict[str, tuple[list[Thing], list[Thing]]] = {}
        for kind in ("folder", "opportunity"):
            every = sorted(thing for thing in garden.planted if thing[0] == kind)
            self._things[kind] = [one for one in every if one in hidden], [one for one in every if one not in hidden]
        # One of each kind is asked for by its number, so that the numbers of all others stay unsaid.
        self.numbered = {kind: self._chance.choice(hidden or seen) for kind, (hidden, seen) in self._things.items()}

    @property
    def said(self) -> frozenset[str]:
        """The numbers and keys that the person wrote themselves."""
        found = (f(thing) for thing in self.numbered.values() for f in (self.garden.number, self.garden.key))
        return frozenset(map(str, found))

    def thing(self, kind: str) -> Thing:
        """A hidden thing, or one that is seen."""
        hidden, seen = self._things[kind]
        return self._chance.choice(hidden if hidden and (not seen or self._chance.random() < 0.45) else seen)

    def command(self, row: SubCommand) -> str:
        """A row's command, with something behind it."""
        words = [f"/{row.command}", self._chance.choice(row.words)]
        for piece in _PIECE.findall(row.argument):
            if not piece.startswith("[") or self._chance.random() < 0.75:
                words += [self._piece(one) for one in _PIECE.findall(piece.strip("[]"))]
        return " ".join(filter(None, words))

    def _piece(self, piece: str) -> str:
        kind = piece.strip("<>[]@").lower()
        if piece.startswith("@") or piece.strip("<>").startswith("@"):
            return self.person()
        match kind:
            case "folder":
                return self.named("folder")
            case "opp" | "opportunity":
                return self.named("opportunity")
            case "name" | "title":
                return self.words()
            case "filter":
                return self.filter()
            case "date":
                return self._chance.choice(("tomorrow", "2031-05-05", "monday"))
            case "word":
                return self._chance.choice(TABLE).name
            case "to" | "in" | "at":
                return kind
            case _:
                return self._chance.choice(
                    ("", self.words(), self.named("folder"), "owner at 2026-03-01", self.person())
                )

    def named(self, kind: str) -> str:
        """A thing by its number, its name or words of it."""
        way = self._chance.randrange(5)
        if way == 4:
            return "hall"
        if way == 0:
            thing = self.numbered[kind]
            return f"{'F' if kind == 'folder' else 'O'}-{self.garden.number(thing)}"
        if way == 1:
            seen = self._things[kind][1]
            if seen:
                return f"#{self.garden.number(self._chance.choice(seen))}"
        name = self.garden.planted[self.thing(kind)].name.lower()
        return f'"{name}"' if way == 2 else name.split()[0]

    def words(self) -> str:
        """The name of something, or something that may be somebody's."""
        kind = self._chance.choice(("folder", "opportunity"))
        planted = self.garden.planted[self.thing(kind)]
        return self._chance.choice((planted.name.lower(), planted.extra.lower(), f"{planted.name.lower()} ltd", "plan"))

    def tag(self) -> str:
        """The tag of an opportunity."""
        return self.garden.planted[self.thing("opportunity")].extra.lower()

    def person(self) -> str:
        """Somebody of the workspace."""
        return f"@{self._chance.choice([one.name for one in self.garden.world.people])}"

    def probes(self) -> list[str]:
        """Filters and orders by which what is hidden would tell of itself: there or not, first or last."""
        hidden, seen = self._things["opportunity"]
        tags = [self.garden.planted[one].extra.lower() for one in (hidden + seen)[:2]]
        amount = PRIME * 4 ** self._chance.randrange(6) // 100 + 7
        asked = (
            *(f"tag:{tag}" for tag in tags), f"-tag:{tags[0]}", f"won>{amount}", f"open>{amount}", "won>1", "opps:none",
            f"opps:{self._chance.choice(list(Status))}",
            *(f"sort:-{key}" for key in ("open", "won", "count", "updated")),
        )  # fmt: skip
        return [f"{one} status:all" for one in asked]

    def filter(self) -> str:
        """A few conditions of the filter language, tags and amounts of hidden things among them."""
        amount = PRIME * 4 ** self._chance.randrange(6) // 100 + self._chance.choice((-7, 7))
        every = (
            f"tag:{self.tag()}", f"-tag:{self.tag()}", f"won>{amount}", f"open>{amount}", "idle>1d", "idle>200d",
            f"owner:{self.person()}", "owner:me", "status:all", "status:deactivated", "opps:none",
            f"opps:{self._chance.choice(list(Status))}", f"sort:{self._chance.choice(_SORTS)}",
            self.words().split()[0],
            f"tag:{self.tag()}", f"-tag:{self.tag()} status:all", f"won>{amount} status:all", f"open>{amount}",
        )  # fmt: skip
        return " ".join(self._chance.sample(every, self._chance.choice((0, 1, 1, 2))))
