"""That a folder has nothing in progress: what a channel reads of it, and a person; never a figure (SPEC §4.3).

The messages stand where several people read them: their buttons carry ids, and answer whoever presses them alone.
"""

from collections.abc import Sequence
from typing import Any, Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    DatePickerElement,
    InteractiveElement,
    Option,
    SectionBlock,
    StaticSelectElement,
)

from bot import ids
from bot.i18n import Reader
from bot.values import pack
from bot.views import words
from bot.views.folder_acts import open_button
from bot.views.inputs import field_block, form
from bot.views.opportunity_acts import named_folder
from bot.views.screen import Screen, plain
from core.dormancies import Dormant
from core.folders.rows import FolderRef
from core.members import Person

WEEK: Final = "week"
MONTH: Final = "month"
DATE: Final = "date"
"""How long "Snooze" puts it off, in the value of its entries."""


def alert(dormant: Dormant, reader: Reader) -> Screen:
    """What the alert channel reads, or the owner where there is none.

    Args:
        dormant: the folder, as it stands.
        reader: who reads.
    """
    said = reader.gettext("%(folder)s has no opportunity in progress any more.")
    return _told(said, dormant, reader)


def reminder(dormant: Dormant, reader: Reader) -> Screen:
    """What the owner reads after some days, and the managers of their team after more."""
    assert dormant.began_at is not None, "a deleted folder reminds nobody"
    since = reader.date(reader.local(dormant.began_at))
    said = reader.gettext("%(folder)s has had no opportunity in progress since %(date)s.")
    return _told(said.replace("%(date)s", since.replace("%", "%%")), dormant, reader)


def given_up(dormant: Dormant, by: str, reader: Reader) -> Screen:
    """What the admins read of a client that somebody calls lost.

    Args:
        dormant: the folder, as it stands.
        by: who says so.
        reader: the admin.
    """
    _ = reader.gettext
    assert dormant.folder is not None, "a deleted folder is lost to nobody"
    asked = _("%(name)s says that the client of %(folder)s is lost, and asks to deactivate the folder.")
    said = asked % {"name": by, "folder": named_folder(dormant.folder)}
    deactivate = ButtonElement(
        text=plain(_("Deactivate")),
        action_id=ids.FOLDER_DEACTIVATE,
        value=pack(folder=dormant.folder.id),
        style="danger",
        confirm=ConfirmObject(
            title=plain(_("Deactivate this folder?")),
            text=plain(_("It leaves the lists; what is inside stays as it is, and an admin can reactivate it.")),
            confirm=plain(_("Deactivate")),
            deny=plain(_("Cancel")),
        ),
    )
    buttons = ActionsBlock(elements=[deactivate, open_button(dormant.folder, reader)])
    return Screen(title=_("Client folder"), text=said, blocks=[SectionBlock(text=plain(said)), buttons])


def over(dormant: Dormant, reader: Reader) -> Screen:
    """How it ended, in the place of what was told: nothing is left to press."""
    _ = reader.gettext
    if dormant.folder is None:
        number, name = dormant.name or (0, "")
        said = _("%(folder)s was deleted.") % {"folder": f"{words.folder_number(number)} {name}"}
    elif dormant.by is None:
        said = _("%(folder)s was deactivated.") % {"folder": named_folder(dormant.folder)}
    else:
        said = _("%(folder)s is back in play, thanks to %(name)s.") % {
            "folder": named_folder(dormant.folder),
            "name": words.person(dormant.by, reader),
        }
    return Screen(title=_("Client folder"), text=said, blocks=[SectionBlock(text=plain(said))])


def until_when(folder: FolderRef, dormancy_id: int, reply_url: str, reader: Reader) -> dict[str, Any]:
    """The form that asks for the day until which it is put off.

    Args:
        folder: which.
        dormancy_id: the key of the dormancy.
        reply_url: where the answer goes when the form is done.
        reader: who fills it in.
    """
    _ = reader.gettext
    picker = DatePickerElement(action_id=ids.INPUT)
    blocks: list[Block] = [
        SectionBlock(text=plain(named_folder(folder))),
        field_block(ids.REMINDER, _("Date"), picker, hint=_("On that day, at nine, its owner hears of it again.")),
    ]
    return form(
        ids.DORMANCY_SNOOZE, _("Snooze"), _("Save"), blocks, pack(dormancy=dormancy_id, reply=reply_url), reader
    )


def snoozed(folder: FolderRef, until: str, reader: Reader) -> Screen:
    """What who put it off reads.

    Args:
        folder: which.
        until: the day, in words.
        reader: who reads.
    """
    said = reader.gettext("%(folder)s is snoozed until %(date)s.") % {"folder": named_folder(folder), "date": until}
    return _answer(said, folder, reader)


def asked(folder: FolderRef, admins: Sequence[Person], reader: Reader) -> Screen:
    """What who called the client lost reads.

    Args:
        folder: which.
        admins: who was asked; nobody where they had been before.
        reader: who reads.
    """
    _ = reader.gettext
    said = _("The admins were asked already to deactivate %(folder)s.")
    if admins:
        said = _("%(names)s will read that you ask to deactivate %(folder)s.")
    facts = {"folder": named_folder(folder), "names": words.names(admins, reader) if admins else ""}
    return _answer(said % facts, folder, reader)


def _answer(said: str, folder: FolderRef, reader: Reader) -> Screen:
    blocks: list[Block] = [SectionBlock(text=plain(said)), ActionsBlock(elements=[open_button(folder, reader)])]
    return Screen(title=reader.gettext("Client folder"), text=said, blocks=blocks)


def _told(said: str, dormant: Dormant, reader: Reader) -> Screen:
    _ = reader.gettext
    assert dormant.folder is not None, "of a deleted folder only its end is told"
    said %= {"folder": named_folder(dormant.folder)}
    beneath = []
    if dormant.owner_told:
        beneath.append(_("owner: %(name)s") % {"name": words.person(dormant.folder.owner, reader)})
    if dormant.snoozed_until is not None:
        beneath.append(_("snoozed until %(date)s") % {"date": reader.date(reader.local(dormant.snoozed_until))})
    about = words.SEPARATOR.join(beneath)
    blocks: list[Block] = [SectionBlock(text=plain(said))]
    if about:
        blocks.append(ContextBlock(elements=[plain(about)]))
    blocks.append(ActionsBlock(elements=_ways_on(dormant.id, dormant.folder, reader)))
    return Screen(title=_("Client folder"), text="\n".join(filter(None, (said, about))), blocks=blocks)


def _ways_on(dormancy_id: int, folder: FolderRef, reader: Reader) -> list[InteractiveElement]:
    _ = reader.gettext
    value = pack(dormancy=dormancy_id)
    spans = ((_("1 week"), WEEK), (_("1 month"), MONTH), (_("Until a date"), DATE))
    lost = ConfirmObject(
        title=plain(_("Is this client lost?")),
        text=plain(_("An admin is asked to deactivate the folder. What is inside stays as it is.")),
        confirm=plain(_("Client lost")),
        deny=plain(_("Cancel")),
    )
    return [
        ButtonElement(
            text=plain(_("New opportunity")),
            action_id=ids.OPPORTUNITY_NEW,
            value=pack(folder=folder.id),
            style="primary",
        ),
        ButtonElement(text=plain(_("Win back")), action_id=ids.DORMANCY_WIN_BACK, value=value),
        ButtonElement(text=plain(_("Change owner")), action_id=ids.DORMANCY_OWNER, value=pack(folder=folder.id)),
        StaticSelectElement(
            action_id=ids.DORMANCY_SNOOZE,
            placeholder=plain(_("Snooze")),
            options=[Option(value=pack(dormancy=dormancy_id, act=act), text=plain(label)) for label, act in spans],
        ),
        ButtonElement(text=plain(_("Client lost")), action_id=ids.DORMANCY_LOST, value=value, confirm=lost),
    ]
