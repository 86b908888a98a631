"""Races about what is in progress in a folder: of two at once, the second knows what the first did."""

from collections import Counter

from core.models import Dormancy, Folder, Status
from core.opportunities import duplicate, placing
from core.opportunities.create import NewOpportunity, create_opportunity
from core.opportunities.placing import InFolder, InNewFolder
from core.opportunities.status import set_status
from tests.core.desk import NOW, Act, Desk

ROUNDS = 60


def closes(key: int) -> Act:
    return lambda session, actor: set_status(session, actor, key, Status.LOST, NOW)


def moves(key: int, folder: int) -> Act:
    return lambda session, actor: placing.move(session, actor, key, InFolder(folder), NOW)


def creates(folder: int) -> Act:
    return lambda session, actor: create_opportunity(session, actor, NewOpportunity("New", folder_id=folder), NOW)


def asleep(desk: Desk, folders: list[int]) -> list[int]:
    """How often each of these is noted to have nothing in progress, if `in_play` says so too."""
    noted = Counter(one.folder_id for one in desk.all(Dormancy).values() if one.ended_at is None)
    found = desk.all(Folder)
    assert [found[key].in_play for key in folders] == [noted[key] == 0 for key in folders]
    return [noted[key] for key in folders]


def test_two_who_close_the_last_two_at_once_are_noted_once(desk: Desk) -> None:
    folders = desk.folders(ROUNDS)
    for first, second in zip(desk.opportunities([*folders]), desk.opportunities([*folders]), strict=True):
        assert desk.at_once(("UADA", closes(first)), ("UBEN", closes(second))) == [True, True]
    assert asleep(desk, folders) == [1] * ROUNDS


def test_one_closes_the_last_while_another_makes_one(desk: Desk) -> None:
    folders = desk.folders(ROUNDS)
    for folder, last in zip(folders, desk.opportunities([*folders]), strict=True):
        assert desk.at_once(("UADA", closes(last)), ("UBEN", creates(folder)))[0] is True
    assert asleep(desk, folders) == [0] * ROUNDS


def test_two_who_swap_what_is_in_two_folders_never_wait_in_a_circle(desk: Desk) -> None:
    folders = desk.folders(ROUNDS)
    deals = desk.opportunities([*folders])
    for one, other, here, there in zip(folders[::2], folders[1::2], deals[::2], deals[1::2], strict=True):
        assert desk.at_once(("UADA", moves(here, other)), ("UBEN", moves(there, one))) == [True, True]
    assert asleep(desk, folders) == [0] * ROUNDS


def test_who_makes_copies_or_moves_what_is_there_never_waits_in_a_circle(desk: Desk) -> None:
    folders = desk.folders(ROUNDS)
    for turn, (folder, deal) in enumerate(zip(folders, desk.opportunities([*folders]), strict=True)):
        copies: Act = lambda s, a: duplicate.duplicate(s, a, deal, NOW, screen="card")  # noqa: B023, E731
        away: Act = lambda s, a: placing.move(s, a, deal, InNewFolder("Fresh"), NOW)  # noqa: B023, E731
        together: Act = creates(folder)
        other = (copies, away, creates(folder))[turn % 3]
        got = desk.at_once(("UADA", together), ("UBEN", other))
        assert not any(isinstance(one, Exception) for one in got), got
    assert asleep(desk, folders) == [0] * ROUNDS
