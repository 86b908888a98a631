"""A refusal becomes the sentence that a person reads, here and nowhere else (DESIGN, principle 8).

Whatever else goes wrong becomes an apology with a reference that is also in the log.
"""

import secrets
from collections.abc import Callable
from typing import Any, Final

import sentry_sdk
import structlog
from slack_bolt import Ack, BoltContext, BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.models.blocks import SectionBlock

from bot import ids
from bot.following_errors import following_sentence
from bot.i18n import N_, Reader
from bot.leavers_errors import leavers_sentence
from bot.parsing.errors import UsageError
from bot.settings_errors import settings_sentence
from bot.values import Forged
from bot.views.folder_owner import would_mix
from bot.views.screen import Screen, plain
from bot.views.words import folder_number, opportunity_number
from bot.visit import Visit
from core import errors, invalid
from core.db import DatabaseAway
from core.errors import Refusal
from core.models import FieldKind, Standing
from core.repeats import Repeated
from core.settings_errors import NotActive

log: Final = structlog.get_logger(__name__)

NOT_ADMITTED: Final = {
    Standing.GUEST: N_("Dossier is for full members of this workspace; guests cannot use it."),
    Standing.STRANGER: N_(
        "Dossier is for members of the workspace that installed it; people of other companies cannot use it."
    ),
    Standing.BOT: N_("Dossier answers people, not apps."),
    Standing.DEACTIVATED: N_("This account is deactivated, so it cannot use Dossier."),
    Standing.MEMBER: "",
}
FIELD_INVALID: Final = {
    FieldKind.TEXT: N_("“%(label)s” takes up to 1,000 characters."),
    FieldKind.NUMBER: N_("“%(label)s” takes a number, such as 12 or 12.5."),
    FieldKind.DATE: N_("“%(label)s” takes a date."),
    FieldKind.CHOICE: N_("“%(label)s” takes one of: %(choices)s."),
    FieldKind.LINK: N_("“%(label)s” takes a link that begins with https:// or http://."),
}


def sentence(refusal: Refusal, reader: Reader) -> str:
    """What a refusal says: the rule that refused, and what would be accepted or would unblock it.

    Args:
        refusal: of the core.
        reader: who reads it.
    """
    _ = reader.gettext
    said = (
        settings_sentence(refusal, reader) or leavers_sentence(refusal, reader) or following_sentence(refusal, reader)
    )
    if said is not None:
        return said
    match refusal:
        case errors.NotFound(kind, asked):
            return _not_found(kind, asked, reader)
        case errors.NotAdmitted(standing):
            return _(NOT_ADMITTED[standing])
        case errors.ExportForAdmins():
            return _("Only admins can export here: an admin set it so. Ask one to export for you.")
        case errors.AdminOnly():
            return _("Only an admin may do this.")
        case errors.NotWithinReach(kind, number, owner):
            rule = _("%(number)s belongs to %(owner)s: only they, a manager of their team or an admin may change it.")
            return rule % {"number": _numbered(kind, number), "owner": owner}
        case errors.CannotAssign(owner):
            rule = _("You may not make %(owner)s the owner: managers choose within their teams, admins anyone.")
            return rule % {"owner": owner}
        case errors.AlreadyInFolder(number, folder_number, folder_name):
            if folder_number is None:
                rule = _("%(number)s is in a client folder already: remove it first, or move it.")
                return rule % {"number": opportunity_number(number)}
            rule = _("%(number)s is in %(folder)s already: remove it first, or move it.")
            there = f"{_numbered('folder', folder_number)} {folder_name}"
            return rule % {"number": opportunity_number(number), "folder": there}
        case errors.FolderNotEmpty():
            return _not_empty(refusal, reader)
        case errors.OwnersWouldMix():
            return would_mix(refusal, reader)
        case invalid.NameMissing(limit):
            return _("A name is needed, up to %(limit)s characters.") % {"limit": reader.number(limit)}
        case errors.NoNeedToAsk(number):
            rule = _("You may change the owner of %(number)s yourself: there is nobody to ask.")
            return rule % {"number": _numbered("folder", number)}
        case errors.NobodyToAsk():
            return _("There is nobody who could approve this just now: no manager of the owner's team, and no admin.")
        case errors.NotQuiet(number):
            rule = _(
                "%(number)s has something in progress again, or was deactivated: there is nothing left to do here."
            )
            return rule % {"number": _numbered("folder", number)}
        case errors.NothingToWinBack(number):
            rule = _(
                "There is no lost opportunity in %(number)s that you may change. “New opportunity” makes a new one."
            )
            return rule % {"number": _numbered("folder", number)}
        case errors.LeadsNobody():
            return _("The weekly table tells managers of their teams, and you manage none.")
        case invalid.NameTooLong(length, limit):
            rule = _("That is %(length)s characters; a name has up to %(limit)s.")
            return rule % {"length": reader.number(length), "limit": reader.number(limit)}
        case invalid.AmountOutOfRange():
            return _("An amount is from 0 to 999,999,999,999.99.")
        case invalid.OwnerUnknown():
            return _("An owner is an active, full member of this workspace; guests and apps cannot own anything.")
        case invalid.OwnerAlready(owner):
            return _("It belonged to %(name)s already.") % {"name": owner}
        case invalid.ReasonMissing():
            return _("Say why: who asked reads it.")
        case invalid.ReasonTooLong(length, limit):
            rule = _("That is %(length)s characters; a reason has up to %(limit)s.")
            return rule % {"length": reader.number(length), "limit": reader.number(limit)}
        case invalid.ReminderMissing():
            return _("Standby needs a reminder date.")
        case invalid.ReminderPast():
            return _("A reminder lies ahead: choose a date and time that is still to come.")
        case invalid.ChannelUnknown(channel):
            if not channel:
                return _("Dossier is not in that channel. Write /invite @Dossier there, then choose it again.")
            rule = _("Dossier is not in #%(channel)s. Write /invite @Dossier there, then choose it again.")
            return rule % {"channel": channel}
        case invalid.ChannelArchived(channel):
            return _("#%(channel)s is archived: choose another channel.") % {"channel": channel}
        case invalid.NotInChannel(channel):
            rule = _("You are not in #%(channel)s: join it, or choose another channel.")
            return rule % {"channel": channel}
        case invalid.FieldRequired(label=label):
            return _("“%(label)s” is required.") % {"label": label}
        case invalid.FieldInvalid(label=label, kind=kind, choices=choices):
            return _(FIELD_INVALID[kind]) % {"label": label, "choices": ", ".join(choices)}
        case errors.Stale(kind, number, by, at):
            told = _("%(by)s changed %(number)s at %(when)s, after this was shown to you. Open it again to see it.")
            who = by or _("Somebody")
            return told % {"by": who, "number": _numbered(kind, number), "when": reader.datetime(at)}
    raise AssertionError(f"a refusal without a sentence: {refusal.rule}")


def _not_found(kind: str, asked: str, reader: Reader) -> str:
    _ = reader.gettext
    if kind == "folder":
        if asked:
            return _("There is no client folder “%(asked)s” that you can see.") % {"asked": asked}
        return _("There is no such client folder that you can see.")
    if kind == "member":
        return _("Nobody is known here by that name, or it is no person of this workspace.")
    if kind == "route":
        return _("Alerts do not go to this channel, or others see to it.")
    if asked:
        return _("There is no opportunity “%(asked)s” that you can see.") % {"asked": asked}
    return _("There is no such opportunity that you can see.")


def _not_empty(refusal: errors.FolderNotEmpty, reader: Reader) -> str:
    said = [
        reader.gettext("Only an empty client folder can be deleted, and %(number)s is not.")
        % {"number": folder_number(refusal.number)}
    ]
    if refusal.inside:
        inside = reader.ngettext(
            "It holds %(count)s opportunity: move it or remove it first.",
            "It holds %(count)s opportunities: move them or remove them first.",
            refusal.inside,
        )
        said.append(inside % {"count": reader.number(refusal.inside)})
    if refusal.binned:
        binned = reader.ngettext(
            "%(count)s opportunity in the bin would come back into it: restore it and move it, or wait until it is"
            " gone.",
            "%(count)s opportunities in the bin would come back into it: restore and move them, or wait until they are"
            " gone.",
            refusal.binned,
        )
        said.append(binned % {"count": reader.number(refusal.binned)})
    return " ".join(said)


def _numbered(kind: str, number: int) -> str:
    return folder_number(number) if kind == "folder" else opportunity_number(number)


def _block_of(refusal: Refusal) -> str:
    """The field of a form that a refusal is about."""
    if isinstance(refusal, invalid.FieldRequired | invalid.FieldInvalid):
        return f"{ids.FIELD}{refusal.field_id}"
    if isinstance(refusal, NotActive):
        return refusal.where
    if isinstance(refusal, errors.CannotAssign | errors.OwnersWouldMix):
        return ids.OWNER
    if isinstance(refusal, errors.NotFound):
        return refusal.kind
    return refusal.field if isinstance(refusal, invalid.Invalid) else ""


def answer(error: Exception, body: dict[str, Any], ack: Ack, context: BoltContext) -> BoltResponse:
    """Bolt's error handler: whatever a listener raised becomes an answer in words.

    Args:
        error: what was raised.
        body: the payload.
        ack: Bolt's acknowledgement.
        context: holds the visit, once there is one.
    """
    visit: Visit | None = context.get("visit")
    if visit is None:
        reference = _reference(error, body)
        return ack(f"Sorry, that did not work. Reference: {reference}")
    try:
        return _said(error, body, visit)
    except (SlackApiError, OSError) as unsaid:
        # Where Slack takes no answer there is nobody to tell; the log has both.
        _reference(unsaid, body)
        return BoltResponse(status=200)


def _said(error: Exception, body: dict[str, Any], visit: Visit) -> BoltResponse:
    reader = visit.reader
    _ = reader.gettext
    match error:
        case errors.NotAdmitted(locale=locale):
            reader = Reader.of(locale, reader.zone, reader.currency)
            return visit.refuse(_screen(sentence(error, reader), reader))
        case Refusal():
            return visit.refuse(_screen(sentence(error, reader), reader), _block_of(error))
        case UsageError():
            return visit.refuse(_screen(error.sentence(reader), reader), error.field or "")
        case Forged():
            return visit.refuse(_screen(_("That button is no longer understood. Ask again with the command."), reader))
        case Repeated():
            # What came of it was answered the first time.
            visit.done()
            return BoltResponse(status=200)
        case DatabaseAway():
            log.error("database away", exc_info=error)
            said = _("Dossier cannot reach its database just now. Nothing was changed; please try again in a minute.")
            return visit.refuse(_screen(said, reader))
        case SlackApiError() | OSError():
            said = _(
                "Slack did not answer as it should. What you asked for may be done all the same: look before you try"
                " again. Reference: %(reference)s"
            )
            return visit.refuse(_screen(said % {"reference": _reference(error, body)}, reader))
        case _:
            said = _("Sorry, that did not work, and nothing was changed. Reference: %(reference)s")
            return visit.refuse(_screen(said % {"reference": _reference(error, body)}, reader))


def carried_out(visit: Visit, act: Callable[[Visit], None]) -> None:
    """Do what was put off until the request was answered; what goes wrong is told where an answer still can be.

    Args:
        visit: the request.
        act: what was put off.
    """
    try:
        act(visit)
    except Refusal as refusal:
        visit.tell(_screen(sentence(refusal, visit.reader), visit.reader))
    except Exception as error:  # noqa: BLE001 — the last one before a thread of nobody's
        said = visit.reader.gettext("Sorry, that did not work, and nothing was changed. Reference: %(reference)s")
        visit.tell(_screen(said % {"reference": _reference(error, visit.body)}, visit.reader))


def attempted(visit: Visit, act: Callable[[Visit], None]) -> None:
    """Do what nobody asked for and nobody misses where it does not work: only the log is told.

    Args:
        visit: the request that it follows from.
        act: what is attempted.
    """
    try:
        act(visit)
    except Exception as error:  # noqa: BLE001 — the last one before a thread of nobody's
        _reference(error, visit.body)


def _screen(said: str, reader: Reader) -> Screen:
    return Screen(title=reader.gettext("Not possible"), text=said, blocks=[SectionBlock(text=plain(said))])


def _reference(error: Exception, body: dict[str, Any]) -> str:
    """A name for what went wrong, in the log and on the screen. Neither token nor client nor amount is logged."""
    reference = secrets.token_hex(4)
    log.error("unexpected", reference=reference, payload=body.get("type") or body.get("command"), exc_info=error)
    with sentry_sdk.new_scope() as scope:
        scope.set_tag("reference", reference)
        sentry_sdk.capture_exception(error)
    return reference
