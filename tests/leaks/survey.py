"""Going through worlds and looking at every byte: the search for leaks."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot import ids
from bot.parsing.commands import TABLE
from bot.parsing.subcommand import SubCommand
from tests.leaks.asking import Typist
from tests.leaks.filling import Door
from tests.leaks.lab import Lab
from tests.leaks.planting import Garden, Thing, garden_of, hidden
from tests.leaks.reaching import Reached, reached
from tests.leaks.search import Search
from tests.leaks.standing import as_it_stands, is_shown
from tests.leaks.tour import Errand, Step, Tour
from tests.oracle import Person, Viewer


class Leak(AssertionError):
    """Somebody met what they may not see."""


@dataclass
class Survey:
    """World after world, each visited by one person.

    Attributes:
        lab: where.
        table: the commands that people know of.
        began: told of each world and of what is hidden there, before anybody goes about in it.
        opened: how often each door was opened.
        doors: those that were opened at all.
        ways: by which something reached somebody, as `Reached` names them.
        settings: how often F, V and T stood so where somebody went about, and as what they did.
        kept: settings that stand so in every world, by their attribute of `World`.
        samples: values of actions that were seen.
        worker: whether there is one, when worlds are visited.
        bytes: how many bytes were read.
        requests: how many requests were made.
        secretive: in how many worlds (a twin is none) something was hidden from who went about.
    """

    lab: Lab
    table: tuple[SubCommand, ...] = TABLE
    began: Callable[[Garden, set[Thing]], None] = lambda *_: None
    opened: Counter[str] = field(default_factory=Counter)
    doors: set[Door] = field(default_factory=set)
    ways: Counter[str] = field(default_factory=Counter)
    settings: Counter[tuple[str, ...]] = field(default_factory=Counter)
    kept: Mapping[str, str] = field(default_factory=dict)
    samples: dict[str, list[str]] = field(default_factory=dict)
    worker: bool = True
    bytes: int = 0
    requests: int = 0
    secretive: int = 0

    def visit(self, seed: int, steps: int, who: str = "", errands: Iterable[Errand] = ()) -> None:
        """Go about in one world, looking for whatever is hidden there from anybody that something reaches.

        Args:
            seed: decides everything.
            steps: how many things are done.
            who: goes about, where chance does not decide.
            errands: are run first.

        Raises:
            Leak: something was met that may not be seen.
            AssertionError: the product did what Slack would not take, or did not answer.
        """
        garden = self._garden(seed)
        who = who or visitor(seed)
        self.secretive += bool(garden.hidden_from(garden.person(who)))
        for step, _ in self._go(garden, garden, who, seed, steps, errands=errands):
            if not step.forged:
                assert_sound(step, seed)

    def compare(self, seed: int, steps: int, probes: int = 6) -> None:
        """Go about in a world and in one that differs in what is hidden alone: both must read the same, to the byte.

        Args:
            seed: decides everything.
            steps: how many things are done.
            probes: how many lists are asked for by what is hidden, before.

        Raises:
            Leak: they do not.
        """
        garden = self._garden(seed)
        who = visitor(seed, admins=False)
        self.secretive += bool(garden.hidden_from(garden.person(who)))
        other = garden.twin(garden.person(who), seed)
        opened, samples = self.opened.copy(), {name: list(values) for name, values in self.samples.items()}
        told = [(step.did, _plain(texts)) for step, texts in self._go(garden, garden, who, seed, steps, probes)]
        self.opened, self.samples = opened, samples
        for (did, one), (step, texts) in zip(told, self._go(other, garden, who, seed, steps, probes), strict=True):
            if did != step.did or one != _plain(texts):
                raise Leak(f"world {seed}, {who} {did}: what is hidden shows\n{_difference(one, _plain(texts))}")

    def _garden(self, seed: int) -> Garden:
        garden = garden_of(seed, self.lab.next_base())
        return replace(garden, world=replace(garden.world, **self.kept))  # type: ignore[arg-type]

    def missing(self) -> set[Door]:
        """The doors that nobody opened yet."""
        every: set[Door] = {("command", f"{row.command} {row.name}") for row in TABLE}
        every |= {("menu", act) for name, act in vars(ids).items() if name.startswith("MENU_")}
        for kind in ("action", "view", "options", "event", "shortcut"):
            every |= {(kind, name) for name in self.lab.heard[kind]}
        return every - self.doors

    def _go(
        self, garden: Garden, typed_of: Garden, who: str, seed: int, steps: int, probes: int | None = None,
        *, errands: Iterable[Errand] = (),
    ) -> Iterator[tuple[Step, list[Reached]]]:  # fmt: skip
        """Each step, with what it put before whom; all of it searched.

        `probes`: so many lists are asked for by what is hidden, and nobody else answers what the app says to them.
        """
        alone = probes is not None
        sales = self.lab.plant(garden)
        chance = random.Random(f"tour {seed}")
        unseen = typed_of.hidden_from(typed_of.person(who))
        self.began(garden, unseen)
        typists: dict[str, Typist] = {}
        tours: dict[str, Tour] = {}
        for person in typed_of.world.people:
            if person.slack == who or (person.standing == "member" and not alone):
                typist = Typist(typed_of, typed_of.hidden_from(person), chance)
                typists[person.slack] = typist
                tours[person.slack] = Tour(
                    self.lab, garden, sales, person.slack, typist, chance, self.opened, self.samples, self.table
                )
        self.settings[(*as_it_was_set(garden), role(garden, who))] += 1
        searches = {one.slack: Search(garden, garden.hidden_from(one)) for one in garden.world.people}
        for step in (
            tours[who].compares(steps, probes)
            if probes is not None
            else in_company(tours, who, steps, errands, worker=self.worker)
        ):
            texts = list(reached(self.lab.local, step.who, step.sent))
            self.requests += 1
            self.ways.update(one.place for one in texts)
            for one in texts:
                self.bytes += len(one.text)
                if one.person in searches:
                    said = typists[one.person].said if one.person in typists else frozenset()
                    self._look(searches[one.person], one, garden, said, f"world {seed}, {step.who} {step.did}")
            yield step, texts
        self.doors.update(*(tour.doors for tour in tours.values()))

    def _look(self, search: Search, one: Reached, garden: Garden, said: frozenset[str], story: str) -> None:
        for mark, thing, amount in search.finds(one.text, but=said):
            if one.openly and mark in _said_openly(one, garden, thing):
                continue
            now = as_it_stands(self.lab, garden)
            person = next(other for other in now.people if other.slack == one.person)
            if thing in self._given_away(garden, person) or _is_copied(mark, Viewer(now, person)):
                continue
            if thing in hidden(now, person) and not (amount is not None and is_shown(amount, Viewer(now, person))):
                place = one.text.find(mark)
                raise Leak(
                    f"{story}: {one.person} met {mark!r} of {thing} by {one.place}:"
                    f" …{one.text[max(0, place - 200) : place + 100]}…"
                )
            if amount is None:
                search.hidden.discard(thing)

    def _given_away(self, garden: Garden, person: Person) -> set[Thing]:
        """What this person gave to somebody else in this world: they had it before their eyes, and are told so."""
        rows = self.lab.rows(
            f"select kind, coalesce(opportunity_id, folder_id) from event where workspace_id = %(base)s"
            f" and kind in ('folder.owner_changed', 'opportunity.owner_changed') and actor_id = {person.id}",
            garden.base,
        )
        kinds = ((kind.partition(".")[0], key) for kind, key in rows)
        return {(kind, key - garden.key((kind, 0))) for kind, key in kinds}


def _is_copied(mark: str, viewer: Viewer) -> bool:
    """Whether a word is of the title of what this person sees: a copy is called what its source is."""
    return any(mark in one.title.split() for one in viewer.opportunities())


def _said_openly(one: Reached, garden: Garden, thing: Thing) -> set[str]:
    """By which marks a channel may know a thing."""
    named = {*garden.planted[thing].name.split(), str(garden.key(thing))}
    if thing[0] == "folder":
        # So may a request for it (SPEC §3), and that nothing is in progress in it (SPEC §4.3): by its number, too.
        return {*named, str(garden.number(thing))}
    # A share may name a thing, and has a button that opens it for who may see it (SPEC §4.2, "Share").
    return set() if one.told else named


def in_company(
    tours: dict[str, Tour], who: str, steps: int, errands: Iterable[Errand], *, worker: bool
) -> Iterator[Step]:
    """One person goes about; others answer, now and then, what the app says to them because of it.

    Where there is a worker it has told what was due before, and tells in the end what has come of it, and of time.
    """
    if worker:
        yield tours[who].hears(0)
    for errand in errands:
        yield from tours[who].runs(errand)
        if worker and ids.FOLDER_ASK in errand:
            yield tours[who].hears(0)
    for step in tours[who].walk(steps):
        yield step
        for other, tour in tours.items():
            # Two answers: what was pressed, and the form that it may open.
            for answer in (tour.answers(), tour.answers()) if other != who else ():
                if answer is not None:
                    yield answer
    for days in (0, 8, 15) if worker else ():
        yield tours[who].hears(days)


def as_it_was_set(garden: Garden) -> tuple[str, str, str]:
    """F, V and T."""
    return garden.world.f, garden.world.v, garden.world.t


def role(garden: Garden, who: str) -> str:
    """As what somebody goes about."""
    person = garden.person(who)
    if person.standing != "member" or person.admin:
        return "admin" if person.standing == "member" else person.standing
    return "manager" if any(person.id in team.managers for team in garden.world.teams) else "rep"


def visitor(seed: int, *, admins: bool = True) -> str:
    """Who goes about in a world: mostly somebody from whom things are hidden."""
    among = ["ben", "cleo", "dora", "emil", "ben", "cleo", "dora", "emil"]
    return f"U0{random.Random(f'visitor {seed}').choice(among + ['ada', 'ada', 'gast'] * admins).upper()}"


def assert_sound(step: Step, seed: int) -> None:
    """What the product did was taken by Slack, and it answered."""
    bad = [entry for entry in step.sent if entry.refused or entry.failed]
    assert not bad, f"world {seed}, {step.did}: {[(one.kind, one.refused, one.failed, one.request) for one in bad]}"


def _plain(texts: list[Reached]) -> list[tuple[str, str, str]]:
    return [(one.person, one.place, one.text) for one in texts if ".xlsx" not in one.place]


def _difference(one: list[tuple[str, str, str]], other: list[tuple[str, str, str]]) -> str:
    for first, second in zip(one, other, strict=False):
        if first != second:
            place = next((n for n, (a, b) in enumerate(zip(first[2], second[2], strict=False)) if a != b), 0)
            around = slice(max(0, place - 150), place + 150)
            return f"{first[:2]}\n  here …{first[2][around]}…\n  there …{second[2][around]}…"
    return f"here {len(one)} answers, there {len(other)}"
