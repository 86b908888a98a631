"""A folder as the screens show it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from core import policy
from core.actor import Actor
from core.db import Query
from core.figures import Figures, read_figures
from core.members import Person
from core.models import Folder, Member, Standing

_COLUMNS = (
    Folder.id,
    Folder.number,
    Folder.name,
    Folder.active,
    Folder.created_at,
    Folder.updated_at,
    Folder.version,
    Member.id.label("owner_id"),
    Member.slack_user_id.label("owner_slack_user_id"),
    Member.name.label("owner_name"),
    (Member.standing == Standing.MEMBER).label("owner_active"),
)
_OF_ITS_OWNER = (Member.workspace_id == Folder.workspace_id) & (Member.id == Folder.owner_id)


@dataclass(frozen=True, slots=True)
class FolderRef:
    """A folder by name: what a picker, a link or an opportunity's card shows of it.

    Attributes:
        id: its key.
        number: the n of `F-n`.
        name: its name.
        active: False when deactivated.
        owner: whose it is.
    """

    id: int
    number: int
    name: str
    active: bool
    owner: Person


@dataclass(frozen=True, slots=True)
class FolderRow:
    """A folder in a list.

    Attributes:
        folder: which.
        figures: over the opportunities that the viewer may see.
        editable: whether the viewer may change it (`edit_folder`).
        created_at: when it was made.
        updated_at: when the folder itself last changed.
        version: goes up with each change of the folder itself.
        administered: whether the viewer may deactivate, reactivate and delete it: an admin's acts (SPEC §3).
    """

    folder: FolderRef
    figures: Figures
    editable: bool
    created_at: datetime
    updated_at: datetime
    version: int
    administered: bool = False


def folder_columns(actor: Actor) -> tuple[Any, ...]:
    """The columns that `read_ref` and `read_row` read, from Folder joined to its owner."""
    return (
        *_COLUMNS,
        policy.editable_folders(actor).label("editable"),
        policy.administered_folders(actor).label("administered"),
    )


def visible_folder_rows(actor: Actor) -> Query:
    """All folders that the actor may see, with their owners: every door starts from this one query."""
    return select(*folder_columns(actor)).join(Member, _OF_ITS_OWNER).where(policy.visible_folders(actor))


def read_ref(row: Row[Any]) -> FolderRef:
    """The folder out of a row of `visible_folder_rows`."""
    owner = Person(row.owner_id, row.owner_slack_user_id, row.owner_name, row.owner_active)
    return FolderRef(row.id, row.number, row.name, row.active, owner)


def read_row(row: Row[Any]) -> FolderRow:
    """The folder with its figures out of a row of `visible_folder_rows` joined to `core.figures.figures_of`."""
    figures = read_figures(row)
    return FolderRow(
        read_ref(row), figures, row.editable, row.created_at, row.updated_at, row.version, row.administered
    )
