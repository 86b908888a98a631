"""The forms of asking for an owner change, and of declining one."""

from typing import Any

from slack_sdk.models.blocks import Block, ContextBlock, PlainTextInputElement, SectionBlock, UserSelectElement

from bot import ids
from bot.i18n import Reader
from bot.values import pack
from bot.views import words
from bot.views.approvals import question
from bot.views.forms import Typed
from bot.views.inputs import field_block, form
from bot.views.opportunity_acts import named_folder
from bot.views.screen import plain
from core.approvals.rows import ApprovalRow
from core.folders.rows import FolderRef
from core.models.approval import REASON_LIMIT


def ask_form(reader: Reader, folder: FolderRef, typed: Typed) -> dict[str, Any]:
    """The form "Ask a manager".

    Args:
        reader: who asks.
        folder: about which.
        typed: what is in it already.
    """
    _ = reader.gettext
    owner = _("owner: %(name)s") % {"name": words.person(folder.owner, reader)}
    goes_to = _("It goes to the managers of the owner's team, or to the admins where there are none.")
    told = _("You read their answer in your messages with Dossier.")
    element = UserSelectElement(action_id=ids.INPUT, placeholder=plain(_("Choose")), initial_user=typed.get(ids.OWNER))
    blocks: list[Block] = [
        SectionBlock(text=plain(named_folder(folder))),
        ContextBlock(elements=[plain(owner)]),
        field_block(ids.OWNER, _("New owner"), element),
        field_block(ids.REASON, _("Reason"), _reason(typed), optional=True),
        ContextBlock(elements=[plain(f"{goes_to} {told}")]),
    ]
    kept = pack(folder=folder.id, reply=typed.reply_url)
    return form(ids.FOLDER_ASK, _("Ask a manager"), _("Ask"), blocks, kept, reader)


def decline_form(reader: Reader, row: ApprovalRow, typed: Typed) -> dict[str, Any]:
    """The form behind "Decline": a reason, which the asker reads."""
    _ = reader.gettext
    hint = _("%(name)s reads it.") % {"name": row.asker.name}
    blocks: list[Block] = [
        SectionBlock(text=plain(question(row, reader))),
        field_block(ids.REASON, _("Reason"), _reason(typed), hint=hint),
    ]
    kept = pack(approval=row.id, reply=typed.reply_url)
    return form(ids.APPROVAL_DECLINE, _("Decline"), _("Decline"), blocks, kept, reader)


def _reason(typed: Typed) -> PlainTextInputElement:
    return PlainTextInputElement(
        action_id=ids.INPUT, initial_value=typed.get(ids.REASON), multiline=True, max_length=REASON_LIMIT
    )
