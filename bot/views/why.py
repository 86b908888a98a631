"""What one may do with a folder, and which rule says so: the answer to `/folder why`."""

from collections.abc import Mapping
from typing import Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ContextBlock,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextSectionElement,
)

from bot.i18n import N_, Reader
from bot.views import words
from bot.views.folder_acts import history_button, open_button
from bot.views.screen import Screen, heading, plain
from core.folders.why import Act, Why
from core.policy import Ground

ACTS: Final = {
    Act.SEE: N_("See"),
    Act.CREATE_INSIDE: N_("New opportunity"),
    Act.ATTACH: N_("Attach opportunity"),
    Act.EDIT: N_("Edit"),
    Act.CHANGE_OWNER: N_("Change owner"),
    Act.DEACTIVATE: N_("Deactivate"),
    Act.DELETE: N_("Delete"),
    Act.EXPORT: N_("Export"),
}
"""As the buttons are called."""

GROUNDS: Final = {
    Ground.ADMIN: N_("you are an admin."),
    Ground.OWNER: N_("it is yours."),
    Ground.MANAGER: N_("you manage a team of its owner."),
    Ground.SHARED: N_("client folders are shared between everyone here."),
    Ground.INSIDE: N_("an opportunity in it is yours, or of somebody whose team you manage."),
}
ANYBODY: Final = {
    Act.CREATE_INSIDE: N_("whoever sees a client folder may create in it."),
    Act.ATTACH: N_("whoever sees a client folder may put into it what they may change."),
    Act.EXPORT: N_("whoever sees a client folder may export what they see of it."),
}
EACH_THEIR_OWN: Final = N_(
    "Only while nothing in it belongs to anybody but the new owner: here each user has their own."
)
_BOLD: Final = RichTextElementParts.TextStyle(bold=True)


def why_screen(why: Why, refused: Mapping[Act, str], reader: Reader) -> Screen:
    """Each act with yes or no, and the rule that says so.

    Args:
        why: what holds.
        refused: the sentence of each refusal.
        reader: who reads.
    """
    _ = reader.gettext
    folder = why.folder
    about = words.SEPARATOR.join(
        (words.folder_number(folder.number), _("owner: %(name)s") % {"name": words.person(folder.owner, reader)})
    )
    heard = _("What you may do with it, and which rule says so")
    parts: list[RichTextElement] = []
    lines = [f"{folder.name} ({about})", heard]
    for act in why.acts:
        label = _("Reactivate") if act is Act.DEACTIVATE and not folder.active else _(ACTS[act])
        mark, rule = ("🚫", refused[act]) if act in refused else ("✅", _allowed(act, why, reader))
        parts += [
            RichTextElementParts.Text(text=f"{mark} "),
            RichTextElementParts.Text(text=label, style=_BOLD),
            RichTextElementParts.Text(text=f"{words.SEPARATOR}{rule}\n"),
        ]
        lines.append(words.SEPARATOR.join((f"{mark} {label}", rule)))
    blocks: list[Block] = [
        heading(folder.name),
        ContextBlock(elements=[plain(about), plain(heard)]),
        RichTextBlock(elements=[RichTextSectionElement(elements=parts)]),
        ActionsBlock(elements=[open_button(folder, reader), history_button(folder, reader)]),
    ]
    return Screen(title=_("Client folder"), text="\n".join(lines), blocks=blocks)


def _allowed(act: Act, why: Why, reader: Reader) -> str:
    _ = reader.gettext
    if act in ANYBODY:
        return _("Yes: %(rule)s") % {"rule": _(ANYBODY[act])}
    ground = Ground.ADMIN if act in (Act.DEACTIVATE, Act.DELETE) else why.ground
    said = _("Yes: %(rule)s") % {"rule": _(GROUNDS[ground])}
    if act is Act.CHANGE_OWNER and why.each_their_own:
        said = f"{said} {_(EACH_THEIR_OWN)}"
    return said
