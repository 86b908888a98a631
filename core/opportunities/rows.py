"""An opportunity as the screens show it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, and_, case, func, select, text
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import aliased

from core import policy
from core.actor import Actor
from core.db import Query
from core.folders.rows import FolderRef
from core.members import Person
from core.models import ACTIVE_STATUSES, Folder, Member, Opportunity, OpportunityTag, Standing, Status, Tag

_FOLDER, _FOLDER_OWNER = aliased(Folder), aliased(Member)
_TAGS = (
    select(func.array_agg(aggregate_order_by(Tag.name, Tag.name_key)))
    .join(OpportunityTag, and_(OpportunityTag.workspace_id == Tag.workspace_id, OpportunityTag.tag_id == Tag.id))
    .where(OpportunityTag.workspace_id == Opportunity.workspace_id, OpportunityTag.opportunity_id == Opportunity.id)
    .correlate(Opportunity)
    .scalar_subquery()
)
_COLUMNS = (
    Opportunity.id,
    Opportunity.number,
    Opportunity.title,
    Opportunity.status,
    Opportunity.amount,
    Opportunity.description,
    Opportunity.reminder_at,
    Opportunity.expected_closing_on,
    Opportunity.created_at,
    Opportunity.updated_at,
    Opportunity.closed_at,
    Opportunity.version,
    func.coalesce(_TAGS, text("'{}'")).label("tags"),
    Member.id.label("owner_id"),
    Member.slack_user_id.label("owner_slack_user_id"),
    Member.name.label("owner_name"),
    (Member.standing == Standing.MEMBER).label("owner_active"),
    _FOLDER.id.label("folder_id"),
    _FOLDER.number.label("folder_number"),
    _FOLDER.name.label("folder_name"),
    _FOLDER.active.label("folder_active"),
    _FOLDER_OWNER.id.label("folder_owner_id"),
    _FOLDER_OWNER.slack_user_id.label("folder_owner_slack_user_id"),
    _FOLDER_OWNER.name.label("folder_owner_name"),
    (_FOLDER_OWNER.standing == Standing.MEMBER).label("folder_owner_active"),
)
_OF_ITS_OWNER = and_(Member.workspace_id == Opportunity.workspace_id, Member.id == Opportunity.owner_id)
_OF_ITS_FOLDERS_OWNER = and_(_FOLDER_OWNER.workspace_id == _FOLDER.workspace_id, _FOLDER_OWNER.id == _FOLDER.owner_id)


@dataclass(frozen=True, slots=True)
class OpportunityRow:
    """An opportunity, in a list or on its card.

    Attributes:
        id: its key.
        number: the n of `O-n`.
        title: its title.
        status: where it stands.
        amount: in the workspace's currency.
        owner: whose it is.
        folder: the folder it is in, where the viewer may see that folder.
        tags: in alphabetical order.
        description: free text.
        reminder_at: when a standby comes back.
        expected_closing_on: the day it should be closed.
        created_at: when it was made.
        updated_at: when it last changed.
        closed_at: when it was won, lost or cancelled.
        editable: whether the viewer may change it (`edit_opp`).
        version: goes up with each change.
    """

    id: int
    number: int
    title: str
    status: Status
    amount: Decimal
    owner: Person
    folder: FolderRef | None
    tags: tuple[str, ...]
    description: str
    reminder_at: datetime | None
    expected_closing_on: date | None
    created_at: datetime
    updated_at: datetime
    closed_at: datetime | None
    editable: bool
    version: int


def visible_opportunity_rows(actor: Actor) -> Query:
    """All opportunities that the actor may see, with their owners, tags and folders: every door starts from here.

    A folder that the actor may not see is left out of the row: it does not exist for them (SPEC §2.4).
    """
    return _rows(actor).where(policy.visible_opportunities(actor))


def binned_opportunity_rows(actor: Actor, since: datetime) -> Query:
    """All opportunities in the bin that the actor may take out of it, with when they were put there.

    Args:
        actor: who acts.
        since: what was put there before is gone.
    """
    return _rows(actor).add_columns(Opportunity.deleted_at).where(policy.binned_opportunities(actor, since))


def _rows(actor: Actor) -> Query:
    return (
        select(*_COLUMNS, policy.editable_opportunities(actor).label("editable"))
        .join(Member, _OF_ITS_OWNER)
        .outerjoin(_FOLDER, and_(_FOLDER.id == Opportunity.folder_id, policy.visible_folders(actor, _FOLDER)))
        .outerjoin(_FOLDER_OWNER, _OF_ITS_FOLDERS_OWNER)
    )


def in_order_of_work() -> tuple[Any, ...]:
    """The order of a list: what is in progress first, then what changed last."""
    return (
        case((Opportunity.status.in_(ACTIVE_STATUSES), 0), else_=1),
        Opportunity.updated_at.desc(),
        Opportunity.number.desc(),
    )


def read_opportunity(row: Row[Any]) -> OpportunityRow:
    """The opportunity out of a row of `visible_opportunity_rows`."""
    folder = None
    if row.folder_id is not None:
        folder = FolderRef(
            row.folder_id,
            row.folder_number,
            row.folder_name,
            row.folder_active,
            Person(row.folder_owner_id, row.folder_owner_slack_user_id, row.folder_owner_name, row.folder_owner_active),
        )
    return OpportunityRow(
        id=row.id,
        number=row.number,
        title=row.title,
        status=row.status,
        amount=row.amount,
        owner=Person(row.owner_id, row.owner_slack_user_id, row.owner_name, row.owner_active),
        folder=folder,
        tags=tuple(row.tags),
        description=row.description,
        reminder_at=row.reminder_at,
        expected_closing_on=row.expected_closing_on,
        created_at=row.created_at,
        updated_at=row.updated_at,
        closed_at=row.closed_at,
        editable=row.editable,
        version=row.version,
    )
