"""The forms: titles, labels and their order are SPEC §6's, to the letter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    ContextBlock,
    DatePickerElement,
    ExternalDataSelectElement,
    InputBlock,
    InputInteractiveElement,
    NumberInputElement,
    Option,
    PlainTextInputElement,
    SectionBlock,
    StaticSelectElement,
    TimePickerElement,
    UrlInputElement,
    UserSelectElement,
)
from slack_sdk.models.blocks.block_elements import ButtonElement

from bot import ids
from bot.i18n import Reader
from bot.values import pack
from bot.views import words
from bot.views.folders import folder_option
from bot.views.inputs import field_block, form, text_input
from bot.views.screen import plain, shortened
from core.fields import FieldAsked
from core.folders.rows import FolderRef
from core.models import FieldKind
from core.opportunities.rows import OpportunityRow


@dataclass(frozen=True, slots=True)
class Typed:
    """What is in a form already: typed before, or given with the command.

    Attributes:
        values: by block id: text, a date, a user id, or a choice.
        reply_url: where the answer goes when the form is done.
        permalink: of the Slack message that the form was opened from.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    reply_url: str = ""
    permalink: str = ""

    def get(self, block_id: str) -> str | None:
        """What is in a field; None where nothing is."""
        return self.values.get(block_id) or None


def new_folder(
    reader: Reader, asked: Sequence[FieldAsked], typed: Typed, *, near: Sequence[FolderRef] = (), seen: str = ""
) -> dict[str, Any]:
    """The form "New client folder".

    Args:
        reader: who fills it in.
        asked: the default fields.
        typed: what is in it already.
        near: folders of nearly that name, each with "Use this folder instead".
        seen: the name for which those were shown: sent again with it, the folder is made.
    """
    _ = reader.gettext
    advice = _("A client folder is worth its while from the second opportunity with the same client on.")
    blocks: list[Block] = [ContextBlock(elements=[plain(advice)])]
    if near:
        blocks.append(SectionBlock(text=plain(_("There are already folders of nearly that name:"))))
        blocks += [_instead(folder, reader) for folder in near]
        blocks.append(ContextBlock(elements=[plain(_("“Create” makes a new folder all the same."))]))
    blocks += [
        field_block(ids.NAME, _("Name"), text_input(typed.get(ids.NAME))),
        _owner(typed, reader),
        field_block(
            ids.DESCRIPTION, _("Description"), text_input(typed.get(ids.DESCRIPTION), multiline=True), optional=True
        ),
    ]
    blocks += [default_field(question, typed, reader) for question in asked]
    return form(
        ids.FOLDER_CREATE, _("New client folder"), _("Create"), blocks, pack(reply=typed.reply_url, seen=seen), reader
    )


def new_opportunity(reader: Reader, typed: Typed, *, folder: FolderRef | None) -> dict[str, Any]:
    """The form "New opportunity".

    Args:
        reader: who fills it in.
        typed: what is in it already.
        folder: the folder chosen already, if any.
    """
    _ = reader.gettext
    amount_hint = _("For example %(example)s or 12k") % {"example": reader.money_example()}
    blocks: list[Block] = [
        field_block(ids.NAME, _("Title"), text_input(typed.get(ids.NAME))),
        field_block(ids.AMOUNT, _("Amount"), text_input(typed.get(ids.AMOUNT)), optional=True, hint=amount_hint),
        field_block(ids.FOLDER, _("Client folder"), _folder_search(folder, reader), optional=True),
        _owner(typed, reader),
        field_block(ids.TAGS, _("Tags"), text_input(typed.get(ids.TAGS)), optional=True, hint=_("Separated by commas")),
        field_block(
            ids.DESCRIPTION, _("Description"), text_input(typed.get(ids.DESCRIPTION), multiline=True), optional=True
        ),
        field_block(
            ids.EXPECTED_CLOSING,
            _("Expected closing date"),
            DatePickerElement(action_id=ids.INPUT, initial_date=typed.get(ids.EXPECTED_CLOSING)),
            optional=True,
        ),
    ]
    return form(
        ids.OPPORTUNITY_CREATE,
        _("New opportunity"),
        _("Create"),
        blocks,
        pack(reply=typed.reply_url, link=typed.permalink),
        reader,
    )


def find_folder(reader: Reader) -> dict[str, Any]:
    """The form "Find a folder".

    Args:
        reader: who searches.
    """
    _ = reader.gettext
    blocks: list[Block] = [field_block(ids.FOLDER, _("Client folder"), _folder_search(None, reader))]
    return form(ids.FIND_FOLDER, _("Find a folder"), _("Open"), blocks, pack(), reader)


def standby(reader: Reader, row: OpportunityRow, typed: Typed) -> dict[str, Any]:
    """The form "Standby": when does the opportunity come back?

    Args:
        reader: who fills it in.
        row: the opportunity.
        typed: what is in it already.
    """
    _ = reader.gettext
    about = f"{words.opportunity_number(row.number)} {row.title}"
    blocks: list[Block] = [
        SectionBlock(text=plain(about)),
        field_block(
            ids.REMINDER,
            _("Reminder date"),
            DatePickerElement(action_id=ids.INPUT, initial_date=typed.get(ids.REMINDER)),
            hint=_("On that day it goes back to “To do”."),
        ),
        field_block(
            ids.REMINDER_TIME,
            _("Reminder time"),
            TimePickerElement(action_id=ids.INPUT, initial_time=typed.get(ids.REMINDER_TIME)),
            optional=True,
            hint=_("By its owner's clock; 9:00 unless you choose another"),
        ),
    ]
    metadata = pack(opportunity=row.id, version=row.version, reply=typed.reply_url)
    return form(ids.STANDBY, _("Standby"), _("Save"), blocks, metadata, reader)


def _folder_search(chosen: FolderRef | None, reader: Reader) -> ExternalDataSelectElement:
    return ExternalDataSelectElement(
        action_id=ids.FOLDER_SEARCH,
        placeholder=plain(reader.gettext("Type a name or a number")),
        min_query_length=0,
        initial_option=folder_option(chosen, reader) if chosen else None,
    )


def _long(typed: Typed) -> PlainTextInputElement:
    return text_input(typed.get(ids.DESCRIPTION), multiline=True)


def _owner(typed: Typed, reader: Reader) -> InputBlock:
    element = UserSelectElement(action_id=ids.INPUT, initial_user=typed.get(ids.OWNER))
    return field_block(ids.OWNER, reader.gettext("Owner"), element)


def _instead(folder: FolderRef, reader: Reader) -> SectionBlock:
    owner = reader.gettext("owner: %(name)s") % {"name": words.person(folder.owner, reader)}
    return SectionBlock(
        text=plain(f"{words.folder_number(folder.number)} {folder.name}\n{owner}"),
        accessory=ButtonElement(
            text=plain(reader.gettext("Use this folder instead")),
            action_id=ids.FOLDER_USE_INSTEAD,
            value=pack(folder=folder.id),
        ),
    )


def default_field(question: FieldAsked, typed: Typed, reader: Reader) -> InputBlock:
    """A default field, with what was answered in it.

    Args:
        question: the field.
        typed: what is in the form already.
        reader: who fills it in.
    """
    block_id = f"{ids.FIELD}{question.id}"
    return field_block(
        block_id, question.label, _element(question, typed.get(block_id), reader), optional=not question.required
    )


def _element(question: FieldAsked, value: str | None, reader: Reader) -> InputInteractiveElement:
    match question.kind:
        case FieldKind.TEXT:
            return text_input(value)
        case FieldKind.NUMBER:
            return NumberInputElement(action_id=ids.INPUT, is_decimal_allowed=True, initial_value=value)
        case FieldKind.DATE:
            return DatePickerElement(action_id=ids.INPUT, initial_date=value)
        case FieldKind.LINK:
            return UrlInputElement(action_id=ids.INPUT, initial_value=value)
        case FieldKind.CHOICE:
            options = [Option(value=choice, text=plain(shortened(choice))) for choice in question.choices]
            return StaticSelectElement(
                action_id=ids.INPUT,
                placeholder=plain(reader.gettext("Choose")),
                options=options,
                initial_option=next((option for option in options if option.value == value), None),
            )
