"""What races act on is put there without the product: it must be what the product would have made."""

from typing import Any

from core.folders.create import NewFolder, create_folder
from core.models import Event, Folder, Opportunity, Workspace
from core.opportunities.create import NewOpportunity, create_opportunity
from tests.core.desk import NOW, Desk

ITS_OWN = {"id", "number", "folder_id", "opportunity_id"}


def columns(row: Any) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns if column.key not in ITS_OWN}


def test_what_is_put_there_is_what_the_product_makes(desk: Desk) -> None:
    (folder,) = desk.folders(1, "Acme")
    (deal,) = desk.opportunities([folder])
    with desk.acting("UBEN") as (session, actor):
        real_folder = create_folder(session, actor, NewFolder("Acme"), NOW)
        real_deal = create_opportunity(session, actor, NewOpportunity("Renewal", folder_id=real_folder), NOW)

    folders, deals, events = desk.all(Folder), desk.all(Opportunity), [*desk.all(Event).values()]
    assert columns(folders[folder]) == columns(folders[real_folder])
    assert columns(deals[deal]) == columns(deals[real_deal])
    assert [folders[folder].number, folders[real_folder].number] == [1, 2]
    assert [deals[deal].number, deals[real_deal].number] == [1, 2]
    put, made = events[:2], events[2:]
    assert [columns(event) for event in put] == [columns(event) for event in made]
    assert [(event.folder_id, event.opportunity_id) for event in put] == [(folder, None), (folder, deal)]
    (workspace,) = desk.all(Workspace).values()
    assert (workspace.last_folder_number, workspace.last_opportunity_number) == (2, 2)
