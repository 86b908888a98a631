"""Deleting a folder: an admin's act, and only of an empty one (SPEC §3)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from core import history, policy
from core.actor import Actor
from core.errors import FolderNotEmpty
from core.events import FolderDeleted
from core.folders import find
from core.folders.hold import hold, make_sure_it_is_as_seen
from core.models import Folder, Opportunity
from core.opportunities import bin as the_bin


@dataclass(frozen=True, slots=True)
class DeletedFolder:
    """What is gone.

    Attributes:
        number: the n of `F-n`, never used again.
        name: its name.
    """

    number: int
    name: str


def delete_folder(
    session: Session, actor: Actor, folder_id: int, now: datetime, *, seen_version: int | None = None
) -> DeletedFolder:
    """Delete an empty folder, with what was answered about it. Its history stays, and its number is never used again.

    What lies in the bin would be restored into it, so it is in the way for as long as it can be.

    Args:
        session: the caller's.
        actor: who does it.
        folder_id: which.
        now: when.
        seen_version: the version that the actor had before their eyes, where the door carries one.

    Raises:
        NotFound: there is none, or none for this person.
        AdminOnly: seen, but the actor is no admin.
        FolderNotEmpty: something is in it, or can come back into it.
        Stale: somebody changed the folder since it was shown.
    """
    number = find.folder(session, actor, folder_id).number
    policy.make_sure_they_rule(actor)
    folder = hold(session, actor, folder_id)
    make_sure_they_may(session, actor, folder_id, number, now)
    make_sure_it_is_as_seen(session, actor, folder, seen_version)
    # What is gone from the bin but not cleared away yet still points at the folder.
    the_bin.purge(session, actor.workspace_id, now)
    deleted = DeletedFolder(folder.number, folder.name)
    history.record(session, actor, FolderDeleted(folder_id=folder.id, name=folder.name, number=folder.number), now)
    session.delete(folder)
    session.flush()
    return deleted


def make_sure_they_may(session: Session, actor: Actor, folder_id: int, number: int, now: datetime) -> None:
    """Refuse who may not delete a folder that they see.

    Args:
        session: the caller's.
        actor: who would do it.
        folder_id: which.
        number: its number.
        now: when.

    Raises:
        AdminOnly: the actor is no admin; they learn nothing of what is inside.
        FolderNotEmpty: something is in it, or can come back into it.
    """
    policy.make_sure_they_rule(actor)
    alive = Opportunity.deleted_at.is_(None)
    inside = session.execute(
        select(func.count().filter(alive), func.count().filter(~alive)).where(*_in_the_way(actor, folder_id, now))
    ).one()
    if any(inside):
        raise FolderNotEmpty(number, *inside)


def deletable(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """Whether the actor may delete the `Folder` of the row, as a column beside it.

    Args:
        actor: the viewer.
        now: when.
    """
    inside = select(Opportunity.id).where(*_in_the_way(actor, Folder.id, now)).correlate(Folder).exists()
    return policy.administered_folders(actor) & ~inside


def _in_the_way(actor: Actor, folder_id: Any, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """What is in a folder, or in the bin with that folder to come back to."""
    stays = or_(Opportunity.deleted_at.is_(None), Opportunity.deleted_at > now - the_bin.KEPT)
    return policy.in_workspace(actor, Opportunity), Opportunity.folder_id == folder_id, stays
