"""Whose a folder is: given away by command, from its card and from the list, after a look at what that brings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from bot import ids
from bot.errors import sentence
from bot.folders.browse import folder_screen, meant
from bot.parsing.forms import Form
from bot.parsing.requests import GiveFolder
from bot.values import Forged
from bot.views import folder_owner
from bot.views.approvals import refused_but_may_ask
from bot.views.folder_acts import who_was_quicker
from bot.views.folders import folder_choices
from bot.views.screen import Screen
from bot.visit import Visit
from core import clock, members
from core.errors import NotFound, NotWithinReach, OwnersWouldMix, Stale
from core.folders import owner
from core.invalid import OwnerUnknown

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.app import Wiring
    from core.actor import Actor
    from core.folders.owner import Preview

Modal = dict[str, Any]
Found = TypeVar("Found")


def typed(visit: Visit, request: GiveFolder) -> None:
    """`/folder owner <folder> [@user]`: the form, with what the change would bring."""

    def look() -> Screen | Modal:
        with visit.acting() as (session, actor):
            found = meant(session, actor, request.folder)
            if len(found) > 1:
                return folder_choices(found, str(request.folder), visit.reader)
            try:
                preview = _preview(session, actor, found[0].id, request.owner)
            except NotWithinReach as refusal:
                return refused_but_may_ask(sentence(refusal, visit.reader), found[0].id, visit.reader, request.owner)
        return _form(visit, actor, preview, reply_url=visit.reply_url, in_place=False)

    shown = _knowing(visit, request.owner, look)
    if isinstance(shown, Screen):
        visit.show(shown)
    else:
        visit.ask(shown)


def pressed(visit: Visit, *, in_place: bool) -> None:
    """ "Change owner": on the card, whose place the answer takes, and in the menu of a list, which stays.

    Args:
        visit: the press.
        in_place: which of the two.
    """
    folder_id = visit.value.number("folder")
    try:
        with visit.acting() as (session, actor):
            preview = owner.preview(session, actor, folder_id, None)
    except NotWithinReach as refusal:
        visit.show(refused_but_may_ask(sentence(refusal, visit.reader), folder_id, visit.reader))
        return
    visit.ask(_form(visit, actor, preview, reply_url=visit.reply_url, in_place=in_place))


def chosen(visit: Visit) -> None:
    """Somebody was chosen in the form: it is drawn anew with what that would bring."""
    form = Form(visit.view)
    folder_id, version = form.kept.number("folder"), form.kept.number("version")
    to = visit.action.get("selected_user")
    if to is not None and not isinstance(to, str):
        raise Forged
    again = partial(_again, visit, form, folder_id, version=version)
    try:
        modal = _knowing(visit, to, lambda: again(to))
    except OwnerUnknown as unknown:
        modal = again(None, note=sentence(unknown, visit.reader))
    visit.redraw(modal)


def submitted(visit: Visit) -> None:
    """ "Reassign". Where somebody was quicker the form comes back and says who: sent again, it holds."""
    form = Form(visit.view)
    folder_id, to = form.kept.number("folder"), form.text(ids.OWNER)
    try:
        given = _knowing(visit, to, lambda: _given(visit, form, folder_id, to))
    except Stale as stale:
        visit.ask_again(_again(visit, form, folder_id, to, note=who_was_quicker(stale, visit.reader)))
        return
    except OwnersWouldMix as mixed:
        offered = any(str(block["block_id"]).startswith(ids.ALONG) for block in visit.view["blocks"])
        if offered or not mixed.along:
            raise
        given = None
    if given is None:
        visit.ask_again(_again(visit, form, folder_id, to))
        return
    visit.conclude(given, form.kept.text("reply"), replace=form.kept.flag("in_place"))


def _given(visit: Visit, form: Form, folder_id: int, to: str) -> Screen | None:
    """What is shown once it is done; None where they have not read yet what it would bring."""
    with visit.acting() as (session, actor):
        heir = members.taking_over(session, actor, to)
        if form.kept.number_or_none("shown") != heir.id:
            return None
        change = owner.change_owner(
            session,
            actor,
            folder_id,
            heir.id,
            clock.now(),
            along=form.is_ticked(folder_owner.box_for(heir.id)),
            seen_version=form.kept.number("version"),
        )
        note = folder_owner.outcome(change, visit.reader)
        try:
            screen = folder_screen(session, actor, folder_id, visit, note)
        except NotFound:
            screen = folder_owner.out_of_sight(note, visit.reader)
    return screen


def _again(
    visit: Visit, form: Form, folder_id: int, to: str | None, *, version: int | None = None, note: str = ""
) -> Modal:
    """The form as things stand now, in a transaction of its own."""
    with visit.acting() as (session, actor):
        preview = _preview(session, actor, folder_id, to)
    ticked = preview.to is not None and form.is_ticked(folder_owner.box_for(preview.to.id))
    kept = {"reply_url": form.kept.text("reply"), "in_place": form.kept.flag("in_place")}
    return _form(visit, actor, preview, version=version, ticked=ticked, note=note, **kept)


def _form(visit: Visit, actor: Actor, preview: Preview, **facts: Any) -> Modal:
    return folder_owner.change_owner(visit.reader, preview, sees_everything=actor.sees_everything, **facts)


def _preview(session: Session, actor: Actor, folder_id: int, to: str | None) -> Preview:
    heir = members.taking_over(session, actor, to).id if to else None
    return owner.preview(session, actor, folder_id, heir)


def _knowing(visit: Visit, slack_user_id: str | None, look: Callable[[], Found]) -> Found:
    """Look; where somebody chosen is unknown, meet them and look again. Who is known already costs no question."""
    try:
        return look()
    except OwnerUnknown:
        visit.introduce(slack_user_id)
        return look()


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.command(GiveFolder, typed)
    wiring.action(ids.FOLDER_OWNER, partial(pressed, in_place=True))
    wiring.action(ids.FOLDER_OWNER_CHOOSE, chosen)
    wiring.submission(ids.FOLDER_OWNER, submitted)
