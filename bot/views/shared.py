""" "Share": the form that shows what a channel will read, and the message that it then reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    ConversationFilter,
    ConversationSelectElement,
    DividerBlock,
    InputBlock,
    MarkdownTextObject,
    SectionBlock,
)

from bot import ids
from bot.i18n import N_, Reader
from bot.values import pack
from bot.views import words
from bot.views.folders import folder_answer, folder_facts
from bot.views.inputs import form
from bot.views.opportunities import opportunity_facts, opportunity_text
from bot.views.screen import Screen, heading, plain
from core.folders.card import FolderCard
from core.folders.rows import FolderRef
from core.invalid import Invalid
from core.opportunities.rows import OpportunityRow
from core.sharing import Channel, Withheld

WHY: Final = {
    Withheld.ADMINS_ONLY: N_("only admins see every opportunity here"),
    Withheld.GUESTS: N_("there are guests in the channel"),
    Withheld.OTHER_COMPANIES: N_("people of other companies read the channel"),
    Withheld.HIDDEN_FROM_SOME: N_("some people there may not see this folder, and will read its name"),
    Withheld.NOT_ALL_KNOWN: N_("Dossier cannot make sure who everybody there is"),
}
"""Why no more than the name is shown."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is shared.

    Attributes:
        share: the id of its "Share".
        open: the id of its "Open".
        kind: "folder" or "opportunity": the name of its key in a button.
        id: its key.
        name: number and name.
    """

    share: str
    open: str
    kind: str
    id: int
    name: str

    @classmethod
    def of_folder(cls, folder: FolderRef) -> Subject:
        """A folder."""
        name = f"{words.folder_number(folder.number)} {folder.name}"
        return cls(ids.FOLDER_SHARE, ids.FOLDER_OPEN, "folder", folder.id, name)

    @classmethod
    def of_opportunity(cls, row: OpportunityRow) -> Subject:
        """An opportunity."""
        name = f"{words.opportunity_number(row.number)} {row.title}"
        return cls(ids.OPPORTUNITY_SHARE, ids.OPPORTUNITY_OPEN, "opportunity", row.id, name)


_NOTHING: Final = Screen("", "", ())


@dataclass(frozen=True, slots=True)
class Preview:
    """What a channel would read.

    Attributes:
        channel: which.
        withheld: why it is the name only; empty where it is everything.
        screen: the message.
        folder_too: whether an opportunity's folder is named.
        refusal: why nothing can be shared there; None where it can.
        said: the refusal in words.
        changed: whether the form showed something else before.
    """

    channel: Channel
    withheld: tuple[Withheld, ...] = ()
    screen: Screen = _NOTHING
    folder_too: bool = False
    refusal: Invalid | None = None
    said: str = ""
    changed: bool = False

    @property
    def shown(self) -> str:
        """How much is shown, in a word that the form keeps: to see whether it is still so when the form is sent."""
        if self.refusal is not None:
            return ""
        return "name" if self.withheld else "all and folder" if self.folder_too else "all"


def share_form(reader: Reader, subject: Subject, preview: Preview | None, reply_url: str) -> dict[str, Any]:
    """The form "Share".

    Args:
        reader: who fills it in.
        subject: what is shared.
        preview: what the chosen channel would read; None where none is chosen.
        reply_url: where the answer goes when the form is done.
    """
    _ = reader.gettext
    channel_id = preview.channel.id if preview else ""
    element = ConversationSelectElement(
        action_id=ids.SHARE_CHANNEL,
        placeholder=plain(_("Choose a channel")),
        initial_conversation=channel_id or None,
        filter=ConversationFilter(include=["public", "private"], exclude_bot_users=True),
    )
    field = InputBlock(block_id=ids.CHANNEL, label=plain(_("Channel")), element=element, dispatch_action=True)
    blocks: list[Block] = [SectionBlock(text=plain(subject.name)), field, *_beneath(preview, reader)]
    facts: dict[str, Any] = {subject.kind: subject.id, "reply": reply_url, "channel": channel_id}
    kept = pack(**facts, shown=preview.shown if preview else "")
    return form(subject.share, _("Share"), _("Share"), blocks, kept, reader)


def _beneath(preview: Preview | None, reader: Reader) -> list[Block]:
    """What the form says below the channel."""
    _ = reader.gettext
    if preview is None:
        return [ContextBlock(elements=[plain(_("You will see here what its readers are shown."))])]
    if preview.refusal is not None:
        return [SectionBlock(text=plain(f"⚠️ {preview.said}"))]
    channel = {"channel": preview.channel.name}
    blocks: list[Block] = []
    if preview.changed:
        changed = _("This is what #%(channel)s will read now. If that is what you want, press “Share” again.")
        blocks.append(SectionBlock(text=plain(changed % channel)))
    if preview.withheld:
        reasons = [f"• {_(WHY[reason])}" for reason in preview.withheld]
        only = _("⚠️ Only the name will be shown in #%(channel)s:") % channel
        blocks.append(SectionBlock(text=plain("\n".join((only, *reasons)))))
    blocks += [ContextBlock(elements=[plain(_("What #%(channel)s will read:") % channel)]), DividerBlock()]
    return blocks + [block for block in preview.screen.blocks if block.type != ActionsBlock.type]


def done(subject: Subject, channel: Channel, reader: Reader, *, again: bool) -> Screen:
    """What is said once it was shared.

    Args:
        subject: what was shared.
        channel: where.
        reader: who shared it.
        again: whether the form had been sent before.
    """
    _ = reader.gettext
    told = _("%(thing)s was shared in #%(channel)s already.") if again else _("%(thing)s was shared in #%(channel)s.")
    said = told % {"thing": subject.name, "channel": channel.name}
    open_it = ButtonElement(text=plain(_("Open")), action_id=subject.open, value=pack(**{subject.kind: subject.id}))
    return Screen(title=_("Share"), text=said, blocks=[SectionBlock(text=plain(said), accessory=open_it)])


def folder_name(folder: FolderRef, by: str, reader: Reader) -> Screen:
    """A folder in a channel where its name is all that may be shown.

    Args:
        folder: which.
        by: who shared it.
        reader: how the workspace reads.
    """
    return _message(Subject.of_folder(folder), folder.name, _by_folder(by, reader), (), (), reader)


def folder(card: FolderCard, by: str, reader: Reader) -> Screen:
    """A folder in a channel where everyone may see all of it.

    Args:
        card: what it holds.
        by: who shared it.
        reader: how the workspace reads.
    """
    _ = reader.gettext
    shown = card.row.folder
    about = words.SEPARATOR.join(
        (
            words.folder_number(shown.number),
            words.folder_state(shown, reader),
            _("owner: %(name)s") % {"name": words.person(shown.owner, reader)},
        )
    )
    facts = folder_facts(card, reader)
    blocks: list[Block] = [ContextBlock(elements=[plain(about)])]
    lines = [about]
    if card.description:
        blocks.append(SectionBlock(text=plain(card.description)))
        lines.append(card.description)
    if card.answers:
        answers = [(answer.label, folder_answer(answer, reader)) for answer in card.answers]
        blocks.append(words.fields(answers, reader))
        lines += _lines(answers, reader)
    blocks.append(_fields(facts))
    lines += _lines(facts, reader)
    inside = [opportunity_text(row, reader, with_folder=False) for row in card.opportunities]
    if card.more:
        more = reader.ngettext("and %(count)s more", "and %(count)s more", card.more)
        inside.append(more % {"count": reader.number(card.more)})
    if inside:
        blocks.append(SectionBlock(text=plain("\n".join(inside)), expand=True))
    return _message(Subject.of_folder(shown), shown.name, _by_folder(by, reader), blocks, [*lines, *inside], reader)


def opportunity_name(row: OpportunityRow, by: str, reader: Reader) -> Screen:
    """An opportunity in a channel where its title is all that may be shown; see `folder_name`."""
    return _message(Subject.of_opportunity(row), row.title, _by_opportunity(by, reader), (), (), reader)


def opportunity(row: OpportunityRow, by: str, reader: Reader) -> Screen:
    """An opportunity in a channel where everyone may see all of it.

    Args:
        row: the opportunity; its folder only where everyone may see that too.
        by: who shared it.
        reader: how the workspace reads.
    """
    _ = reader.gettext
    about = words.SEPARATOR.join(
        (
            words.opportunity_number(row.number),
            _("owner: %(name)s") % {"name": words.person(row.owner, reader)},
        )
    )
    facts = opportunity_facts(row, reader)
    blocks: list[Block] = [ContextBlock(elements=[plain(about)]), _fields(facts)]
    lines = [about, *_lines(facts, reader)]
    named = [(_("Client folder"), row.folder.name)] if row.folder else []
    named += [(_("Tags"), ", ".join(row.tags))] if row.tags else []
    if named:
        blocks.append(words.fields(named, reader))
        lines += _lines(named, reader)
    if row.description:
        blocks.append(SectionBlock(text=plain(row.description)))
        lines.append(row.description)
    return _message(Subject.of_opportunity(row), row.title, _by_opportunity(by, reader), blocks, lines, reader)


def folder_gone(by: str, reader: Reader) -> Screen:
    """In the place of a folder that is no more, or that whoever shared it may not see any more: nothing to press.

    Args:
        by: who shared it.
        reader: how the workspace reads.
    """
    return _gone(_by_folder(by, reader), reader.gettext("The client folder that was shared here is gone."))


def opportunity_gone(by: str, reader: Reader) -> Screen:
    """The same, of an opportunity: one in the bin, too."""
    return _gone(_by_opportunity(by, reader), reader.gettext("The opportunity that was shared here is gone."))


def _gone(by: str, said: str) -> Screen:
    return Screen(by, f"{by}\n{said}", [ContextBlock(elements=[plain(by)]), SectionBlock(text=plain(said))])


def _by_folder(by: str, reader: Reader) -> str:
    return reader.gettext("%(name)s shared a client folder") % {"name": by}


def _by_opportunity(by: str, reader: Reader) -> str:
    return reader.gettext("%(name)s shared an opportunity") % {"name": by}


def _fields(facts: Sequence[tuple[str, str]]) -> SectionBlock:
    return SectionBlock(fields=[MarkdownTextObject(text=f"*{label}*\n{value}") for label, value in facts])


def _lines(pairs: Iterable[tuple[str, str]], reader: Reader) -> list[str]:
    return [words.labelled(label, value, reader) for label, value in pairs]


def _message(
    subject: Subject, name: str, by: str, blocks: Sequence[Block], lines: Sequence[str], reader: Reader
) -> Screen:
    """What a channel reads. "Open" answers whoever presses it alone, with what they may see."""
    open_it = ButtonElement(
        text=plain(reader.gettext("Open")), action_id=subject.open, value=pack(**{subject.kind: subject.id})
    )
    return Screen(
        title=by,
        text="\n".join((words.SEPARATOR.join((by, name)), *lines)),
        blocks=[ContextBlock(elements=[plain(by)]), heading(name), *blocks, ActionsBlock(elements=[open_it])],
    )
