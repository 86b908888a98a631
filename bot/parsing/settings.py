"""The forms behind "Settings", as typed requests."""

import re
from collections.abc import Callable, Mapping
from datetime import time
from typing import Any, Final
from zoneinfo import available_timezones

from babel.numbers import list_currencies

from bot import ids
from bot.i18n import LANGUAGES, N_
from bot.parsing.errors import UsageError
from bot.parsing.forms import Form
from bot.values import Forged
from core.field_specs import FieldSpec
from core.models import FieldKind, FolderSharing, InsideTeam, OpportunityVisibility, Settings
from core.models.settings import QUIET_LIMIT, TOLD_LIMIT
from core.teams import TeamAsked

MOST_ZONES: Final = 100
"""As many options as Slack takes in an answer to typing (SLACK.md, Limits)."""

ON: Final = "on"
"""The value of a box that is ticked."""

BLOCKS: Final = {
    "folders": ids.CLIENT_FOLDERS,
    "opportunities": ids.OPPORTUNITIES,
    "inside_team": ids.INSIDE_TEAM,
    "alert_channel": ids.ALERT_CHANNEL,
    "quiet_seconds": ids.QUIET_SECONDS,
    "owner_told_days": ids.OWNER_TOLD_DAYS,
    "managers_told_days": ids.MANAGERS_TOLD_DAYS,
    "quiet_from": ids.QUIET_FROM,
    "quiet_until": ids.QUIET_UNTIL,
    "language": ids.LANGUAGE,
    "currency": ids.CURRENCY,
    "time_zone": ids.TIME_ZONE,
}
"""The settings that are filled in as text or chosen, by the name of the attribute of `Settings`."""

_KEPT: Final[Mapping[str, Callable[[str], Any]]] = {
    "folders": FolderSharing,
    "opportunities": OpportunityVisibility,
    "inside_team": InsideTeam,
    "only_admins_export": lambda kept: kept == str(True),
    "alert_channel": lambda kept: kept or None,
    "quiet_seconds": int,
    "owner_told_days": int,
    "managers_told_days": int,
    "quiet_from": lambda kept: time.fromisoformat(kept) if kept else None,
    "quiet_until": lambda kept: time.fromisoformat(kept) if kept else None,
    "language": str,
    "currency": str,
    "time_zone": str,
}
"""How what the form showed is read back."""

_CHANNEL: Final = re.compile(r"[CG][A-Z0-9]{2,30}")
_SECONDS: Final = re.compile(r"[0-9]{1,4}")


def as_kept(settings: Settings) -> dict[str, str]:
    """What the form shows, as it keeps it until it is sent, by the name of the attribute of `Settings`.

    Args:
        settings: as they are.
    """
    return {name: _as_text(getattr(settings, name)) for name in _KEPT}


def kept_in(form: Form) -> dict[str, str]:
    """What `as_kept` gave when the form was opened.

    Args:
        form: as it comes back.
    """
    return {name: form.kept.text(name) for name in _KEPT}


def changed_settings(form: Form) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the person changed in the form, and what they saw before, both by the name of the attribute of `Settings`.

    The form keeps what it showed: what was left alone is left out, so that two admins who change different things do
    not undo each other.

    Args:
        form: as it was sent.

    Raises:
        UsageError: a currency, a zone or a number of seconds that there is not.
        Forged: a choice that the form does not offer.
    """
    try:
        seen = {name: read(form.kept.text(name)) for name, read in _KEPT.items()}
        filled: dict[str, Any] = {
            "folders": FolderSharing(form.text(ids.CLIENT_FOLDERS)),
            "opportunities": OpportunityVisibility(form.text(ids.OPPORTUNITIES)),
            "inside_team": InsideTeam(form.text(ids.INSIDE_TEAM)),
        }
    except ValueError as error:
        raise Forged from error
    filled["only_admins_export"] = form.is_ticked(ids.ONLY_ADMINS_EXPORT)
    filled["alert_channel"] = _channel(form.text(ids.ALERT_CHANNEL))
    filled["quiet_seconds"] = _seconds(form.text(ids.QUIET_SECONDS))
    filled["owner_told_days"], filled["managers_told_days"] = _days(form)
    filled["quiet_from"], filled["quiet_until"] = _quiet_hours(form)
    filled["language"] = _language(form.text(ids.LANGUAGE), seen["language"])
    filled["currency"] = _currency(form.text(ids.CURRENCY))
    filled["time_zone"] = _zone(form.text(ids.TIME_ZONE))
    return {name: value for name, value in filled.items() if value != seen[name]}, seen


def as_typed(form: Form) -> dict[str, str]:
    """What is in the form, by the name of the attribute of `Settings`: for the same form shown again.

    Args:
        form: as it is being filled in, or as it was sent.
    """
    typed = {name: form.text(block_id) for name, block_id in BLOCKS.items()}
    return typed | {"only_admins_export": str(form.is_ticked(ids.ONLY_ADMINS_EXPORT))}


def tells_readers_of_folders(typed: Mapping[str, str]) -> bool:
    """Whether readers of a channel would learn names of folders that are not theirs (SPEC §4.3).

    Args:
        typed: what `as_typed` gives.
    """
    return bool(typed["alert_channel"]) and typed["folders"] == FolderSharing.OWN


def field_spec(form: Form) -> FieldSpec:
    """The form "Default field".

    Args:
        form: as it was sent.

    Raises:
        Forged: a kind that the form does not offer.
    """
    try:
        kind = FieldKind(form.text(ids.KIND))
    except ValueError as error:
        raise Forged from error
    choices = tuple(form.text(ids.CHOICES).splitlines())
    return FieldSpec(form.text(ids.NAME), kind, choices, form.is_ticked(ids.REQUIRED))


def team_asked(form: Form, group: frozenset[str] | None) -> TeamAsked:
    """The form "Team".

    Args:
        form: as it was sent.
        group: who is in the user group that is chosen; None where none is.
    """
    return TeamAsked(
        name=form.text(ids.NAME),
        members=form.people(ids.MEMBERS) if group is None else group,
        managers=form.people(ids.MANAGERS),
        usergroup=None if group is None else form.text(ids.USERGROUP),
    )


def shown_language(language: str) -> str:
    """The language of the form's list that stands for the one that is set.

    Args:
        language: as it is set, such as `fr-FR`.
    """
    base = language.partition("-")[0]
    return base if base in LANGUAGES else LANGUAGES[0]


def zones_like(typed: str) -> list[str]:
    """Time zones whose names hold all the words typed, in alphabetical order.

    Args:
        typed: such as `paris` or `america new york`.
    """
    words = typed.lower().replace(" ", "_").split("_")
    found = (zone for zone in available_timezones() if "/" in zone and all(word in zone.lower() for word in words))
    return sorted(found)[:MOST_ZONES]


def _channel(text: str) -> str | None:
    if text and not _CHANNEL.fullmatch(text):
        raise Forged
    return text or None


def _seconds(text: str) -> int:
    if not _SECONDS.fullmatch(text) or int(text) > QUIET_LIMIT:
        raise UsageError(N_("Quiet time is a whole number of seconds from 0 to 3,600."), field=ids.QUIET_SECONDS)
    return int(text)


def _days(form: Form) -> tuple[int, int]:
    found = []
    for field in (ids.OWNER_TOLD_DAYS, ids.MANAGERS_TOLD_DAYS):
        text = form.text(field)
        if not _SECONDS.fullmatch(text) or not 1 <= int(text) <= TOLD_LIMIT:
            raise UsageError(N_("That is a whole number of days from 1 to 365."), field=field)
        found.append(int(text))
    owner, managers = found
    if managers < owner:
        raise UsageError(N_("The managers hear of it on the same day as the owner, or later."), field=field)
    return owner, managers


def _quiet_hours(form: Form) -> tuple[time | None, time | None]:
    """From when until when; the same time twice is none, since a time that was chosen cannot be taken away again."""
    begins, ends = (form.text(field) for field in (ids.QUIET_FROM, ids.QUIET_UNTIL))
    if begins == ends:
        return None, None
    if not begins or not ends:
        told = N_("Quiet hours have a beginning and an end: choose both times, or the same time twice for none.")
        raise UsageError(told, field=ids.QUIET_UNTIL if begins else ids.QUIET_FROM)
    try:
        return time.fromisoformat(begins), time.fromisoformat(ends)
    except ValueError as error:
        raise Forged from error


def _as_text(value: Any) -> str:
    if isinstance(value, time):
        return value.isoformat("minutes")
    return "" if value is None else str(value)


def _language(text: str, seen: str) -> str:
    if text not in LANGUAGES:
        raise Forged
    # What was set at installation may name a country too, of which the form says nothing.
    return seen if shown_language(seen) == text else text


def _currency(text: str) -> str:
    code = text.strip().upper()
    if code not in list_currencies():
        raise UsageError(N_("A currency is three letters of ISO 4217, such as EUR, USD or CHF."), field=ids.CURRENCY)
    return code


def _zone(text: str) -> str:
    if text not in available_timezones():
        raise UsageError(N_("Choose a time zone from the list, such as Europe/Paris."), field=ids.TIME_ZONE)
    return text
