"""Handing over: the card that somebody left, the form "Hand over", its dry run, how far it is and what came of it."""

from collections.abc import Sequence
from typing import Any, Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    CheckboxesElement,
    ContextBlock,
    Option,
    SectionBlock,
    UserMultiSelectElement,
)

from bot import ids
from bot.i18n import Reader
from bot.values import pack
from bot.views import words
from bot.views.hand_over import hand_over_button, more_of, said_alone, staying, things
from bot.views.inputs import field_block, form
from bot.views.screen import Screen, plain
from core.leavers.owned import Leaver, Owned
from core.leavers.plan import FolderMove, Plan
from core.members import Person
from core.models import Standing

YES: Final = "yes"
MOST_HEIRS: Final = 20
FOLDERS_NAMED: Final = 15


def card(leaver: Leaver, reader: Reader) -> Screen:
    """What an admin reads of somebody who left and still owns something.

    Args:
        leaver: as they stand.
        reader: the admin.
    """
    _ = reader.gettext
    still = _("%(name)s has left, and still owns %(things)s.")
    if leaver.standing is Standing.GUEST:
        still = _("%(name)s is a guest now, and still owns %(things)s.")
    said = still % {"name": leaver.who.name, "things": things(leaver.owned, reader)}
    if leaver.runs_by is not None:
        runs = _("%(name)s is handing it over.") % {"name": leaver.runs_by.name}
        text = f"{said} {runs}"
        return Screen(_("Hand over"), text, [SectionBlock(text=plain(text))])
    return Screen(
        _("Hand over"),
        said,
        [SectionBlock(text=plain(said)), ActionsBlock(elements=[hand_over_button(leaver.who, reader)])],
    )


def settled(leaver: Person, reader: Reader, *, back: bool) -> Screen:
    """The same card once it is over: nothing is left to press.

    Args:
        leaver: whom it was about.
        reader: the admin.
        back: whether they are back, rather than nothing being left.
    """
    _ = reader.gettext
    said = _("%(name)s is back: nothing has to be handed over.")
    if not back:
        said = _("Nothing is left to hand over of what %(name)s owned.")
    return said_alone(said % {"name": leaver.name}, reader)


def those_who_left(leavers: Sequence[Leaver], reader: Reader) -> Screen:
    """Who left and still owns something, each with "Hand over".

    Args:
        leavers: those.
        reader: an admin.
    """
    _ = reader.gettext
    if not leavers:
        said = _("Nobody who left owns anything. For somebody who is still here, write their name behind the command.")
        return said_alone(said, reader)
    title = _("Who left and still owns something")
    lines = [f"{words.person(one.who, reader)}{words.SEPARATOR}{things(one.owned, reader)}" for one in leavers]
    rows = [
        SectionBlock(text=plain(line), accessory=hand_over_button(one.who, reader))
        for line, one in zip(lines, leavers, strict=True)
    ]
    return Screen(_("Hand over"), "\n".join((title, *lines)), [SectionBlock(text=plain(title)), *rows])


def hand_over_form(
    leaver: Leaver, reader: Reader, *, heirs: Sequence[str], reply_url: str, note: str = ""
) -> dict[str, Any]:
    """The form "Hand over". Its answer is a dry run: nothing is done by it.

    Args:
        leaver: whose things.
        reader: who fills it in.
        heirs: who takes over, as far as that was said, by Slack id.
        reply_url: where the answer goes when all is done.
        note: said above it.
    """
    _ = reader.gettext
    about = _("%(name)s owns %(things)s.") % {
        "name": words.person(leaver.who, reader),
        "things": things(leaver.owned, reader),
    }
    blocks: list[Block] = [SectionBlock(text=plain(note))] if note else []
    blocks.append(SectionBlock(text=plain(about)))
    chosen = UserMultiSelectElement(
        action_id=ids.INPUT,
        placeholder=plain(_("Choose people")),
        initial_users=list(heirs[:MOST_HEIRS]) or None,
        max_selected_items=MOST_HEIRS,
    )
    hint = _("Among several, client folders are dealt out one by one, by their numbers.")
    blocks.append(field_block(ids.HEIRS, _("New owners"), chosen, hint=hint))
    if leaver.owned.folders:
        along = _box(_("Opportunities go along"), ticked=True)
        blocks.append(field_block(ids.GOING_ALONG, _("Opportunities"), along, optional=True))
    if leaver.standing is Standing.MEMBER:
        warning = _("Careful: %(name)s has not left, and loses all of it.") % {"name": leaver.who.name}
        blocks.append(SectionBlock(text=plain(warning)))
        sure = _box(_("Hand over all the same"), ticked=False)
        blocks.append(field_block(ids.STILL_HERE, _("Still here"), sure))
    blocks.append(ContextBlock(elements=[plain(_("Next you read what would move, before anything does."))]))
    kept = pack(leaver=leaver.who.id, reply=reply_url)
    return form(ids.HAND_OVER, _("Hand over"), _("Next"), blocks, kept, reader)


def dry_run(plan: Plan, reader: Reader, *, reply_url: str, confirmed: bool, note: str = "") -> dict[str, Any]:
    """What a hand-over would bring, with the button that begins it where anything would move.

    Args:
        plan: what moves to whom, and what the rule refuses.
        reader: who reads it.
        reply_url: where the answer goes.
        confirmed: whether who is still here may lose it all.
        note: said above it.
    """
    _ = reader.gettext
    blocks: list[Block] = [SectionBlock(text=plain(note))] if note else []
    whose = _("What would move from %(name)s. Nothing has been done yet.")
    blocks.append(SectionBlock(text=plain(whose % {"name": words.person(plan.leaver.who, reader)})))
    for heir in plan.heirs:
        moving = [one for one in plan.moving if one.to.id == heir.id]
        loose = [one for one in plan.loose if one.to.id == heir.id]
        count = sum(len(one.along) for one in moving) + len(loose)
        lines = [things(Owned(len(moving), count), reader, in_progress=False), *_named(moving, reader)]
        blocks.append(words.titled(heir.name, "", lines))
    if not plan.along:
        blocks.append(ContextBlock(elements=[plain(_("Opportunities keep their owners."))]))
    if plan.refused:
        blocks += staying(plan.leaver.who, plan.refused, len(plan.refused), reader)
    if not plan.moving and not plan.loose:
        blocks.append(SectionBlock(text=plain(_("Nothing would move."))))
        return Screen(_("Hand over"), "", blocks).as_modal(reader)
    told = _("Each new owner is told once, when all is done.")
    blocks.append(ContextBlock(elements=[plain(told)]))
    kept = pack(
        leaver=plan.leaver.who.id,
        heirs=" ".join(one.slack_user_id for one in plan.heirs),
        along=plan.along,
        sure=confirmed,
        shown=plan.fingerprint,
        reply=reply_url,
    )
    return form(ids.HAND_OVER_START, _("Hand over"), _("Hand over"), blocks, kept, reader)


def begun(leaver: Person, reader: Reader) -> Screen:
    """That it has begun."""
    said = reader.gettext("What %(name)s owned is being handed over. Your messages with Dossier show how far it is.")
    return said_alone(said % {"name": leaver.name}, reader)


def _named(moving: Sequence[FolderMove], reader: Reader) -> list[str]:
    lines = [f"{words.folder_number(one.folder.number)} {one.folder.name}" for one in moving[:FOLDERS_NAMED]]
    more = len(moving) - len(lines)
    return [*lines, more_of(more, reader)] if more else lines


def _box(label: str, *, ticked: bool) -> CheckboxesElement:
    option = Option(value=YES, text=plain(label))
    return CheckboxesElement(action_id=ids.INPUT, options=[option], initial_options=[option] if ticked else None)
