"""One cell of the table: somebody tries an act by a door, and what came of it is held against the document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bot.sandbox.workspace import Person
from tests.rights.bench import Bench
from tests.rights.document import ALLOWED, ANOTHERS, FOLDER, OPPORTUNITY, QUIET, Act, Setting, stands
from tests.rights.doors import SHOWING, Door
from tests.rights.ground import Things
from tests.rights.journal import Change
from tests.rights.memory import Memory
from tests.rights.steps import Attempt, NotOffered, Step
from tests.rights.ways import WAYS

SECRETS: Final = {
    FOLDER: ("Quartz",),
    QUIET: ("Pyrite",),
    OPPORTUNITY: ("Onyx", "Pearl"),
    ANOTHERS: ("Zircon", "Zinc", "Zaffre", "Peridot"),
}
"""Words that only those things bear: who may not see them never reads one."""


@dataclass
class Outcome:
    """What came of an attempt.

    Attributes:
        offered: whether every button and form was there.
        refused: the rules that refused, with what was said.
        changes: what changed in the database.
        reached: every text that the product sent to the person.
    """

    offered: bool = True
    refused: list[tuple[str, str]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    reached: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What changed, as the document says it."""
        return " ".join(sorted({word for change in self.changes for word in change.words()}))


@dataclass(frozen=True)
class Cell:
    """An act, somebody, a setting and a door."""

    act: Act
    role: str
    setting: Setting
    door: Door

    def __str__(self) -> str:
        return f"{self.role}, {self.setting}: {self.act.name}, by {self.door}"

    @property
    def verdict(self) -> str:
        """What the document says."""
        return self.act.verdict(self.role, self.setting)


class Trial:
    """Tries cells of one person under one setting. What one of them changed is undone, so each finds the same rows.

    Args:
        bench: what it is tried with.
        role: who.
        setting: what is set.
    """

    def __init__(self, bench: Bench, role: str, setting: Setting) -> None:
        self._bench = bench
        self._role = role
        self._setting = setting
        self._who = bench.cast[role]
        self._things: Things = bench.ground.things(role)
        self._set: object = None
        self._memory = Memory(bench, self._who.id)

    def tries(self, cell: Cell) -> Outcome:
        """Do it."""
        bench = self._bench
        if self._set != cell.act.setting:
            bench.ground.sets(self._setting, **cell.act.setting)
            self._set = cell.act.setting
            self._memory.forget()
        _clear(bench, self._who)
        outcome = Outcome()
        self._walk(WAYS[cell.act.name][cell.door], outcome)
        outcome.refused = [(refusal.rule, said) for refusal, said in bench.refusals]
        if outcome.changes:
            bench.journal.undo()
        return outcome

    def _walk(self, way: Sequence[Step], outcome: Outcome) -> None:
        """Take the steps that nobody has taken on these rows before, as far as it goes."""
        bench = self._bench
        attempt = Attempt(bench, self._who, self._things)
        done, scene = self._memory.begin(way)
        before: tuple[str, ...] = ()
        if scene is not None:
            outcome.offered, before = scene.offered, scene.reached
        while done < len(way) and outcome.offered and not bench.refusals:
            try:
                way[done].do(attempt)
            except NotOffered:
                outcome.offered = False
            done += 1
            outcome.changes = bench.journal.read()
            if not outcome.changes:
                self._memory.keep(way[:done], (*before, *_reached(bench)), offered=outcome.offered)
        outcome.reached = [*before, *_reached(bench)]

    def complaints(self, cell: Cell) -> list[str]:
        """Try it, and say what is not as the document says."""
        outcome = self.tries(cell)
        return [f"{cell}: {verdict}" for verdict in _complaints(cell, outcome, self._bench)]


def _complaints(cell: Cell, outcome: Outcome, bench: Bench) -> Iterator[str]:
    rules = [rule for rule, _ in outcome.refused]
    found = rules[-1] if rules else "allowed" if outcome.offered else "not offered"
    expected = cell.verdict
    changes = cell.act.instead.get(cell.role, cell.act.changes)
    shown = "\n".join(outcome.reached)
    if expected == ALLOWED:
        if found != ALLOWED:
            yield f"{expected}, but {found}"
        elif outcome.words != " ".join(sorted(set(_phrases(changes)))):
            yield f"should change “{changes}”, but changed “{outcome.words}”"
        elif cell.act.shows and cell.act.shows not in shown:
            yield f"should show {cell.act.shows!r}"
        elif not shown:
            yield "nothing was said"
        actors = {change.after["actor_id"] for change in outcome.changes if change.table == "event"}
        if actors - {bench.ground.members[cell.role]}:
            yield "recorded as somebody else's act"
    else:
        if outcome.changes:
            yield f"{expected}, but changed “{outcome.words}”"
        if expected == "absent":
            if rules:
                yield f"absent, but {found}"
        elif found == "not offered" and cell.door in SHOWING:
            pass
        elif found != expected:
            yield f"{expected}, but {found}"
        elif outcome.refused[-1][1] not in shown:
            yield f"refused, but not in words: {outcome.refused[-1][1]!r}"
        if cell.act.shows and expected != "not_within_reach" and cell.act.shows in shown:
            yield f"should not show {cell.act.shows!r}"
    for thing, words in SECRETS.items():
        if stands(cell.role, thing, cell.setting) == "hidden":
            told = [word for word in words if f"{word} " in shown]
            if told:
                yield f"hidden from them, but told: {told}"


def _phrases(changes: str) -> Iterator[str]:
    """`event x` is one phrase, all else one word each; as sorted words they compare with what the journal says."""
    words = iter(changes.split())
    for word in words:
        yield f"{word} {next(words)}" if word == "event" else word


def _clear(bench: Bench, who: Person) -> None:
    """An empty screen, and nothing heard yet."""
    workspace = bench.local.workspace
    workspace.stacks.pop(who.id, None)
    workspace.homes.pop(who.id, None)
    workspace.messages.clear()
    workspace.files.clear()
    bench.refusals.clear()
    bench.hears_anew()
    bench.local.board.passes.forget()


def _reached(bench: Bench) -> Iterator[str]:
    for entry in bench.local.wire:
        yield from _texts(entry.response if entry.direction == "to_app" else entry.request)


def _texts(thing: Any) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        for part in thing.values():
            yield from _texts(part)
    elif isinstance(thing, list):
        for part in thing:
            yield from _texts(part)
