"""The forms that change an opportunity: titles, labels and their order are SPEC §6's, to the letter."""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    ContextBlock,
    DatePickerElement,
    ExternalDataSelectElement,
    Option,
    SectionBlock,
    UserSelectElement,
)
from slack_sdk.models.blocks.block_elements import ButtonElement

from bot import ids
from bot.i18n import Reader
from bot.values import pack
from bot.views import words
from bot.views.folders import folder_option
from bot.views.forms import Typed
from bot.views.inputs import field_block, form, text_input
from bot.views.opportunity_acts import named, named_folder, place_button
from bot.views.screen import plain, shortened
from core.folders.rows import FolderRef
from core.opportunities.duplicate import Proposal
from core.opportunities.rows import OpportunityRow


def as_typed(row: OpportunityRow, reader: Reader) -> Mapping[str, str]:
    """What an opportunity says of itself, as its reader would type it."""
    closing = row.expected_closing_on
    return {
        ids.NAME: row.title,
        ids.AMOUNT: reader.number(row.amount) if row.amount else "",
        ids.TAGS: ", ".join(row.tags),
        ids.DESCRIPTION: row.description,
        ids.EXPECTED_CLOSING: closing.isoformat() if closing else "",
    }


def edit_opportunity(reader: Reader, row: OpportunityRow, typed: Typed, *, note: str = "") -> dict[str, Any]:
    """The form "Edit opportunity".

    Args:
        reader: who fills it in.
        row: the opportunity.
        typed: what is in it already.
        note: said above it.
    """
    _ = reader.gettext
    amount_hint = _("For example %(example)s or 12k") % {"example": reader.money_example()}
    blocks: list[Block] = [
        *_above(row, note),
        field_block(ids.NAME, _("Title"), text_input(typed.get(ids.NAME))),
        field_block(ids.AMOUNT, _("Amount"), text_input(typed.get(ids.AMOUNT)), optional=True, hint=amount_hint),
        field_block(ids.TAGS, _("Tags"), text_input(typed.get(ids.TAGS)), optional=True, hint=_("Separated by commas")),
        field_block(
            ids.DESCRIPTION,
            _("Description"),
            text_input(typed.get(ids.DESCRIPTION), multiline=True),
            optional=True,
        ),
        field_block(
            ids.EXPECTED_CLOSING,
            _("Expected closing date"),
            DatePickerElement(action_id=ids.INPUT, initial_date=typed.get(ids.EXPECTED_CLOSING)),
            optional=True,
        ),
    ]
    return form(ids.OPPORTUNITY_EDIT, _("Edit opportunity"), _("Save"), blocks, _kept(row, typed), reader)


def place(
    reader: Reader,
    row: OpportunityRow,
    typed: Typed,
    *,
    moving: bool,
    folder: FolderRef | None = None,
    near: Sequence[FolderRef] = (),
    seen: str = "",
    note: str = "",
) -> dict[str, Any]:
    """The forms "Attach to a folder" and "Move to a folder".

    Args:
        reader: who fills it in.
        row: the opportunity.
        typed: what is in it already.
        moving: which of the two.
        folder: the folder chosen already, if any.
        near: folders of nearly the new name, each with "Use this folder instead".
        seen: the name for which those were shown: sent again with it, the folder is made.
        note: said above it.
    """
    _ = reader.gettext
    search = ExternalDataSelectElement(
        action_id=ids.FOLDER_SEARCH,
        placeholder=plain(_("Type a name or a number")),
        min_query_length=0,
        initial_option=folder_option(folder, reader) if folder else None,
    )
    belongs = _("Or create one: it will belong to %(name)s, like the opportunity.") % {
        "name": words.person(row.owner, reader)
    }
    blocks: list[Block] = _above(row, note)
    if moving and row.folder is not None:
        now_in = _("Now in %(folder)s") % {"folder": named_folder(row.folder)}
        blocks.append(ContextBlock(elements=[plain(now_in)]))
    again = _("Use this folder instead")
    blocks += _near(
        [(one, place_button(row, one, reader, moving=moving, label=again)) for one in near],
        _("Move") if moving else _("Attach"),
        reader,
    )
    blocks += [
        field_block(ids.FOLDER, _("Client folder"), search, optional=True),
        field_block(ids.NAME, _("New folder name"), text_input(typed.get(ids.NAME)), optional=True, hint=belongs),
    ]
    kept = pack(opportunity=row.id, version=row.version, reply=typed.reply_url, seen=seen)
    if moving:
        return form(ids.OPPORTUNITY_MOVE, _("Move to a folder"), _("Move"), blocks, kept, reader)
    return form(ids.OPPORTUNITY_ATTACH, _("Attach to a folder"), _("Attach"), blocks, kept, reader)


def attach_opportunity(reader: Reader, folder: FolderRef, typed: Typed) -> dict[str, Any]:
    """The form "Attach opportunity", from a folder.

    Args:
        reader: who fills it in.
        folder: where to.
        typed: where the answer goes.
    """
    _ = reader.gettext
    search = ExternalDataSelectElement(
        action_id=ids.OPPORTUNITY_SEARCH,
        placeholder=plain(_("Type a title or a number")),
        min_query_length=0,
    )
    blocks: list[Block] = [SectionBlock(text=plain(named_folder(folder)))]
    if not folder.active:
        blocks.append(ContextBlock(elements=[plain(_("This client folder is deactivated, and stays so."))]))
    hint = _("Those in no folder that you may change")
    blocks.append(field_block(ids.OPPORTUNITY, _("Opportunity"), search, hint=hint))
    kept = pack(folder=folder.id, reply=typed.reply_url)
    return form(ids.FOLDER_ATTACH, _("Attach opportunity"), _("Attach"), blocks, kept, reader)


def opportunity_option(row: OpportunityRow) -> Option:
    """An opportunity where a search offers it."""
    return Option(value=pack(opportunity=row.id), text=plain(shortened(named(row))))


def change_owner(reader: Reader, row: OpportunityRow, typed: Typed, *, note: str = "") -> dict[str, Any]:
    """The form "Change owner", of an opportunity.

    Args:
        reader: who fills it in.
        row: the opportunity.
        typed: what is in it already.
        note: said above it.
    """
    _ = reader.gettext
    now_of = _("owner: %(name)s") % {"name": words.person(row.owner, reader)}
    element = UserSelectElement(action_id=ids.INPUT, placeholder=plain(_("Choose")), initial_user=typed.get(ids.OWNER))
    blocks: list[Block] = [
        *_above(row, note),
        ContextBlock(elements=[plain(now_of)]),
        field_block(ids.OWNER, _("New owner"), element),
    ]
    return form(ids.OPPORTUNITY_OWNER, _("Change owner"), _("Reassign"), blocks, _kept(row, typed), reader)


def folder_for_both(
    reader: Reader, proposal: Proposal, typed: Typed, *, near: Sequence[FolderRef] = (), seen: str = ""
) -> dict[str, Any]:
    """The form behind "Create a client folder": one name, filled in with the opportunity's title.

    Args:
        reader: who fills it in.
        proposal: the opportunity and its copy.
        typed: what is in it already.
        near: folders of nearly that name, each with "Use this folder instead".
        seen: the name for which those were shown: sent again with it, the folder is made.
    """
    _ = reader.gettext
    both = _("For %(first)s and its copy %(second)s") % {
        "first": words.opportunity_number(proposal.source.number),
        "second": words.opportunity_number(proposal.copy.number),
    }
    belongs = _("It will belong to %(name)s, like the opportunity.")
    offers = [
        (
            one,
            ButtonElement(
                text=plain(_("Use this folder instead")),
                action_id=ids.PROPOSAL_ACCEPT_WITH,
                value=pack(proposal=proposal.id, folder=one.id),
            ),
        )
        for one in near
    ]
    blocks: list[Block] = [
        ContextBlock(elements=[plain(both)]),
        *_near(offers, _("Create"), reader),
        field_block(
            ids.NAME,
            _("Name"),
            text_input(typed.get(ids.NAME)),
            hint=belongs % {"name": words.person(proposal.copy.owner, reader)},
        ),
    ]
    kept = pack(proposal=proposal.id, reply=typed.reply_url, seen=seen)
    return form(ids.PROPOSAL_ACCEPT, _("New client folder"), _("Create"), blocks, kept, reader)


def _above(row: OpportunityRow, note: str) -> list[Block]:
    blocks: list[Block] = [SectionBlock(text=plain(note))] if note else []
    return [*blocks, SectionBlock(text=plain(named(row)))]


def _kept(row: OpportunityRow, typed: Typed) -> str:
    return pack(opportunity=row.id, version=row.version, reply=typed.reply_url)


def _near(offers: Sequence[tuple[FolderRef, ButtonElement]], submit: str, reader: Reader) -> list[Block]:
    """Folders of nearly the name that a new one shall have: advice, never a refusal (SPEC §3)."""
    if not offers:
        return []
    _ = reader.gettext
    blocks: list[Block] = [SectionBlock(text=plain(_("There are already folders of nearly that name:")))]
    for folder, button in offers:
        owner = _("owner: %(name)s") % {"name": words.person(folder.owner, reader)}
        blocks.append(SectionBlock(text=plain(f"{named_folder(folder)}\n{owner}"), accessory=button))
    all_the_same = _("“%(submit)s” makes a new folder all the same.") % {"submit": submit}
    blocks.append(ContextBlock(elements=[plain(all_the_same)]))
    return blocks
