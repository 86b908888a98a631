"""An export as files: one workbook of two sheets, or two CSV files. Pure: rows in, bytes out.

Whoever opens such a file lets a program read what somebody else typed. A cell that begins with =, +, -, @ or a tab
would be taken for a formula there, so an apostrophe is put before it (SPEC §3, export).
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from babel.numbers import get_decimal_symbol
from xlsxwriter import Workbook

from bot.i18n import Reader
from bot.views import words
from bot.views.statuses import STATUS
from core.export import Export
from core.models import FieldKind, Status

Cell = str | Decimal | int | date | None

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_MONEY: Final = "#,##0.00"
_DAY: Final = "yyyy-mm-dd"
_WIDEST: Final = 50


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a heading.

    Attributes:
        name: what it is called; a label of ours.
        heading: what the columns hold.
        rows: the cells, in the order of the heading.
    """

    name: str
    heading: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def sheets(exported: Export, reader: Reader) -> tuple[Sheet, Sheet]:
    """The two tables of an export: folders with default fields and sums, and opportunities.

    Args:
        exported: what is taken out.
        reader: who reads it; the labels are in their language, the days are those of their zone.
    """
    return _folders(exported, reader), _opportunities(exported, reader)


def workbook(exported: Export, reader: Reader) -> bytes:
    """An XLSX workbook: numbers are numbers, days are days; how they look is up to who opens it."""
    written = io.BytesIO()
    with Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True})
        money, day = book.add_format({"num_format": _MONEY}), book.add_format({"num_format": _DAY})
        for table in sheets(exported, reader):
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 0)
            for column, label in enumerate(table.heading):
                sheet.write_string(0, column, neutral(label), bold)
            for number, cells in enumerate(table.rows, start=1):
                for column, cell in enumerate(cells):
                    match cell:
                        case str():
                            sheet.write_string(number, column, neutral(cell))
                        case date():
                            sheet.write_datetime(number, column, cell, day)
                        case Decimal():
                            sheet.write_number(number, column, cell, money)
                        case int():
                            sheet.write_number(number, column, cell)
            sheet.autofit(_WIDEST * 7)
    return written.getvalue()


def comma_separated(table: Sheet, reader: Reader) -> bytes:
    """A CSV file as the spreadsheet of the reader's country reads it: separators, numbers and days by their locale."""
    written = io.StringIO(newline="")
    separator = ";" if get_decimal_symbol(reader.locale) == "," else ","
    lines = csv.writer(written, delimiter=separator)
    lines.writerow([neutral(label) for label in table.heading])
    lines.writerows([_as_text(cell, reader) for cell in cells] for cells in table.rows)
    return written.getvalue().encode("utf-8-sig")


def _as_text(cell: Cell, reader: Reader) -> str:
    match cell:
        case None:
            return ""
        case str():
            return neutral(cell)
        case date():
            return reader.day_in_figures(cell)
        case Decimal():
            return reader.figures(cell)
        case int():
            return str(cell)


def _folders(exported: Export, reader: Reader) -> Sheet:
    _ = reader.gettext
    heading = [
        _("Reference"),
        _("Name"),
        _("Owner"),
        _("Status"),
        _("Opportunities"),
        *(_(STATUS[status]) for status in Status),
        _("In progress (%(currency)s)") % {"currency": reader.currency},
        _("Won (%(currency)s)") % {"currency": reader.currency},
        _("Oldest opportunity"),
        _("Created on"),
        _("Description"),
        *(question.label for question in exported.questions),
    ]
    rows: list[list[Cell]] = []
    for one in exported.folders:
        folder, figures = one.row.folder, one.row.figures
        rows.append(
            [
                words.folder_number(folder.number),
                folder.name,
                words.person(folder.owner, reader),
                words.folder_state(folder, reader),
                figures.count,
                *(figures.by_status[status] for status in Status),
                figures.in_progress,
                figures.won,
                reader.local(figures.oldest) if figures.oldest else None,
                reader.local(one.row.created_at),
                one.description,
                *(_answer(question.kind, one.answers.get(question.id)) for question in exported.questions),
            ]
        )
    return Sheet(_("Client folders"), heading, rows)


def _opportunities(exported: Export, reader: Reader) -> Sheet:
    _ = reader.gettext
    heading = [
        _("Reference"),
        _("Title"),
        _("Client folder"),
        _("Owner"),
        _("Status"),
        _("Amount (%(currency)s)") % {"currency": reader.currency},
        _("Tags"),
        _("Reminder"),
        _("Expected closing date"),
        _("Closed on"),
        _("Created on"),
        _("Description"),
    ]
    rows: list[list[Cell]] = [
        [
            words.opportunity_number(row.number),
            row.title,
            row.folder.name if row.folder else None,
            words.person(row.owner, reader),
            _(STATUS[row.status]),
            row.amount,
            ", ".join(row.tags),
            reader.local(row.reminder_at) if row.reminder_at else None,
            row.expected_closing_on,
            reader.local(row.closed_at) if row.closed_at else None,
            reader.local(row.created_at),
            row.description,
        ]
        for row in exported.opportunities
    ]
    return Sheet(_("Opportunities"), heading, rows)


def _answer(kind: FieldKind, value: str | None) -> Cell:
    if not value:
        return None
    match kind:
        case FieldKind.DATE:
            return date.fromisoformat(value)
        case FieldKind.NUMBER:
            return Decimal(value)
        case _:
            return value
