"""Races about deleting and editing a folder, on the real database: every round ends as if one came after the other."""

from collections import Counter

from sqlalchemy import select

from core.errors import FolderNotEmpty, NotFound, Stale
from core.folders.delete import DeletedFolder, delete_folder
from core.folders.edit import EditedFolder, edit_folder
from core.folders.owner import OwnerChange, change_owner
from core.models import Event, Folder, Opportunity
from core.opportunities import placing
from core.opportunities.create import NewOpportunity, create_opportunity
from core.opportunities.placing import InFolder
from tests.core.desk import NOW, Act, Desk

ROUNDS = 100


def deletes(key: int) -> Act:
    return lambda session, actor: delete_folder(session, actor, key, NOW)


def test_what_is_put_into_a_folder_while_it_is_deleted_keeps_it_or_finds_none(desk: Desk) -> None:
    keys, deals = desk.folders(ROUNDS), desk.opportunities([None] * ROUNDS)
    got = {}
    for turn, (key, deal) in enumerate(zip(keys, deals, strict=True)):
        attach: Act = lambda s, a: placing.attach(s, a, deal, InFolder(key), NOW)  # noqa: B023, E731
        create: Act = lambda s, a: create_opportunity(s, a, NewOpportunity("New", folder_id=key), NOW)  # noqa: B023, E731
        got[key] = desk.at_once(("UADA", deletes(key)), ("UBEN", create if turn % 2 else attach))
    folders = desk.all(Folder)
    inside = Counter(deal.folder_id for deal in desk.all(Opportunity).values())
    for key, (deleted, put) in got.items():
        assert isinstance(deleted, DeletedFolder) is isinstance(put, NotFound), (deleted, put)
        assert isinstance(deleted, DeletedFolder | FolderNotEmpty), deleted
        assert (key in folders, inside[key]) == ((False, 0) if isinstance(deleted, DeletedFolder) else (True, 1))


def test_of_two_who_delete_one_folder_one_does_and_the_other_finds_none(desk: Desk) -> None:
    for key in desk.folders(ROUNDS // 2):
        got = desk.at_once(("UADA", deletes(key)), ("UADA", deletes(key)))
        assert sorted(type(one).__name__ for one in got) == ["DeletedFolder", "NotFound"]
    assert desk.count(select(Event.id).where(Event.kind == "folder.deleted")) == ROUNDS // 2


def test_of_an_edit_and_a_change_of_owner_at_once_one_wins_and_the_other_reads_who_was_quicker(desk: Desk) -> None:
    cleo = desk.member("UCLEO")
    for key in desk.folders(ROUNDS // 2):
        edit: Act = lambda s, a: edit_folder(s, a, key, EditedFolder("Quercus"), NOW, seen_version=1)  # noqa: B023, E731
        give: Act = lambda s, a: change_owner(s, a, key, cleo, NOW, seen_version=1)  # noqa: B023, E731
        edited, given = desk.at_once(("UADA", edit), ("UADA", give))
        late = given if edited is True else edited
        assert isinstance(late, Stale), (edited, given)
        assert late.by == "ada"
        assert (edited is True) is not isinstance(given, OwnerChange)
