"""The screens behind the settings, as full as they get."""

from collections.abc import Iterator
from typing import Any, Final

from bot.i18n import Reader
from bot.views.default_fields import default_field_form, fields_list
from bot.views.roles import roles_changed, roles_form
from bot.views.settings import settings_form
from bot.views.teams import Group, team_form, teams_list
from core.default_fields import FieldRow
from core.field_specs import FieldSpec
from core.members import Person
from core.models import FieldKind
from core.roles import RolesChanged
from core.team_rows import TeamRow
from core.teams import TeamAsked

LONG: Final = "W" * 120


def behind_the_settings(reader: Reader) -> Iterator[dict[str, Any]]:
    """Each of them, with the longest names and the most of everything."""
    choices = tuple(f"{number:02}" + "w" * 73 for number in range(39))
    spec = FieldSpec("W" * 75, FieldKind.CHOICE, choices, required=True)
    fields = [FieldRow(2**62, spec, 2**40)] * 20
    people = tuple(Person(n, "U0" + "B" * 9, "B" * 80, active=n % 2 > 0) for n in range(60))
    team = TeamRow(2**62, LONG, people, frozenset(range(30)), "S0GROUP", 2**40)
    groups = [Group(f"S0{number}", LONG, "w" * 80) for number in range(120)]
    asked = TeamAsked(LONG, frozenset(), frozenset({"U0BEN"}), "S0GROUP")
    settings = {"folders": "own", "opportunities": "everyone", "inside_team": "members", "only_admins_export": "True"}
    settings |= {"alert_channel": "C0" + "A" * 30, "quiet_seconds": "3600", "language": "fr-FR", "currency": "EUR"}
    settings |= {"time_zone": "America/Argentina/ComodRivadavia"}
    settings |= {"owner_told_days": "365", "managers_told_days": "365", "quiet_from": "22:00", "quiet_until": "07:00"}
    yield settings_form(reader, settings, "https://hooks.slack.example/" + "x" * 150, note=LONG)
    yield fields_list(fields, fields, reader, note=LONG).as_modal(reader)
    yield fields_list((), (), reader).as_modal(reader)
    yield default_field_form(reader, spec, fields[0], note=LONG)
    yield teams_list([team] * 45, groups, 2, reader, note=LONG).as_modal(reader)
    yield team_form(reader, asked, team, groups, note=LONG)
    yield roles_form(reader, people)
    yield roles_changed(RolesChanged(people, people), True, reader).as_modal(reader)
