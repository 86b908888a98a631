"""Buttons that act on a folder, and what is asked before they do."""

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, ConfirmObject, Option, SectionBlock

from bot import ids
from bot.i18n import Reader
from bot.values import pack
from bot.views import words
from bot.views.screen import Screen, plain, shortened
from core.errors import Stale
from core.folders.delete import DeletedFolder
from core.folders.rows import FolderRef, FolderRow

CONFIRM_LIMIT = 300
"""Characters of a confirmation (SLACK.md, Limits)."""


def activity_button(row: FolderRow, reader: Reader, *, ask: bool = True) -> ButtonElement:
    """ "Deactivate" or "Reactivate", for an admin.

    Args:
        row: the folder.
        reader: who reads.
        ask: whether deactivating asks to confirm: not where that is what the screen does.
    """
    _ = reader.gettext
    if not row.folder.active:
        return ButtonElement(
            text=plain(_("Reactivate")), action_id=ids.FOLDER_REACTIVATE, value=pack(folder=row.folder.id)
        )
    return ButtonElement(
        text=plain(_("Deactivate")),
        action_id=ids.FOLDER_DEACTIVATE,
        value=pack(folder=row.folder.id),
        style="danger",
        confirm=ConfirmObject(
            title=plain(_("Deactivate this folder?")),
            text=plain(shortened(_consequences(row, reader), CONFIRM_LIMIT)),
            confirm=plain(_("Deactivate")),
            deny=plain(_("Cancel")),
            style="danger",
        )
        if ask
        else None,
    )


def edit_button(folder: FolderRef, reader: Reader) -> ButtonElement:
    """ "Edit", for who may change the folder."""
    return ButtonElement(text=plain(reader.gettext("Edit")), action_id=ids.FOLDER_EDIT, value=pack(folder=folder.id))


def history_button(folder: FolderRef, reader: Reader) -> ButtonElement:
    """ "History", for who sees the folder."""
    label = plain(reader.gettext("History"))
    return ButtonElement(text=label, action_id=ids.FOLDER_HISTORY, value=pack(folder=folder.id))


def open_button(folder: FolderRef, reader: Reader) -> ButtonElement:
    """ "Open", for a folder."""
    return ButtonElement(text=plain(reader.gettext("Open")), action_id=ids.FOLDER_OPEN, value=pack(folder=folder.id))


def delete_button(row: FolderRow, reader: Reader) -> ButtonElement:
    """ "Delete", of an empty folder, for an admin; it asks before it does."""
    _ = reader.gettext
    return ButtonElement(
        text=plain(_("Delete")),
        action_id=ids.FOLDER_DELETE,
        value=pack(folder=row.folder.id, version=row.version),
        style="danger",
        confirm=ConfirmObject(
            title=plain(_("Delete this folder?")),
            text=plain(_("It is empty. It cannot be brought back, and its number is never used again.")),
            confirm=plain(_("Delete")),
            deny=plain(_("Keep the folder")),
            style="danger",
        ),
    )


def deleted(folder: DeletedFolder, reader: Reader) -> Screen:
    """That a folder is gone, with the way back to the list."""
    _ = reader.gettext
    named = f"{words.folder_number(folder.number)} {folder.name}"
    said = _("%(folder)s is deleted.") % {"folder": named}
    back = ButtonElement(
        text=plain(_("Client folders")), action_id=f"{ids.FOLDER_LIST_PAGE}.first", value=pack(page=1, filter="")
    )
    blocks: list[Block] = [SectionBlock(text=plain(said)), ActionsBlock(elements=[back])]
    return Screen(title=_("Client folder"), text=said, blocks=blocks)


def ask_button(folder_id: int, reader: Reader, to: str | None = None) -> ButtonElement:
    """ "Ask a manager", for who sees a folder and may not change its owner.

    Args:
        folder_id: which.
        reader: who reads.
        to: whom it should belong to, by Slack id, where that is known.
    """
    value = pack(folder=folder_id) if to is None else pack(folder=folder_id, to=to)
    return ButtonElement(text=plain(reader.gettext("Ask a manager")), action_id=ids.FOLDER_ASK, value=value)


def ask_option(folder_id: int, reader: Reader) -> Option:
    """ "Ask a manager", in the menu of a folder that its reader may not change."""
    return Option(value=pack(folder=folder_id, act=ids.MENU_ASK), text=plain(reader.gettext("Ask a manager")))


def are_you_sure(row: FolderRow, reader: Reader) -> Screen:
    """The question that `/folder deactivate` and the menu ask; "Open" leads back."""
    _ = reader.gettext
    named = f"{words.folder_number(row.folder.number)} {row.folder.name}"
    said = f"{named}\n{_consequences(row, reader)}"
    blocks: list[Block] = [
        SectionBlock(text=plain(said)),
        ActionsBlock(elements=[activity_button(row, reader, ask=False), open_button(row.folder, reader)]),
    ]
    return Screen(title=_("Client folder"), text=said, blocks=blocks)


def who_was_quicker(stale: Stale, reader: Reader) -> str:
    """Who changed the folder, and when; said above the form as things stand now, which can be sent again."""
    _ = reader.gettext
    said = _("%(by)s changed this client folder at %(when)s, after it was shown to you. This is how it stands now.")
    told = said % {"by": stale.by or _("Somebody"), "when": reader.datetime(stale.at)}
    return " ".join((told, _("Send the form again to go on all the same.")))


def _consequences(row: FolderRow, reader: Reader) -> str:
    """What deactivating means, with a warning where something is in progress."""
    _ = reader.gettext
    said = _("A deactivated folder leaves the lists; what is inside stays as it is, and an admin can reactivate it.")
    active = row.figures.active
    if not active:
        return said
    warning = reader.ngettext(
        "Careful: %(count)s opportunity is still in progress.",
        "Careful: %(count)s opportunities are still in progress.",
        active,
    )
    return warning % {"count": reader.number(active)} + " " + said
