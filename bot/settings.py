"""The workspace's settings: shown to admins, changed by admins, effective with the next act of anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import following, ids
from bot.opportunities.conflicts import who_was_quicker_than_the_form
from bot.parsing.forms import Form
from bot.parsing.requests import OpenSettings
from bot.parsing.settings import (
    as_kept,
    as_typed,
    changed_settings,
    kept_in,
    tells_readers_of_folders,
    zones_like,
)
from bot.views.settings import settings_form, settings_saved, zone_option
from bot.visit import Visit
from core import clock, settings
from core.errors import Stale

if TYPE_CHECKING:
    from bot.app import Wiring


def open_settings(visit: Visit, _: OpenSettings) -> None:
    """`/folder settings`."""
    pressed(visit)


def pressed(visit: Visit) -> None:
    """ "Settings", on an admin's Home."""
    with visit.acting() as (session, actor):
        form = settings_form(visit.reader, as_kept(settings.for_change(session, actor)), visit.reply_url)
    visit.ask(form)


def picked(visit: Visit) -> None:
    """A choice that may make readers of a channel see more than they did: said before it is saved (SPEC §4.3)."""
    form = Form(visit.view)
    typed, reply = as_typed(form), form.kept.text("reply")
    with visit.acting() as (session, actor):
        settings.for_change(session, actor)
    visit.redraw(settings_form(visit.reader, kept_in(form), reply, typed=typed))


def submitted(visit: Visit) -> None:
    """ "Save": what was changed in the form is changed, and nothing that somebody else changed meanwhile."""
    form = Form(visit.view)
    typed, reply = as_typed(form), form.kept.text("reply")
    with visit.acting() as (session, actor):
        settings.for_change(session, actor)
    changes, seen = changed_settings(form)
    if tells_readers_of_folders(typed) and not form.kept.flag("warned"):
        note = visit.reader.gettext("Read the warning below the alert channel; “Save” then saves.")
        visit.ask_again(settings_form(visit.reader, kept_in(form), reply, typed=typed, note=note))
        return
    try:
        with visit.acting() as (session, actor):
            changed = settings.change(session, actor, changes, clock.now(), seen=seen)
            following.look_after(session, actor.workspace_id, clock.now())
    except Stale as stale:
        with visit.acting() as (session, actor):
            present = as_kept(settings.for_change(session, actor))
        # What was left alone keeps counting as left alone, whatever others made of it meanwhile.
        kept = kept_in(form) | {name: present[name] for name in changes}
        note = who_was_quicker_than_the_form(stale, visit)
        visit.ask_again(settings_form(visit.reader, kept, reply, typed=typed, note=note))
        return
    visit.conclude(settings_saved(visit.reader, changed), reply)


def search_zones(visit: Visit) -> None:
    """The picker of time zones, as somebody types; no secret, but for members all the same."""
    with visit.acting():
        pass
    visit.offer([zone_option(zone).to_dict() for zone in zones_like(str(visit.body.get("value") or ""))])


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.command(OpenSettings, open_settings)
    wiring.action(ids.SETTINGS, pressed)
    wiring.action(ids.SETTINGS_FOLDERS, picked)
    wiring.action(ids.SETTINGS_ALERT_CHANNEL, picked)
    wiring.submission(ids.SETTINGS, submitted)
    wiring.options(ids.ZONE_SEARCH, search_zones)
