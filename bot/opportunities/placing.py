"""Which folder an opportunity is in: attach, move, remove; from its card, from the folder's, and by command."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot import errors, ids
from bot.folders.browse import folder_screen
from bot.folders.browse import meant as meant_folders
from bot.opportunities.browse import card_or_choices, meant
from bot.opportunities.conflicts import or_as_it_stands, who_was_quicker_than_the_form
from bot.parsing.forms import Form
from bot.parsing.refs import Ref
from bot.parsing.requests import Attach, Detach, Move
from bot.values import Packed
from bot.views import opportunity_acts, opportunity_forms
from bot.views.forms import Typed
from bot.views.opportunities import opportunity_card
from bot.visit import Visit
from core import clock
from core.errors import AlreadyInFolder, NotFound, Stale
from core.folders import find
from core.opportunities import browse, placing, status
from core.opportunities.placing import InFolder, InNewFolder, Place

if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy.orm import Session

    from bot.app import Wiring
    from bot.views.screen import Screen
    from core.actor import Actor
    from core.folders.rows import FolderRef
    from core.opportunities.rows import OpportunityRow


class _Elsewhere(Exception):
    """It is in another folder: nothing was done, and a screen offers "Move"."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self.screen = screen


def typed(visit: Visit, request: Attach | Move) -> None:
    """`/opp attach <opp> to <folder>`, `/opp move <opp> to <folder>`; without a folder, the form."""
    moving = isinstance(request, Move)
    screen: Screen | None
    try:
        with visit.acting() as (session, actor):
            found = meant(session, actor, request.opportunity)
            if len(found) > 1:
                screen = card_or_choices(found, request.opportunity, visit)
            else:
                status.may_change(found[0])
                screen = _typed(session, actor, found[0], request.folder, visit, moving=moving)
    except _Elsewhere as refused:
        screen = refused.screen
    if screen is not None:
        visit.show(screen)
    else:
        visit.ask(opportunity_forms.place(visit.reader, found[0], Typed({}, visit.reply_url), moving=moving))


def pressed(moving: bool, visit: Visit) -> None:
    """ "Attach to a folder", "Move": the form; what is in a folder by now is offered "Move"."""
    with visit.acting() as (session, actor):
        row = browse.open_opportunity(session, actor, visit.value.number("opportunity"))
        status.may_change(row)
    if row.folder is not None and not moving:
        visit.show(_elsewhere(row, None, visit))
    else:
        visit.ask(opportunity_forms.place(visit.reader, row, Typed({}, visit.reply_url), moving=moving))


def submitted(moving: bool, visit: Visit) -> None:
    """ "Attach", "Move" of the form. Folders of nearly the new name are shown once, as when a folder is created."""
    form = Form(visit.view)
    opportunity_id, version = form.kept.number("opportunity"), form.kept.number("version")
    again: dict[str, Any] | None = None
    try:
        with visit.acting() as (session, actor):
            place = form.place()
            near = near_same(session, actor, place, form.kept.text("seen"))
            if near and isinstance(place, InNewFolder):
                row = browse.open_opportunity(session, actor, opportunity_id)
                status.may_change(row)
                filled = Typed(form.typed(), form.kept.text("reply"))
                again = opportunity_forms.place(visit.reader, row, filled, moving=moving, near=near, seen=place.name)
            else:
                screen = _placed(session, actor, opportunity_id, place, visit, moving=moving, seen_version=version)
    except _Elsewhere as refused:
        visit.ask_again(refused.screen.as_modal(visit.reader))
        return
    except Stale as stale:
        _submitted_late(stale, opportunity_id, form, visit, moving=moving)
        return
    if again is not None:
        visit.ask_again(again)
    else:
        visit.conclude(screen, form.kept.text("reply"), replace=True)


def place_pressed(moving: bool, visit: Visit) -> None:
    """A button that names the folder: among several that are meant, "Use this folder instead", "Move" of a refusal."""
    value = visit.value
    opportunity_id, version, place = value.number("opportunity"), value.number("version"), value.number("folder")
    with or_as_it_stands(visit, opportunity_id):
        try:
            with visit.acting() as (session, actor):
                screen = _placed(
                    session, actor, opportunity_id, InFolder(place), visit, moving=moving, seen_version=version
                )
        except _Elsewhere as refused:
            screen = refused.screen
        visit.replace(screen)


def detach(visit: Visit, request: Detach) -> None:
    """`/opp detach <opp>`."""
    with visit.acting() as (session, actor):
        found = meant(session, actor, request.opportunity)
        if len(found) > 1:
            screen = card_or_choices(found, request.opportunity, visit)
        else:
            screen = _removed(session, actor, found[0].id, visit)
    visit.show(screen)


def remove_pressed(visit: Visit) -> None:
    """ "Remove from folder"."""
    value = visit.value
    opportunity_id, version = value.number("opportunity"), value.number("version")
    with or_as_it_stands(visit, opportunity_id):
        with visit.acting() as (session, actor):
            screen = _removed(session, actor, opportunity_id, visit, seen_version=version)
        visit.replace(screen)


def attach_pressed(visit: Visit) -> None:
    """ "Attach opportunity", on a folder."""
    with visit.acting() as (session, actor):
        folder = find.folder(session, actor, visit.value.number("folder"))
    visit.ask(opportunity_forms.attach_opportunity(visit.reader, folder, Typed({}, visit.reply_url)))


def attach_submitted(visit: Visit) -> None:
    """ "Attach" of the form "Attach opportunity": the folder's card follows."""
    form = Form(visit.view)
    folder_id = form.kept.number("folder")
    try:
        with visit.acting() as (session, actor):
            opportunity_id = Packed(form.text(ids.OPPORTUNITY)).number("opportunity")
            note = _note_of(session, actor, opportunity_id, InFolder(folder_id), visit, moving=False)
            screen = folder_screen(session, actor, folder_id, visit, note)
    except _Elsewhere as refused:
        visit.ask_again(refused.screen.as_modal(visit.reader))
        return
    visit.conclude(screen, form.kept.text("reply"), replace=True)


def search(visit: Visit) -> None:
    """What "Attach opportunity" offers, as somebody types."""
    with visit.acting() as (session, actor):
        found = placing.attachable(session, actor, str(visit.body.get("value") or ""))
    visit.offer([opportunity_forms.opportunity_option(row).to_dict() for row in found])


def near_same(session: Session, actor: Actor, place: Place, seen: str) -> tuple[FolderRef, ...]:
    """Folders of nearly the name that a new one shall have; none where they were shown for it before.

    Args:
        session: in which the actor acts.
        actor: who names it.
        place: what was asked for.
        seen: the name for which they were shown.
    """
    if isinstance(place, InFolder) or place.name == seen:
        return ()
    return find.near_same(session, actor, place.name)


def _typed(
    session: Session, actor: Actor, row: OpportunityRow, where: Ref | None, visit: Visit, *, moving: bool
) -> Screen | None:
    """The answer to a command about one opportunity; None where the form shall ask for the folder."""
    if where is None:
        if row.folder is not None and not moving:
            raise _Elsewhere(_elsewhere(row, None, visit))
        return None
    folders = meant_folders(session, actor, where)
    if len(folders) > 1:
        return opportunity_acts.place_choices(row, folders, str(where), visit.reader, moving=moving)
    return _placed(session, actor, row.id, InFolder(folders[0].id), visit, moving=moving)


def _placed(
    session: Session,
    actor: Actor,
    opportunity_id: int,
    place: Place,
    visit: Visit,
    *,
    moving: bool,
    seen_version: int | None = None,
) -> Screen:
    note = _note_of(session, actor, opportunity_id, place, visit, moving=moving, seen_version=seen_version)
    return opportunity_card(browse.open_opportunity(session, actor, opportunity_id), visit.reader, note=note)


def _note_of(
    session: Session,
    actor: Actor,
    opportunity_id: int,
    place: Place,
    visit: Visit,
    *,
    moving: bool,
    seen_version: int | None = None,
) -> str:
    """Do it, and say what came of it.

    Raises:
        _Elsewhere: attached it could not be, moved it could.
    """
    act = placing.move if moving else placing.attach
    try:
        changed = act(session, actor, opportunity_id, place, clock.now(), seen_version=seen_version)
    except AlreadyInFolder:
        row = browse.open_opportunity(session, actor, opportunity_id)
        wanted = find.folder(session, actor, place.folder_id) if isinstance(place, InFolder) else None
        raise _Elsewhere(_elsewhere(row, wanted, visit)) from None
    row = browse.open_opportunity(session, actor, opportunity_id)
    folder = row.folder
    if folder is None:
        raise NotFound("folder")
    _ = visit.reader.gettext
    if not changed:
        said = _("%(opportunity)s was in %(folder)s already.")
    else:
        said = _("%(opportunity)s was moved to %(folder)s.") if moving else _("%(opportunity)s is now in %(folder)s.")
    said %= {"opportunity": opportunity_acts.named(row), "folder": opportunity_acts.named_folder(folder)}
    warning = "" if folder.active else _("This client folder is deactivated, and stays so.")
    return f"{said} {warning}".rstrip()


def _removed(
    session: Session, actor: Actor, opportunity_id: int, visit: Visit, *, seen_version: int | None = None
) -> Screen:
    removed = placing.remove(session, actor, opportunity_id, clock.now(), seen_version=seen_version)
    row = browse.open_opportunity(session, actor, opportunity_id)
    _ = visit.reader.gettext
    note = _("Removed from its client folder.") if removed else _("It is in no client folder.")
    return opportunity_card(row, visit.reader, note=note)


def _elsewhere(row: OpportunityRow, wanted: FolderRef | None, visit: Visit) -> Screen:
    there = row.folder
    refusal = AlreadyInFolder(row.number, there.number if there else None, there.name if there else "")
    return opportunity_acts.is_elsewhere(row, wanted, errors.sentence(refusal, visit.reader), visit.reader)


def _submitted_late(stale: Stale, opportunity_id: int, form: Form, visit: Visit, *, moving: bool) -> None:
    """Somebody was quicker: the form comes back with what was chosen; where it has no more sense, the card does."""
    with visit.acting() as (session, actor):
        row = browse.open_opportunity(session, actor, opportunity_id)
        place = form.place()
        chosen = find.folder(session, actor, place.folder_id) if isinstance(place, InFolder) else None
    reply, seen = form.kept.text("reply"), form.kept.text("seen")
    if row.folder is not None and not moving:
        note = opportunity_acts.who_was_quicker(stale, visit.reader)
        visit.conclude(opportunity_card(row, visit.reader, note=note), reply, replace=True)
        return
    note = who_was_quicker_than_the_form(stale, visit)
    filled = Typed(form.typed(), reply)
    visit.ask_again(
        opportunity_forms.place(visit.reader, row, filled, moving=moving, folder=chosen, seen=seen, note=note)
    )


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.command(Attach, typed)
    wiring.command(Move, typed)
    wiring.command(Detach, detach)
    for moving, form, straight in (
        (False, ids.OPPORTUNITY_ATTACH, ids.OPPORTUNITY_ATTACH_TO),
        (True, ids.OPPORTUNITY_MOVE, ids.OPPORTUNITY_MOVE_TO),
    ):
        wiring.action(form, partial(pressed, moving))
        wiring.submission(form, partial(submitted, moving))
        wiring.action(straight, partial(place_pressed, moving))
    wiring.action(ids.OPPORTUNITY_REMOVE, remove_pressed)
    wiring.action(ids.FOLDER_ATTACH, attach_pressed)
    wiring.submission(ids.FOLDER_ATTACH, attach_submitted)
    wiring.options(ids.OPPORTUNITY_SEARCH, search)
