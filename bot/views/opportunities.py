"""The list of opportunities and the opportunity card."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    MarkdownTextObject,
    SectionBlock,
)

from bot import ids
from bot.i18n import Reader
from bot.parsing import filters
from bot.values import pack
from bot.views import words
from bot.views.opportunity_acts import act_buttons
from bot.views.screen import Screen, heading, plain
from bot.views.understood import describe_opportunities
from core.models import CLOSED_STATUSES, Status
from core.opportunities.browse import OpportunityPage
from core.opportunities.rows import OpportunityRow


def opportunity_list(page: OpportunityPage, reader: Reader) -> Screen:
    """Ten opportunities, the reader's own first.

    Args:
        page: what was found.
        reader: who reads.
    """
    _ = reader.gettext
    title = _("Opportunities")
    shown = describe_opportunities(page.question, reader, page.owner)
    understood = [_("Showing: %(filter)s") % {"filter": shown}]
    if page.page > 1:
        understood.append(_("page %(page)s") % {"page": reader.number(page.page)})
    heard = words.SEPARATOR.join(understood)
    blocks: list[Block] = [HeaderBlock(text=plain(title)), ContextBlock(elements=[plain(heard)])]
    blocks += [opportunity_row(row, reader, with_folder=True) for row in page.rows]
    lines = [f"{title} ({heard})", *(opportunity_text(row, reader, with_folder=True) for row in page.rows)]
    if not page.rows:
        nothing = _("No opportunity matches.") if page.page == 1 else _("There are no more opportunities.")
        blocks.append(SectionBlock(text=plain(nothing)))
        lines.append(nothing)
    blocks += [DividerBlock(), ActionsBlock(elements=_list_actions(page, reader))]
    return Screen(title=title, text="\n".join(lines), blocks=blocks)


def opportunity_card(row: OpportunityRow, reader: Reader, *, note: str = "") -> Screen:
    """One opportunity, opened, with the buttons that the reader may press (SPEC §4.2).

    Args:
        row: the opportunity.
        reader: who reads.
        note: what just happened, said above it.
    """
    _ = reader.gettext
    about = words.SEPARATOR.join(
        (
            words.opportunity_number(row.number),
            _("owner: %(name)s") % {"name": words.person(row.owner, reader)},
        )
    )
    facts = opportunity_facts(row, reader)
    blocks: list[Block] = [ContextBlock(elements=[plain(note)])] if note else []
    blocks += [heading(row.title), ContextBlock(elements=[plain(about)])]
    blocks.append(SectionBlock(fields=[MarkdownTextObject(text=f"*{label}*\n{value}") for label, value in facts]))
    lines = [note] if note else []
    lines += [f"{row.title} ({about})", *(words.labelled(label, value, reader) for label, value in facts)]
    named = [(_("Client folder"), row.folder.name)] if row.folder else []
    named += [(_("Tags"), ", ".join(row.tags))] if row.tags else []
    if named:
        blocks.append(words.fields(named, reader))
        lines += [words.labelled(label, value, reader) for label, value in named]
    if row.description:
        blocks.append(SectionBlock(text=plain(row.description)))
        lines.append(row.description)
    share = ButtonElement(text=plain(_("Share")), action_id=ids.OPPORTUNITY_SHARE, value=pack(opportunity=row.id))
    buttons = [*_status_buttons(row, reader), *_folder_button(row, reader)]
    blocks += [ActionsBlock(elements=row_of) for row_of in (buttons, [*act_buttons(row, reader), share]) if row_of]
    return Screen(title=_("Opportunity"), text="\n".join(lines), blocks=blocks)


def opportunity_choices(rows: Sequence[OpportunityRow], asked: str, reader: Reader) -> Screen:
    """Several opportunities are meant: which one?"""
    question = reader.gettext("Several opportunities match “%(asked)s”. Which one?") % {"asked": asked}
    blocks: list[Block] = [SectionBlock(text=plain(question))]
    blocks += [opportunity_row(row, reader, with_folder=True) for row in rows]
    lines = [question, *(opportunity_text(row, reader, with_folder=True) for row in rows)]
    return Screen(title=reader.gettext("Opportunities"), text="\n".join(lines), blocks=blocks)


def opportunity_row(row: OpportunityRow, reader: Reader, *, with_folder: bool) -> SectionBlock:
    """An opportunity in a list, with "Open".

    Args:
        row: the opportunity.
        reader: who reads.
        with_folder: whether to name its folder.
    """
    said = f"{words.opportunity_number(row.number)} {row.title}\n"
    return SectionBlock(
        text=plain(said + words.opportunity_line(row, reader, with_folder=with_folder)),
        accessory=ButtonElement(
            text=plain(reader.gettext("Open")), action_id=ids.OPPORTUNITY_OPEN, value=pack(opportunity=row.id)
        ),
    )


def opportunity_text(row: OpportunityRow, reader: Reader, *, with_folder: bool) -> str:
    """An opportunity in a list, in one line of the fallback."""
    line = words.opportunity_line(row, reader, with_folder=with_folder)
    return words.SEPARATOR.join((f"{words.opportunity_number(row.number)} {row.title}", line))


def _list_actions(page: OpportunityPage, reader: Reader) -> list[ButtonElement]:
    _ = reader.gettext
    buttons = []
    if page.page > 1:
        buttons.append(_turn(_("Previous"), page, page.page - 1, "previous"))
    if page.has_next:
        buttons.append(_turn(_("Next"), page, page.page + 1, "next"))
    buttons.append(ButtonElement(text=plain(_("New opportunity")), action_id=ids.OPPORTUNITY_NEW, value=pack()))
    return buttons


def _turn(label: str, page: OpportunityPage, to: int, way: str) -> ButtonElement:
    value = pack(page=to, filter=filters.write_opportunities(page.question))
    return ButtonElement(text=plain(label), action_id=f"{ids.OPPORTUNITY_LIST_PAGE}.{way}", value=value)


def opportunity_facts(row: OpportunityRow, reader: Reader) -> list[tuple[str, str]]:
    _ = reader.gettext
    facts = [(_("Status"), words.status(row.status, reader)), (_("Amount"), reader.money(row.amount))]
    if row.status is Status.STANDBY and row.reminder_at is not None:
        facts.append((_("Reminder"), reader.datetime(row.reminder_at)))
    if row.closed_at is not None:
        facts.append((_("Closed on"), reader.date(reader.local(row.closed_at))))
    elif row.expected_closing_on is not None:
        facts.append((_("Expected closing date"), reader.date(row.expected_closing_on)))
    facts.append((_("Created on"), reader.date(reader.local(row.created_at))))
    return facts


def _status_buttons(row: OpportunityRow, reader: Reader) -> list[ButtonElement]:
    """What may be done next; an opportunity that is over is first of all reopened."""
    if not row.editable:
        return []
    _ = reader.gettext
    labels = {
        Status.WON: _("Won"),
        Status.LOST: _("Lost"),
        Status.STANDBY: _("Standby"),
        Status.CANCELLED: _("Cancelled"),
        Status.TODO: _("Reopen") if row.status in CLOSED_STATUSES else _("To do"),
    }
    order = [Status.WON, Status.LOST, Status.STANDBY, Status.TODO, Status.CANCELLED]
    if row.status in CLOSED_STATUSES:
        order = [Status.TODO, Status.STANDBY, Status.WON, Status.LOST, Status.CANCELLED]
    return [_status_button(row, to, labels[to]) for to in order if to is not row.status or to is Status.STANDBY]


def _status_button(row: OpportunityRow, to: Status, label: str) -> ButtonElement:
    return ButtonElement(
        text=plain(label),
        action_id=ids.OPPORTUNITY_STANDBY if to is Status.STANDBY else f"{ids.OPPORTUNITY_STATUS}.{to}",
        value=pack(opportunity=row.id, version=row.version),
        style="primary" if to is Status.WON and row.status not in CLOSED_STATUSES else None,
    )


def _folder_button(row: OpportunityRow, reader: Reader) -> list[ButtonElement]:
    if row.folder is None:
        return []
    label = reader.gettext("Open the folder")
    return [ButtonElement(text=plain(label), action_id=ids.FOLDER_OPEN, value=pack(folder=row.folder.id))]
