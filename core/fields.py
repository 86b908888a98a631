"""Default fields: what a folder's form asks for, checked and stored in one canonical form a kind."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from sqlalchemy import ScalarSelect, delete, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by, insert
from sqlalchemy.orm import Session

from core import policy
from core.actor import Actor
from core.invalid import FieldInvalid, FieldRequired
from core.models import DefaultField, FieldKind, FieldValue, Folder

TEXT_LIMIT: Final = 1000
"""Characters of a text or link field."""

_LINK = re.compile(r"https?://[^\s<>|]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FieldAsked:
    """A question of the form.

    Attributes:
        id: its key.
        label: its label, as the admin wrote it.
        kind: what it holds.
        choices: what may be chosen, for a choice.
        required: whether it must be answered.
    """

    id: int
    label: str
    kind: FieldKind
    choices: tuple[str, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class FieldAnswer:
    """An answer, in the canonical form of its kind.

    Attributes:
        label: the field's label.
        kind: what it holds.
        value: text as it is, ISO 8601 for a date, a plain decimal for a number.
    """

    label: str
    kind: FieldKind
    value: str


def asked(session: Session, actor: Actor, *, held: bool = False) -> tuple[FieldAsked, ...]:
    """The questions of the folder's form, in order; removed ones are no longer asked.

    Args:
        session: the caller's.
        actor: who is asked.
        held: whether they stay as they are until the transaction ends, for answers that are stored in it.
    """
    # Locked in the order of their ids, as in `core.default_fields`: of two that lock them, one only waits.
    questions = (
        select(DefaultField)
        .where(policy.in_workspace(actor, DefaultField), DefaultField.removed_at.is_(None))
        .order_by(DefaultField.id)
    )
    found = session.scalars(questions.with_for_update(read=True) if held else questions)
    rows = sorted(found, key=lambda row: (row.position, row.id))
    return tuple(FieldAsked(row.id, row.label, row.kind, tuple(row.choices), row.required) for row in rows)


def answers_column(actor: Actor) -> ScalarSelect[Any]:
    """What was answered, as a column beside a `Folder` that the actor may see; `read_answers` reads it."""
    answer = func.jsonb_build_array(DefaultField.label, DefaultField.kind, FieldValue.value)
    return (
        select(func.jsonb_agg(aggregate_order_by(answer, DefaultField.position, DefaultField.id)))
        .join(
            FieldValue,
            (FieldValue.workspace_id == DefaultField.workspace_id) & (FieldValue.field_id == DefaultField.id),
        )
        .where(
            policy.in_workspace(actor, DefaultField),
            DefaultField.removed_at.is_(None),
            FieldValue.folder_id == Folder.id,
        )
        .correlate(Folder)
        .scalar_subquery()
    )


def read_answers(found: list[tuple[str, str, str]] | None) -> tuple[FieldAnswer, ...]:
    """The answers out of the column of `answers_column`, in the order of the fields."""
    return tuple(FieldAnswer(label, FieldKind(kind), value) for label, kind, value in found or ())


def stored(session: Session, actor: Actor, folder_id: int) -> dict[int, str]:
    """All that is answered for a folder that the actor may see, by the key of the field, removed fields too."""
    rows = session.execute(
        select(FieldValue.field_id, FieldValue.value).where(
            policy.in_workspace(actor, FieldValue), FieldValue.folder_id == folder_id
        )
    )
    return {row.field_id: row.value for row in rows}


def put(session: Session, actor: Actor, folder_id: int, field_id: int, value: str) -> None:
    """Write an answer down in the place of the one that was there; an empty one takes it away."""
    this = (policy.in_workspace(actor, FieldValue), FieldValue.folder_id == folder_id, FieldValue.field_id == field_id)
    if not value:
        session.execute(delete(FieldValue).where(*this))
        return
    written = insert(FieldValue).values(
        workspace_id=actor.workspace_id, folder_id=folder_id, field_id=field_id, value=value
    )
    keys = [FieldValue.workspace_id, FieldValue.folder_id, FieldValue.field_id]
    session.execute(written.on_conflict_do_update(index_elements=keys, set_={"value": value}))


def canonical(question: FieldAsked, given: str) -> str:
    """An answer in the canonical form of its kind; empty stays empty.

    Args:
        question: what was asked.
        given: what was answered: numbers with a point, dates as ISO 8601.

    Raises:
        FieldRequired: nothing, where something must be.
        FieldInvalid: not what the field holds.
    """
    value = given.strip()
    if not value:
        if question.required:
            raise FieldRequired(question.id, question.label)
        return ""
    if len(value) > TEXT_LIMIT or not holds(question, value):
        raise FieldInvalid(question.id, question.label, question.kind, question.choices)
    return value


def holds(question: FieldAsked, value: str) -> bool:
    """Whether a stored answer is one that the field's kind can hold."""
    match question.kind:
        case FieldKind.TEXT:
            return True
        case FieldKind.LINK:
            return _LINK.fullmatch(value) is not None
        case FieldKind.CHOICE:
            return value in question.choices
        case FieldKind.DATE:
            return _is_date(value)
        case FieldKind.NUMBER:
            return _is_number(value)


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_number(value: str) -> bool:
    try:
        return Decimal(value).is_finite()
    except InvalidOperation:
        return False
