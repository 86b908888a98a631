"""The README's table of rights, made from the document: `python -m tests.rights.table` writes it."""

from itertools import combinations
from pathlib import Path
from typing import Final

from tests.rights.document import ALLOWED, MEMBERS, NOT_FOUND, ROLES, Act, Setting, settings_of
from tests.rights.rows import TABLE
from tests.rights.ways import WAYS

README: Final = Path(__file__).parents[2] / "README.md"
BEGIN: Final = "<!-- rights: written by `python -m tests.rights.table` -->"
END: Final = "<!-- end of rights -->"

_CONDITIONS: Final = (
    "F = shared",
    "F = own",
    "V = everyone",
    "V = admins_only",
    "T = off",
    "T ≠ off",
    "T = managers",
    "T = members",
)
_HEAD: Final = ("Act", *(role[0].upper() + role[1:] for role in MEMBERS), "Doors")


def table() -> str:
    """The table in Markdown."""
    lines = [_line(_HEAD), _line(["---"] * len(_HEAD))]
    lines += [_line((act.name, *(_may(act, role) for role in MEMBERS), ", ".join(WAYS[act.name]))) for act in TABLE]
    return "\n".join(lines)


def with_table(readme: str) -> str:
    """The README with the table as it should be.

    Args:
        readme: as it is; the markers are there.
    """
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    tried = "all tried by `make rights-every`; `make test` tries each act under two settings or more"
    return f"{before}{BEGIN}\n\n{table()}\n\n{cells():,} cells, {tried}.\n\n{END}{after}"


def cells() -> int:
    """How many there are: each person tries each act by each of its doors under each setting that it knows."""
    return sum(len(settings_of(act, role)) * len(WAYS[act.name]) for act in TABLE for role in ROLES)


def _may(act: Act, role: str) -> str:
    """When somebody may: yes, –, or where; and that it is hidden from them where it ever is."""
    settings = settings_of(act, role)
    may = {setting for setting in settings if act.verdict(role, setting) == ALLOWED}
    hidden = any(act.verdict(role, setting) in (NOT_FOUND, "absent") for setting in settings)
    if not may:
        return "– °" if hidden else "–"
    said = "yes" if len(may) == len(settings) else _where(may, settings)
    return f"{said} °" if hidden else said


def _where(may: set[Setting], settings: tuple[Setting, ...]) -> str:
    """The shortest condition that holds exactly there."""
    for count, join in ((1, " "), (2, " or "), (2, " and "), (3, " or ")):
        for some in combinations(_CONDITIONS, count):
            holds = any if join == " or " else all
            if {one for one in settings if holds(one.has(condition) for condition in some)} == may:
                return join.join(some)
    raise ValueError(f"no short condition for {sorted(map(str, may))}")


def _line(words: "tuple[str, ...] | list[str]") -> str:
    return f"| {' | '.join(words)} |"


if __name__ == "__main__":
    README.write_text(with_table(README.read_text(encoding="utf-8")), encoding="utf-8")
