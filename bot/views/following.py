"""A channel that follows a filter: the form that asks for it, and what is said once it does, or no longer does."""

from collections.abc import Mapping
from typing import Any, Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    RichTextBlock,
    RichTextElementParts,
    RichTextSectionElement,
    SectionBlock,
)

from bot import ids
from bot.i18n import N_, Reader
from bot.parsing import filters
from bot.values import pack
from bot.views.filter_form import narrowing
from bot.views.inputs import form
from bot.views.screen import Screen, plain
from bot.views.statuses import STATUS
from core.filters import Flaw, OppsFilter
from core.following import Prospect
from core.models import CLOSED_STATUSES, Status

FLAWS: Final[Mapping[str, str]] = {
    Flaw.ME: N_("“me” is somebody else for everybody who reads the channel: name the owner, as in owner:@ben."),
    Flaw.NEVER: N_(
        "A channel hears of active client folders that have nothing in progress any more, and that filter leaves all of"
        " them out: ask for no other state, for nothing to do or on standby, and for no amount in progress."
    ),
    Flaw.HIDDEN: N_(
        "Only admins see every opportunity here, so a channel is told nothing of what is inside: leave tags, won> and"
        " statuses of opportunities out of the filter."
    ),
    Flaw.GUESTS: N_(
        "There are guests in the channel, or people of whom Dossier cannot make sure, so it is told nothing of what is"
        " inside: leave tags, won> and statuses of opportunities out of the filter."
    ),
    Flaw.OWNER_HIDDEN: N_(
        "Each user has their own client folders here, so a channel is not told whose they are: leave the owner out of"
        " the filter."
    ),
    Flaw.OWNER_GONE: N_("The owner in the filter is no active member of this workspace: name another one, or none."),
    Flaw.TAG_GONE: N_("No opportunity has the tag in the filter: see how it is written, or leave it out."),
}
"""What keeps a channel from following a filter, and what helps."""

WARNING: Final = N_(
    "Whoever reads the channel will see the names of client folders there, those of others included, though each user"
    " has their own."
)
GUESTS: Final = N_("There are guests in the channel: they will read the names of client folders.")


def warnings(prospect: Prospect, reader: Reader) -> list[str]:
    """What has to be read before a channel follows.

    Args:
        prospect: what it would be.
        reader: who lets it.
    """
    holds = ((WARNING, prospect.names_told), (GUESTS, prospect.guests))
    return [reader.gettext(said) for said, so in holds if so]


def follow_form(
    prospect: Prospect, asked: str, followed: str | None, reply_url: str, reader: Reader, *, note: str = ""
) -> dict[str, Any]:
    """The form "Follow".

    Args:
        prospect: what it would be.
        asked: what the filter asks for beyond what the form has fields for, in words; empty where nothing.
        followed: what the channel follows until now, in words; None where it follows nothing.
        reply_url: where the answer goes when the form is done.
        reader: who fills it in.
        note: said first.
    """
    _ = reader.gettext
    channel = {"channel": prospect.channel.name}
    about = _("#%(channel)s will hear when a client folder has nothing in progress any more, of those chosen here.")
    blocks: list[Block] = [SectionBlock(text=plain(note))] if note else []
    blocks.append(SectionBlock(text=plain(about % channel)))
    if prospect.flaw is not None:
        blocks.append(SectionBlock(text=plain(f"⚠️ {_(FLAWS[prospect.flaw])}")))
    warned = warnings(prospect, reader)
    blocks += [SectionBlock(text=plain(f"⚠️ {one}")) for one in warned]
    if followed is not None:
        until_now = _("It follows until now: %(filter)s. That ends.")
        blocks.append(ContextBlock(elements=[plain(until_now % {"filter": followed})]))
    if asked:
        blocks.append(ContextBlock(elements=[plain(_("Besides: %(filter)s") % {"filter": asked})]))
    question = prospect.question
    opps = {OppsFilter.NONE.value: _("Nothing in progress"), **{one.value: _(STATUS[one]) for one in _closed()}}
    blocks += narrowing(question, opps, question.owner, reader)
    kept = pack(filter=filters.write(question), channel=prospect.channel.id, reply=reply_url, warned="\n".join(warned))
    return form(ids.FOLDER_FOLLOW, _("Follow"), _("Follow"), blocks, kept, reader)


def followed(channel: str, asked: str, before: str | None, reader: Reader) -> Screen:
    """What who let a channel follow reads.

    Args:
        channel: its name.
        asked: the filter, in words.
        before: what it followed before, in words; None where nothing.
        reader: who let it.
    """
    _ = reader.gettext
    said = _("#%(channel)s follows client folders: %(filter)s.") % {"channel": channel, "filter": asked}
    if before is not None:
        said = "\n".join((said, _("Until now it followed: %(filter)s.") % {"filter": before}))
    ends = _("The command “unfollow” there ends it.")
    blocks: list[Block] = [SectionBlock(text=plain(said)), ContextBlock(elements=[plain(ends)])]
    return Screen(_("Follow"), f"{said}\n{ends}", blocks)


def unfollowed(channel: str, was: str, asked: str, reader: Reader) -> Screen:
    """What who let a channel follow nothing any more reads.

    Args:
        channel: its Slack id; Slack shows the name.
        was: what it followed.
        asked: the same, in words.
        reader: who did it.
    """
    _ = reader.gettext
    said = _("The channel follows client folders no more; it followed: %(filter)s.") % {"filter": asked}
    parts = [RichTextElementParts.Channel(channel_id=channel), RichTextElementParts.Text(text=f"  {said}")]
    blocks: list[Block] = [
        RichTextBlock(elements=[RichTextSectionElement(elements=parts)]),
        ActionsBlock(elements=[follow_again(channel, was, reader)]),
    ]
    return Screen(_("Follow"), said, blocks)


def follow_again(channel: str, was: str, reader: Reader) -> ButtonElement:
    """ "Follow again": the form, with what was followed in it."""
    return ButtonElement(
        text=plain(reader.gettext("Follow again")),
        action_id=ids.FOLDER_FOLLOW,
        value=pack(channel=channel, filter=was),
    )


def _closed() -> list[Status]:
    return [one for one in Status if one in CLOSED_STATUSES]
