"""That nothing is in progress means one thing: to channels, in lists, at Home and in the morning brief."""

from sqlalchemy import select

from core.attention import needs_attention
from core.digests import brief
from core.filters import FolderFilter, OppsFilter
from core.folders import browse
from core.folders.create import NewFolder, create_folder
from core.models import Folder, Status
from core.opportunities.bin import delete_opportunity
from core.opportunities.create import NewOpportunity, create_opportunity
from core.opportunities.status import set_status
from tests.core.firm import NOW, Firm


def test_all_who_say_that_nothing_is_in_progress_say_it_of_the_same_folders(firm: Firm) -> None:
    holding = {"nothing": (), "some": (Status.LOST, Status.TODO), **{one.value: (one,) for one in Status}}
    with firm.acting("Ada") as (session, actor):
        for name, statuses in holding.items():
            for binned in (False, True):
                folder_id = create_folder(session, actor, NewFolder(f"{name} {'in the bin' * binned}"), NOW)
                for status in statuses:
                    deal = create_opportunity(session, actor, NewOpportunity("Deal", folder_id=folder_id), NOW)
                    if status is not Status.TODO:
                        reminder = NOW.replace(year=2100) if status is Status.STANDBY else None
                        set_status(session, actor, deal, status, NOW, reminder_at=reminder)
                    if binned:
                        delete_opportunity(session, actor, deal, NOW)
    with firm.acting("Ada") as (session, actor):
        told = set(session.scalars(select(Folder.name).where(~Folder.in_play)))
        question = FolderFilter(opps=OppsFilter.NONE)
        listed = [browse.list_folders(session, actor, question, page).rows for page in (1, 2)]
        needing = needs_attention(session, actor, NOW, most=50).folders
        assert len(told) == 2 * len(holding) - 3
        assert {row.folder.name for rows in listed for row in rows} == told
        assert {row.folder.name for row in needing} == told
        assert brief.read(session, actor, NOW).attention.folders_in_all == len(told)
