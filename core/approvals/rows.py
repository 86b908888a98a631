"""A request for an owner change as the screens show it, and those that wait for an answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, and_
from sqlalchemy.orm import Session, aliased

from core import policy
from core.actor import Actor
from core.db import Query
from core.folders.rows import FolderRef, read_ref, visible_folder_rows
from core.members import Person
from core.models import Approval, ApprovalOutcome, Folder, Member, Standing

SHOWN: Final = 10
"""Requests that wait, on one screen."""

_PEOPLE: Final = {name: aliased(Member) for name in ("asker", "from_owner", "to_owner", "answered_by")}


@dataclass(frozen=True, slots=True)
class Ending:
    """How a request ended.

    Attributes:
        outcome: approved, declined, or come to nothing.
        by: who answered; None where nobody did.
        at: when.
        reason: why it was declined.
    """

    outcome: ApprovalOutcome
    by: Person | None
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """A request, for somebody who may see the folder.

    Attributes:
        id: its key.
        folder: which, with its owner of now.
        asker: who asked.
        before: whose it was then.
        after: whom it should belong to.
        reason: why, in the asker's words; may be empty.
        asked_at: when.
        ending: how it ended; None while it waits.
    """

    id: int
    folder: FolderRef
    asker: Person
    before: Person
    after: Person
    reason: str
    asked_at: datetime
    ending: Ending | None


def visible_approval_rows(actor: Actor) -> Query:
    """All requests about folders that the actor may see: a hidden folder's do not exist for them (SPEC §2.4)."""
    rows = visible_folder_rows(actor).join(
        Approval, and_(Approval.workspace_id == Folder.workspace_id, Approval.folder_id == Folder.id)
    )
    for name, person in _PEOPLE.items():
        of_it = and_(person.workspace_id == Approval.workspace_id, person.id == getattr(Approval, f"{name}_id"))
        rows = rows.outerjoin(person, of_it).add_columns(
            person.id.label(f"{name}_id"),
            person.slack_user_id.label(f"{name}_slack_user_id"),
            person.name.label(f"{name}_name"),
            (person.standing == Standing.MEMBER).label(f"{name}_active"),
        )
    return rows.add_columns(
        Approval.id.label("approval_id"),
        Approval.reason,
        Approval.asked_at,
        Approval.outcome,
        Approval.answered_at,
        Approval.answer_reason,
    )


def read_approval(row: Row[Any]) -> ApprovalRow:
    """The request out of a row of `visible_approval_rows`."""
    ending = None
    if row.outcome is not None:
        by = None if row.answered_by_id is None else _person(row, "answered_by")
        ending = Ending(row.outcome, by, row.answered_at, row.answer_reason)
    return ApprovalRow(
        id=row.approval_id,
        folder=read_ref(row),
        asker=_person(row, "asker"),
        before=_person(row, "from_owner"),
        after=_person(row, "to_owner"),
        reason=row.reason,
        asked_at=row.asked_at,
        ending=ending,
    )


def find(session: Session, actor: Actor, approval_id: int) -> ApprovalRow | None:
    """A request; None where there is none, or where the actor may not see its folder."""
    row = session.execute(visible_approval_rows(actor).where(Approval.id == approval_id)).one_or_none()
    return None if row is None else read_approval(row)


def pending(session: Session, actor: Actor) -> tuple[ApprovalRow, ...]:
    """What waits for an answer that the actor may give: the oldest first, ten at the most.

    Args:
        session: the caller's.
        actor: who looks; nobody but who may change a folder is asked about it.
    """
    rows = session.execute(
        visible_approval_rows(actor)
        .where(policy.editable_folders(actor), Approval.outcome.is_(None), Approval.from_owner_id == Folder.owner_id)
        .order_by(Approval.asked_at, Approval.id)
        .limit(SHOWN)
    )
    return tuple(map(read_approval, rows))


def _person(row: Row[Any], name: str) -> Person:
    parts = (getattr(row, f"{name}_{part}") for part in ("id", "slack_user_id", "name", "active"))
    return Person(*parts)
