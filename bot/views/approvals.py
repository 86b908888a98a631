"""Asking for an owner change and answering: the cards, and what everybody concerned reads.

A card names the folder, people and reasons, and never an amount: what is inside stands behind "Open", for who presses
it. Where a reader may not see the folder, nothing of it is named.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    DividerBlock,
    SectionBlock,
)

from bot import ids
from bot.i18n import Reader
from bot.values import pack
from bot.views import words
from bot.views.folder_acts import ask_button
from bot.views.opportunity_acts import named_folder
from bot.views.screen import Screen, plain
from core.approvals.ask import Asked
from core.approvals.rows import ApprovalRow, Ending
from core.approvals.settling import Addressee, Settled
from core.folders.rows import FolderRef
from core.models import ApprovalOutcome

NAMED: Final = 10
"""People in one sentence; the rest is counted."""


def refused_but_may_ask(said: str, folder_id: int, reader: Reader, to: str | None = None) -> Screen:
    """A refused owner change, with the way out.

    Args:
        said: the refusal.
        folder_id: which folder.
        reader: who reads.
        to: whom it should have gone to, by Slack id.
    """
    blocks: list[Block] = [
        SectionBlock(text=plain(said)),
        ActionsBlock(elements=[ask_button(folder_id, reader, to)]),
    ]
    return Screen(title=reader.gettext("Not possible"), text=said, blocks=blocks)


def card(row: ApprovalRow, reader: Reader, *, for_channel: bool = False) -> Screen:
    """The card that asks, for those who can.

    Args:
        row: what is asked.
        reader: who reads.
        for_channel: leaves out the reason, which was written for those who can answer.
    """
    blocks = _asked(row, reader, with_reason=not for_channel)
    return Screen(
        title=reader.gettext("Change of owner"),
        text=_text(row, reader, with_reason=not for_channel),
        blocks=[*blocks, ActionsBlock(elements=_answers(row, reader))],
    )


def settled_card(row: ApprovalRow | None, ending: Ending, reader: Reader, *, for_channel: bool = False) -> Screen:
    """The card once it is answered: who, what and when, and nothing left to press.

    Args:
        row: what was asked; None where the reader may not see the folder.
        ending: how it ended.
        reader: who reads.
        for_channel: leaves the reasons out.
    """
    _ = reader.gettext
    if row is None:
        said = "\n".join((_("An owner change was asked for."), how_it_ended(ending, reader, with_reason=False)))
        return Screen(title=_("Change of owner"), text=said, blocks=[SectionBlock(text=plain(said))])
    ended = how_it_ended(ending, reader, with_reason=not for_channel)
    blocks = [*_asked(row, reader, with_reason=not for_channel), ContextBlock(elements=[plain(ended)])]
    text = f"{_text(row, reader, with_reason=not for_channel)}\n{ended}"
    return Screen(title=_("Change of owner"), text=text, blocks=blocks)


def answered(settled: Settled, reader: Reader) -> Screen:
    """What who answered reads where no card of theirs says it: how it ended, and that it had ended already.

    Args:
        settled: the request.
        reader: who reads.
    """
    screen = settled_card(settled.row, settled.ending, reader)
    way_on: list[Block] = [] if settled.row is None else [ActionsBlock(elements=[_open(settled.row.folder, reader)])]
    if settled.first:
        return replace(screen, blocks=[*screen.blocks, *way_on])
    note = reader.gettext("This was answered already.")
    return replace(
        screen,
        text=f"{note}\n{screen.text}",
        blocks=[ContextBlock(elements=[plain(note)]), *screen.blocks, *way_on],
    )


def blocked(said: str, row_id: int, reader: Reader, *, along: bool) -> Screen:
    """Why a yes was refused, where the opportunities inside keep the folder from the new owner.

    Args:
        said: the refusal.
        row_id: the request, which stays open.
        reader: who reads.
        along: whether the opportunities may go along.
    """
    _ = reader.gettext
    blocks: list[Block] = [SectionBlock(text=plain(said))]
    if along:
        button = ButtonElement(
            text=plain(_("Reassign its opportunities too")),
            action_id=ids.APPROVAL_APPROVE_ALONG,
            value=pack(approval=row_id),
            confirm=ConfirmObject(
                title=plain(_("Reassign them too?")),
                text=plain(_("The folder and the opportunities in it that belong to others change hands together.")),
                confirm=plain(_("Approve")),
                deny=plain(_("Cancel")),
            ),
        )
        blocks.append(ActionsBlock(elements=[button]))
    blocks.append(ContextBlock(elements=[plain(_("The request stays open."))]))
    return Screen(title=_("Not possible"), text=said, blocks=blocks)


def asked_of(asked: Asked, reader: Reader) -> Screen:
    """What the asker reads once it is asked.

    Args:
        asked: the request, and whom it goes to.
        reader: the asker.
    """
    _ = reader.gettext
    people = [*asked.readers, *filter(None, [asked.channel])]
    lines = [
        question(asked.row, reader),
        _("Asked: %(people)s.") % {"people": _list(people, reader)},
        _("You read their answer in your messages with Dossier."),
    ]
    return _said(lines, [_open(asked.row.folder, reader)], reader)


def asked_before(row: ApprovalRow, reader: Reader) -> Screen:
    """That the same was asked already, and waits."""
    _ = reader.gettext
    waits = _("You asked for this on %(when)s; it waits for an answer.") % {"when": reader.datetime(row.asked_at)}
    return _said([question(row, reader), waits], [_open(row.folder, reader)], reader)


def told(row: ApprovalRow | None, ending: Ending, reader: Reader) -> Screen:
    """What the asker reads when it is answered.

    Args:
        row: the request; None where they no longer see the folder, and nothing of it is named.
        ending: how it ended.
        reader: the asker.
    """
    _ = reader.gettext
    ended = how_it_ended(ending, reader)
    if row is None:
        # A reason may name what is no longer theirs to read.
        ended = how_it_ended(ending, reader, with_reason=False)
        return _said([_("You asked for an owner change."), ended, _("You no longer see that folder.")], [], reader)
    asked = _("You asked that %(folder)s go from %(before)s to %(after)s.") % _names(row, reader)
    return _said([asked, ended], [_open(row.folder, reader)], reader)


def pending_rows(rows: Sequence[ApprovalRow], reader: Reader) -> list[Block]:
    """The requests that wait for the reader, each with its buttons: for the Home tab.

    Args:
        rows: what waits; none gives no block.
        reader: who may answer them.
    """
    blocks: list[Block] = []
    for row in rows:
        blocks += [*_asked(row, reader), ActionsBlock(elements=_answers(row, reader)), DividerBlock()]
    return blocks[:-1]


def how_it_ended(ending: Ending, reader: Reader, *, with_reason: bool = True) -> str:
    """Who answered what, when, and why.

    Args:
        ending: of a request.
        reader: who reads.
        with_reason: whether the reason may be told.
    """
    _ = reader.gettext
    facts = {"name": "" if ending.by is None else ending.by.name, "when": reader.datetime(ending.at)}
    said = {
        ApprovalOutcome.APPROVED: _("Approved by %(name)s on %(when)s."),
        ApprovalOutcome.DECLINED: _("Declined by %(name)s on %(when)s."),
        ApprovalOutcome.OUTDATED: _("Out of date: the folder had changed hands meanwhile."),
        ApprovalOutcome.UNSENT: _("It reached nobody."),
    }[ending.outcome] % facts
    if with_reason and ending.reason:
        said = " ".join((said, _("Reason: %(reason)s") % {"reason": ending.reason}))
    return said


def question(row: ApprovalRow, reader: Reader) -> str:
    """Who asks what."""
    said = reader.gettext("%(asker)s asks that %(folder)s go from %(before)s to %(after)s.")
    return said % _names(row, reader)


def _asked(row: ApprovalRow, reader: Reader, *, with_reason: bool = True) -> list[Block]:
    blocks: list[Block] = [SectionBlock(text=plain(question(row, reader)))]
    if with_reason and row.reason:
        blocks.append(SectionBlock(text=plain(reader.gettext("Reason: %(reason)s") % {"reason": row.reason})))
    return blocks


def _text(row: ApprovalRow, reader: Reader, *, with_reason: bool) -> str:
    reason = reader.gettext("Reason: %(reason)s") % {"reason": row.reason} if with_reason and row.reason else ""
    return "\n".join(filter(None, (question(row, reader), reason)))


def _names(row: ApprovalRow, reader: Reader) -> dict[str, str]:
    return {
        "asker": words.person(row.asker, reader),
        "folder": named_folder(row.folder),
        "before": words.person(row.before, reader),
        "after": words.person(row.after, reader),
    }


def _answers(row: ApprovalRow, reader: Reader) -> list[ButtonElement]:
    _ = reader.gettext
    value = pack(approval=row.id)
    return [
        ButtonElement(text=plain(_("Approve")), action_id=ids.APPROVAL_APPROVE, value=value, style="primary"),
        ButtonElement(text=plain(_("Decline")), action_id=ids.APPROVAL_DECLINE, value=value, style="danger"),
        _open(row.folder, reader),
    ]


def _open(folder: FolderRef, reader: Reader) -> ButtonElement:
    return ButtonElement(text=plain(reader.gettext("Open")), action_id=ids.FOLDER_OPEN, value=pack(folder=folder.id))


def _said(lines: Sequence[str], buttons: Sequence[ButtonElement], reader: Reader) -> Screen:
    said = "\n".join(lines)
    blocks: list[Block] = [SectionBlock(text=plain(said))]
    if buttons:
        blocks.append(ActionsBlock(elements=list(buttons)))
    return Screen(title=reader.gettext("Ask a manager"), text=said, blocks=blocks)


def _list(people: Sequence[Addressee], reader: Reader) -> str:
    named = [one.name or reader.gettext("the alert channel") for one in people[:NAMED]]
    more = len(people) - len(named)
    if more:
        named.append(reader.ngettext("%(count)s more", "%(count)s more", more) % {"count": reader.number(more)})
    return reader.list_of(named)
