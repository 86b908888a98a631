"""What admins make of the default fields: what a folder's form asks for, in which order. No stored answer is lost."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import history, policy, settings
from core.actor import Actor
from core.errors import NotFound
from core.field_specs import FieldSpec, checked, make_sure_it_holds_the_answers, make_sure_it_is_free
from core.models import DefaultField
from core.settings_errors import FieldsTooMany
from core.settings_events import (
    DefaultFieldAdded,
    DefaultFieldChanged,
    DefaultFieldMoved,
    DefaultFieldRemoved,
    DefaultFieldRestored,
)

FIELDS_LIMIT: Final = 20
"""Default fields on the form at a time: more than anybody fills in, and few enough for one modal (SLACK.md, Limits)."""


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A default field, as its admins see it.

    Attributes:
        id: its key.
        spec: what it asks.
        version: moves with each change.
    """

    id: int
    spec: FieldSpec
    version: int


def list_fields(session: Session, actor: Actor) -> tuple[FieldRow, ...]:
    """The default fields on the form, in order.

    Raises:
        AdminOnly: the actor is no admin.
    """
    policy.make_sure_they_rule(actor)
    return tuple(map(_row, _on_form(session, actor)))


def list_removed(session: Session, actor: Actor) -> tuple[FieldRow, ...]:
    """The default fields that were taken off the form, the last one first; as many as a form may hold.

    Raises:
        AdminOnly: the actor is no admin.
    """
    policy.make_sure_they_rule(actor)
    removed = session.scalars(
        select(DefaultField)
        .where(policy.in_workspace(actor, DefaultField), DefaultField.removed_at.is_not(None))
        .order_by(DefaultField.removed_at.desc(), DefaultField.id.desc())
        .limit(FIELDS_LIMIT)
    )
    return tuple(map(_row, removed))


def open_field(session: Session, actor: Actor, field_id: int) -> FieldRow:
    """One default field of the form.

    Raises:
        AdminOnly: the actor is no admin.
        NotFound: there is none on the form.
    """
    policy.make_sure_they_rule(actor)
    return _row(_found(session, actor, field_id, removed=False))


def add_field(session: Session, actor: Actor, spec: FieldSpec, now: datetime) -> int:
    """Ask for something more, at the end of the form.

    Args:
        session: the caller's.
        actor: who does it.
        spec: what is asked.
        now: when.

    Returns:
        The field's id.

    Raises:
        AdminOnly: the actor is no admin, or no more.
        FieldsTooMany, NameMissing, NameTooLong, NameTaken, ChoicesMissing, ChoicesTooMany, ChoicesTooLong,
        ChoiceTooLong.
    """
    settings.held(session, actor)
    position = _next_position(session, actor)
    asks = _columns(checked(session, actor, spec, None))
    field = DefaultField(workspace_id=actor.workspace_id, position=position, version=1, **asks)
    session.add(field)
    session.flush()
    history.record(session, actor, DefaultFieldAdded(field_id=field.id, asks=asks), now)
    return field.id


def change_field(
    session: Session, actor: Actor, field_id: int, spec: FieldSpec, now: datetime, *, seen_version: int | None = None
) -> bool:
    """Ask for something else, or in other words. What folders answered stays as it is.

    A choice that is no longer offered stays the answer of the folders that have it. Another kind is taken only where
    it holds whatever was answered so far.

    Args:
        session: the caller's.
        actor: who does it.
        field_id: which.
        spec: what shall be asked.
        now: when.
        seen_version: the version that the actor had before their eyes.

    Returns:
        Whether anything changed.

    Raises:
        AdminOnly: the actor is no admin, or no more.
        NotFound: there is none on the form.
        Stale: somebody changed it since it was shown.
        KindInUse: there are answers that the new kind does not hold.
        NameMissing, NameTooLong, NameTaken, ChoicesMissing, ChoicesTooMany, ChoicesTooLong, ChoiceTooLong.
    """
    settings.held(session, actor)
    field = _found(session, actor, field_id, removed=False)
    _as_seen(session, actor, field, seen_version, now)
    before, after = _row(field).spec, checked(session, actor, spec, field_id)
    if before == after:
        return False
    if before.kind is not after.kind:
        make_sure_it_holds_the_answers(session, actor, field_id, after)
    old, new = _columns(before), _columns(after)
    for name, value in new.items():
        setattr(field, name, value)
    field.version += 1
    session.flush()
    differing = [name for name in new if old[name] != new[name]]
    changed = DefaultFieldChanged(
        field_id=field_id,
        before={name: old[name] for name in differing},
        after={name: new[name] for name in differing},
    )
    history.record(session, actor, changed, now)
    return True


def move_field(session: Session, actor: Actor, field_id: int, to: int, now: datetime) -> bool:
    """Put a default field into another place of the form.

    Args:
        session: the caller's.
        actor: who does it.
        field_id: which.
        to: its place afterwards, counted from 1; the last one where there are not so many.
        now: when.

    Returns:
        Whether it was anywhere else.

    Raises:
        AdminOnly: the actor is no admin, or no more.
        NotFound: there is none on the form.
    """
    settings.held(session, actor)
    order = _on_form(session, actor, held=True)
    field = _found(session, actor, field_id, removed=False)
    before, after = order.index(field) + 1, min(to, len(order))
    if before == after:
        return False
    order.remove(field)
    order.insert(after - 1, field)
    for position, one in enumerate(order, 1):
        one.position = position
    session.flush()
    history.record(session, actor, DefaultFieldMoved(field_id=field_id, before=before, after=after), now)
    return True


def remove_field(
    session: Session, actor: Actor, field_id: int, now: datetime, *, seen_version: int | None = None
) -> FieldRow:
    """Take a default field off the form. What folders answered stays stored, and comes back with `restore_field`.

    Args:
        session: the caller's.
        actor: who does it.
        field_id: which.
        now: when.
        seen_version: the version that the actor had before their eyes.

    Raises:
        AdminOnly: the actor is no admin, or no more.
        NotFound: there is none on the form.
        Stale: somebody changed it since it was shown.
    """
    settings.held(session, actor)
    field = _found(session, actor, field_id, removed=False)
    _as_seen(session, actor, field, seen_version, now)
    field.removed_at = now
    field.version += 1
    session.flush()
    history.record(session, actor, DefaultFieldRemoved(field_id=field_id, label=field.label), now)
    return _row(field)


def restore_field(session: Session, actor: Actor, field_id: int, now: datetime) -> FieldRow:
    """Put a removed default field back, at the end of the form, with all that was ever answered.

    Args:
        session: the caller's.
        actor: who does it.
        field_id: which.
        now: when.

    Raises:
        AdminOnly: the actor is no admin, or no more.
        NotFound: no such one was removed.
        FieldsTooMany: the form asks for as many as it may.
        NameTaken: another one on the form has its label by now.
    """
    settings.held(session, actor)
    field = _found(session, actor, field_id, removed=True)
    position = _next_position(session, actor)
    make_sure_it_is_free(session, actor, field.label, field_id)
    field.removed_at = None
    field.position = position
    field.version += 1
    session.flush()
    history.record(session, actor, DefaultFieldRestored(field_id=field_id, label=field.label), now)
    return _row(field)


def _row(field: DefaultField) -> FieldRow:
    return FieldRow(field.id, FieldSpec(field.label, field.kind, tuple(field.choices), field.required), field.version)


def _columns(spec: FieldSpec) -> dict[str, Any]:
    return {**asdict(spec), "choices": list(spec.choices)}


def _on_form(session: Session, actor: Actor, *, held: bool = False) -> list[DefaultField]:
    found = (
        select(DefaultField)
        .where(policy.in_workspace(actor, DefaultField), DefaultField.removed_at.is_(None))
        .order_by(DefaultField.id)
        .execution_options(populate_existing=True)
    )
    rows = session.scalars(found.with_for_update() if held else found)
    return sorted(rows, key=lambda row: (row.position, row.id))


def _found(session: Session, actor: Actor, field_id: int, *, removed: bool) -> DefaultField:
    """The field, locked: who answers it at the same time is through, or waits to hear what it asks (`fields.asked`)."""
    field = session.scalars(
        select(DefaultField)
        .where(policy.in_workspace(actor, DefaultField), DefaultField.id == field_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if field is None or (field.removed_at is not None) is not removed:
        raise NotFound("default_field")
    return field


def _as_seen(session: Session, actor: Actor, field: DefaultField, seen_version: int | None, now: datetime) -> None:
    if seen_version is not None and field.version != seen_version:
        raise settings.stale(session, actor, "default_field", {"field_id": field.id}, now, name=field.label)


def _next_position(session: Session, actor: Actor) -> int:
    order = _on_form(session, actor)
    if len(order) >= FIELDS_LIMIT:
        raise FieldsTooMany(FIELDS_LIMIT)
    return max((field.position for field in order), default=0) + 1
