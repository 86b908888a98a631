"""Shortcuts: two that are everywhere, and one on a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import ids
from bot.folders.browse import opened
from bot.mrkdwn import unescape
from bot.parsing.forms import Form
from bot.values import Packed
from bot.views import forms
from bot.visit import Visit
from core.models.folder import NAME_LIMIT

if TYPE_CHECKING:
    from bot.app import Wiring

DESCRIPTION_LIMIT = 3000
"""Characters of a text field (SLACK.md, Limits)."""


def new_opportunity(visit: Visit) -> None:
    """ "New opportunity"."""
    with visit.acting() as (_, actor):
        typed = forms.Typed({ids.OWNER: actor.slack_user_id})
    visit.ask(forms.new_opportunity(visit.reader, typed, folder=None))


def from_message(visit: Visit) -> None:
    """ "Create an opportunity", on a message: its text and its permalink are kept."""
    text = unescape(str(visit.message.get("text") or ""))
    with visit.acting() as (_, actor):
        values = {
            ids.NAME: text.strip().partition("\n")[0][:NAME_LIMIT],
            ids.DESCRIPTION: text[:DESCRIPTION_LIMIT],
            ids.OWNER: actor.slack_user_id,
        }
    typed = forms.Typed(values, visit.reply_url, visit.permalink())
    visit.ask(forms.new_opportunity(visit.reader, typed, folder=None))


def find_folder(visit: Visit) -> None:
    """ "Find a folder": searches as somebody types."""
    with visit.acting():
        pass
    visit.ask(forms.find_folder(visit.reader))


def found(visit: Visit) -> None:
    """ "Open" of that form: the folder's card takes its place."""
    chosen = Packed(Form(visit.view).text(ids.FOLDER)).number("folder")
    visit.conclude(opened(visit, chosen), "")


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.shortcut(ids.SHORTCUT_NEW_OPPORTUNITY, new_opportunity)
    wiring.shortcut(ids.SHORTCUT_FROM_MESSAGE, from_message)
    wiring.shortcut(ids.SHORTCUT_FIND_FOLDER, find_folder)
    wiring.submission(ids.FIND_FOLDER, found)
