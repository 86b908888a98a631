"""What a default field may be: its label, its kind and its choices."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core import naming, policy
from core.actor import Actor
from core.fields import FieldAsked, holds
from core.models import DefaultField, FieldKind, FieldValue
from core.models.field import LABEL_LIMIT
from core.settings_errors import ChoicesMissing, ChoicesTooLong, ChoicesTooMany, ChoiceTooLong, KindInUse, NameTaken

CHOICES_LIMIT: Final = 100
"""Choices of one field (SLACK.md, Limits: options of a select)."""

CHOICE_LIMIT: Final = 75
"""Characters of a choice (SLACK.md, Limits: text of an option)."""

CHOICES_LENGTH: Final = 3000
"""Characters of all choices, one a line (SLACK.md, Limits: a text field)."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What the form "Default field" asks for.

    Attributes:
        label: up to 75 characters, not that of another field of the form.
        kind: what it holds.
        choices: what may be chosen; kept for other kinds, where nothing asks for them.
        required: whether it must be answered.
    """

    label: str
    kind: FieldKind
    choices: tuple[str, ...]
    required: bool


def checked(session: Session, actor: Actor, spec: FieldSpec, field_id: int | None) -> FieldSpec:
    """What was asked for, as it is stored: names and choices folded, each choice once. The caller holds the settings.

    Args:
        session: the caller's.
        actor: who asks for it.
        spec: as it was filled in.
        field_id: the field that it is for; None for a new one.

    Raises:
        NameMissing, NameTooLong, NameTaken, ChoicesMissing, ChoicesTooMany, ChoicesTooLong, ChoiceTooLong.
    """
    label = naming.checked(spec.label, LABEL_LIMIT)
    make_sure_it_is_free(session, actor, label, field_id)
    choices = tuple(dict.fromkeys(filter(None, (" ".join(choice.split()) for choice in spec.choices))))
    if spec.kind is FieldKind.CHOICE and not choices:
        raise ChoicesMissing
    if len(choices) > CHOICES_LIMIT:
        raise ChoicesTooMany(len(choices), CHOICES_LIMIT)
    for choice in choices:
        if len(choice) > CHOICE_LIMIT:
            raise ChoiceTooLong(choice, CHOICE_LIMIT)
    length = len("\n".join(choices))
    if length > CHOICES_LENGTH:
        raise ChoicesTooLong(length, CHOICES_LENGTH)
    return FieldSpec(label, spec.kind, choices, spec.required)


def make_sure_it_is_free(session: Session, actor: Actor, label: str, field_id: int | None) -> None:
    """See that no other field on the form has the label, whatever its case and accents. The caller holds the settings.

    Raises:
        NameTaken: one has.
    """
    taken = session.scalar(
        select(DefaultField.label)
        .where(
            policy.in_workspace(actor, DefaultField),
            DefaultField.removed_at.is_(None),
            func.search_key(DefaultField.label) == func.search_key(label),
            DefaultField.id.is_distinct_from(field_id),
        )
        .limit(1)
    )
    if taken is not None:
        raise NameTaken(taken)


def make_sure_it_holds_the_answers(session: Session, actor: Actor, field_id: int, spec: FieldSpec) -> None:
    """See that the kind holds whatever any folder answered.

    Raises:
        KindInUse: there are answers that it does not hold.
    """
    answered = session.execute(
        select(FieldValue.value, func.count().label("folders"))
        .where(FieldValue.workspace_id == actor.workspace_id, FieldValue.field_id == field_id)
        .group_by(FieldValue.value)
    )
    question = FieldAsked(field_id, spec.label, spec.kind, spec.choices, spec.required)
    lost: int = sum(row.folders for row in answered if not holds(question, row.value))
    if lost:
        raise KindInUse(spec.kind, lost)
