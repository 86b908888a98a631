"""How far a hand-over is, and what came of it; and the words that the card, the form and the dry run share with it."""

from collections.abc import Mapping, Sequence
from typing import Final

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, ContextBlock, SectionBlock

from bot import ids
from bot.i18n import Reader
from bot.values import pack
from bot.views import words
from bot.views.folder_acts import open_button
from bot.views.screen import Screen, plain, shortened
from core.errors import BlockingOpportunity
from core.leavers.owned import Owned
from core.leavers.plan import FolderMove
from core.leavers.progress import Moved, Progress
from core.members import Person

REFUSED_SHOWN: Final = 10
BLOCKING_SHOWN: Final = 2
TITLE_LIMIT: Final = 40
TEXT_LIMIT: Final = 3500
"""Characters of a fallback: a message that is brought up to date takes 4,000 of them, signs escaped (SLACK.md)."""

BAR: Final = 20
"""Squares of the progress bar."""


def progress(found: Progress, reader: Reader) -> Screen:
    """How far it is; in the end, what came of it.

    Args:
        found: as it stands.
        reader: an admin.
    """
    _ = reader.gettext
    whose = _("Handing over what %(name)s owned.") % {"name": found.leaver.name}
    if not found.ended:
        part = found.done / found.total if found.total else 1
        filled = int(part * BAR)
        counted = _("%(done)s of %(total)s") % {"done": reader.number(found.done), "total": reader.number(found.total)}
        bar = f"{'█' * filled}{'░' * (BAR - filled)}  {counted}"
        return Screen(_("Hand over"), f"{whose} {counted}", [SectionBlock(text=plain(f"{whose}\n{bar}"))])
    blocks, text = _outcome(found, reader)
    return Screen(_("Hand over"), text, blocks)


def handed_to_you(leaver: Person, by: Person, moved: Moved, reader: Reader) -> Screen:
    """What an heir is told, once.

    Args:
        leaver: whose it was.
        by: who handed it over.
        moved: what is the reader's now.
        reader: the heir.
    """
    _ = reader.gettext
    said = _("%(name)s handed over to you what %(leaver)s owned: you now own %(things)s.") % {
        "name": by.name,
        "leaver": leaver.name,
        "things": things(Owned(moved.folders, moved.opportunities), reader, in_progress=False),
    }
    mine = ButtonElement(
        text=plain(_("My client folders")),
        action_id=f"{ids.FOLDER_LIST_PAGE}.previous",
        value=pack(page=1, filter="", mine=True),
    )
    return Screen(_("Hand over"), said, [SectionBlock(text=plain(said)), ActionsBlock(elements=[mine])])


def not_yours_any_more(reader: Reader) -> Screen:
    """What stands there for somebody who is no admin any more."""
    return said_alone(reader.gettext("Only admins hand over what others leave behind."), reader)


def staying(
    leaver: Person, refused: Sequence[FolderMove], count: int, reader: Reader, rules: Mapping[int, str] | None = None
) -> list[Block]:
    """What is not moved, each with the reason.

    Args:
        leaver: whose they are.
        refused: those that are named.
        count: how many there are in all.
        reader: an admin.
        rules: which rule refused each, by the folder's key, once it is over: then "Open" leads there.
    """
    blocks: list[Block] = [words.titled(_stay(leaver, count, reader), "", [_rule(reader)] if rules is None else [])]
    for one in refused[:REFUSED_SHOWN]:
        why = _why(one, reader, (rules or {}).get(one.folder.id))
        accessory = open_button(one.folder, reader) if rules is not None else None
        blocks.append(SectionBlock(text=plain(why), accessory=accessory))
    more = count - len(refused[:REFUSED_SHOWN])
    if more > 0:
        blocks.append(ContextBlock(elements=[plain(more_of(more, reader))]))
    return blocks


def _stay(leaver: Person, count: int, reader: Reader) -> str:
    said = reader.ngettext("%(count)s stays with %(name)s.", "%(count)s stay with %(name)s.", count)
    return said % {"count": reader.number(count), "name": leaver.name}


def _rule(reader: Reader) -> str:
    return reader.gettext(
        "Here each user has their own client folders: one with opportunities of others in it cannot go to a new owner."
    )


def _why(one: FolderMove, reader: Reader, rule: str | None = None) -> str:
    """A folder that stays, with what is in its way."""
    _ = reader.gettext
    named = f"{words.folder_number(one.folder.number)} {one.folder.name} → {words.person(one.to, reader)}"
    if one.blocking:
        said = _("In the way: %(opportunities)s.") % {"opportunities": _blocking(one.blocking, reader)}
    elif rule == "owner_unknown":
        said = _("%(name)s is no active member any more.") % {"name": one.to.name}
    else:
        said = _("Nothing is in its way any more: hand over again.")
    return f"{named}\n{said}"


def _blocking(blocking: Sequence[BlockingOpportunity], reader: Reader) -> str:
    shown = []
    for one in blocking[:BLOCKING_SHOWN]:
        title = shortened(one.title, TITLE_LIMIT)
        shown.append(f"{words.opportunity_number(one.number)} {title} ({one.owner})")
    more = len(blocking) - len(shown)
    return ", ".join([*shown, more_of(more, reader)] if more else shown)


def more_of(count: int, reader: Reader) -> str:
    """ "and 12 more"."""
    return reader.ngettext("and %(count)s more", "and %(count)s more", count) % {"count": reader.number(count)}


def things(owned: Owned, reader: Reader, *, in_progress: bool = True) -> str:
    """ "12 client folders and 3 opportunities in progress"; of opportunities that changed hands, of any status."""
    folders = reader.ngettext("%(count)s client folder", "%(count)s client folders", owned.folders)
    parts = [folders % {"count": reader.number(owned.folders)}] if owned.folders or not owned.opportunities else []
    if owned.opportunities:
        deals = words.how_many(owned.opportunities, reader)
        if in_progress:
            counted = reader.ngettext(
                "%(count)s opportunity in progress", "%(count)s opportunities in progress", owned.opportunities
            )
            deals = counted % {"count": reader.number(owned.opportunities)}
        parts.append(deals)
    return reader.list_of(parts)


def hand_over_button(leaver: Person, reader: Reader) -> ButtonElement:
    """ "Hand over", of what this person owns."""
    label = plain(reader.gettext("Hand over"))
    return ButtonElement(text=label, action_id=ids.HAND_OVER, value=pack(leaver=leaver.id))


def said_alone(said: str, reader: Reader) -> Screen:
    """A sentence with nothing to press."""
    return Screen(reader.gettext("Hand over"), said, [SectionBlock(text=plain(said))])


def _outcome(found: Progress, reader: Reader) -> tuple[list[Block], str]:
    _ = reader.gettext
    whose = _("Handed over: what %(name)s owned.")
    if found.stopped:
        whose = _("The hand-over of what %(name)s owned has stopped: %(by)s, who began it, is no admin any more.")
    title = whose % {"name": found.leaver.name, "by": found.by.name}
    lines = [
        words.labelled(
            words.person(one.to, reader),
            things(Owned(one.folders, one.opportunities), reader, in_progress=False),
            reader,
        )
        for one in found.moved
    ]
    if found.gone:
        gone = reader.ngettext(
            "%(count)s had gone another way meanwhile.", "%(count)s had gone another way meanwhile.", found.gone
        )
        lines.append(gone % {"count": reader.number(found.gone)})
    if found.done < found.total:
        left = found.total - found.done
        undone = reader.ngettext("%(count)s was not reached.", "%(count)s were not reached.", left)
        lines.append(undone % {"count": reader.number(left)})
    blocks: list[Block] = [words.titled(title, "", lines)]
    text = [title, *lines]
    if found.refused_count:
        refused = [FolderMove(one.folder, one.to, (), one.blocking) for one in found.refused]
        rules = {one.folder.id: one.rule for one in found.refused}
        blocks += staying(found.leaver, refused, found.refused_count, reader, rules)
        text += [
            _stay(found.leaver, found.refused_count, reader),
            *(_why(one, reader, rules.get(one.folder.id)) for one in refused),
        ]
    if found.left:
        blocks.append(ActionsBlock(elements=[hand_over_button(found.leaver, reader)]))
    return blocks, shortened("\n".join(text), TEXT_LIMIT)
