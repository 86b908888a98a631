"""What persons are told: that something is theirs, that a standby is over, and what waited for quiet hours to end."""

from collections.abc import Sequence

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, ContextBlock, DividerBlock, SectionBlock

from bot import ids
from bot.i18n import Reader
from bot.values import pack
from bot.views import words
from bot.views.opportunity_acts import named, named_folder
from bot.views.screen import Screen, plain
from core.folders.rows import FolderRef
from core.handed import Given
from core.models import Status
from core.opportunities.rows import OpportunityRow


def given(handed: Given, reader: Reader) -> Screen:
    """What a new owner reads.

    Args:
        handed: what they were given, and by whom.
        reader: the new owner.
    """
    _ = reader.gettext
    said = _("%(thing)s is yours now.") % {"thing": _named(handed.thing)}
    if handed.by is not None:
        facts = {"name": words.person(handed.by, reader), "thing": _named(handed.thing)}
        said = _("%(name)s made you the owner of %(thing)s.") % facts
    if handed.along:
        along = reader.ngettext(
            "%(count)s opportunity in it is yours now too.",
            "%(count)s opportunities in it are yours now too.",
            handed.along,
        )
        said = " ".join((said, along % {"count": reader.number(handed.along)}))
    if isinstance(handed.thing, OpportunityRow) and handed.thing.status is Status.STANDBY:
        return _told([said, _until(handed.thing, reader)], handed.thing, reader)
    return _told([said], handed.thing, reader)


def given_on(handed: Given, reader: Reader) -> Screen:
    """What stands in the place of `given` once it is somebody else's."""
    _ = reader.gettext
    facts = {"thing": _named(handed.thing), "owner": words.person(handed.thing.owner, reader)}
    said = _("%(thing)s belongs to %(owner)s now.")
    if handed.taken_by is not None:
        facts["name"] = words.person(handed.taken_by, reader)
        said = _("%(name)s changed the owner of %(thing)s again: it belongs to %(owner)s now.")
        if handed.taken_by.id == handed.thing.owner.id:
            said = _("%(name)s took %(thing)s back.")
    return _told([said % facts], handed.thing, reader)


def out_of_sight(reader: Reader) -> Screen:
    """What stands in the place of what its reader may not see any more: nothing of it is named."""
    said = reader.gettext("You no longer see what stood here.")
    return Screen(title=reader.gettext("Change of owner"), text=said, blocks=[SectionBlock(text=plain(said))])


def back_to_do(row: OpportunityRow, reader: Reader) -> Screen:
    """What the owner reads when a standby is over.

    Args:
        row: the opportunity.
        reader: its owner.
    """
    said = reader.gettext("The standby of %(thing)s is over: it is to do again.") % {"thing": named(row)}
    return _told([said], row, reader)


def together(screens: Sequence[Screen], reader: Reader) -> Screen:
    """What waited for somebody's quiet hours to end, as one message.

    Args:
        screens: what is still to be said; at least one.
        reader: who reads.
    """
    if len(screens) == 1:
        return screens[0]
    _ = reader.gettext
    said = reader.ngettext(
        "%(count)s message while you had quiet hours:", "%(count)s messages while you had quiet hours:", len(screens)
    ) % {"count": reader.number(len(screens))}
    blocks: list[Block] = [ContextBlock(elements=[plain(said)])]
    for screen in screens:
        blocks += [DividerBlock(), *screen.blocks]
    return Screen(title=_("Quiet hours"), text="\n".join((said, *(one.text for one in screens))), blocks=blocks)


def _named(thing: FolderRef | OpportunityRow) -> str:
    return named(thing) if isinstance(thing, OpportunityRow) else named_folder(thing)


def _until(row: OpportunityRow, reader: Reader) -> str:
    assert row.reminder_at is not None, "a standby has a reminder"
    return reader.gettext("It is on standby until %(when)s.") % {"when": reader.datetime(row.reminder_at)}


def _told(said: Sequence[str], thing: FolderRef | OpportunityRow, reader: Reader) -> Screen:
    _ = reader.gettext
    action_id, value = ids.FOLDER_OPEN, pack(folder=thing.id)
    title = _("Client folder")
    if isinstance(thing, OpportunityRow):
        action_id, value, title = ids.OPPORTUNITY_OPEN, pack(opportunity=thing.id), _("Opportunity")
    first, *beneath = said
    blocks: list[Block] = [SectionBlock(text=plain(first))]
    blocks += [ContextBlock(elements=[plain(one)]) for one in beneath]
    blocks.append(ActionsBlock(elements=[ButtonElement(text=plain(_("Open")), action_id=action_id, value=value)]))
    return Screen(title=title, text="\n".join(said), blocks=blocks)
