"""The form "Settings" (SPEC §6): what decides who sees what, and how amounts and dates are written by default."""

from collections.abc import Mapping
from typing import Any, Final

from babel import Locale
from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    CheckboxesElement,
    ContextBlock,
    ConversationFilter,
    ConversationSelectElement,
    ExternalDataSelectElement,
    InputBlock,
    NumberInputElement,
    Option,
    RadioButtonsElement,
    SectionBlock,
    StaticSelectElement,
    TimePickerElement,
)

from bot import ids
from bot.i18n import LANGUAGES, N_, Reader
from bot.parsing.settings import ON, shown_language, tells_readers_of_folders
from bot.values import pack
from bot.views.inputs import field_block, form, text_input
from bot.views.screen import Screen, plain
from core.models import FolderSharing, InsideTeam, OpportunityVisibility
from core.models.settings import QUIET_LIMIT, TOLD_LIMIT

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
    "alert_channel": N_("Alert channel"),
    "quiet_seconds": N_("Quiet time (seconds)"),
    "owner_told_days": N_("Tell the owner after (days)"),
    "managers_told_days": N_("Tell the managers after (days)"),
    "quiet_from": N_("Quiet hours from"),
    "quiet_until": N_("Quiet hours until"),
    "language": N_("Language"),
    "currency": N_("Currency"),
    "time_zone": N_("Time zone"),
}

WARNING: Final = N_(
    "Whoever reads the alert channel will see the names of client folders there, those of others included, though each"
    " user has their own."
)


def settings_form(
    reader: Reader, kept: Mapping[str, str], reply_url: str, *, typed: Mapping[str, str] | None = None, note: str = ""
) -> dict[str, Any]:
    """The form "Settings", with what is set in it.

    Args:
        reader: who fills it in.
        kept: what is set, by the name of the attribute of `Settings` (`bot.parsing.settings.as_kept`).
        reply_url: where the answer goes.
        typed: what is in it already, by the same names, where it is shown again.
        note: said first.
    """
    _ = reader.gettext
    shown = {**kept, "language": shown_language(kept["language"]), **(typed or {})}
    warned = tells_readers_of_folders(shown)
    teams = _(
        "“Managers”: they see and change what belongs to their team. “Members”: team mates see each other's"
        " opportunities too."
    )
    advice = _("What you change here takes effect at once, for everybody.")
    blocks: list[Block] = [SectionBlock(text=plain(note))] if note else []
    blocks += [
        ContextBlock(elements=[plain(advice)]),
        _radio(ids.CLIENT_FOLDERS, ids.SETTINGS_FOLDERS, _("Client folders"), FOLDERS, shown["folders"], reader),
        _radio(ids.OPPORTUNITIES, ids.INPUT, _("Opportunities"), OPPORTUNITIES, shown["opportunities"], reader),
        _radio(ids.INSIDE_TEAM, ids.INPUT, _("Inside a team"), INSIDE_TEAM, shown["inside_team"], reader, teams),
        _export(shown["only_admins_export"] == str(True), reader),
        _alert_channel(shown["alert_channel"], reader),
    ]
    if warned:
        blocks.append(SectionBlock(text=plain(f"⚠️ {_(WARNING)}")))
    blocks += [
        field_block(
            ids.QUIET_SECONDS,
            _("Quiet time (seconds)"),
            NumberInputElement(
                action_id=ids.INPUT,
                is_decimal_allowed=False,
                min_value="0",
                max_value=str(QUIET_LIMIT),
                initial_value=shown["quiet_seconds"] or None,
            ),
            hint=_("How long an alert waits, in case things are put right meanwhile; up to 3,600"),
        ),
        _days(ids.OWNER_TOLD_DAYS, shown, reader),
        _days(ids.MANAGERS_TOLD_DAYS, shown, reader),
        _clock(ids.QUIET_FROM, shown, reader),
        _clock(ids.QUIET_UNTIL, shown, reader, _("By each one's own clock; the same time twice: none")),
        _languages(shown["language"], reader),
        field_block(
            ids.CURRENCY, _("Currency"), text_input(shown["currency"]), hint=_("Its code of three letters, such as EUR")
        ),
        field_block(
            ids.TIME_ZONE,
            _("Time zone"),
            ExternalDataSelectElement(
                action_id=ids.ZONE_SEARCH,
                placeholder=plain(_("Type a city")),
                min_query_length=2,
                initial_option=zone_option(shown["time_zone"]) if shown["time_zone"] else None,
            ),
        ),
        ActionsBlock(
            elements=[
                ButtonElement(text=plain(_("Default fields")), action_id=ids.DEFAULT_FIELDS),
                ButtonElement(text=plain(_("Teams")), action_id=ids.TEAMS),
                ButtonElement(text=plain(_("Roles")), action_id=ids.ROLES),
            ]
        ),
    ]
    metadata = pack(reply=reply_url, warned=warned, **kept)
    return form(ids.SETTINGS, _("Settings"), _("Save"), blocks, metadata, reader)


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


def _radio(
    block_id: str, action_id: str, label: str, choices: Mapping[Any, str], chosen: str, reader: Reader, hint: str = ""
) -> InputBlock:
    options = [Option(value=value, text=plain(reader.gettext(words))) for value, words in choices.items()]
    initial = next((option for option in options if option.value == chosen), None)
    element = RadioButtonsElement(action_id=action_id, options=options, initial_option=initial)
    return field_block(block_id, label, element, hint=hint, tells_at_once=action_id != ids.INPUT)


def _days(name: str, shown: Mapping[str, str], reader: Reader) -> InputBlock:
    element = NumberInputElement(
        action_id=ids.INPUT,
        is_decimal_allowed=False,
        min_value="1",
        max_value=str(TOLD_LIMIT),
        initial_value=shown[name] or None,
    )
    hint = reader.gettext("How long a client folder has nothing in progress by then; up to 365")
    return field_block(name, reader.gettext(LABELS[name]), element, hint=hint)


def _clock(name: str, shown: Mapping[str, str], reader: Reader, hint: str | None = None) -> InputBlock:
    element = TimePickerElement(action_id=ids.INPUT, initial_time=shown[name] or None)
    return field_block(name, reader.gettext(LABELS[name]), element, optional=True, hint=hint)


def _export(ticked: bool, reader: Reader) -> InputBlock:
    box = Option(value=ON, text=plain(reader.gettext("Only admins can export")))
    element = CheckboxesElement(action_id=ids.INPUT, options=[box], initial_options=[box] if ticked else None)
    return field_block(ids.ONLY_ADMINS_EXPORT, reader.gettext("Export"), element, optional=True)


def _alert_channel(chosen: str, reader: Reader) -> InputBlock:
    _ = reader.gettext
    return field_block(
        ids.ALERT_CHANNEL,
        _("Alert channel"),
        ConversationSelectElement(
            action_id=ids.SETTINGS_ALERT_CHANNEL,
            placeholder=plain(_("No channel")),
            initial_conversation=chosen or None,
            filter=ConversationFilter(include=["public", "private"], exclude_external_shared_channels=True),
        ),
        optional=True,
        hint=_("Where requests to the managers and alerts go; invite Dossier to it first"),
        tells_at_once=True,
    )


def _languages(chosen: str, reader: Reader) -> InputBlock:
    options = [
        Option(value=language, text=plain(str(Locale(language).get_display_name(language)).capitalize()))
        for language in LANGUAGES
    ]
    initial = next((option for option in options if option.value == chosen), None)
    element = StaticSelectElement(
        action_id=ids.INPUT, placeholder=plain(reader.gettext("Choose")), options=options, initial_option=initial
    )
    return field_block(ids.LANGUAGE, reader.gettext("Language"), element)
