"""Deactivating and reactivating a folder: an admin's act, even against the owner (SPEC §3)."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import history, policy
from core.actor import Actor
from core.errors import NotFound
from core.events import FolderDeactivated, FolderReactivated
from core.models import Folder


def set_active(session: Session, actor: Actor, folder_id: int, active: bool, now: datetime) -> bool:
    """Deactivate or reactivate a folder. What is inside stays as it is.

    A folder that is so already is left alone: that is said, not an error. For the same reason no version is asked for.

    Args:
        session: the caller's.
        actor: who does it.
        folder_id: which.
        active: what it shall be.
        now: when.

    Returns:
        Whether anything changed.

    Raises:
        NotFound: there is none, or none for this person.
        AdminOnly: seen, but the actor is no admin.
    """
    folder = session.scalars(
        select(Folder).where(policy.visible_folders(actor), Folder.id == folder_id).with_for_update()
    ).one_or_none()
    if folder is None:
        raise NotFound("folder")
    policy.make_sure_they_rule(actor)
    if folder.active is active:
        return False
    folder.active = active
    folder.updated_at = now
    session.flush()
    happening = FolderReactivated if active else FolderDeactivated
    history.record(session, actor, happening(folder_id=folder.id), now)
    return True
