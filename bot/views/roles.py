"""The form "Roles" (SPEC §6): who rules the account."""

from collections.abc import Collection, Sequence
from typing import Any

from slack_sdk.models.blocks import Block, ContextBlock, SectionBlock, UserMultiSelectElement

from bot import ids
from bot.i18n import Reader
from bot.values import pack
from bot.views import words
from bot.views.inputs import field_block, form
from bot.views.screen import Screen, plain
from core.members import Person
from core.roles import RolesChanged


def roles_form(reader: Reader, admins: Sequence[Person]) -> dict[str, Any]:
    """The form "Roles".

    Args:
        reader: who fills it in.
        admins: who has the role, those who cannot act at present among them.
    """
    _ = reader.gettext
    about = _("Admins see and change everything, settings included. Everybody else is a rep.")
    blocks: list[Block] = [ContextBlock(elements=[plain(about)])]
    present = [one.slack_user_id for one in admins if one.active]
    blocks.append(
        field_block(
            ids.ADMINS,
            _("Admins"),
            UserMultiSelectElement(
                action_id=ids.INPUT, placeholder=plain(_("Choose people")), initial_users=present or None
            ),
        )
    )
    away = [one for one in admins if not one.active]
    if away:
        told = _("Still with the role, but away: %(names)s.") % {"names": _names(away, reader)}
        blocks.append(ContextBlock(elements=[plain(told)]))
    return form(ids.ROLES, _("Roles"), _("Save"), blocks, pack(), reader)


def roles_changed(changed: RolesChanged, demoted_self: bool, reader: Reader) -> Screen:
    """What became of the roles.

    Args:
        changed: who got the role, and who lost it.
        demoted_self: whether the reader is among those who lost it.
        reader: who changed them.
    """
    _ = reader.gettext
    said = []
    if changed.promoted:
        told = reader.ngettext("%(names)s is an admin now.", "%(names)s are admins now.", len(changed.promoted))
        said.append(told % {"names": _names(changed.promoted, reader)})
    if changed.demoted:
        told = reader.ngettext("%(names)s is a rep now.", "%(names)s are reps now.", len(changed.demoted))
        said.append(told % {"names": _names(changed.demoted, reader)})
    if demoted_self:
        said.append(_("You are no longer an admin: an admin can make you one again."))
    text = " ".join(said) or _("Nothing was changed.")
    return Screen(title=_("Roles"), text=text, blocks=[SectionBlock(text=plain(text))])


def _names(people: Collection[Person], reader: Reader) -> str:
    return reader.list_of([words.person(one, reader) for one in people])
