"""The morning brief and the weekly table as messages to who asked for them, and how they are turned on and off."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Final

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, ContextBlock, HeaderBlock, SectionBlock

from bot import ids
from bot.i18n import N_, NN_, Reader
from bot.values import pack
from bot.views import words
from bot.views.attention import (
    and_more,
    attention_lines,
    attention_rows,
    folders_button,
    how_many_more,
    opportunities_button,
)
from bot.views.folder_acts import open_button
from bot.views.opportunity_acts import named_folder
from bot.views.screen import Screen, plain
from core.digests.brief import Brief
from core.digests.times import Digest
from core.digests.weekly import Weekly, WeekOf
from core.filters import FolderFilter, OpportunityFilter
from core.folders.rows import FolderRef
from core.opportunities.rows import OpportunityRow

MY_OPPORTUNITIES = OpportunityFilter(owner="me")

_ACT: Final = {Digest.BRIEF: ids.DIGEST_BRIEF, Digest.WEEKLY: ids.DIGEST_WEEKLY}
_NAME: Final = {Digest.BRIEF: N_("Morning brief"), Digest.WEEKLY: N_("Weekly table")}
_IS_ON: Final = {Digest.BRIEF: N_("Morning brief: on"), Digest.WEEKLY: N_("Weekly table: on")}
_IS_OFF: Final = {Digest.BRIEF: N_("Morning brief: off"), Digest.WEEKLY: N_("Weekly table: off")}
_WHEN: Final = {
    Digest.BRIEF: N_("On working days at 8:30, where there is something to tell."),
    Digest.WEEKLY: N_("On Mondays at 8:30, where there is something to tell."),
}

_HAPPENED: Final = (
    NN_("%(count)s folder ran out of opportunities", "%(count)s folders ran out of opportunities"),
    NN_("%(count)s folder back in play", "%(count)s folders back in play"),
    NN_("%(count)s won back (%(amount)s)", "%(count)s won back (%(amount)s)"),
    NN_("%(count)s folder received", "%(count)s folders received"),
    NN_("%(count)s folder given away", "%(count)s folders given away"),
)


def switches(offered: Sequence[Digest], on: Collection[Digest], reader: Reader) -> list[Block]:
    """The digests on the Home tab, each with "Turn on" or "Turn off".

    Args:
        offered: those that the reader may ask for, or gets.
        on: those that they get.
        reader: who reads.
    """
    _ = reader.gettext
    blocks: list[Block] = []
    for digest in offered:
        state, label = (_IS_ON, _("Turn off")) if digest in on else (_IS_OFF, _("Turn on"))
        said = f"{_(state[digest])}\n{_(_WHEN[digest])}"
        button = ButtonElement(text=plain(label), action_id=_ACT[digest], value=pack(on=digest not in on))
        blocks.append(SectionBlock(text=plain(said), accessory=button))
    return blocks


def brief(found: Brief, reader: Reader, *, on: bool, sees_everything: bool) -> Screen:
    """The morning brief.

    Args:
        found: what it tells.
        reader: whose it is.
        on: whether they still get it.
        sees_everything: False adds that figures are those of the opportunities that the reader can see.
    """
    _ = reader.gettext
    rows, lines = attention_rows(found.attention, reader), attention_lines(found.attention, reader)
    if found.closings:
        label = _("Expected to close by the end of this week")
        more = found.closings_in_all - len(found.closings)
        rows += [ContextBlock(elements=[plain(label)]), *(_closing(row, found.today, reader) for row in found.closings)]
        rows += and_more(more, opportunities_button(_("See all"), MY_OPPORTUNITIES), reader)
        lines.append(label)
        lines += [words.SEPARATOR.join(_closing_text(row, found.today, reader)) for row in found.closings]
        lines += how_many_more(more, reader)
    about = [reader.date(found.today)]
    return _digest(Digest.BRIEF, about, rows, lines, reader, day=found.today, on=on, sees_everything=sees_everything)


def weekly(found: Weekly | None, day: date, reader: Reader, *, on: bool, sees_everything: bool) -> Screen:
    """The weekly table.

    Args:
        found: what it tells; None where the reader manages nobody any more.
        day: of the message: the week is the one before.
        reader: the manager.
        on: whether they still get it.
        sees_everything: as for `brief`.
    """
    _ = reader.gettext
    rows: list[Block] = []
    lines: list[str] = []
    about: list[str] = []
    if found is not None:
        last = reader.local(found.ended) - timedelta(days=1)
        about = [f"{reader.date(reader.local(found.began))} – {reader.date(last)}"]
        for week in found.members:
            name, happened = words.person(week.who, reader), words.SEPARATOR.join(_happened(week, reader))
            folders = folders_button(_("Folders"), FolderFilter(owner=week.who.slack_user_id))
            rows.append(SectionBlock(text=plain(f"{name}\n{happened}"), accessory=folders))
            lines.append(words.labelled(name, happened, reader))
        more = found.members_in_all - len(found.members)
        rows += and_more(more, None, reader)
        lines += how_many_more(more, reader)
    if found is not None and found.quiet:
        label = _("Still with nothing in progress")
        more = found.quiet_in_all - len(found.quiet)
        rows += [ContextBlock(elements=[plain(label)]), *(_still_quiet(folder, reader) for folder in found.quiet)]
        rows += and_more(more, None, reader)
        lines += [label, *(words.SEPARATOR.join(_quiet_text(folder, reader)) for folder in found.quiet)]
        lines += how_many_more(more, reader)
    return _digest(Digest.WEEKLY, about, rows, lines, reader, day=day, on=on, sees_everything=sees_everything)


def _digest(
    digest: Digest,
    about: list[str],
    rows: list[Block],
    lines: list[str],
    reader: Reader,
    *,
    day: date,
    on: bool,
    sees_everything: bool,
) -> Screen:
    """A digest around its rows: named above, turned off or on again below."""
    _ = reader.gettext
    if not sees_everything:
        about = [*about, _("Figures are of the opportunities you can see.")]
    title, under = _(_NAME[digest]), words.SEPARATOR.join(about)
    blocks: list[Block] = [HeaderBlock(text=plain(title))]
    blocks += [ContextBlock(elements=[plain(under)])] if under else []
    blocks += rows
    said = [words.SEPARATOR.join(filter(None, (title, under))), *lines]
    if not on:
        blocks.append(SectionBlock(text=plain(_(_IS_OFF[digest]))))
        said.append(_(_IS_OFF[digest]))
    label = _("Turn off") if on else _("Turn on again")
    value = pack(on=not on, day=day.isoformat())
    blocks.append(ActionsBlock(elements=[ButtonElement(text=plain(label), action_id=_ACT[digest], value=value)]))
    return Screen(title=title, text="\n".join(said), blocks=blocks)


def _closing(row: OpportunityRow, today: date, reader: Reader) -> SectionBlock:
    opens = ButtonElement(
        text=plain(reader.gettext("Open")), action_id=ids.OPPORTUNITY_OPEN, value=pack(opportunity=row.id)
    )
    return SectionBlock(text=plain("\n".join(_closing_text(row, today, reader))), accessory=opens)


def _closing_text(row: OpportunityRow, today: date, reader: Reader) -> tuple[str, str]:
    """The opportunity by name; and where it stands, with when it was to be closed."""
    _ = reader.gettext
    assert row.expected_closing_on is not None, "it is told because of that day"
    late = row.expected_closing_on < today
    closing = _("overdue since %(date)s") if late else _("expected on %(date)s")
    line = words.opportunity_line(row, reader, with_folder=True)
    return (
        f"{words.opportunity_number(row.number)} {row.title}",
        words.SEPARATOR.join((line, closing % {"date": reader.date(row.expected_closing_on)})),
    )


def _happened(week: WeekOf, reader: Reader) -> list[str]:
    """What happened to the folders of a member: only what did."""
    counts = (week.ran_out, week.came_back, week.won_back, week.received, week.given)
    amount = reader.money(week.won_back_amount)
    return [
        reader.ngettext(*said, count) % {"count": reader.number(count), "amount": amount}
        for said, count in zip(_HAPPENED, counts, strict=True)
        if count
    ]


def _still_quiet(folder: FolderRef, reader: Reader) -> SectionBlock:
    return SectionBlock(text=plain("\n".join(_quiet_text(folder, reader))), accessory=open_button(folder, reader))


def _quiet_text(folder: FolderRef, reader: Reader) -> tuple[str, str]:
    owner = reader.gettext("owner: %(name)s") % {"name": words.person(folder.owner, reader)}
    return named_folder(folder), owner
