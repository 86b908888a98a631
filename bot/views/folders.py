"""The folder list, the folder card, and what a search offers."""

from collections.abc import Sequence
from typing import Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    MarkdownTextObject,
    Option,
    OverflowMenuElement,
    SectionBlock,
)

from bot import ids
from bot.i18n import Reader
from bot.parsing import filters
from bot.values import pack
from bot.views import words
from bot.views.chart import revenue_chart, revenue_said, worth_drawing
from bot.views.folder_acts import (
    activity_button,
    ask_button,
    ask_option,
    delete_button,
    edit_button,
    history_button,
    open_button,
)
from bot.views.folder_owner import owner_button, owner_option
from bot.views.happenings import line
from bot.views.opportunities import opportunity_row, opportunity_text
from bot.views.screen import Screen, heading, plain, shortened
from bot.views.understood import describe
from core.fields import FieldAnswer
from core.folders.browse import FolderPage
from core.folders.card import FolderCard
from core.folders.rows import FolderRef, FolderRow

HAPPENED_LIMIT: Final = 200
"""Characters of one line of the history on the card; the history itself has all of it."""


def folder_list(page: FolderPage, reader: Reader, *, sees_everything: bool) -> Screen:
    """Ten folders, summed up (SPEC §4.2).

    Args:
        page: what was found.
        reader: who reads.
        sees_everything: False adds that figures are those of the opportunities that the reader can see.
    """
    _ = reader.gettext
    title = _("My client folders") if page.question.mine else _("Client folders")
    understood = [_("Showing: %(filter)s") % {"filter": describe(page.question, reader, page.owner)}]
    if page.page > 1:
        understood.append(_("page %(page)s") % {"page": reader.number(page.page)})
    if not sees_everything:
        understood.append(_("figures are of the opportunities you can see"))
    heard = words.SEPARATOR.join(understood)
    blocks: list[Block] = [HeaderBlock(text=plain(title)), ContextBlock(elements=[plain(heard)])]
    lines = [f"{title} ({heard})"]
    rows, said = folder_rows(page, reader)
    blocks += rows
    lines += said
    blocks += [DividerBlock(), ActionsBlock(elements=_list_actions(page, reader))]
    return Screen(title=_("Client folders"), text="\n".join(lines), blocks=blocks)


def folder_rows(page: FolderPage, reader: Reader) -> tuple[list[Block], list[str]]:
    """The rows of a page, or that there are none: as blocks, and as lines of the fallback."""
    _ = reader.gettext
    blocks: list[Block] = []
    lines = []
    for row in page.rows:
        said = _summed_up(row, reader)
        head = _numbered(row.folder, reader)
        blocks += [words.titled(row.folder.name, head, said), _row_actions(row, reader)]
        lines.append(words.SEPARATOR.join((f"{head} {row.folder.name}", *said)))
    if not page.rows:
        nothing = _("No folder matches.") if page.page == 1 else _("There are no more folders.")
        blocks.append(SectionBlock(text=plain(nothing)))
        lines.append(nothing)
    return blocks, lines


def folder_card(card: FolderCard, reader: Reader, *, sees_everything: bool, is_admin: bool, note: str = "") -> Screen:
    """One folder, opened (SPEC §4.2).

    Args:
        card: what it holds.
        reader: who reads.
        sees_everything: False adds that figures are those of the opportunities that the reader can see.
        is_admin: adds "Deactivate" or "Reactivate".
        note: what just happened, said above it.
    """
    _ = reader.gettext
    folder = card.row.folder
    about = words.SEPARATOR.join(
        (
            words.folder_number(folder.number),
            words.folder_state(folder, reader),
            _("owner: %(name)s") % {"name": words.person(folder.owner, reader)},
        )
    )
    facts = folder_facts(card, reader)
    blocks: list[Block] = [ContextBlock(elements=[plain(note)])] if note else []
    blocks += [heading(folder.name), ContextBlock(elements=[plain(about)])]
    if card.description:
        blocks.append(SectionBlock(text=plain(card.description)))
    if card.answers:
        blocks.append(words.fields([(answer.label, folder_answer(answer, reader)) for answer in card.answers], reader))
    blocks.append(SectionBlock(fields=[MarkdownTextObject(text=f"*{label}*\n{value}") for label, value in facts]))
    if not sees_everything:
        blocks.append(ContextBlock(elements=[plain(_("Figures are of the opportunities you can see."))]))
    drawn = revenue_said(card.months, reader) if worth_drawing(card.months) else ""
    if drawn:
        blocks += [revenue_chart(card.months, reader), ContextBlock(elements=[plain(drawn)])]
    blocks.append(DividerBlock())
    blocks += [opportunity_row(row, reader, with_folder=False) for row in card.opportunities]
    if not card.opportunities:
        blocks.append(SectionBlock(text=plain(_("No opportunities yet."))))
    more = ""
    if card.more:
        more = reader.ngettext("and %(count)s more", "and %(count)s more", card.more)
        more %= {"count": reader.number(card.more)}
        blocks.append(ContextBlock(elements=[plain(more)]))
    happened = [shortened(line(told, reader), HAPPENED_LIMIT) for told in card.history]
    if happened:
        blocks.append(words.titled(_("History"), "", happened))
    blocks.append(ActionsBlock(elements=_card_actions(card, reader, is_admin=is_admin)))
    lines = [note] if note else []
    lines += [
        f"{folder.name} ({about})",
        card.description,
        *(words.labelled(label, value, reader) for label, value in facts),
        drawn,
    ]
    lines += [words.labelled(answer.label, folder_answer(answer, reader), reader) for answer in card.answers]
    lines += [opportunity_text(row, reader, with_folder=False) for row in card.opportunities]
    lines.append(more)
    lines += [_("History"), *happened] if happened else []
    return Screen(title=_("Client folder"), text="\n".join(filter(None, lines)), blocks=blocks)


def folder_choices(folders: Sequence[FolderRef], asked: str, reader: Reader) -> Screen:
    """Several folders are meant: which one?"""
    _ = reader.gettext
    question = _("Several folders match “%(asked)s”. Which one?") % {"asked": asked}
    blocks: list[Block] = [SectionBlock(text=plain(question))]
    blocks += [
        SectionBlock(text=plain(_offered(folder, reader)), accessory=open_button(folder, reader)) for folder in folders
    ]
    lines = [question, *(_offered(folder, reader) for folder in folders)]
    return Screen(title=_("Client folders"), text="\n".join(lines), blocks=blocks)


def export_underway(reader: Reader) -> Screen:
    """What is said at once when an export is asked for."""
    said = reader.gettext("Your export is on its way: you will find it in your messages with Dossier.")
    return Screen(title=reader.gettext("Export"), text=said, blocks=[SectionBlock(text=plain(said))])


def folder_option(folder: FolderRef, reader: Reader) -> Option:
    """A folder where a search offers it: number, name, and a word if it is deactivated."""
    return Option(value=pack(folder=folder.id), text=plain(shortened(_offered(folder, reader))))


def _card_actions(card: FolderCard, reader: Reader, *, is_admin: bool) -> list[ButtonElement]:
    """What may be done with the folder, by whom who reads (SPEC §4.2)."""
    folder = card.row.folder
    buttons = [_new_opportunity(folder, reader, primary=True), _attach(folder, reader)]
    if card.row.editable:
        buttons += [owner_button(folder, reader), edit_button(folder, reader)]
    else:
        buttons.append(ask_button(folder.id, reader))
    buttons.append(history_button(folder, reader))
    if is_admin:
        buttons.append(activity_button(card.row, reader))
    shown = pack(folder=folder.id)
    buttons.append(ButtonElement(text=plain(reader.gettext("Share")), action_id=ids.FOLDER_SHARE, value=shown))
    if card.deletable:
        buttons.append(delete_button(card.row, reader))
    return buttons


def _list_actions(page: FolderPage, reader: Reader) -> list[ButtonElement]:
    _ = reader.gettext
    buttons = []
    if page.page > 1:
        buttons.append(_turn(_("Previous"), page, page.page - 1, "previous"))
    if page.has_next:
        buttons.append(_turn(_("Next"), page, page.page + 1, "next"))
    buttons.append(ButtonElement(text=plain(_("New folder")), action_id=ids.FOLDER_NEW))
    kept = pack(filter=filters.write(page.question), mine=page.question.mine)
    buttons.append(ButtonElement(text=plain(_("Filter")), action_id=ids.FOLDER_FILTER, value=kept))
    if page.rows:
        buttons.append(ButtonElement(text=plain(_("Export")), action_id=ids.FOLDER_EXPORT, value=kept))
    return buttons


def _turn(label: str, page: FolderPage, to: int, way: str) -> ButtonElement:
    value = pack(page=to, filter=filters.write(page.question), mine=page.question.mine)
    return ButtonElement(text=plain(label), action_id=f"{ids.FOLDER_LIST_PAGE}.{way}", value=value)


def _row_actions(row: FolderRow, reader: Reader) -> ActionsBlock:
    menu = OverflowMenuElement(action_id=ids.FOLDER_MENU, options=_menu(row, reader))
    return ActionsBlock(elements=[open_button(row.folder, reader), menu])


def _menu(row: FolderRow, reader: Reader) -> list[Option]:
    """The gear (SPEC §4.2): five entries at the most (SLACK.md, Limits)."""
    _ = reader.gettext
    folder_id = row.folder.id
    entries = [Option(value=pack(folder=folder_id), text=plain(_("New opportunity")))]
    entries.append(owner_option(row.folder, reader) if row.editable else ask_option(folder_id, reader))
    entries.append(Option(value=pack(folder=folder_id, act=ids.MENU_HISTORY), text=plain(_("History"))))
    if row.administered and row.folder.active:
        entries.append(Option(value=pack(folder=folder_id, act=ids.MENU_DEACTIVATE), text=plain(_("Deactivate"))))
    elif row.administered:
        entries.append(Option(value=pack(folder=folder_id, act=ids.MENU_REACTIVATE), text=plain(_("Reactivate"))))
    return entries


def _new_opportunity(folder: FolderRef, reader: Reader, *, primary: bool = False) -> ButtonElement:
    return ButtonElement(
        text=plain(reader.gettext("New opportunity")),
        action_id=ids.OPPORTUNITY_NEW,
        value=pack(folder=folder.id),
        style="primary" if primary else None,
    )


def _attach(folder: FolderRef, reader: Reader) -> ButtonElement:
    return ButtonElement(
        text=plain(reader.gettext("Attach opportunity")), action_id=ids.FOLDER_ATTACH, value=pack(folder=folder.id)
    )


def _summed_up(row: FolderRow, reader: Reader) -> tuple[str, str]:
    who = reader.gettext("Owner: %(name)s") % {"name": words.person(row.folder.owner, reader)}
    return (
        words.SEPARATOR.join((who, words.counts(row.figures, reader))),
        words.sums(row.figures, reader),
    )


def _numbered(folder: FolderRef, reader: Reader) -> str:
    number = words.folder_number(folder.number)
    return number if folder.active else f"{number}{words.SEPARATOR}{words.folder_state(folder, reader)}"


def _offered(folder: FolderRef, reader: Reader) -> str:
    named = f"{words.folder_number(folder.number)} {folder.name}"
    return named if folder.active else f"{named} ({words.folder_state(folder, reader)})"


def folder_facts(card: FolderCard, reader: Reader) -> list[tuple[str, str]]:
    _ = reader.gettext
    figures = card.row.figures
    revenue = _("%(total)s, %(year)s this year") % {
        "total": reader.money(figures.won),
        "year": reader.money(card.won_this_year),
    }
    oldest = reader.date(reader.local(figures.oldest)) if figures.oldest else "–"
    return [
        (_("In progress"), reader.money(figures.in_progress)),
        (_("Revenue"), revenue),
        (_("Created on"), reader.date(reader.local(card.row.created_at))),
        (_("Oldest opportunity"), oldest),
    ]


def folder_answer(answer: FieldAnswer, reader: Reader) -> str:
    """What a default field holds, as it reads."""
    return words.answer(answer.kind, answer.value, reader)
