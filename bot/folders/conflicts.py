"""Somebody was quicker: who pressed a button reads who did what and when, with the folder as it stands now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.folders.browse import opened
from bot.views.opportunity_acts import who_was_quicker
from bot.visit import Visit
from core.errors import Stale


@contextmanager
def or_as_it_stands(visit: Visit, folder_id: int) -> Iterator[None]:
    """Answer a button of a screen that is out of date with the present card: going on is a press away (SPEC §3).

    Args:
        visit: the press.
        folder_id: what it is about.
    """
    try:
        yield
    except Stale as stale:
        visit.replace(opened(visit, folder_id, who_was_quicker(stale, visit.reader)))
