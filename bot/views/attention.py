"""What needs somebody's attention, in rows: on the Home tab and in the morning brief, in the same words."""

from slack_sdk.models.blocks import Block, ButtonElement, ContextBlock, SectionBlock

from bot import ids
from bot.i18n import Reader
from bot.parsing import filters
from bot.values import pack
from bot.views import words
from bot.views.folder_acts import open_button
from bot.views.opportunities import opportunity_row, opportunity_text
from bot.views.screen import plain
from core.attention import MY_QUIET, Attention
from core.filters import FolderFilter, OpportunityFilter
from core.folders.rows import FolderRow
from core.models import Status

MY_REMINDERS = OpportunityFilter(statuses=(Status.STANDBY,), owner="me")


def attention_rows(attention: Attention, reader: Reader) -> list[Block]:
    """Reminders and quiet folders, each with "Open"; nothing where there is none.

    Args:
        attention: what needs the reader.
        reader: who reads.
    """
    _ = reader.gettext
    blocks: list[Block] = []
    if attention.reminders:
        blocks.append(ContextBlock(elements=[plain(_("Reminders due"))]))
        blocks += [opportunity_row(row, reader, with_folder=True) for row in attention.reminders]
        more = attention.reminders_in_all - len(attention.reminders)
        blocks += and_more(more, opportunities_button(_("See all"), MY_REMINDERS), reader)
    if attention.folders:
        blocks.append(ContextBlock(elements=[plain(_("My folders with nothing in progress"))]))
        blocks += [
            SectionBlock(text=plain("\n".join(_quiet(row, reader))), accessory=open_button(row.folder, reader))
            for row in attention.folders
        ]
        more = attention.folders_in_all - len(attention.folders)
        blocks += and_more(more, folders_button(_("See all"), MY_QUIET), reader)
    return blocks


def attention_lines(attention: Attention, reader: Reader) -> list[str]:
    """The same for the fallback: a line each."""
    _ = reader.gettext
    lines: list[str] = []
    if attention.reminders:
        lines.append(_("Reminders due"))
        lines += [opportunity_text(row, reader, with_folder=True) for row in attention.reminders]
        lines += how_many_more(attention.reminders_in_all - len(attention.reminders), reader)
    if attention.folders:
        lines.append(_("My folders with nothing in progress"))
        lines += [words.SEPARATOR.join(_quiet(row, reader)) for row in attention.folders]
        lines += how_many_more(attention.folders_in_all - len(attention.folders), reader)
    return lines


def and_more(count: int, way: ButtonElement | None, reader: Reader) -> list[Block]:
    """That there are more than are shown, and the way to them; nothing where there are not."""
    return [SectionBlock(text=plain(said), accessory=way) for said in how_many_more(count, reader)]


def how_many_more(count: int, reader: Reader) -> list[str]:
    """The same in words."""
    if not count:
        return []
    return [reader.ngettext("and %(count)s more", "and %(count)s more", count) % {"count": reader.number(count)}]


def folders_button(label: str, question: FolderFilter) -> ButtonElement:
    """A way to the folders of a filter."""
    kept = pack(filter=filters.write(question), mine=question.mine)
    return ButtonElement(text=plain(label), action_id=ids.FOLDER_LIST, value=kept)


def opportunities_button(label: str, question: OpportunityFilter) -> ButtonElement:
    """A way to the opportunities of a filter."""
    kept = pack(filter=filters.write_opportunities(question))
    return ButtonElement(text=plain(label), action_id=ids.OPPORTUNITY_LIST, value=kept)


def _quiet(row: FolderRow, reader: Reader) -> tuple[str, str]:
    """A quiet folder by name; and what is inside, with when it last changed."""
    touched = max(filter(None, (row.figures.touched, row.updated_at)))
    changed = reader.gettext("last change %(day)s") % {"day": reader.date(reader.local(touched))}
    named = f"{words.folder_number(row.folder.number)} {row.folder.name}"
    return named, words.SEPARATOR.join((words.counts(row.figures, reader), changed))
