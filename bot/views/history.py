"""The history of a folder, a page of it; and who owned the folder on a day."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextSectionElement,
    SectionBlock,
)

from bot import ids
from bot.i18n import Reader
from bot.values import pack
from bot.views import words
from bot.views.folder_acts import history_button, open_button
from bot.views.happenings import line, said, who
from bot.views.screen import Screen, plain
from core.folders.history import HistoryPage, Told
from core.folders.rows import FolderRef
from core.members import Person

_ADDRESS: Final = re.compile(r"https://[^\s<>|]{1,2000}")
_BOLD: Final = RichTextElementParts.TextStyle(bold=True)


def history_page(page: HistoryPage, reader: Reader) -> Screen:
    """Ten things that happened, the newest first (SPEC §4.1): who, what, when, with the message that it began with.

    Args:
        page: what the reader may know.
        reader: who reads.
    """
    _ = reader.gettext
    about = named(page.folder)
    if page.page > 1:
        about = words.SEPARATOR.join((about, _("page %(page)s") % {"page": reader.number(page.page)}))
    blocks: list[Block] = [HeaderBlock(text=plain(_("History"))), ContextBlock(elements=[plain(about)])]
    blocks += [_entry(told, reader) for told in page.told]
    lines = [words.labelled(_("History"), about, reader), *(line(told, reader) for told in page.told)]
    if not page.told:
        nothing = _("There is nothing more.")
        blocks.append(SectionBlock(text=plain(nothing)))
        lines.append(nothing)
    buttons = []
    if page.page > 1:
        buttons.append(_turn(_("Previous"), page, page.page - 1, "previous"))
    if page.has_next:
        buttons.append(_turn(_("Next"), page, page.page + 1, "next"))
    blocks.append(ActionsBlock(elements=[*buttons, open_button(page.folder, reader)]))
    return Screen(title=_("History"), text="\n".join(lines), blocks=blocks)


def owned_on(folder: FolderRef, owners: Sequence[Person], day: date, reader: Reader) -> Screen:
    """Who owned a folder on a day.

    Args:
        folder: which.
        owners: one after the other; none where it was not there yet.
        day: where the reader is.
        reader: who reads.
    """
    _ = reader.gettext
    facts = {"folder": named(folder), "day": reader.date(day)}
    if not owners:
        told = _("%(folder)s was not there yet on %(day)s.") % facts
    else:
        first, *others = (words.person(one, reader) for one in owners)
        told = _("On %(day)s %(folder)s belonged to %(owner)s.") % {**facts, "owner": first}
        told += "".join(" " + _("On that day it went to %(owner)s.") % {"owner": other} for other in others)
    blocks: list[Block] = [
        SectionBlock(text=plain(told)),
        ActionsBlock(elements=[history_button(folder, reader), open_button(folder, reader)]),
    ]
    return Screen(title=_("History"), text=told, blocks=blocks)


def named(folder: FolderRef) -> str:
    """ "F-12 Acme"."""
    return f"{words.folder_number(folder.number)} {folder.name}"


def _entry(told: Told, reader: Reader) -> RichTextBlock:
    """Who in bold and when on one line, what on the next: nothing in it is markup."""
    text = RichTextElementParts.Text
    when = words.SEPARATOR + reader.datetime(told.at)
    parts: list[RichTextElement] = [text(text=who(told, reader), style=_BOLD), text(text=when)]
    if _ADDRESS.fullmatch(told.permalink):
        parts.append(text(text=words.SEPARATOR))
        parts.append(RichTextElementParts.Link(url=told.permalink, text=reader.gettext("See the message")))
    parts.append(text(text=f"\n{said(told, reader)}"))
    return RichTextBlock(elements=[RichTextSectionElement(elements=parts)])


def _turn(label: str, page: HistoryPage, to: int, way: str) -> ButtonElement:
    value = pack(folder=page.folder.id, page=to)
    return ButtonElement(text=plain(label), action_id=f"{ids.FOLDER_HISTORY_PAGE}.{way}", value=value)
