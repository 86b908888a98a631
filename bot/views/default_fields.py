"""The default fields, as an admin arranges them, and the form "Default field" (SPEC §6)."""

from collections.abc import Sequence
from typing import Any, Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    CheckboxesElement,
    ConfirmObject,
    ContextBlock,
    HeaderBlock,
    Option,
    SectionBlock,
    StaticSelectElement,
)

from bot import ids
from bot.i18n import Reader
from bot.parsing.settings import ON
from bot.settings_errors import KINDS
from bot.values import pack
from bot.views import words
from bot.views.inputs import field_block, form, text_input
from bot.views.screen import Screen, plain, shortened
from core.default_fields import FIELDS_LIMIT, FieldRow
from core.field_specs import FieldSpec
from core.models import FieldKind

CHOICES_SHOWN: Final = 200
"""Characters of the choices that the list tells; the form has them all."""


def fields_list(fields: Sequence[FieldRow], removed: Sequence[FieldRow], reader: Reader, *, note: str = "") -> Screen:
    """The default fields in their order, each with what can be done with it, and those that were removed.

    Args:
        fields: those that a folder's form asks for.
        removed: those that can come back.
        reader: who reads.
        note: what was just done.
    """
    _ = reader.gettext
    about = _("The form of a client folder asks for these, in this order.")
    empty = _("The form of a client folder asks for nothing besides name, owner and description.")
    blocks: list[Block] = [SectionBlock(text=plain(note))] if note else []
    blocks.append(ContextBlock(elements=[plain(about if fields else empty)]))
    lines = [note] if note else []
    for place, row in enumerate(fields, 1):
        lines.append(f"{place}. {row.spec.label}{words.SEPARATOR}{_about(row.spec, reader)}")
        blocks.append(words.titled(f"{place}. {row.spec.label}", "", _lines(row.spec, reader)))
        blocks.append(ActionsBlock(elements=_row_buttons(row, place, len(fields), reader)))
    if len(fields) < FIELDS_LIMIT:
        add = ButtonElement(text=plain(_("Add a field")), action_id=ids.DEFAULT_FIELD_NEW, style="primary")
        blocks.append(ActionsBlock(elements=[add]))
    else:
        full = _("That is as many as a form asks for: remove one to add another.")
        blocks.append(ContextBlock(elements=[plain(full)]))
    if removed:
        blocks.append(HeaderBlock(text=plain(_("Removed"))))
        blocks.append(ContextBlock(elements=[plain(_("What folders answered is kept and comes back with the field."))]))
        blocks += [_removed(row, reader) for row in removed]
        lines += [_("Removed: %(label)s") % {"label": row.spec.label} for row in removed]
    return Screen(title=_("Default fields"), text="\n".join(lines) or empty, blocks=blocks)


def default_field_form(reader: Reader, spec: FieldSpec, field: FieldRow | None, *, note: str = "") -> dict[str, Any]:
    """The form "Default field".

    Args:
        reader: who fills it in.
        spec: what is in it already.
        field: the one that is edited; None for a new one.
        note: said first.
    """
    _ = reader.gettext
    kinds = [Option(value=kind, text=plain(_(KINDS[kind]))) for kind in FieldKind]
    box = Option(value=ON, text=plain(_("A folder is not saved without an answer")))
    blocks: list[Block] = [SectionBlock(text=plain(note))] if note else []
    blocks += [
        field_block(ids.NAME, _("Label"), text_input(spec.label or None)),
        field_block(
            ids.KIND,
            _("Kind"),
            StaticSelectElement(
                action_id=ids.INPUT,
                placeholder=plain(_("Choose")),
                options=kinds,
                initial_option=next(option for option in kinds if option.value == spec.kind),
            ),
        ),
        field_block(
            ids.CHOICES,
            _("Choices"),
            text_input("\n".join(spec.choices) or None, multiline=True),
            optional=True,
            hint=_(
                "For the kind “Choice”, one a line. A folder keeps what it chose, even when that is offered no more."
            ),
        ),
        field_block(
            ids.REQUIRED,
            _("Required"),
            CheckboxesElement(action_id=ids.INPUT, options=[box], initial_options=[box] if spec.required else None),
            optional=True,
        ),
    ]
    kept = pack(field=field.id, version=field.version) if field else pack()
    return form(ids.DEFAULT_FIELD, _("Default field"), _("Save"), blocks, kept, reader)


def _about(spec: FieldSpec, reader: Reader) -> str:
    """ "Number, required"."""
    kind = reader.gettext(KINDS[spec.kind])
    return reader.gettext("%(kind)s, required") % {"kind": kind} if spec.required else kind


def _lines(spec: FieldSpec, reader: Reader) -> list[str]:
    lines = [_about(spec, reader)]
    if spec.kind is FieldKind.CHOICE:
        lines.append(shortened(", ".join(spec.choices), CHOICES_SHOWN))
    return lines


def _row_buttons(row: FieldRow, place: int, count: int, reader: Reader) -> list[ButtonElement]:
    _ = reader.gettext
    value = pack(field=row.id, version=row.version)
    buttons = [ButtonElement(text=plain(_("Edit")), action_id=ids.DEFAULT_FIELD_EDIT, value=value)]
    if place > 1:
        up = pack(field=row.id, place=place - 1)
        buttons.append(ButtonElement(text=plain(_("Move up")), action_id=ids.DEFAULT_FIELD_UP, value=up))
    if place < count:
        down = pack(field=row.id, place=place + 1)
        buttons.append(ButtonElement(text=plain(_("Move down")), action_id=ids.DEFAULT_FIELD_DOWN, value=down))
    asked = ConfirmObject(
        title=plain(_("Remove this field?")),
        text=plain(_("Folders no longer show it. What they answered is kept, and comes back when you restore it.")),
        confirm=plain(_("Remove")),
        deny=plain(_("Cancel")),
        style="danger",
    )
    buttons.append(
        ButtonElement(
            text=plain(_("Remove")), action_id=ids.DEFAULT_FIELD_REMOVE, value=value, style="danger", confirm=asked
        )
    )
    return buttons


def _removed(row: FieldRow, reader: Reader) -> SectionBlock:
    restore = ButtonElement(
        text=plain(reader.gettext("Restore")), action_id=ids.DEFAULT_FIELD_RESTORE, value=pack(field=row.id)
    )
    said = words.SEPARATOR.join((row.spec.label, _about(row.spec, reader)))
    return SectionBlock(text=plain(said), accessory=restore)
