"""The search finds what it is there for: a leak made on purpose, in each place where one can be."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from bot.parsing.commands import TABLE
from bot.parsing.subcommand import SubCommand
from tests.leaks import mistakes
from tests.leaks.lab import Lab
from tests.leaks.mistakes import Betrayer, Mistake
from tests.leaks.survey import Leak, Survey, visitor
from tests.leaks.tour import SENDS, Errand

WORLDS, STEPS, PROBES = 60, 9, 11


@dataclass(frozen=True)
class Made:
    """Where a mistake shows.

    Attributes:
        names: the commands to begin with: whatever they lead to is gone through as ever.
        by: the way by which it must be met, as a pattern.
        kept: settings under which there is something to betray.
        who: goes about, where it has to be somebody.
        errand: is run first.
        worker: whether there is one: else all that is said is said to somebody who asked.
    """

    names: str
    by: str = ""
    kept: dict[str, str] = field(default_factory=dict)
    who: str = ""
    errand: Errand | None = None
    worker: bool = False


OWN, ADMINS = {"f": "own"}, {"v": "admins_only"}

MISTAKES: dict[Mistake, Made] = {
    mistakes.in_the_blocks_of_a_message: Made("list"),
    mistakes.in_the_fallback_text: Made("list"),
    mistakes.as_a_sum_in_french: Made("list"),
    mistakes.in_the_value_of_a_button: Made("list"),
    mistakes.in_private_metadata: Made("new", r"views\.|answer to view_submission"),
    mistakes.in_a_modal: Made("new", r"views\.|answer to view_submission"),
    mistakes.on_the_home_tab: Made("list", r"views\.publish"),
    mistakes.among_the_options_offered: Made("new", "answer to block_suggestion"),
    mistakes.in_a_cell_of_a_csv_file: Made("export", r"file \w+\.csv"),
    mistakes.in_a_cell_of_a_workbook: Made("export", r"file \w+\.xlsx"),
    mistakes.in_the_name_of_a_file: Made("export"),
    mistakes.in_a_reply_that_one_person_reads: Made("list", "response_url"),
    mistakes.in_a_message_to_somebody_else: Made(
        "owner", r"chat\.postMessage", OWN | ADMINS, "U0ADA", ("/folder owner {full} @ben",), worker=True
    ),
    mistakes.in_what_the_worker_tells: Made("list", r"chat\.postMessage", worker=True),
    mistakes.in_what_is_told_in_its_place: Made(
        "new", r"chat\.update", errand=("/opp help", "opportunity.new", SENDS), worker=True
    ),
    mistakes.in_the_key_of_a_hidden_folder: Made("list open", kept={"f": "own", "v": "everyone"}),
    mistakes.v_forgotten_in_the_sums: Made("list open", kept=ADMINS),
    mistakes.v_forgotten_in_the_rows: Made("list open", kept=ADMINS),
    mistakes.f_forgotten_among_near_same_names: Made("new", kept=OWN, errand=("/folder new {hidden} ltd", SENDS)),
    mistakes.f_forgotten_in_suggestions: Made("new", kept=OWN),
}
"""Each mistake, and where it shows."""


def _commands(named: str) -> tuple[SubCommand, ...]:
    return tuple(row for row in TABLE if row.name in named.split())


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.__name__)
def test_a_leak_made_on_purpose_is_found(lab: Lab, monkeypatch: pytest.MonkeyPatch, mistake: Mistake) -> None:
    betrayer, made = Betrayer(), MISTAKES[mistake]
    mistake(monkeypatch, betrayer)
    survey = Survey(lab, _commands(made.names), betrayer.learns, kept=made.kept, worker=made.worker)
    with pytest.raises(Leak, match=f"met .* by ({made.by})"):
        for seed in range(WORLDS):
            survey.visit(seed, STEPS, made.who or visitor(seed, admins=False), filter(None, [made.errand]))


@pytest.mark.parametrize(
    ("mistake", "names", "kept", "probes"),
    [
        (mistakes.v_forgotten_where_folders_are_sorted_and_filtered_by_sums, "list", ADMINS, PROBES),
        (mistakes.v_forgotten_where_folders_are_filtered_by_tag_and_status, "list", ADMINS, PROBES),
        (mistakes.a_hidden_folder_is_answered_in_other_words, "open", OWN, 0),
    ],
    ids=lambda given: getattr(given, "__name__", ""),
)
def test_what_shows_by_order_absence_or_other_words_is_found_by_the_twin(
    lab: Lab,
    monkeypatch: pytest.MonkeyPatch,
    mistake: Callable[[pytest.MonkeyPatch], None],
    names: str,
    kept: dict[str, str],
    probes: int,
) -> None:
    mistake(monkeypatch)
    survey = Survey(lab, _commands(names), kept=kept)
    with pytest.raises(Leak, match="what is hidden shows"):
        for seed in range(WORLDS):
            survey.compare(seed, 0 if probes else STEPS, probes)
