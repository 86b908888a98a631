"""Teams, made and changed by admins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot import ids
from bot.opportunities.conflicts import who_was_quicker_than_the_form
from bot.parsing.forms import Form
from bot.parsing.settings import team_asked
from bot.settings_errors import gone
from bot.usergroups import groups_of, people_in
from bot.views.opportunity_acts import who_was_quicker
from bot.views.screen import Screen
from bot.views.teams import team_form, teams_list
from bot.visit import Visit
from core import clock, settings, teams
from core.errors import NotFound, Stale
from core.teams import TeamAsked

if TYPE_CHECKING:
    from bot.app import Wiring
    from core.team_rows import TeamRow

EMPTY: Final = TeamAsked("", frozenset(), frozenset())
"""What the form begins with."""


def pressed(visit: Visit) -> None:
    """ "Teams", in "Settings"."""
    visit.show(_listed(visit, 1))


def turn_page(visit: Visit) -> None:
    """ "Previous", "Next"."""
    visit.replace(_listed(visit, visit.value.number("page")))


def new_pressed(visit: Visit) -> None:
    """ "New team"."""
    with visit.acting() as (session, actor):
        settings.for_change(session, actor)
    visit.ask(team_form(visit.reader, EMPTY, None, groups_of(visit)))


def edit_pressed(visit: Visit) -> None:
    """ "Edit"; a team that is gone meanwhile leaves the list as it is now."""
    page = visit.value.number("page")
    try:
        with visit.acting() as (session, actor):
            team = teams.open_team(session, actor, visit.value.number("team"))
    except NotFound:
        visit.replace(_listed(visit, page, gone("team", visit.reader)))
        return
    visit.ask(team_form(visit.reader, _as_it_is(team), team, groups_of(visit), page=page))


def submitted(visit: Visit) -> None:
    """ "Save". Where somebody was quicker the form comes back with what was typed; sent again, it holds."""
    form = Form(visit.view)
    team_id, page = form.kept.number_or_none("team"), form.kept.number("page")
    with visit.acting() as (session, actor):
        settings.for_change(session, actor)
    usergroup = form.text(ids.USERGROUP)
    asked = team_asked(form, people_in(visit, usergroup) if usergroup else None)
    visit.introduce_all(asked.members | asked.managers)
    _ = visit.reader.gettext
    try:
        with visit.acting() as (session, actor):
            if team_id is None:
                teams.create_team(session, actor, asked, clock.now())
                note = _("Created.")
            else:
                version = form.kept.number("version")
                changed = teams.change_team(session, actor, team_id, asked, clock.now(), seen_version=version)
                note = _("Saved.") if changed else _("Nothing was changed.")
    except Stale as stale:
        assert team_id is not None, "what is new was never shown"
        with visit.acting() as (session, actor):
            team = teams.open_team(session, actor, team_id)
        said = who_was_quicker_than_the_form(stale, visit)
        visit.ask_again(team_form(visit.reader, asked, team, groups_of(visit), page=page, note=said))
        return
    visit.go_back(_listed(visit, page, note))


def delete_pressed(visit: Visit) -> None:
    """ "Delete"; where somebody was quicker the list says so, and shows the team as it is now."""
    value = visit.value
    team_id, version, page = value.number("team"), value.number("version"), value.number("page")
    try:
        with visit.acting() as (session, actor):
            name = teams.delete_team(session, actor, team_id, clock.now(), seen_version=version)
        note = visit.reader.gettext("The team “%(name)s” is deleted.") % {"name": name}
    except Stale as stale:
        note = who_was_quicker(stale, visit.reader)
    except NotFound:
        note = gone("team", visit.reader)
    visit.replace(_listed(visit, page, note))


def _listed(visit: Visit, page: int, note: str = "") -> Screen:
    with visit.acting() as (session, actor):
        found = teams.list_teams(session, actor)
    groups = groups_of(visit) if any(team.usergroup for team in found) else []
    return teams_list(found, groups, page, visit.reader, note=note)


def _as_it_is(team: TeamRow) -> TeamAsked:
    """What the form shows of a team: who is away can be in no menu of Slack's."""
    return TeamAsked(
        name=team.name,
        members=frozenset(one.slack_user_id for one in team.people if one.active),
        managers=frozenset(one.slack_user_id for one in team.managers if one.active),
        usergroup=team.usergroup,
    )


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.action(ids.TEAMS, pressed)
    wiring.action(ids.TEAM_NEW, new_pressed)
    wiring.action(ids.TEAM_EDIT, edit_pressed)
    wiring.action(ids.TEAM_DELETE, delete_pressed)
    wiring.submission(ids.TEAM, submitted)
    for way in ("previous", "next"):
        wiring.action(f"{ids.TEAMS_PAGE}.{way}", turn_page)
