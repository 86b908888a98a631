"""Somebody was quicker: who pressed a button reads who did what and when, with the thing as it stands now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.views.opportunities import opportunity_card
from bot.views.opportunity_acts import who_was_quicker
from bot.visit import Visit
from core.errors import Stale
from core.opportunities import browse


@contextmanager
def or_as_it_stands(visit: Visit, opportunity_id: int) -> Iterator[None]:
    """Answer a button of a screen that is out of date with the present card: going on is a press away (SPEC §3).

    Args:
        visit: the press.
        opportunity_id: what it is about.
    """
    try:
        yield
    except Stale as stale:
        with visit.acting() as (session, actor):
            row = browse.open_opportunity(session, actor, opportunity_id)
        visit.replace(opportunity_card(row, visit.reader, note=who_was_quicker(stale, visit.reader)))


def who_was_quicker_than_the_form(stale: Stale, visit: Visit) -> str:
    """Who was quicker, and that sending the form again goes on."""
    go_on = visit.reader.gettext("Send the form again to go on all the same.")
    return f"{who_was_quicker(stale, visit.reader)} {go_on}"
