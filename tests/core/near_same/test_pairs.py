"""Near-same names are found, and names of other clients are not: through the very function that the door uses.

`tuned_on.tsv` was looked at while the rules were made, `held_out.tsv` was not.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from core.folders.create import NewFolder, create_folder
from core.folders.find import near_same
from tests.core.firm import NOW, Firm

HERE: Final = Path(__file__).parent
LISTS: Final = ("tuned_on", "held_out")
PRECISION, RECALL = 0.95, 0.9


@dataclass(frozen=True)
class Pair:
    """A folder's name, another name, and whether a salesperson would take them for one client."""

    same: bool
    stands: str
    typed: str


def pairs_of(name: str) -> list[Pair]:
    """The pairs of one list."""
    lines = (HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [Pair(label == "same", stands, typed) for label, stands, typed in (line.split("\t") for line in lines)]


def test_the_list_holds_two_hundred_pairs_of_both_kinds() -> None:
    every = [pair for name in LISTS for pair in pairs_of(name)]
    assert (len(every), len(pairs_of("held_out"))) == (200, 60)
    assert len({pair.stands for pair in every}) == 200
    assert 80 <= sum(pair.same for pair in every) <= 120


@pytest.mark.parametrize("name", LISTS)
def test_nearly_all_that_are_shown_are_the_same_and_nearly_all_the_same_are_shown(
    firm: Firm, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = pairs_of(name)
    with firm.acting("Ben") as (session, actor):
        for pair in pairs:
            create_folder(session, actor, NewFolder(pair.stands), NOW)
    shown: dict[Pair, set[str]] = {}
    with firm.acting("Wanda") as (session, actor):
        for pair in pairs:
            shown[pair] = {ref.name for ref in near_same(session, actor, pair.typed)}
    hits = [pair for pair in pairs if pair.stands in shown[pair]]
    right = sum(pair.same for pair in hits)
    strangers = sum(len(names - {pair.stands}) for pair, names in shown.items())
    precision, recall = right / (len(hits) + strangers), right / sum(pair.same for pair in pairs)
    with capsys.disabled():
        sys.stdout.write(
            f"\nnear-same names, {name}: {len(pairs)} pairs, precision {precision:.3f}, recall {recall:.3f}\n"
        )
    missed = [pair for pair in pairs if pair.same and pair not in hits]
    mistaken = [pair for pair in hits if not pair.same]
    assert precision >= PRECISION, mistaken
    assert recall >= RECALL, missed
