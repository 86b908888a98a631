"""Default fields: what a folder's form asks for, and what it takes for an answer (SPEC §1)."""

import pytest

from core.fields import FieldAsked, canonical
from core.folders.card import open_folder
from core.folders.create import NewFolder, create_folder
from core.invalid import FieldInvalid, FieldRequired
from core.models import DefaultField, FieldKind
from tests.core.firm import NOW, Firm

KINDS = FieldKind
GOOD = [
    (KINDS.TEXT, "Nuts & bolts"),
    (KINDS.TEXT, "x" * 1000),
    (KINDS.NUMBER, "0"),
    (KINDS.NUMBER, "-12.50"),
    (KINDS.DATE, "2026-02-28"),
    (KINDS.CHOICE, "Industry"),
    (KINDS.LINK, "https://example.com/a?b=c#d"),
    (KINDS.LINK, "HTTP://EXAMPLE.COM"),
]
BAD = [
    (KINDS.TEXT, "x" * 1001),
    (KINDS.NUMBER, "twelve"),
    (KINDS.NUMBER, "1,5"),
    (KINDS.NUMBER, "NaN"),
    (KINDS.NUMBER, "Infinity"),
    (KINDS.DATE, "2026-02-30"),
    (KINDS.DATE, "28/02/2026"),
    (KINDS.DATE, "20260228"),
    (KINDS.CHOICE, "industry"),
    (KINDS.CHOICE, "Space"),
    (KINDS.LINK, "example.com"),
    (KINDS.LINK, "javascript:alert(1)"),
    (KINDS.LINK, "https://example.com/<b>"),
    (KINDS.LINK, "https://example.com/ and more"),
]


def _asked(kind: FieldKind, *, required: bool = False) -> FieldAsked:
    return FieldAsked(7, "Label", kind, ("Industry", "Services") if kind is FieldKind.CHOICE else (), required)


@pytest.mark.parametrize(("kind", "given"), GOOD)
def test_an_answer_of_its_kind_is_kept(kind: FieldKind, given: str) -> None:
    assert canonical(_asked(kind), f" {given} ") == given


@pytest.mark.parametrize(("kind", "given"), BAD)
def test_an_answer_of_another_kind_is_refused_under_its_field(kind: FieldKind, given: str) -> None:
    asked = _asked(kind)
    with pytest.raises(FieldInvalid) as refused:
        canonical(asked, given)
    assert refused.value == FieldInvalid(7, "Label", kind, asked.choices)


@pytest.mark.parametrize("kind", FieldKind)
@pytest.mark.parametrize("given", ["", "  "])
def test_no_answer_is_fine_unless_one_is_required(kind: FieldKind, given: str) -> None:
    assert canonical(_asked(kind), given) == ""
    with pytest.raises(FieldRequired) as refused:
        canonical(_asked(kind, required=True), given)
    assert refused.value == FieldRequired(7, "Label")


def _field(firm: Firm, label: str, position: int, *, required: bool = False, removed: bool = False) -> int:
    with firm.database.transaction(firm.workspace_id) as session:
        field = DefaultField(
            workspace_id=firm.workspace_id,
            label=label,
            kind=FieldKind.TEXT,
            choices=[],
            required=required,
            position=position,
            removed_at=NOW if removed else None,
        )
        session.add(field)
        session.flush()
        return field.id


def test_answers_are_kept_with_the_folder_in_the_order_of_the_form(firm: Firm) -> None:
    second, first, silent = _field(firm, "City", 2), _field(firm, "Sector", 1), _field(firm, "Size", 3)
    with firm.acting("Ben") as (session, actor):
        new = NewFolder("Acme", answers={second: "Lyon", first: " Industry ", silent: " ", 999: "of no field"})
        folder = create_folder(session, actor, new, NOW)
        card = open_folder(session, actor, folder, NOW)
    assert [(answer.label, answer.value) for answer in card.answers] == [("Sector", "Industry"), ("City", "Lyon")]


def test_a_removed_field_is_asked_no_longer_even_if_it_was_required(firm: Firm) -> None:
    removed = _field(firm, "Old", 1, required=True, removed=True)
    with firm.acting("Ben") as (session, actor):
        folder = create_folder(session, actor, NewFolder("Acme", answers={removed: "x"}), NOW)
        assert open_folder(session, actor, folder, NOW).answers == ()


def test_a_required_field_left_empty_refuses_the_folder(firm: Firm) -> None:
    field = _field(firm, "Sector", 1, required=True)
    with pytest.raises(FieldRequired) as refused, firm.acting("Ben") as (session, actor):
        create_folder(session, actor, NewFolder("Acme"), NOW)
    assert refused.value == FieldRequired(field, "Sector")
