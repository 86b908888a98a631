"""Holding a folder while it is changed, or while something is put into it: locked first and looked at afterwards.

Whoever waited for the lock judges what stands there now, not what stood there when they began to wait. Where
opportunities are held too, they are held before the folder, as wherever something is put into one: so nobody waits in a
circle.
"""

from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from core import policy
from core.actor import Actor
from core.errors import NotFound, NotWithinReach, Stale
from core.events import FolderShared
from core.folders.rows import visible_folder_rows
from core.models import Event, Folder, Member


def hold(session: Session, actor: Actor, folder_id: int) -> Folder:
    """The folder, locked until the transaction ends, if the actor may change it.

    Raises:
        NotFound: there is none, or none for this person.
        NotWithinReach: seen, but not theirs to change.
    """
    folder = session.scalars(
        select(Folder)
        .where(policy.in_workspace(actor, Folder), Folder.id == folder_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    found = session.execute(visible_folder_rows(actor).where(Folder.id == folder_id)).one_or_none()
    if folder is None or found is None:
        raise NotFound("folder")
    make_sure_it_is_theirs(found)
    return folder


def make_sure_it_is_theirs(row: Row[Any]) -> None:
    """Refuse who sees a folder and may not change it.

    Args:
        row: of `visible_folder_rows`.

    Raises:
        NotWithinReach: seen, but not theirs to change.
    """
    if not row.editable:
        raise NotWithinReach("folder", row.number, row.owner_name)


def keep(session: Session, actor: Actor, folder_id: int) -> None:
    """Keep a folder from being deleted or handed over until the transaction ends: something is put into it.

    Raises:
        NotFound: there is none, or none that the actor may see.
    """
    session.execute(
        select(Folder.id)
        .where(policy.in_workspace(actor, Folder), Folder.id == folder_id)
        # As strongly as it will be held when it is weighed (core.dormancy): two who share a lock cannot both raise it.
        .with_for_update(key_share=True)
    )
    if session.scalar(select(Folder.id).where(policy.visible_folders(actor), Folder.id == folder_id)) is None:
        raise NotFound("folder")


def make_sure_it_is_as_seen(session: Session, actor: Actor, folder: Folder, seen_version: int | None) -> None:
    """Refuse where somebody was quicker.

    Args:
        session: the caller's.
        actor: who acts.
        folder: held.
        seen_version: the version that the actor had before their eyes; None where the door carries none.

    Raises:
        Stale: somebody changed the folder itself since it was shown; says who and when.
    """
    if seen_version is None or folder.version == seen_version:
        return
    by = session.scalar(
        select(Member.name)
        .join(Event, (Event.workspace_id == Member.workspace_id) & (Event.actor_id == Member.id))
        .where(policy.in_workspace(actor, Event), Event.folder_id == folder.id)
        # Only what changed the folder itself: neither what is inside, nor what was asked, said or shown of it.
        .where(Event.opportunity_id.is_(None), Event.kind.startswith("folder."), Event.kind != FolderShared.kind)
        .order_by(Event.id.desc())
        .limit(1)
    )
    raise Stale("folder", folder.number, by or "", folder.updated_at)
