"""Every screen about handing over, with the longest names and the largest numbers: what `test_screens_fit` looks at."""

from collections.abc import Iterator
from typing import Any

from bot.i18n import Reader
from bot.views import hand_over, leavers
from bot.views.screen import Screen
from core.errors import BlockingOpportunity
from core.folders.rows import FolderRef
from core.leavers.owned import Leaver, Owned
from core.leavers.plan import FolderMove, LooseMove, Plan
from core.leavers.progress import REFUSED_SHOWN, Moved, Progress, Refused
from core.members import Person
from core.models import Standing
from tests.screens_of_settings import LONG

Json = dict[str, Any]
OWNED = Owned(10**6, 10**6)
REPLY = "https://hooks.slack.example/" + "x" * 150


def forms(reader: Reader) -> Iterator[Json]:
    """The form, and the dry run for as many heirs as there may be."""
    people = _people(leavers.MOST_HEIRS)
    here = Leaver(people[0], Standing.MEMBER, OWNED)
    yield leavers.hand_over_form(here, reader, heirs=[one.slack_user_id for one in people], reply_url=REPLY, note=LONG)
    moves = [
        FolderMove(_folder(n, people[0]), people[n % len(people)], (1, 2, 3), _blocking() if n % 5 == 0 else ())
        for n in range(500)
    ]
    loose = tuple(LooseMove(n, 2**40, people[n % len(people)]) for n in range(100))
    read = Plan(here, tuple(people), True, tuple(moves), loose)
    yield leavers.dry_run(read, reader, reply_url=REPLY, confirmed=True, note=LONG)


def screens(reader: Reader) -> Iterator[Screen]:
    """The card, the list, and the messages."""
    people = _people(leavers.MOST_HEIRS)
    lena = people[0]
    for standing in (Standing.GUEST, Standing.DEACTIVATED):
        yield leavers.card(Leaver(lena, standing, OWNED), reader)
    yield leavers.card(Leaver(lena, Standing.DEACTIVATED, OWNED, people[1]), reader)
    yield leavers.settled(lena, reader, back=True)
    yield leavers.settled(lena, reader, back=False)
    yield leavers.those_who_left([Leaver(one, Standing.DEACTIVATED, OWNED) for one in people], reader)
    yield leavers.those_who_left([], reader)
    yield leavers.begun(lena, reader)
    refused = tuple(Refused(_folder(n, lena), people[1], "owners_would_mix", _blocking()) for n in range(REFUSED_SHOWN))
    moved = tuple(Moved(one, 10**6, 10**6) for one in people)
    for ended, stopped in ((False, False), (True, False), (True, True)):
        found = Progress(lena, lena, 10**6, 10**5, moved, refused, 10**6, 10**6, ended, stopped)
        yield hand_over.progress(found, reader)
    yield hand_over.handed_to_you(lena, people[1], moved[0], reader)
    yield hand_over.not_yours_any_more(reader)


def _people(count: int) -> list[Person]:
    return [Person(n + 1, f"U0{n:09}", "B" * 80, False) for n in range(count)]


def _folder(number: int, owner: Person) -> FolderRef:
    return FolderRef(2**62 + number, 2**40 + number, LONG, True, owner)


def _blocking() -> tuple[BlockingOpportunity, ...]:
    return (BlockingOpportunity(2**40, LONG, "B" * 80),) * 100
