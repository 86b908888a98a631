"""Taking folders and opportunities out: the viewer's own view and filter, as rows (SPEC §3, export)."""

from dataclasses import dataclass

from sqlalchemy import ARRAY, BigInteger, any_, literal, select, true
from sqlalchemy.orm import Session

from core import fields, policy
from core import settings as workspace_settings
from core.actor import Actor
from core.figures import figures_of
from core.filters import FolderFilter
from core.folders.browse import matching
from core.folders.rows import FolderRow, read_row
from core.models import FieldValue, Folder, Opportunity
from core.opportunities.rows import OpportunityRow, in_order_of_work, read_opportunity, visible_opportunity_rows


@dataclass(frozen=True, slots=True)
class ExportedFolder:
    """A folder with what was answered about it.

    Attributes:
        row: the folder and its figures, over what the viewer may see.
        description: free text.
        answers: default fields, by their id, in the canonical form of `core.fields`.
    """

    row: FolderRow
    description: str
    answers: dict[int, str]


@dataclass(frozen=True, slots=True)
class Export:
    """What is taken out.

    Attributes:
        questions: the default fields, in order: the columns of the answers.
        folders: those that the viewer may see and that answer the filter, by name.
        opportunities: those inside them that the viewer may see.
    """

    questions: tuple[fields.FieldAsked, ...]
    folders: tuple[ExportedFolder, ...]
    opportunities: tuple[OpportunityRow, ...]


def may_export(session: Session, actor: Actor) -> None:
    """Make sure that the actor may take anything out.

    Raises:
        ExportForAdmins: "Only admins can export" is on, and the actor is none.
    """
    policy.make_sure_they_export(actor, only_admins=workspace_settings.read(session, actor).only_admins_export)


def export(session: Session, actor: Actor, question: FolderFilter) -> Export:
    """All folders that answer the filter, not a page of them, and the opportunities inside.

    Args:
        session: the caller's.
        actor: the viewer.
        question: the filter.

    Raises:
        ExportForAdmins: "Only admins can export" is on, and the actor is none.
    """
    may_export(session, actor)
    meant = matching(actor, question)
    figures = figures_of(actor, Folder.id)
    rows = session.execute(
        meant.add_columns(Folder.description, *figures.c).join(figures, true()).order_by(Folder.name_key, Folder.number)
    ).all()
    # By their keys: the filter is asked once, and all sheets are of the same folders.
    ids = any_(literal([row.id for row in rows], ARRAY(BigInteger)))
    answers: dict[int, dict[int, str]] = {}
    for value in session.scalars(
        select(FieldValue).where(policy.in_workspace(actor, FieldValue), FieldValue.folder_id == ids)
    ):
        answers.setdefault(value.folder_id, {})[value.field_id] = value.value
    inside = session.execute(
        visible_opportunity_rows(actor)
        .where(Opportunity.folder_id == ids)
        .order_by(Opportunity.folder_id, *in_order_of_work())
    )
    return Export(
        questions=fields.asked(session, actor),
        folders=tuple(ExportedFolder(read_row(row), row.description, answers.get(row.id, {})) for row in rows),
        opportunities=tuple(read_opportunity(row) for row in inside),
    )
