"""The form "Settings", as changes of the workspace's settings."""

from typing import Any, Final
from zoneinfo import available_timezones

from babel.numbers import list_currencies

from bot import ids
from bot.i18n import LANGUAGES, N_
from bot.parsing.errors import UsageError
from bot.parsing.forms import Form
from bot.values import Forged
from core.models import FolderSharing, InsideTeam, OpportunityVisibility

MOST_ZONES: Final = 100
"""As many options as Slack takes in an answer to typing (SLACK.md, Limits)."""

ON: Final = "on"
"""The value of a box that is ticked."""


def changed_settings(form: Form) -> dict[str, Any]:
    """What the person changed in the form, by the name of the attribute of `Settings`.

    The form keeps what it showed: what was left alone is left out, so that two admins who change different things do
    not undo each other.

    Args:
        form: as it was sent.

    Raises:
        UsageError: a currency or a zone that there is not.
        Forged: a choice that the form does not offer.
    """
    try:
        filled: dict[str, Any] = {
            "folders": FolderSharing(form.text(ids.CLIENT_FOLDERS)),
            "opportunities": OpportunityVisibility(form.text(ids.OPPORTUNITIES)),
            "inside_team": InsideTeam(form.text(ids.INSIDE_TEAM)),
        }
    except ValueError as error:
        raise Forged from error
    filled["only_admins_export"] = form.is_ticked(ids.ONLY_ADMINS_EXPORT)
    filled["language"] = _language(form.text(ids.LANGUAGE))
    filled["currency"] = _currency(form.text(ids.CURRENCY))
    filled["time_zone"] = _zone(form.text(ids.TIME_ZONE))
    return {name: value for name, value in filled.items() if str(value) != form.kept.text(name)}


def zones_like(typed: str) -> list[str]:
    """Time zones whose names hold all the words typed, in alphabetical order.

    Args:
        typed: such as `paris` or `america new york`.
    """
    words = typed.lower().replace(" ", "_").split("_")
    found = (zone for zone in available_timezones() if "/" in zone and all(word in zone.lower() for word in words))
    return sorted(found)[:MOST_ZONES]


def _language(text: str) -> str:
    if text not in LANGUAGES:
        raise Forged
    return text


def _currency(text: str) -> str:
    code = text.strip().upper()
    if code not in list_currencies():
        raise UsageError(N_("A currency is three letters of ISO 4217, such as EUR, USD or CHF."), field=ids.CURRENCY)
    return code


def _zone(text: str) -> str:
    if text not in available_timezones():
        raise UsageError(N_("Choose a time zone from the list, such as Europe/Paris."), field=ids.TIME_ZONE)
    return text
