"""What refusals about settings, teams, roles and default fields say; `bot.errors` asks here for their sentences."""

from __future__ import annotations

from typing import Final

from bot.i18n import N_, Reader
from core import errors, settings_errors
from core.errors import Refusal
from core.models import FieldKind

KINDS: Final = {
    FieldKind.TEXT: N_("Text"),
    FieldKind.NUMBER: N_("Number"),
    FieldKind.DATE: N_("Date"),
    FieldKind.CHOICE: N_("Choice"),
    FieldKind.LINK: N_("Link"),
}
"""What the kinds of a default field are called."""

GONE: Final = {
    "team": N_("There is no such team any more."),
    "default_field": N_("There is no such default field any more."),
    "usergroup": N_("There is no such user group in Slack any more: choose another one, or none."),
}


def gone(kind: str, reader: Reader) -> str:
    """That something is no longer there.

    Args:
        kind: as `NotFound.kind` names it.
        reader: who reads it.
    """
    return reader.gettext(GONE[kind])


def settings_sentence(refusal: Refusal, reader: Reader) -> str | None:
    """What a refusal says; None where it is not about what admins set.

    Args:
        refusal: of the core.
        reader: who reads it.
    """
    _ = reader.gettext
    match refusal:
        case errors.NotFound(kind) if kind in GONE:
            return gone(kind, reader)
        case errors.Stale(kind, _number, by, at, name) if kind in ("settings", "team", "default_field"):
            told = _("%(by)s changed %(what)s at %(when)s, after this was shown to you. Open it again to see it.")
            what = _("“%(name)s”") % {"name": name} if name else _("the settings")
            return told % {"by": by or _("Somebody"), "what": what, "when": reader.datetime(at)}
        case settings_errors.NameTaken(name):
            return _("There is “%(name)s” already: choose another name.") % {"name": name}
        case settings_errors.FieldsTooMany(limit):
            told = _("A form asks for up to %(limit)s default fields: remove one first.")
            return told % {"limit": reader.number(limit)}
        case settings_errors.KindInUse(to, count):
            told = reader.ngettext(
                "%(count)s client folder has an answer that “%(kind)s” cannot hold: keep the kind or add a field.",
                "%(count)s client folders have answers that “%(kind)s” cannot hold: keep the kind or add a field.",
                count,
            )
            return told % {"count": reader.number(count), "kind": _(KINDS[to])}
        case settings_errors.ChoicesMissing():
            return _("A field of the kind “Choice” needs at least one choice, one a line.")
        case settings_errors.ChoicesTooMany(count, limit):
            told = _("That is %(count)s choices; a field offers up to %(limit)s.")
            return told % {"count": reader.number(count), "limit": reader.number(limit)}
        case settings_errors.ChoicesTooLong(length, limit):
            told = _("The choices have %(length)s characters; all together they may have %(limit)s.")
            return told % {"length": reader.number(length), "limit": reader.number(limit)}
        case settings_errors.ChoiceTooLong(choice, limit):
            told = _("“%(choice)s” is too long: a choice has up to %(limit)s characters.")
            return told % {"choice": choice, "limit": reader.number(limit)}
        case settings_errors.NotActive(_where, names):
            if not names:
                return _("Only active, full members of this workspace can be chosen; guests and apps cannot.")
            told = reader.ngettext(
                "%(names)s is no active, full member of this workspace: choose somebody else.",
                "%(names)s are no active, full members of this workspace: choose others.",
                len(names),
            )
            return told % {"names": reader.list_of(names)}
        case settings_errors.LastAdmin():
            return _("Somebody has to be an admin: choose at least one active member.")
    return None
