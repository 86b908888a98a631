"""Roles: admins make admins, and there is always one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import ids
from bot.parsing.forms import Form
from bot.views.roles import roles_changed, roles_form
from bot.visit import Visit
from core import clock, roles, settings

if TYPE_CHECKING:
    from bot.app import Wiring


def pressed(visit: Visit) -> None:
    """ "Roles", in "Settings"."""
    with visit.acting() as (session, actor):
        form = roles_form(visit.reader, roles.admins(session, actor))
    visit.ask(form)


def submitted(visit: Visit) -> None:
    """ "Save": who was added is an admin, who was taken out is none; who was left alone stays what they are by now."""
    form = Form(visit.view)
    chosen, shown = form.people(ids.ADMINS), form.people_shown(ids.ADMINS)
    with visit.acting() as (session, actor):
        settings.for_change(session, actor)
    visit.introduce_all(chosen - shown)
    with visit.acting() as (session, actor):
        changed = roles.change_roles(session, actor, chosen - shown, shown - chosen, clock.now())
    demoted_self = any(one.id == actor.member_id for one in changed.demoted)
    visit.conclude(roles_changed(changed, demoted_self, visit.reader), "")


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.action(ids.ROLES, pressed)
    wiring.submission(ids.ROLES, submitted)
