"""When a folder has nothing in progress any more, and when it has again (SPEC §4.3, No active opportunity).

`history` brings every event here, in the transaction of the change itself: there is no way in which a folder could run
out of what is in progress, or fill again, and not be noticed. That is a fact about the whole folder, whoever sees what
of it; what is told of it names no figure.

Whoever weighs a folder holds it until the transaction ends, and counts in a statement of its own: of two who close the
last two opportunities at once, the second waits for the first and then sees what it did. Opportunities are held before
folders everywhere, folders in the order of their ids, and the worker waits for neither: so nobody waits in a circle.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, delete, exists, select, update
from sqlalchemy.orm import Session

from core import due, outbox, play
from core.events import (
    FolderDeactivated,
    FolderDeleted,
    FolderEdited,
    FolderOwnerChanged,
    Happening,
    StatusChanged,
)
from core.models import ACTIVE_STATUSES, Dormancy, Folder, Opportunity, Settings

TELL: Final = "dormancy.tell"
"""Due once the quiet time is over: the channel hears of it."""


def subject(dormancy_id: int) -> str:
    """What things due and messages about a dormancy name as their subject."""
    return f"dormancy:{dormancy_id}"


def follow(session: Session, workspace_id: int, by_id: int | None, happening: Happening, now: datetime) -> None:
    """Draw from what happened whether a folder is in play.

    Args:
        session: the caller's; the change itself is in the database.
        workspace_id: where.
        by_id: who did it, as a member id; None where nobody did.
        happening: what.
        now: when.
    """
    match happening:
        case FolderDeactivated(folder_id=int(folder_id)) | FolderDeleted(folder_id=int(folder_id)):
            _end(session, workspace_id, folder_id, None, now)
        case FolderEdited(folder_id=int(folder_id)) | FolderOwnerChanged(folder_id=int(folder_id)):
            _bring_up_to_date(session, workspace_id, folder_id)
        case StatusChanged(before=before, after=after) if (before in ACTIVE_STATUSES) is (after in ACTIVE_STATUSES):
            pass
        case Happening(folder_id=int(folder_id), opportunity_id=int()) if happening.may_move_play:
            weigh(session, workspace_id, folder_id, by_id, now)


def weigh(session: Session, workspace_id: int, folder_id: int, by_id: int | None, now: datetime) -> None:
    """Compare what is in a folder now with whether it was in play, and note where that changed.

    Args:
        session: the caller's.
        workspace_id: where.
        folder_id: which.
        by_id: who did what made it change; None where nobody did.
        now: when.
    """
    of_it = (Folder.workspace_id == workspace_id, Folder.id == folder_id)
    folder = session.execute(
        select(Folder.in_play, Folder.active).where(*of_it).with_for_update(key_share=True)
    ).one_or_none()
    if folder is None:
        return
    in_progress = exists().where(
        Opportunity.workspace_id == workspace_id,
        Opportunity.folder_id == folder_id,
        play.in_progress(),
    )
    in_play = bool(session.scalar(select(in_progress)))
    if in_play is folder.in_play:
        return
    # Past the mapper: the folder's version and date are those of the folder itself, and would tell of what is hidden.
    session.execute(update(Folder.__table__).where(*of_it).values(in_play=in_play))  # type: ignore[arg-type]
    if in_play:
        _end(session, workspace_id, folder_id, by_id, now)
    elif folder.active:
        _begin(session, workspace_id, folder_id, now)


def hold(session: Session, workspace_id: int, *folder_ids: int | None) -> None:
    """Lock the folders that a change touches, before anything else that others may wait for, in one order.

    Args:
        session: the caller's.
        workspace_id: where.
        folder_ids: which; None, which is no folder, is passed over.
    """
    touched = sorted({one for one in folder_ids if one is not None})
    if touched:
        held = select(Folder.id).where(Folder.workspace_id == workspace_id, Folder.id.in_(touched))
        session.execute(held.order_by(Folder.id).with_for_update(key_share=True))


def _begin(session: Session, workspace_id: int, folder_id: int, now: datetime) -> None:
    dormancy = Dormancy(workspace_id=workspace_id, folder_id=folder_id, began_at=now)
    session.add(dormancy)
    session.flush()
    quiet = session.scalars(select(Settings.quiet_seconds).where(Settings.workspace_id == workspace_id)).one()
    due.put_down(session, workspace_id, TELL, subject(dormancy.id), now + timedelta(seconds=quiet))


def _end(session: Session, workspace_id: int, folder_id: int, by_id: int | None, now: datetime) -> None:
    """What nobody heard of leaves no trace; what was told is told anew, as it stands now."""
    ended = session.execute(
        select(Dormancy.id, Dormancy.told_at).where(*_open(workspace_id, folder_id)).with_for_update()
    ).one_or_none()
    if ended is None:
        return
    due.cross_out(session, workspace_id, subject(ended.id))
    if ended.told_at is None:
        session.execute(delete(Dormancy).where(Dormancy.id == ended.id))
        return
    session.execute(update(Dormancy).where(Dormancy.id == ended.id).values(ended_at=now, ended_by_id=by_id))
    outbox.refresh(session, workspace_id, subject(ended.id))


def _bring_up_to_date(session: Session, workspace_id: int, folder_id: int) -> None:
    told = select(Dormancy.id).where(*_open(workspace_id, folder_id), Dormancy.told_at.is_not(None))
    dormancy_id = session.scalar(told)
    if dormancy_id is not None:
        outbox.refresh(session, workspace_id, subject(dormancy_id))


def _open(workspace_id: int, folder_id: int) -> tuple[ColumnElement[bool], ...]:
    return Dormancy.workspace_id == workspace_id, Dormancy.folder_id == folder_id, Dormancy.ended_at.is_(None)
