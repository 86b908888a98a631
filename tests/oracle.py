"""A second reading of SPEC §2 and of what lists say: plain Python over worlds small enough to look at one by one.

Written from the formulas of the specification; it knows nothing of how the product reaches the same answers.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

STATUSES = ("todo", "standby", "won", "lost", "cancelled")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the workspace. `standing` is "member", or what keeps them out."""

    id: int
    slack: str
    name: str
    admin: bool
    standing: str


@dataclass(frozen=True, slots=True)
class Team:
    """A team; who manages it belongs to it."""

    members: frozenset[int]
    managers: frozenset[int]


@dataclass(frozen=True, slots=True)
class Folder:
    """A client folder."""

    id: int
    number: int
    name: str
    owner: int
    active: bool
    created: datetime
    updated: datetime


@dataclass(frozen=True, slots=True)
class Opportunity:
    """An opportunity; `folder` is a folder's id or None, `binned` that it lies in the bin."""

    id: int
    number: int
    title: str
    owner: int
    folder: int | None
    status: str
    amount: Decimal
    tags: frozenset[str]
    created: datetime
    updated: datetime
    closed: datetime | None
    binned: bool


@dataclass(frozen=True, slots=True)
class World:
    """A workspace: the three settings of §2 and everything in it."""

    f: str
    v: str
    t: str
    people: tuple[Person, ...]
    teams: tuple[Team, ...]
    folders: tuple[Folder, ...]
    opportunities: tuple[Opportunity, ...]

    def person(self, of: int) -> Person:
        """The person with this id."""
        return next(person for person in self.people if person.id == of)


@dataclass(frozen=True, slots=True)
class FolderQuestion:
    """A question about folders, in the words of the filter language."""

    state: str = "active"
    opps: str | None = None
    owner: str | None = None
    tag: str | None = None
    without_tag: str | None = None
    won_over: Decimal | None = None
    open_over: Decimal | None = None
    word: str | None = None
    sort: str = "name"
    descending: bool = False
    mine: bool = False


@dataclass(frozen=True, slots=True)
class OpportunityQuestion:
    """A question about opportunities."""

    statuses: tuple[str, ...] = ()
    owner: str | None = None
    tag: str | None = None
    without_tag: str | None = None
    word: str | None = None


@dataclass(frozen=True, slots=True)
class Sums:
    """The figures of a folder for one viewer (SPEC §1, Sums; §2.3)."""

    count: int
    by_status: tuple[tuple[str, int], ...]
    in_progress: Decimal
    won: Decimal
    oldest: datetime | None
    touched: datetime | None


def plain(words: str) -> str:
    """Words without case and accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", words) if not unicodedata.combining(sign)).lower()


class Viewer:
    """One person's view of a world."""

    def __init__(self, world: World, who: Person) -> None:
        self.world = world
        self.who = who

    # SPEC §2, line by line

    def reach(self) -> set[int]:
        """`reach(u)`: u, and where T ≠ off the members of the teams that u manages."""
        reached = {self.who.id}
        if self.world.t != "off":
            for team in self.world.teams:
                if self.who.id in team.managers:
                    reached |= team.members
        return reached

    def edits_opportunity(self, opportunity: Opportunity) -> bool:
        """`edit_opp(u,o)`."""
        return self.who.admin or opportunity.owner in self.reach()

    def sees_opportunity(self, opportunity: Opportunity) -> bool:
        """`see_opp(u,o)`; what lies in the bin counts nowhere (SPEC §3)."""
        if opportunity.binned:
            return False
        if self.edits_opportunity(opportunity) or self.world.v == "everyone":
            return True
        together = any({self.who.id, opportunity.owner} <= team.members for team in self.world.teams)
        return self.world.t == "members" and together

    def edits_folder(self, folder: Folder) -> bool:
        """`edit_folder(u,f)`."""
        return self.who.admin or folder.owner in self.reach()

    def sees_folder(self, folder: Folder) -> bool:
        """`see_folder(u,f)`."""
        if self.edits_folder(folder) or self.world.f == "shared":
            return True
        return any(
            opportunity.owner in self.reach()
            for opportunity in self.world.opportunities
            if opportunity.folder == folder.id and not opportunity.binned
        )

    def may_assign(self, target: Person) -> bool:
        """Whether something new may be made for this person: self, for managers their team, for admins anybody."""
        return target.standing == "member" and (self.who.admin or target.id in self.reach())

    # what follows from it

    def inside(self, folder: Folder) -> list[Opportunity]:
        """The opportunities of a folder that the viewer may see."""
        return [o for o in self.world.opportunities if o.folder == folder.id and self.sees_opportunity(o)]

    def sums(self, folder: Folder) -> Sums:
        """The figures of a folder: all over the opportunities that the viewer may see."""
        inside = self.inside(folder)
        return Sums(
            count=len(inside),
            by_status=tuple((status, sum(o.status == status for o in inside)) for status in STATUSES),
            in_progress=sum((o.amount for o in inside if o.status in ("todo", "standby")), Decimal(0)),
            won=sum((o.amount for o in inside if o.status == "won"), Decimal(0)),
            oldest=min((o.created for o in inside), default=None),
            touched=max((o.updated for o in inside), default=None),
        )

    def won_since(self, folder: Folder, when: datetime) -> Decimal:
        """What was won in a folder from a moment on."""
        won = [o for o in self.inside(folder) if o.status == "won"]
        return sum((o.amount for o in won if o.closed is not None and o.closed >= when), Decimal(0))

    def won_by_month(self, folder: Folder, zone: str) -> dict[tuple[int, int], Decimal]:
        """What was won in a folder in each month, by year and month where somebody is."""
        sums: dict[tuple[int, int], Decimal] = {}
        for one in self.inside(folder):
            if one.status == "won" and one.closed is not None:
                there = one.closed.astimezone(ZoneInfo(zone))
                sums[there.year, there.month] = sums.get((there.year, there.month), Decimal(0)) + one.amount
        return sums

    def folders(self) -> list[Folder]:
        """All folders that the viewer may see."""
        return [folder for folder in self.world.folders if self.sees_folder(folder)]

    def opportunities(self) -> list[Opportunity]:
        """All opportunities that the viewer may see."""
        return [opportunity for opportunity in self.world.opportunities if self.sees_opportunity(opportunity)]

    def lists_folders(self, asked: FolderQuestion) -> list[Folder]:
        """The whole list that answers a question, in order (SPEC §4.1)."""
        found = sorted(
            (folder for folder in self.folders() if self._answers(folder, asked)),
            key=lambda folder: (plain(folder.name), folder.number),
        )
        if asked.sort == "name":
            return found[::-1] if asked.descending else found
        return sorted(found, key=lambda folder: self._sort_key(folder, asked.sort), reverse=asked.descending)

    def lists_opportunities(self, asked: OpportunityQuestion) -> list[Opportunity]:
        """The whole list: the viewer's own first, then as work goes."""
        found = [
            o
            for o in self.opportunities()
            if (not asked.statuses or o.status in asked.statuses)
            and self._owned_by(o.owner, asked.owner)
            and (asked.tag is None or _carries(o, asked.tag))
            and (asked.without_tag is None or not _carries(o, asked.without_tag))
            and (asked.word is None or plain(asked.word) in plain(o.title))
        ]
        return sorted(in_order_of_work(found), key=lambda o: o.owner != self.who.id)

    def finds_folders(self, words: str) -> list[Folder]:
        """The folders of exactly that name, else those in whose names all the words occur."""
        exact = [folder for folder in self.folders() if plain(folder.name) == plain(words)]
        return exact or [f for f in self.folders() if all(plain(word) in plain(f.name) for word in words.split())]

    def finds_opportunities(self, words: str) -> list[Opportunity]:
        """The opportunities of exactly that title, else those in whose titles all the words occur."""
        seen = self.opportunities()
        exact = [o for o in seen if plain(o.title) == plain(words)]
        return exact or [o for o in seen if all(plain(word) in plain(o.title) for word in words.split())]

    def suggests_folders(self, words: str) -> list[Folder]:
        """What a picker offers: the active ones first, an exact name before others."""
        found = [f for f in self.folders() if all(plain(word) in plain(f.name) for word in words.split())]
        return sorted(found, key=lambda f: (not f.active, plain(f.name) != plain(words), plain(f.name), f.number))

    def _answers(self, folder: Folder, asked: FolderQuestion) -> bool:
        inside = self.inside(folder)
        if asked.state != "all" and folder.active != (asked.state == "active"):
            return False
        if asked.opps == "none" and any(o.status in ("todo", "standby") for o in inside):
            return False
        if asked.opps not in (None, "none") and not any(o.status == asked.opps for o in inside):
            return False
        if asked.tag is not None and not any(_carries(o, asked.tag) for o in inside):
            return False
        if asked.without_tag is not None and any(_carries(o, asked.without_tag) for o in inside):
            return False
        if asked.won_over is not None and self.sums(folder).won <= asked.won_over:
            return False
        if asked.open_over is not None and self.sums(folder).in_progress <= asked.open_over:
            return False
        if asked.word is not None and plain(asked.word) not in plain(folder.name):
            return False
        if asked.mine and folder.owner != self.who.id and not any(o.owner == self.who.id for o in inside):
            return False
        return self._owned_by(folder.owner, asked.owner)

    def _owned_by(self, owner: int, asked: str | None) -> bool:
        if asked is None:
            return True
        return owner == self.who.id if asked == "me" else self.world.person(owner).slack == asked

    def _sort_key(self, folder: Folder, sort: str) -> datetime | Decimal | int:
        sums = self.sums(folder)
        if sort == "created":
            return folder.created
        if sort == "updated":
            return max(folder.updated, sums.touched or folder.updated)
        if sort == "open":
            return sums.in_progress
        if sort == "won":
            return sums.won
        return sums.count


def in_order_of_work(opportunities: Iterable[Opportunity]) -> list[Opportunity]:
    """What is in progress first, then what changed last."""
    latest = sorted(opportunities, key=lambda o: (o.updated, o.number), reverse=True)
    return sorted(latest, key=lambda o: o.status not in ("todo", "standby"))


def _carries(opportunity: Opportunity, tag: str) -> bool:
    return plain(tag) in {plain(own) for own in opportunity.tags}
