"""What may be done with an opportunity: the buttons of its card, and the screens that ask or answer about them."""

from collections.abc import Sequence
from dataclasses import replace

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    DividerBlock,
    SectionBlock,
)

from bot import ids
from bot.i18n import Reader
from bot.values import pack
from bot.views import words
from bot.views.screen import Screen, plain
from core.errors import Stale
from core.folders.rows import FolderRef
from core.opportunities.bin import Binned
from core.opportunities.rows import OpportunityRow


def named(row: OpportunityRow) -> str:
    """ "O-34 Renewal"."""
    return f"{words.opportunity_number(row.number)} {row.title}"


def named_folder(folder: FolderRef) -> str:
    """ "F-12 Acme"."""
    return f"{words.folder_number(folder.number)} {folder.name}"


def act_buttons(row: OpportunityRow, reader: Reader) -> list[ButtonElement]:
    """The buttons of the card that change more than the status, for who may press them (SPEC §4.2)."""
    if not row.editable:
        return []
    _ = reader.gettext
    placing = [(_("Attach to a folder"), ids.OPPORTUNITY_ATTACH)]
    if row.folder is not None:
        placing = [(_("Move"), ids.OPPORTUNITY_MOVE), (_("Remove from folder"), ids.OPPORTUNITY_REMOVE)]
    acts = [
        (_("Duplicate"), ids.OPPORTUNITY_DUPLICATE),
        *placing,
        (_("Change owner"), ids.OPPORTUNITY_OWNER),
        (_("Edit"), ids.OPPORTUNITY_EDIT),
    ]
    buttons = [ButtonElement(text=plain(label), action_id=action_id, value=_value(row)) for label, action_id in acts]
    return [*buttons, delete_button(row, reader, confirm=True)]


def delete_button(row: OpportunityRow, reader: Reader, *, confirm: bool) -> ButtonElement:
    """ "Delete".

    Args:
        row: the opportunity.
        reader: who reads.
        confirm: whether it asks before it does; False where the screen around it asks.
    """
    _ = reader.gettext
    asked = ConfirmObject(
        title=plain(_("Delete this opportunity?")),
        text=plain(_("It goes to the bin, and can be restored for thirty days.")),
        confirm=plain(_("Delete")),
        deny=plain(_("Keep it")),
        style="danger",
    )
    return ButtonElement(
        text=plain(_("Delete")),
        action_id=ids.OPPORTUNITY_DELETE,
        value=_value(row),
        style="danger",
        confirm=asked if confirm else None,
    )


def delete_question(row: OpportunityRow, reader: Reader) -> Screen:
    """The question that the command asks before it deletes."""
    _ = reader.gettext
    lines = [
        _("Delete %(opportunity)s?") % {"opportunity": named(row)},
        words.opportunity_line(row, reader, with_folder=True),
        _("It goes to the bin, and can be restored for thirty days."),
    ]
    blocks: list[Block] = [
        SectionBlock(text=plain("\n".join(lines))),
        ActionsBlock(elements=[delete_button(row, reader, confirm=False), _open(row, reader)]),
    ]
    return Screen(title=_("Delete"), text="\n".join(lines), blocks=blocks)


def deleted(binned: Binned, reader: Reader, *, first: bool) -> Screen:
    """That an opportunity is in the bin, and how it comes out again.

    Args:
        binned: which.
        reader: who reads.
        first: False where it was there already.
    """
    _ = reader.gettext
    said = _("%(opportunity)s is in the bin.") if first else _("%(opportunity)s was in the bin already.")
    text = f"{said % {'opportunity': named(binned.row)}} {_until(binned, reader)}"
    blocks: list[Block] = [
        SectionBlock(text=plain(text)),
        ActionsBlock(elements=[_restore_button(binned.row, reader)]),
    ]
    return Screen(title=_("Bin"), text=text, blocks=blocks)


def bin_choices(found: Sequence[Binned], asked: str, reader: Reader) -> Screen:
    """What lies in the bin: which one shall come out?

    Args:
        found: what may come out.
        asked: what was asked for; empty where everything was.
        reader: who reads.
    """
    _ = reader.gettext
    if asked:
        question = _("Several opportunities in the bin match “%(asked)s”. Which one?") % {"asked": asked}
    else:
        question = _("In the bin, the newest first:") if found else _("The bin holds nothing that you may restore.")
    lines = [f"{named(one.row)}\n{_until(one, reader)}" for one in found]
    blocks: list[Block] = [SectionBlock(text=plain(question))]
    blocks += [
        SectionBlock(text=plain(line), accessory=_restore_button(one.row, reader))
        for line, one in zip(lines, found, strict=True)
    ]
    return Screen(title=_("Bin"), text="\n".join([question, *lines]), blocks=blocks)


def place_choices(
    row: OpportunityRow, folders: Sequence[FolderRef], asked: str, reader: Reader, *, moving: bool
) -> Screen:
    """Several folders are meant: into which one?

    Args:
        row: the opportunity.
        folders: those that are meant.
        asked: what was typed.
        reader: who reads.
        moving: whether it is moved rather than attached.
    """
    _ = reader.gettext
    question = _("Several folders match “%(asked)s”. Which one?") % {"asked": asked}
    blocks: list[Block] = [SectionBlock(text=plain(question))]
    blocks += [
        SectionBlock(text=plain(_offered(folder, reader)), accessory=place_button(row, folder, reader, moving=moving))
        for folder in folders
    ]
    lines = [question, *(_offered(folder, reader) for folder in folders)]
    return Screen(title=_("Client folders"), text="\n".join(lines), blocks=blocks)


def place_button(
    row: OpportunityRow, folder: FolderRef, reader: Reader, *, moving: bool, label: str = ""
) -> ButtonElement:
    """A button that attaches or moves an opportunity to one certain folder.

    Args:
        row: the opportunity.
        folder: where to.
        reader: who reads.
        moving: whether it is moved rather than attached.
        label: "Attach" or "Move" unless another is given.
    """
    _ = reader.gettext
    return ButtonElement(
        text=plain(label or (_("Move") if moving else _("Attach"))),
        action_id=ids.OPPORTUNITY_MOVE_TO if moving else ids.OPPORTUNITY_ATTACH_TO,
        value=pack(opportunity=row.id, version=row.version, folder=folder.id),
    )


def is_elsewhere(row: OpportunityRow, wanted: FolderRef | None, said: str, reader: Reader) -> Screen:
    """That an opportunity is in another folder already, with "Move".

    Args:
        row: the opportunity.
        wanted: the folder it was to go to, where that is one there is; "Move" then goes straight there.
        said: the refusal.
        reader: who reads.
    """
    _ = reader.gettext
    if wanted is not None:
        button = place_button(row, wanted, reader, moving=True)
    else:
        button = ButtonElement(text=plain(_("Move")), action_id=ids.OPPORTUNITY_MOVE, value=_value(row))
    blocks: list[Block] = [SectionBlock(text=plain(said)), ActionsBlock(elements=[button])]
    return Screen(title=_("Not possible"), text=said, blocks=blocks)


def with_proposal(screen: Screen, proposal_id: int, reader: Reader) -> Screen:
    """The card of a copy, with the proposal of a folder for both (SPEC §6).

    Args:
        screen: the card.
        proposal_id: which.
        reader: who reads.
    """
    _ = reader.gettext
    said = _("Neither the original nor its copy is in a client folder. Create one for both?")
    value = pack(proposal=proposal_id)
    yes = ButtonElement(
        text=plain(_("Create a client folder")), action_id=ids.PROPOSAL_ACCEPT, value=value, style="primary"
    )
    no = ButtonElement(text=plain(_("No, thanks")), action_id=ids.PROPOSAL_DECLINE, value=value)
    asked: list[Block] = [DividerBlock(), SectionBlock(text=plain(said)), ActionsBlock(elements=[yes, no])]
    return replace(screen, text=f"{screen.text}\n{said}", blocks=[*screen.blocks, *asked])


def out_of_sight(note: str, reader: Reader) -> Screen:
    """What happened to something that the reader may not see any more."""
    said = "\n".join((note, reader.gettext("You no longer see it.")))
    return Screen(title=reader.gettext("Opportunity"), text=said, blocks=[SectionBlock(text=plain(said))])


def who_was_quicker(stale: Stale, reader: Reader) -> str:
    """Who changed the opportunity, and when; said above how it stands now."""
    _ = reader.gettext
    said = _("%(by)s changed it at %(when)s, after it was shown to you. This is how it stands now.")
    return said % {"by": stale.by or _("Somebody"), "when": reader.datetime(stale.at)}


def _value(row: OpportunityRow) -> str:
    return pack(opportunity=row.id, version=row.version)


def _open(row: OpportunityRow, reader: Reader) -> ButtonElement:
    value = pack(opportunity=row.id)
    return ButtonElement(text=plain(reader.gettext("Open")), action_id=ids.OPPORTUNITY_OPEN, value=value)


def _restore_button(row: OpportunityRow, reader: Reader) -> ButtonElement:
    return ButtonElement(
        text=plain(reader.gettext("Restore")), action_id=ids.OPPORTUNITY_RESTORE, value=pack(opportunity=row.id)
    )


def _until(binned: Binned, reader: Reader) -> str:
    said = reader.gettext("It can be restored until %(when)s.")
    return said % {"when": reader.datetime(binned.gone_at)}


def _offered(folder: FolderRef, reader: Reader) -> str:
    said = named_folder(folder)
    return said if folder.active else f"{said} ({words.folder_state(folder, reader)})"
