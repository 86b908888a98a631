"""The form "Change owner" of a folder, which says what the change would bring; what refuses it; who will be told."""

from typing import Any, Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    CheckboxesElement,
    ContextBlock,
    InputBlock,
    Option,
    SectionBlock,
    UserSelectElement,
)

from bot import ids
from bot.i18n import Reader
from bot.values import pack
from bot.views import words
from bot.views.inputs import field_block, form
from bot.views.screen import Screen, plain, shortened
from core.errors import OwnersWouldMix
from core.folders.owner import OwnerChange, Preview, Share
from core.folders.rows import FolderRef

NAMED_IN_A_SENTENCE: Final = 3
TITLE_IN_A_SENTENCE: Final = 40
"""A sentence below a field names the first opportunities that block; the form itself has them all, a line each."""

OWNERS_SHOWN: Final = 10
YES: Final = "yes"


def change_owner(
    reader: Reader,
    preview: Preview,
    *,
    sees_everything: bool,
    reply_url: str,
    in_place: bool,
    version: int | None = None,
    ticked: bool = False,
    note: str = "",
) -> dict[str, Any]:
    """The form "Change owner", of a folder, with the consequences for whoever is chosen in it (SPEC §3, §6).

    Args:
        reader: who fills it in.
        preview: what the change would bring.
        sees_everything: False adds that figures are those of the opportunities that the reader can see.
        reply_url: where the answer goes.
        in_place: whether the answer takes the place of the message that the form was opened from.
        version: of the folder as the reader saw it first; that of the preview where nothing else is said.
        ticked: whether the box was.
        note: said above it.
    """
    _ = reader.gettext
    folder = preview.folder
    chosen = UserSelectElement(
        action_id=ids.FOLDER_OWNER_CHOOSE,
        placeholder=plain(_("Choose")),
        initial_user=preview.to.slack_user_id if preview.to else None,
    )
    owner = InputBlock(block_id=ids.OWNER, label=plain(_("New owner")), element=chosen, dispatch_action=True)
    now_of = _("owner: %(name)s") % {"name": words.person(folder.owner, reader)}
    blocks: list[Block] = [SectionBlock(text=plain(note))] if note else []
    blocks += [SectionBlock(text=plain(_named(folder))), ContextBlock(elements=[plain(now_of)]), owner]
    blocks += _consequences(preview, reader)
    if preview.to is not None and preview.blocked is not None and preview.blocked.along:
        blocks.append(_box(preview.to.id, ticked, reader))
    blocks.append(_inside(preview.inside, reader))
    if not sees_everything:
        blocks.append(ContextBlock(elements=[plain(_("Figures are of the opportunities you can see."))]))
    kept = pack(
        folder=folder.id,
        version=version or preview.version,
        reply=reply_url,
        in_place=in_place,
        shown=preview.to.id if preview.to else None,
    )
    return form(ids.FOLDER_OWNER, _("Change owner"), _("Reassign"), blocks, kept, reader)


def box_for(member_id: int) -> str:
    """The block of the box "Reassign its opportunities too": ticked for one person, it says nothing of another."""
    return f"{ids.ALONG}{member_id}"


def would_mix(refusal: OwnersWouldMix, reader: Reader) -> str:
    """Why a folder stays with its owner, what blocks as far as the reader may see it, and the way out."""
    named = _blocking(refusal, reader, NAMED_IN_A_SENTENCE, TITLE_IN_A_SENTENCE)
    in_the_way = [reader.gettext("In the way: %(opportunities)s.") % {"opportunities": ", ".join(named)}]
    return " ".join([_rule(refusal, reader), *(in_the_way if named else []), _way_out(refusal, reader)])


def owner_button(folder: FolderRef, reader: Reader) -> ButtonElement:
    """ "Change owner", on the card of a folder that its reader may change."""
    return ButtonElement(
        text=plain(reader.gettext("Change owner")), action_id=ids.FOLDER_OWNER, value=pack(folder=folder.id)
    )


def owner_option(folder: FolderRef, reader: Reader) -> Option:
    """ "Change owner", in the menu of a folder that its reader may change."""
    return Option(value=pack(folder=folder.id, act=ids.MENU_OWNER), text=plain(reader.gettext("Change owner")))


def outcome(change: OwnerChange, reader: Reader) -> str:
    """What came of it."""
    _ = reader.gettext
    said = _("%(folder)s belongs to %(name)s now.") if change.changed else _("%(folder)s belonged to %(name)s already.")
    note = said % {"folder": words.folder_number(change.folder.number), "name": change.after.name}
    if not change.along:
        return note
    along = reader.ngettext(
        "%(count)s opportunity changed hands with it.", "%(count)s opportunities changed hands with it.", change.along
    )
    return " ".join((note, along % {"count": reader.number(change.along)}))


def out_of_sight(note: str, reader: Reader) -> Screen:
    """What happened to a folder that the reader may not see any more."""
    _ = reader.gettext
    said = "\n".join((note, _("You no longer see this client folder.")))
    back = ButtonElement(
        text=plain(_("My client folders")),
        action_id=f"{ids.FOLDER_LIST_PAGE}.previous",
        value=pack(page=1, filter="", mine=True),
    )
    blocks: list[Block] = [SectionBlock(text=plain(said)), ActionsBlock(elements=[back])]
    return Screen(title=_("Client folder"), text=said, blocks=blocks)


def _consequences(preview: Preview, reader: Reader) -> list[Block]:
    _ = reader.gettext
    if preview.to is None:
        said = _("Choose somebody to read what the change would bring.")
        return [ContextBlock(elements=[plain(said)])]
    if preview.already:
        said = _("It belongs to %(name)s already: choose somebody else.") % {"name": preview.to.name}
        return [SectionBlock(text=plain(said))]
    if preview.blocked is not None:
        lines = [_rule(preview.blocked, reader), *_blocking(preview.blocked, reader, len(preview.blocked.blocking))]
        blocks: list[Block] = [
            words.titled(_("Not possible as it stands."), "", [*lines, _way_out(preview.blocked, reader)])
        ]
        return blocks if not preview.blocked.along else [*blocks, _told(preview, reader)]
    becomes = _("%(name)s becomes the owner. What is inside keeps its owners.") % {"name": preview.to.name}
    return [SectionBlock(text=plain(becomes)), _told(preview, reader)]


def _told(preview: Preview, reader: Reader) -> Block:
    _ = reader.gettext
    told = _("Nobody will be told: it is you who takes it over.")
    if preview.told is not None:
        told = _("%(name)s will be told.") % {"name": preview.told.name}
    return ContextBlock(elements=[plain(told)])


def _inside(shares: tuple[Share, ...], reader: Reader) -> Block:
    """Opportunities inside, whose, and their amounts in progress."""
    _ = reader.gettext
    total = words.how_many(sum(share.count for share in shares), reader)
    lines = [words.SEPARATOR.join(_share(share, reader)) for share in shares[:OWNERS_SHOWN]]
    more = len(shares) - OWNERS_SHOWN
    if more > 0:
        lines.append(reader.ngettext("and %(count)s more", "and %(count)s more", more) % {"count": reader.number(more)})
    return words.titled(_("Inside"), total, lines)


def _share(share: Share, reader: Reader) -> tuple[str, ...]:
    return (
        words.person(share.owner, reader),
        words.how_many(share.count, reader),
        reader.gettext("In progress %(amount)s") % {"amount": reader.money(share.in_progress)},
    )


def _box(member_id: int, ticked: bool, reader: Reader) -> Block:
    _ = reader.gettext
    too = Option(value=YES, text=plain(_("Reassign its opportunities too")))
    element = CheckboxesElement(action_id=ids.INPUT, options=[too], initial_options=[too] if ticked else None)
    return field_block(box_for(member_id), _("Opportunities"), element, optional=True)


def _rule(refusal: OwnersWouldMix, reader: Reader) -> str:
    rule = reader.gettext(
        "Here each user has their own client folders: %(number)s cannot go to %(owner)s while opportunities in it"
        " belong to somebody else."
    )
    return rule % {"number": words.folder_number(refusal.number), "owner": refusal.owner}


def _way_out(refusal: OwnersWouldMix, reader: Reader) -> str:
    _ = reader.gettext
    if refusal.along:
        return _("“Reassign its opportunities too” gives them away with the folder.")
    return _("Their owners can give them away or remove them first; an admin can reassign it all.")


def _blocking(refusal: OwnersWouldMix, reader: Reader, most: int, title_limit: int | None = None) -> list[str]:
    named = []
    for one in refusal.blocking[:most]:
        title = shortened(one.title, title_limit) if title_limit else one.title
        named.append(f"{words.opportunity_number(one.number)} {title} ({one.owner})")
    more = refusal.count - len(named)
    if more > 0:
        named.append(reader.ngettext("and %(count)s more", "and %(count)s more", more) % {"count": reader.number(more)})
    return named


def _named(folder: FolderRef) -> str:
    return f"{words.folder_number(folder.number)} {folder.name}"
