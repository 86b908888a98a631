"""What happened, in words: a sentence for every kind of `core.events`. Who did it, and when, is said beside it."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from bot.i18n import N_, Reader
from bot.views import words
from bot.views.screen import shortened
from core import events
from core.approvals import events as approval_events
from core.folders.history import Named, Told
from core.members import Person
from core.models import FieldKind, Status

VALUE_LIMIT: Final = 120
"""Characters of a value before and after: every name is whole."""

SAID_LIMIT: Final = 300
"""Characters of one happening: a page of ten stays within what Slack takes as a fallback (SLACK.md, Messages)."""

NOTHING: Final = "–"
_ARROW: Final = "%s → %s"
_LABELS: Final = {
    "name": N_("Name"),
    "title": N_("Title"),
    "amount": N_("Amount"),
    "tags": N_("Tags"),
    "description": N_("Description"),
    "expected_closing_on": N_("Expected closing date"),
}


def said(told: Told, reader: Reader) -> str:
    """What happened.

    Args:
        told: of the history; what it does not name, the reader may not see.
        reader: who reads.
    """
    sentence = SENTENCES.get(told.kind)
    # A kind that a newer version wrote down, while this one still answers.
    return shortened(sentence(told, reader) if sentence else told.kind, SAID_LIMIT)


def who(told: Told, reader: Reader) -> str:
    """Who did it, and for whom where that was asked; the app where time did."""
    by = words.person(told.by, reader) if told.by else "Dossier"
    if told.asked_by is None or told.kind != events.FolderOwnerChanged.kind:
        return by
    behalf = reader.gettext("%(name)s on behalf of %(asker)s")
    return behalf % {"name": by, "asker": words.person(told.asked_by, reader)}


def line(told: Told, reader: Reader) -> str:
    """All of it on one line."""
    return words.SEPARATOR.join((reader.datetime(told.at), who(told, reader), said(told, reader)))


def _folder_created(told: Told, reader: Reader) -> str:
    created = reader.gettext("Client folder created: %(name)s, owner: %(owner)s")
    return created % {"name": told.facts.get("name", ""), "owner": _person(told.after, reader)}


def _folder_edited(told: Told, reader: Reader) -> str:
    answers = [
        _changed(
            one.get("label", ""),
            _answer(one.get("kind", ""), one.get("from", ""), reader),
            _answer(one.get("kind", ""), one.get("to", ""), reader),
            reader,
        )
        for one in told.facts.get("answers", ())
    ]
    return _edited(reader.gettext("Client folder edited"), [*_changes(told, reader), *answers], reader)


def _folder_handed(told: Told, reader: Reader) -> str:
    return _changed(reader.gettext("Owner"), *_hands(told, reader), reader)


def _change_asked_for(told: Told, reader: Reader) -> str:
    return _changed(reader.gettext("New owner asked for"), *_hands(told, reader), reader)


def _change_declined(told: Told, reader: Reader) -> str:
    what = reader.gettext("New owner declined, whom %(name)s had asked for")
    return _changed(what % {"name": _person(told.asked_by, reader)}, *_hands(told, reader), reader)


def _change_lapsed(told: Told, reader: Reader) -> str:
    what = reader.gettext("No longer asked for by %(name)s: another owner")
    return _changed(what % {"name": _person(told.asked_by, reader)}, *_hands(told, reader), reader)


def _hands(told: Told, reader: Reader) -> tuple[str, str]:
    return _person(told.before, reader), _person(told.after, reader)


def _folder_deleted(told: Told, reader: Reader) -> str:
    return reader.gettext("Client folder deleted: %(name)s") % {"name": told.facts.get("name", "")}


def _opportunity_created(told: Told, reader: Reader) -> str:
    created = reader.gettext("%(opportunity)s created, owner: %(owner)s")
    return created % {"opportunity": _about(told, reader), "owner": _person(told.after, reader)}


def _opportunity_duplicated(told: Told, reader: Reader) -> str:
    if told.source is None:
        return _opportunity_created(told, reader)
    copied = reader.gettext("%(opportunity)s created as a copy of %(source)s, owner: %(owner)s")
    return copied % {
        "opportunity": _about(told, reader),
        "source": _opportunity(told.source),
        "owner": _person(told.after, reader),
    }


def _status_changed(told: Told, reader: Reader) -> str:
    until = told.facts.get("reminder_at")
    before, after = (_status(told.facts.get(end), reader) for end in ("from", "to"))
    moved = _changed(_about(told, reader), before, after, reader)
    if told.facts.get("to") != Status.STANDBY or not until:
        return moved
    when = reader.datetime(datetime.fromisoformat(until))
    return words.SEPARATOR.join((moved, reader.gettext("until %(when)s") % {"when": when}))


def _opportunity_edited(told: Told, reader: Reader) -> str:
    edited = reader.gettext("%(opportunity)s edited") % {"opportunity": _about(told, reader)}
    return _edited(edited, _changes(told, reader), reader)


def _opportunity_handed(told: Told, reader: Reader) -> str:
    handed = reader.gettext("%(opportunity)s, owner: %(change)s")
    change = _ARROW % (_person(told.before, reader), _person(told.after, reader))
    return handed % {"opportunity": _about(told, reader), "change": change}


def _attached(told: Told, reader: Reader) -> str:
    """What came from a folder that the reader may not see reads like what was in none: to them there is no such one."""
    if told.other is None:
        return reader.gettext("%(opportunity)s attached") % {"opportunity": _about(told, reader)}
    moved = reader.gettext("%(opportunity)s moved here from %(folder)s")
    return moved % {"opportunity": _about(told, reader), "folder": _folder(told.other)}


def _removed(told: Told, reader: Reader) -> str:
    if told.other is None:
        return reader.gettext("%(opportunity)s removed") % {"opportunity": _about(told, reader)}
    moved = reader.gettext("%(opportunity)s moved to %(folder)s")
    return moved % {"opportunity": _about(told, reader), "folder": _folder(told.other)}


def _snoozed(told: Told, reader: Reader) -> str:
    snoozed = reader.gettext("Snoozed until %(when)s")
    return snoozed % {"when": reader.datetime(datetime.fromisoformat(told.facts["until"]))}


def _setting_changed(told: Told, reader: Reader) -> str:
    before, after = told.facts.get("from"), told.facts.get("to")
    return _changed(str(told.facts.get("setting", "")), str(before), str(after), reader)


def _plainly(message: str) -> Callable[[Told, Reader], str]:
    """A sentence that says no more than which thing it is about."""

    def sentence(told: Told, reader: Reader) -> str:
        said = reader.gettext(message)
        return said % {"opportunity": _about(told, reader)} if told.is_about_opportunity else said

    return sentence


SENTENCES: Final[dict[str, Callable[[Told, Reader], str]]] = {
    events.FolderCreated.kind: _folder_created,
    events.FolderEdited.kind: _folder_edited,
    events.FolderDeactivated.kind: _plainly(N_("Client folder deactivated")),
    events.FolderReactivated.kind: _plainly(N_("Client folder reactivated")),
    events.FolderOwnerChanged.kind: _folder_handed,
    events.FolderDeleted.kind: _folder_deleted,
    events.FolderShared.kind: _plainly(N_("Client folder shared in a channel")),
    events.DormancySnoozed.kind: _snoozed,
    events.ClientLost.kind: _plainly(N_("Client called lost: the admins are asked to deactivate the folder")),
    approval_events.OwnerChangeAsked.kind: _change_asked_for,
    approval_events.OwnerChangeDeclined.kind: _change_declined,
    approval_events.OwnerChangeLapsed.kind: _change_lapsed,
    events.OpportunityCreated.kind: _opportunity_created,
    events.OpportunityDuplicated.kind: _opportunity_duplicated,
    events.OpportunityEdited.kind: _opportunity_edited,
    events.StatusChanged.kind: _status_changed,
    events.OpportunityOwnerChanged.kind: _opportunity_handed,
    events.OpportunityAttached.kind: _attached,
    events.OpportunityRemoved.kind: _removed,
    events.OpportunityShared.kind: _plainly(N_("%(opportunity)s shared in a channel")),
    events.ProposalDeclined.kind: _plainly(N_("No client folder wanted for %(opportunity)s")),
    events.OpportunityDeleted.kind: _plainly(N_("%(opportunity)s put into the bin")),
    events.OpportunityRestored.kind: _plainly(N_("%(opportunity)s restored from the bin")),
    events.OpportunityPurged.kind: _plainly(N_("%(opportunity)s: gone for good, after thirty days in the bin")),
    events.DigestSwitched.kind: _plainly(N_("Digest turned on or off")),
    events.SettingChanged.kind: _setting_changed,
}
"""By kind, for ever: rows of the history are never rewritten."""


def _changes(told: Told, reader: Reader) -> list[str]:
    """What became of each field, in the order of the form: JSON keeps none of its own."""
    changes = told.facts.get("changes", {})
    known = list(_LABELS)
    return [
        _changed(
            reader.gettext(_LABELS.get(name, name)),
            _value(name, changes[name].get("from"), reader),
            _value(name, changes[name].get("to"), reader),
            reader,
        )
        for name in sorted(changes, key=lambda name: known.index(name) if name in known else len(known))
    ]


def _edited(what: str, changes: Iterable[str], reader: Reader) -> str:
    return words.labelled(what, words.SEPARATOR.join(changes), reader)


def _changed(what: str, before: str, after: str, reader: Reader) -> str:
    return words.labelled(what, _ARROW % (before, after), reader)


def _value(name: str, value: Any, reader: Reader) -> str:
    """A value of a field as its reader writes it."""
    if value in (None, "", []):
        return NOTHING
    if name == "amount":
        return reader.money(Decimal(value))
    if name == "expected_closing_on":
        return reader.date(date.fromisoformat(value))
    return _short(", ".join(value) if isinstance(value, list) else str(value))


def _answer(kind: str, value: str, reader: Reader) -> str:
    return _short(words.answer(FieldKind(kind), value, reader)) if value else NOTHING


def _short(text: str) -> str:
    return shortened(" ".join(text.split()), VALUE_LIMIT)


def _status(of: str | None, reader: Reader) -> str:
    return words.status(Status(of), reader) if of else NOTHING


def _person(one: Person | None, reader: Reader) -> str:
    return words.person(one, reader) if one else NOTHING


def _about(told: Told, reader: Reader) -> str:
    return _opportunity(told.opportunity) if told.opportunity else reader.gettext("An opportunity that is gone")


def _opportunity(one: Named) -> str:
    return f"{words.opportunity_number(one.number)} {one.name}"


def _folder(one: Named) -> str:
    return f"{words.folder_number(one.number)} {one.name}"
