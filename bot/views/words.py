"""The words that screens share: what a status, a number or a sum is called."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from slack_sdk.models.blocks import RichTextBlock, RichTextElementParts, RichTextSectionElement

from bot.i18n import Reader
from bot.views.statuses import COUNTED, MARK, STATUS
from core.figures import Figures
from core.folders.rows import FolderRef
from core.members import Person
from core.models import FieldKind, Status
from core.opportunities.rows import OpportunityRow

SEPARATOR: Final = " · "
NAMES_SHOWN: Final = 15
"""Names in one sentence; two such lists of names as long as Slack lets them be fit a text (SLACK.md, Limits)."""

Text = RichTextElementParts.Text
_BOLD: Final = RichTextElementParts.TextStyle(bold=True)


def folder_number(number: int) -> str:
    """`F-12`."""
    return f"F-{number}"


def opportunity_number(number: int) -> str:
    """`O-34`."""
    return f"O-{number}"


def status(of: Status, reader: Reader) -> str:
    """The status as a word with its colour."""
    return f"{MARK[of]} {reader.gettext(STATUS[of])}"


def person(who: Person, reader: Reader) -> str:
    """A person's name; it says so when they have left."""
    return who.name if who.active else reader.gettext("%(name)s (left)") % {"name": who.name}


def names(people: Sequence[Person], reader: Reader) -> str:
    """ "a, b and c"; of many the first ones, and how many others there are: a text holds only so much.

    Args:
        people: somebody at least.
        reader: who reads.
    """
    shown = [person(one, reader) for one in people[:NAMES_SHOWN]]
    others = len(people) - len(shown)
    if others:
        told = reader.ngettext("%(count)s other", "%(count)s others", others)
        shown.append(told % {"count": reader.number(others)})
    return reader.list_of(shown)


def folder_state(folder: FolderRef, reader: Reader) -> str:
    """ "Active" or "Deactivated"."""
    return reader.gettext("Active") if folder.active else reader.gettext("Deactivated")


def how_many(count: int, reader: Reader) -> str:
    """ "3 opportunities"."""
    return reader.ngettext("%(count)s opportunity", "%(count)s opportunities", count) % {"count": reader.number(count)}


def labelled(label: str, value: str, reader: Reader) -> str:
    """A value behind its label, on one line."""
    return reader.gettext("%(total)s: %(parts)s") % {"total": label, "parts": value}


def answer(kind: FieldKind, value: str, reader: Reader) -> str:
    """An answer to a default field, as its reader writes it.

    Args:
        kind: of the field.
        value: in the canonical form of `core.fields`.
        reader: who reads.
    """
    match kind:
        case FieldKind.DATE:
            return reader.date(date.fromisoformat(value))
        case FieldKind.NUMBER:
            return reader.number(Decimal(value))
        case _:
            return value


def counts(figures: Figures, reader: Reader) -> str:
    """How many opportunities, and how many of each status that occurs."""
    total = how_many(figures.count, reader)
    parts = [reader.ngettext(*COUNTED[s], n) % {"count": reader.number(n)} for s, n in figures.by_status.items() if n]
    if not parts:
        return total
    return reader.gettext("%(total)s: %(parts)s") % {"total": total, "parts": ", ".join(parts)}


def sums(figures: Figures, reader: Reader) -> str:
    """ "In progress" and "Won"."""
    return SEPARATOR.join(
        (
            reader.gettext("In progress %(amount)s") % {"amount": reader.money(figures.in_progress)},
            reader.gettext("Won %(amount)s") % {"amount": reader.money(figures.won)},
        )
    )


def opportunity_line(row: OpportunityRow, reader: Reader, *, with_folder: bool) -> str:
    """What a list says of an opportunity beside its title.

    Args:
        row: the opportunity.
        reader: who reads.
        with_folder: whether to name its folder.
    """
    parts = [status(row.status, reader), reader.money(row.amount), person(row.owner, reader)]
    if row.reminder_at is not None and row.status is Status.STANDBY:
        parts.append(reader.gettext("until %(when)s") % {"when": reader.date(reader.local(row.reminder_at))})
    elif row.closed_at is not None:
        parts.append(reader.date(reader.local(row.closed_at)))
    if with_folder and row.folder is not None:
        parts.append(row.folder.name)
    return SEPARATOR.join(parts)


def titled(title: str, after: str, lines: Iterable[str]) -> RichTextBlock:
    """A title in bold with something behind it, and lines below. Nothing in it is markup: names read back exactly.

    Args:
        title: somebody's words, or ours.
        after: behind the title on its line.
        lines: below it.
    """
    parts = [Text(text=title, style=_BOLD), Text(text=f"  {after}")]
    parts += [Text(text=f"\n{line}") for line in lines]
    return RichTextBlock(elements=[RichTextSectionElement(elements=parts)])


def fields(pairs: Iterable[tuple[str, str]], reader: Reader) -> RichTextBlock:
    """Labels in bold, each with its value on the same line."""
    parts = []
    for label, value in pairs:
        parts += [Text(text=labelled(label, "", reader), style=_BOLD), Text(text=f"{value}\n")]
    return RichTextBlock(elements=[RichTextSectionElement(elements=parts)])
