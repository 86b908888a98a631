"""Races about whose a folder is, on the real database: every round ends as if one act had come after the other."""

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


def stands(desk: Desk, folder_id: int) -> tuple[Folder, list[int]]:
    """The folder, and the owners of what is inside."""
    with desk.database.transaction(desk.workspace_id) as session:
        inside = select(Opportunity.owner_id).where(Opportunity.folder_id == folder_id).order_by(Opportunity.id)
        return session.get_one(Folder, folder_id), list(session.scalars(inside))


def test_of_two_who_give_one_folder_away_one_wins_and_the_other_reads_who_was_quicker(desk: Desk) -> None:
    ada, cleo = desk.member("UADA"), desk.member("UCLEO")
    for _ in range(ROUNDS):
        key = desk.folder("Acme")
        by_ada, by_ben = desk.at_once(
            ("UADA", gives(key, ada, seen_version=1)), ("UBEN", gives(key, cleo, seen_version=1))
        )
        folder, _inside = stands(desk, key)
        if isinstance(by_ada, OwnerChange):
            # Ben, who gave away what is Ada's by then, may no longer change it at all.
            assert isinstance(by_ben, NotWithinReach)
            assert (by_ben.owner, folder.owner_id) == ("ada", ada)
        else:
            assert isinstance(by_ben, OwnerChange)
            assert isinstance(by_ada, Stale)
            assert (by_ada.by, folder.owner_id) == ("ben", cleo)
        assert folder.version == 2
    assert desk.count(select(Event.id).where(Event.kind == "folder.owner_changed")) == ROUNDS


def test_deactivating_and_giving_away_leave_both_done_or_the_later_one_warned(desk: Desk) -> None:
    cleo = desk.member("UCLEO")
    for _ in range(ROUNDS):
        key = desk.folder("Acme")
        deactivated, given = desk.at_once(
            ("UADA", lambda s, a: set_active(s, a, key, False, NOW)),  # noqa: B023
            ("UBEN", gives(key, cleo, seen_version=1)),
        )
        folder, _inside = stands(desk, key)
        assert deactivated is True
        assert not folder.active
        if isinstance(given, OwnerChange):
            assert (folder.owner_id, folder.version) == (cleo, 3)
        else:
            assert isinstance(given, Stale)
            assert (given.by, folder.owner_id, folder.version) == ("ada", desk.member("UBEN"), 2)


def test_what_is_put_into_a_folder_never_slips_past_its_change_of_owner(desk: Desk) -> None:
    each_has_their_own(desk)
    ben, cleo = desk.member("UBEN"), desk.member("UCLEO")
    for turn in range(ROUNDS):
        key, deal = desk.folder("Acme"), desk.opportunity()
        attach: Act = lambda s, a: placing.attach(s, a, deal, InFolder(key), NOW)  # noqa: B023, E731
        create: Act = lambda s, a: create_opportunity(s, a, NewOpportunity("Audit", folder_id=key), NOW)  # noqa: B023, E731
        put, given = desk.at_once(("UBEN", create if turn % 2 else attach), ("UADA", gives(key, cleo)))
        folder, inside = stands(desk, key)
        if isinstance(given, OwnerChange):
            assert isinstance(put, NotFound), "the folder was no longer Ben's to see"
            assert (folder.owner_id, inside) == (cleo, [])
        else:
            assert isinstance(given, OwnersWouldMix)
            assert put
            assert (folder.owner_id, inside) == (ben, [ben])


def test_what_goes_along_is_all_or_nothing_while_more_comes_in(desk: Desk) -> None:
    each_has_their_own(desk)
    ben, cleo = desk.member("UBEN"), desk.member("UCLEO")
    for turn in range(ROUNDS):
        key, inside_already, deal = desk.folder("Acme"), desk.opportunity(), desk.opportunity()
        with desk.acting("UBEN") as (session, actor):
            placing.attach(session, actor, inside_already, InFolder(key), NOW)
        attach: Act = lambda s, a: placing.attach(s, a, deal, InFolder(key), NOW)  # noqa: B023, E731
        copy: Act = lambda s, a: duplicate.duplicate(s, a, inside_already, NOW, screen="a card")  # noqa: B023, E731
        put, given = desk.at_once(("UBEN", copy if turn % 2 else attach), ("UADA", gives(key, cleo, along=True)))
        folder, inside = stands(desk, key)
        if isinstance(given, OwnerChange):
            assert folder.owner_id == cleo
            assert set(inside) == {cleo}
            assert given.along == len(inside)
            if len(inside) == 1:
                # What was Ben's is Cleo's, folder and all.
                assert isinstance(put, NotFound | NotWithinReach)
        else:
            assert isinstance(given, Stale)
            assert folder.owner_id == ben
            assert inside == [ben, ben]
