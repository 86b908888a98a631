"""Default fields, arranged by admins: what a folder's form asks for, in which order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from bot import ids
from bot.opportunities.conflicts import who_was_quicker_than_the_form
from bot.parsing.forms import Form
from bot.parsing.settings import field_spec
from bot.settings_errors import gone
from bot.views.default_fields import default_field_form, fields_list
from bot.views.opportunity_acts import who_was_quicker
from bot.views.screen import Screen
from bot.visit import Visit
from core import clock, default_fields, settings
from core.errors import NotFound, Stale
from core.field_specs import FieldSpec
from core.models import FieldKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.app import Wiring
    from core.actor import Actor

EMPTY: Final = FieldSpec("", FieldKind.TEXT, (), False)
"""What the form begins with."""

Act = Callable[["Session", "Actor"], str]
"""What a button does; it gives what is said of it."""


def pressed(visit: Visit) -> None:
    """ "Default fields", in "Settings"."""
    with visit.acting() as (session, actor):
        screen = _listed(session, actor, visit)
    visit.show(screen)


def add_pressed(visit: Visit) -> None:
    """ "Add a field"."""
    with visit.acting() as (session, actor):
        settings.for_change(session, actor)
    visit.ask(default_field_form(visit.reader, EMPTY, None))


def edit_pressed(visit: Visit) -> None:
    """ "Edit"; a field that is gone meanwhile leaves the list as it is now."""
    try:
        with visit.acting() as (session, actor):
            row = default_fields.open_field(session, actor, visit.value.number("field"))
    except NotFound:
        _answer(visit, lambda _session, _actor: gone("default_field", visit.reader))
        return
    visit.ask(default_field_form(visit.reader, row.spec, row))


def submitted(visit: Visit) -> None:
    """ "Save". Where somebody was quicker the form comes back with what was typed; sent again, it holds."""
    form = Form(visit.view)
    spec, field_id = field_spec(form), form.kept.number_or_none("field")
    _ = visit.reader.gettext
    try:
        with visit.acting() as (session, actor):
            if field_id is None:
                default_fields.add_field(session, actor, spec, clock.now())
                note = _("Added.")
            else:
                version = form.kept.number("version")
                changed = default_fields.change_field(session, actor, field_id, spec, clock.now(), seen_version=version)
                note = _("Saved.") if changed else _("Nothing was changed.")
            screen = _listed(session, actor, visit, note)
    except Stale as stale:
        assert field_id is not None, "what is new was never shown"
        with visit.acting() as (session, actor):
            row = default_fields.open_field(session, actor, field_id)
        said = who_was_quicker_than_the_form(stale, visit)
        visit.ask_again(default_field_form(visit.reader, spec, row, note=said))
        return
    visit.go_back(screen)


def move_pressed(visit: Visit) -> None:
    """ "Move up", "Move down": to the place that the button names, however often it is pressed."""
    field_id, place = visit.value.number("field"), visit.value.number("place")

    def move(session: Session, actor: Actor) -> str:
        moved = default_fields.move_field(session, actor, field_id, place, clock.now())
        return visit.reader.gettext("Moved.") if moved else visit.reader.gettext("Nothing was changed.")

    _answer(visit, move)


def remove_pressed(visit: Visit) -> None:
    """ "Remove"."""
    field_id, version = visit.value.number("field"), visit.value.number("version")

    def remove(session: Session, actor: Actor) -> str:
        row = default_fields.remove_field(session, actor, field_id, clock.now(), seen_version=version)
        return visit.reader.gettext("“%(name)s” is no longer asked.") % {"name": row.spec.label}

    _answer(visit, remove)


def restore_pressed(visit: Visit) -> None:
    """ "Restore"."""
    field_id = visit.value.number("field")

    def restore(session: Session, actor: Actor) -> str:
        row = default_fields.restore_field(session, actor, field_id, clock.now())
        return visit.reader.gettext("“%(name)s” is asked again.") % {"name": row.spec.label}

    _answer(visit, restore)


def _answer(visit: Visit, act: Act) -> None:
    """Do what a button of the list says, and show the list as it is then; also where somebody was quicker."""
    try:
        with visit.acting() as (session, actor):
            screen = _listed(session, actor, visit, act(session, actor))
    except (NotFound, Stale) as refusal:
        screen = _refused(refusal, visit)
    visit.replace(screen)


def _refused(refusal: NotFound | Stale, visit: Visit) -> Screen:
    reader = visit.reader
    note = who_was_quicker(refusal, reader) if isinstance(refusal, Stale) else gone("default_field", reader)
    with visit.acting() as (session, actor):
        return _listed(session, actor, visit, note)


def _listed(session: Session, actor: Actor, visit: Visit, note: str = "") -> Screen:
    fields = default_fields.list_fields(session, actor)
    removed = default_fields.list_removed(session, actor)
    return fields_list(fields, removed, visit.reader, note=note)


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.action(ids.DEFAULT_FIELDS, pressed)
    wiring.action(ids.DEFAULT_FIELD_NEW, add_pressed)
    wiring.action(ids.DEFAULT_FIELD_EDIT, edit_pressed)
    wiring.action(ids.DEFAULT_FIELD_UP, move_pressed)
    wiring.action(ids.DEFAULT_FIELD_DOWN, move_pressed)
    wiring.action(ids.DEFAULT_FIELD_REMOVE, remove_pressed)
    wiring.action(ids.DEFAULT_FIELD_RESTORE, restore_pressed)
    wiring.submission(ids.DEFAULT_FIELD, submitted)
