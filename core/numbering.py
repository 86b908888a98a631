"""The counters behind `F-12` and `O-34`."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from core.actor import Actor
from core.models import Workspace


def next_folder_number(session: Session, actor: Actor) -> int:
    """The next number of a folder, never used before. Others who create wait until this transaction ends."""
    return session.scalars(
        update(Workspace)
        .where(Workspace.id == actor.workspace_id)
        .values(last_folder_number=Workspace.last_folder_number + 1)
        .returning(Workspace.last_folder_number)
    ).one()


def next_opportunity_number(session: Session, actor: Actor) -> int:
    """The next number of an opportunity, never used before. Others who create wait until this transaction ends."""
    return session.scalars(
        update(Workspace)
        .where(Workspace.id == actor.workspace_id)
        .values(last_opportunity_number=Workspace.last_opportunity_number + 1)
        .returning(Workspace.last_opportunity_number)
    ).one()
