"""The Home tab: what is mine, and where to begin."""

from typing import Any

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, ContextBlock, DividerBlock, HeaderBlock

from bot import VERSION, ids
from bot.i18n import Reader
from bot.parsing.commands import FOLDER, OPP
from bot.values import pack
from bot.views.folders import folder_rows
from bot.views.screen import plain
from core.folders.browse import FolderPage


def home(mine: FolderPage, reader: Reader, *, sees_everything: bool, is_admin: bool, prefix: str) -> dict[str, Any]:
    """The Home tab of a person.

    Args:
        mine: the first page of the folders that they own or have opportunities in.
        reader: who reads.
        sees_everything: False adds that figures are those of the opportunities that the reader can see.
        is_admin: adds "Settings".
        prefix: of the commands' names.
    """
    _ = reader.gettext
    buttons = [
        ButtonElement(text=plain(_("New opportunity")), action_id=ids.OPPORTUNITY_NEW, value=pack(), style="primary"),
        ButtonElement(text=plain(_("New folder")), action_id=ids.FOLDER_NEW),
    ]
    if is_admin:
        buttons.append(ButtonElement(text=plain(_("Settings")), action_id=ids.SETTINGS))
    blocks: list[Block] = [ActionsBlock(elements=buttons), HeaderBlock(text=plain(_("My client folders")))]
    if not sees_everything:
        blocks.append(ContextBlock(elements=[plain(_("Figures are of the opportunities you can see."))]))
    blocks += folder_rows(mine, reader)[0]
    more = _("%(folder)s list and %(opp)s list show the rest; %(folder)s help tells what else there is.")
    about = _("Dossier %(version)s") % {"version": VERSION}
    blocks += [
        DividerBlock(),
        ContextBlock(elements=[plain(more % {"folder": f"/{prefix}{FOLDER}", "opp": f"/{prefix}{OPP}"}), plain(about)]),
    ]
    return {"type": "home", "blocks": [block.to_dict() for block in blocks]}
