"""The workspace's settings: shown to admins, changed by admins, effective with the next act of anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import ids
from bot.parsing.forms import Form
from bot.parsing.requests import OpenSettings
from bot.parsing.settings import changed_settings, zones_like
from bot.views.settings import settings_form, settings_saved, zone_option
from bot.visit import Visit
from core import clock, settings

if TYPE_CHECKING:
    from bot.app import Wiring


def open_settings(visit: Visit, _: OpenSettings) -> None:
    """`/folder settings`."""
    pressed(visit)


def pressed(visit: Visit) -> None:
    """ "Settings", on an admin's Home."""
    with visit.acting() as (session, actor):
        form = settings_form(visit.reader, settings.for_change(session, actor), visit.reply_url)
    visit.ask(form)


def submitted(visit: Visit) -> None:
    """ "Save": what was changed in the form is changed, and nothing that somebody else changed meanwhile."""
    form = Form(visit.view)
    with visit.acting() as (session, actor):
        settings.for_change(session, actor)
        changed = settings.change(session, actor, changed_settings(form), clock.now())
    visit.conclude(settings_saved(visit.reader, changed), form.kept.text("reply"))


def search_zones(visit: Visit) -> None:
    """The picker of time zones, as somebody types; no secret, but for members all the same."""
    with visit.acting():
        pass
    visit.offer([zone_option(zone).to_dict() for zone in zones_like(str(visit.body.get("value") or ""))])


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.command(OpenSettings, open_settings)
    wiring.action(ids.SETTINGS, pressed)
    wiring.submission(ids.SETTINGS, submitted)
    wiring.options(ids.ZONE_SEARCH, search_zones)
