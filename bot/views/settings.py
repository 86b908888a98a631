"""The form "Settings" (SPEC §6): what decides who sees what, and how amounts and dates are written by default."""

from collections.abc import Mapping
from typing import Any, Final

from babel import Locale
from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    ContextBlock,
    ExternalDataSelectElement,
    InputBlock,
    Option,
    RadioButtonsElement,
    SectionBlock,
    StaticSelectElement,
)

from bot import ids
from bot.i18n import LANGUAGES, N_, Reader
from bot.parsing.settings import ON
from bot.values import pack
from bot.views.inputs import field_block, form, text_input
from bot.views.screen import Screen, plain
from core.models import FolderSharing, InsideTeam, OpportunityVisibility, Settings

FOLDERS: Final = {
    FolderSharing.SHARED: N_("Shared between everyone"),
    FolderSharing.OWN: N_("Each user has their own"),
}
OPPORTUNITIES: Final = {
    OpportunityVisibility.EVERYONE: N_("Everyone sees everything"),
    OpportunityVisibility.ADMINS_ONLY: N_("Only admins see everything"),
}
INSIDE_TEAM: Final = {
    InsideTeam.OFF: N_("Off"),
    InsideTeam.MANAGERS: N_("Managers"),
    InsideTeam.MEMBERS: N_("Members"),
}
LABELS: Final = {
    "folders": N_("Client folders"),
    "opportunities": N_("Opportunities"),
    "inside_team": N_("Inside a team"),
    "only_admins_export": N_("Only admins can export"),
    "language": N_("Language"),
    "currency": N_("Currency"),
    "time_zone": N_("Time zone"),
}


def settings_form(reader: Reader, settings: Settings, reply_url: str) -> dict[str, Any]:
    """The form "Settings", with what is set in it.

    Args:
        reader: who fills it in.
        settings: as they are.
        reply_url: where the answer goes.
    """
    _ = reader.gettext
    language = settings.language.partition("-")[0]
    language = language if language in LANGUAGES else LANGUAGES[0]
    box = Option(value=ON, text=plain(_("Only admins can export")))
    blocks: list[Block] = [
        ContextBlock(elements=[plain(_("What you change here holds with the next thing that anybody does."))]),
        _radio(ids.CLIENT_FOLDERS, _("Client folders"), FOLDERS, settings.folders, reader),
        _radio(ids.OPPORTUNITIES, _("Opportunities"), OPPORTUNITIES, settings.opportunities, reader),
        _radio(ids.INSIDE_TEAM, _("Inside a team"), INSIDE_TEAM, settings.inside_team, reader),
        field_block(
            ids.ONLY_ADMINS_EXPORT,
            _("Export"),
            CheckboxesElement(
                action_id=ids.INPUT, options=[box], initial_options=[box] if settings.only_admins_export else None
            ),
            optional=True,
        ),
        _languages(language, reader),
        field_block(ids.CURRENCY, _("Currency"), text_input(settings.currency), hint=_("ISO 4217, such as EUR")),
        field_block(
            ids.TIME_ZONE,
            _("Time zone"),
            ExternalDataSelectElement(
                action_id=ids.ZONE_SEARCH,
                placeholder=plain(_("Type a city")),
                min_query_length=2,
                initial_option=zone_option(settings.time_zone),
            ),
        ),
    ]
    kept = pack(
        reply=reply_url,
        folders=settings.folders,
        opportunities=settings.opportunities,
        inside_team=settings.inside_team,
        only_admins_export=str(settings.only_admins_export),
        language=language,
        currency=settings.currency,
        time_zone=settings.time_zone,
    )
    return form(ids.SETTINGS, _("Settings"), _("Save"), blocks, kept, reader)


def settings_saved(reader: Reader, changed: tuple[str, ...]) -> Screen:
    """What was changed.

    Args:
        reader: who changed it.
        changed: names of attributes of `Settings`.
    """
    _ = reader.gettext
    names = reader.list_of([_(LABELS[name]) for name in changed])
    said = _("Settings changed: %(names)s.") % {"names": names} if changed else _("Nothing was changed.")
    return Screen(title=_("Settings"), text=said, blocks=[SectionBlock(text=plain(said))])


def zone_option(zone: str) -> Option:
    """A time zone where a search offers it."""
    return Option(value=zone, text=plain(zone))


def _radio(block_id: str, label: str, choices: Mapping[Any, str], chosen: Any, reader: Reader) -> InputBlock:
    options = [Option(value=value, text=plain(reader.gettext(words))) for value, words in choices.items()]
    initial = next(option for option in options if option.value == chosen)
    return field_block(
        block_id, label, RadioButtonsElement(action_id=ids.INPUT, options=options, initial_option=initial)
    )


def _languages(chosen: str, reader: Reader) -> InputBlock:
    options = [
        Option(value=language, text=plain(str(Locale(language).get_display_name(language)).capitalize()))
        for language in LANGUAGES
    ]
    initial = next(option for option in options if option.value == chosen)
    element = StaticSelectElement(
        action_id=ids.INPUT, placeholder=plain(reader.gettext("Choose")), options=options, initial_option=initial
    )
    return field_block(ids.LANGUAGE, reader.gettext("Language"), element)
