"""Races about whose a folder is, on the real database: every round ends as if one act had come after the other."""

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import select, update

from core.errors import NotFound, NotWithinReach, OwnersWouldMix, Stale
from core.folders.activity import set_active
from core.folders.owner import OwnerChange, change_owner
from core.models import Event, Folder, FolderSharing, Opportunity, Settings
from core.opportunities import duplicate, placing
from core.opportunities.create import NewOpportunity, create_opportunity
from core.opportunities.placing import InFolder
from tests.core.desk import NOW, Act, Desk

ROUNDS: Final = 200


def gives(folder_id: int, to: int, **asked: Any) -> Act:
    return lambda session, actor: change_owner(session, actor, folder_id, to, NOW, **asked)


def each_has_their_own(desk: Desk) -> None:
    with desk.database.transaction(desk.workspace_id) as session:
        session.execute(update(Settings).values(folders=FolderSharing.OWN))


def stand(desk: Desk) -> tuple[dict[int, Folder], dict[int, list[int]]]:
    """All folders, and the owners of what is inside each, by its key."""
    with desk.database.transaction(desk.workspace_id) as session:
        folders = {folder.id: folder for folder in session.scalars(select(Folder))}
        inside: dict[int, list[int]] = {key: [] for key in folders}
        for row in session.execute(select(Opportunity.folder_id, Opportunity.owner_id).order_by(Opportunity.id)):
            if row.folder_id is not None:
                inside[row.folder_id].append(row.owner_id)
        return folders, inside


def test_of_two_who_give_one_folder_away_one_wins_and_the_other_reads_who_was_quicker(desk: Desk) -> None:
    ada, cleo = desk.member("UADA"), desk.member("UCLEO")
    got = {
        key: desk.at_once(("UADA", gives(key, ada, seen_version=1)), ("UBEN", gives(key, cleo, seen_version=1)))
        for key in desk.folders(ROUNDS)
    }
    folders, _ = stand(desk)
    for key, (by_ada, by_ben) in got.items():
        if isinstance(by_ada, OwnerChange):
            # Ben, who gave away what is Ada's by then, may no longer change it at all.
            assert isinstance(by_ben, NotWithinReach)
            assert (by_ben.owner, folders[key].owner_id) == ("ada", ada)
        else:
            assert isinstance(by_ben, OwnerChange)
            assert isinstance(by_ada, Stale)
            assert (by_ada.by, folders[key].owner_id) == ("ben", cleo)
        assert folders[key].version == 2
    assert desk.count(select(Event.id).where(Event.kind == "folder.owner_changed")) == ROUNDS


def test_deactivating_and_giving_away_leave_both_done_or_the_later_one_warned(desk: Desk) -> None:
    ben, cleo = desk.member("UBEN"), desk.member("UCLEO")
    off: Callable[[int], Act] = lambda key: lambda s, a: set_active(s, a, key, False, NOW)  # noqa: E731
    got = {
        key: desk.at_once(("UADA", off(key)), ("UBEN", gives(key, cleo, seen_version=1)))
        for key in desk.folders(ROUNDS)
    }
    folders, _ = stand(desk)
    for key, (deactivated, given) in got.items():
        assert deactivated is True
        assert not folders[key].active
        if isinstance(given, OwnerChange):
            assert (folders[key].owner_id, folders[key].version) == (cleo, 3)
        else:
            assert isinstance(given, Stale)
            assert (given.by, folders[key].owner_id, folders[key].version) == ("ada", ben, 2)


def test_what_is_put_into_a_folder_never_slips_past_its_change_of_owner(desk: Desk) -> None:
    each_has_their_own(desk)
    ben, cleo = desk.member("UBEN"), desk.member("UCLEO")
    keys, deals = desk.folders(ROUNDS), desk.opportunities([None] * ROUNDS)
    got = {}
    for key, deal in zip(keys, deals, strict=True):
        attach: Act = lambda s, a: placing.attach(s, a, deal, InFolder(key), NOW)  # noqa: B023, E731
        create: Act = lambda s, a: create_opportunity(s, a, NewOpportunity("Audit", folder_id=key), NOW)  # noqa: B023, E731
        got[key] = desk.at_once(("UBEN", create if key % 2 else attach), ("UADA", gives(key, cleo)))
    folders, inside = stand(desk)
    for key, (put, given) in got.items():
        if isinstance(given, OwnerChange):
            assert isinstance(put, NotFound), "the folder was no longer Ben's to see"
            assert (folders[key].owner_id, inside[key]) == (cleo, [])
        else:
            assert isinstance(given, OwnersWouldMix)
            assert (folders[key].owner_id, inside[key]) == (ben, [ben])


def test_where_folders_are_shared_both_are_done_and_nobody_finds_the_folder_missing_meanwhile(desk: Desk) -> None:
    ben, cleo = desk.member("UBEN"), desk.member("UCLEO")
    keys, deals = desk.folders(ROUNDS // 2), desk.opportunities([None] * (ROUNDS // 2))
    for key, deal in zip(keys, deals, strict=True):
        attach: Act = lambda s, a: placing.attach(s, a, deal, InFolder(key), NOW)  # noqa: B023, E731
        put, given = desk.at_once(("UBEN", attach), ("UADA", gives(key, cleo)))
        assert put is True
        assert isinstance(given, OwnerChange)
    _, inside = stand(desk)
    assert [inside[key] for key in keys] == [[ben]] * len(keys)


def test_what_goes_along_is_all_or_nothing_while_more_comes_in(desk: Desk) -> None:
    each_has_their_own(desk)
    ben, cleo = desk.member("UBEN"), desk.member("UCLEO")
    keys = desk.folders(ROUNDS // 2)
    got = {}
    for key, there, deal in zip(keys, desk.opportunities([*keys]), desk.opportunities([None] * len(keys)), strict=True):
        attach: Act = lambda s, a: placing.attach(s, a, deal, InFolder(key), NOW)  # noqa: B023, E731
        copy: Act = lambda s, a: duplicate.duplicate(s, a, there, NOW, screen="a card")  # noqa: B023, E731
        got[key] = desk.at_once(("UBEN", copy if key % 2 else attach), ("UADA", gives(key, cleo, along=True)))
    folders, inside = stand(desk)
    for key, (put, given) in got.items():
        if isinstance(given, OwnerChange):
            assert folders[key].owner_id == cleo
            assert inside[key] == [cleo] * given.along
            # What was Ben's is Cleo's, folder and all.
            assert isinstance(put, NotFound | NotWithinReach) is (given.along == 1)
        else:
            assert isinstance(given, Stale)
            assert (folders[key].owner_id, inside[key]) == (ben, [ben, ben])
