"""Taking folders out: two kinds of file, sent to the person's direct messages, never into a channel."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from bot import ids
from bot.i18n import Reader
from bot.parsing import filters
from bot.parsing.requests import ExportFolders
from bot.sheets import comma_separated, sheets, workbook
from bot.views.folders import export_underway
from bot.views.understood import describe
from bot.visit import Visit
from core import export
from core.filters import FolderFilter

if TYPE_CHECKING:
    from bot.app import Wiring

FILES: Final = ("dossier.xlsx", "folders.csv", "opportunities.csv")


def export_folders(visit: Visit, request: ExportFolders) -> None:
    """`/folder export [filter]`: who may not is told at once; the files are made once the command is answered."""
    with visit.acting() as (session, actor):
        export.may_export(session, actor)
    visit.show(export_underway(visit.reader))
    visit.afterwards(partial(_send, question=request.question))


def export_pressed(visit: Visit) -> None:
    """ "Export", under a list: what that list shows, all pages of it."""
    value = visit.value
    export_folders(visit, ExportFolders(filters.read(value.text("filter"), mine=value.flag("mine"))))


def _send(visit: Visit, question: FolderFilter) -> None:
    """Read with the person's rights of this moment, and upload."""
    with visit.acting() as (session, actor):
        exported = export.export(session, actor, question)
    visit.deliver(_files(exported, visit.reader), _said(exported, question, visit.reader))


def _files(exported: export.Export, reader: Reader) -> list[dict[str, Any]]:
    folders, opportunities = sheets(exported, reader)
    contents = (
        workbook(exported, reader),
        comma_separated(folders, reader),
        comma_separated(opportunities, reader),
    )
    return [{"filename": name, "content": content} for name, content in zip(FILES, contents, strict=True)]


def _said(exported: export.Export, question: FolderFilter, reader: Reader) -> str:
    _ = reader.gettext
    counted = reader.ngettext("%(count)s client folder", "%(count)s client folders", len(exported.folders))
    return _("Your export: %(folders)s. Showing: %(filter)s") % {
        "folders": counted % {"count": reader.number(len(exported.folders))},
        "filter": describe(question, reader, ""),
    }


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.command(ExportFolders, export_folders)
    wiring.action(ids.FOLDER_EXPORT, export_pressed)
