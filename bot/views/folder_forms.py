"""The form that changes a folder: title, labels and their order are SPEC §6's, to the letter."""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import Block, ContextBlock, SectionBlock

from bot import ids
from bot.i18n import Reader
from bot.values import pack
from bot.views import words
from bot.views.folder_acts import open_button
from bot.views.forms import Typed, default_field
from bot.views.inputs import field_block, form, text_input
from bot.views.screen import plain
from core.folders.edit import FolderToEdit
from core.folders.rows import FolderRef


def as_typed(folder: FolderToEdit) -> Mapping[str, str]:
    """What a folder says of itself, as it stands in its form."""
    answers = {f"{ids.FIELD}{question.id}": folder.answers.get(question.id, "") for question in folder.asked}
    return {ids.NAME: folder.folder.name, ids.DESCRIPTION: folder.description, **answers}


def edit_folder(
    reader: Reader,
    folder: FolderToEdit,
    typed: Typed,
    *,
    version: int | None = None,
    near: Sequence[FolderRef] = (),
    seen: str = "",
    note: str = "",
) -> dict[str, Any]:
    """The form "Edit client folder".

    Args:
        reader: who fills it in.
        folder: as it stands.
        typed: what is in the form already.
        version: the version that the person has before their eyes, where that is an earlier one than it stands at.
        near: other folders of nearly the new name, each with "Open".
        seen: the name for which those were shown: sent again with it, the folder gets that name.
        note: said above it.
    """
    _ = reader.gettext
    blocks: list[Block] = [ContextBlock(elements=[plain(note)])] if note else []
    blocks.append(ContextBlock(elements=[plain(named(folder.folder))]))
    if near:
        blocks.append(SectionBlock(text=plain(_("There are already folders of nearly that name:"))))
        blocks += [_other(one, reader) for one in near]
        blocks.append(ContextBlock(elements=[plain(_("“Save” gives it that name all the same."))]))
    blocks += [
        field_block(ids.NAME, _("Name"), text_input(typed.get(ids.NAME))),
        field_block(
            ids.DESCRIPTION, _("Description"), text_input(typed.get(ids.DESCRIPTION), multiline=True), optional=True
        ),
    ]
    blocks += [default_field(question, typed, reader) for question in folder.asked]
    kept = pack(folder=folder.folder.id, version=version or folder.version, reply=typed.reply_url, seen=seen)
    return form(ids.FOLDER_EDIT, _("Edit client folder"), _("Save"), blocks, kept, reader)


def named(folder: FolderRef) -> str:
    """ "F-12 Acme"."""
    return f"{words.folder_number(folder.number)} {folder.name}"


def _other(folder: FolderRef, reader: Reader) -> SectionBlock:
    owner = reader.gettext("owner: %(name)s") % {"name": words.person(folder.owner, reader)}
    return SectionBlock(text=plain(f"{named(folder)}\n{owner}"), accessory=open_button(folder, reader))
