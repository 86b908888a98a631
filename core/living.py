"""Living messages: what was shown of a folder or an opportunity is brought up to date with each change (SPEC §4.2).

`history` brings every event here. What has changed is gathered while the transaction lasts, and looked for among the
messages in one statement at its end: a change of what nobody shared costs that one, and whoever changes several things
at once waits for nobody in a circle.
"""

from collections.abc import Mapping
from functools import partial
from typing import Final

from sqlalchemy import String, literal, select
from sqlalchemy.orm import Session

from core import outbox
from core.db import at_the_end
from core.events import FolderCreated, FolderEdited, FolderShared, Happening, OpportunityShared, ProposalDeclined
from core.models import Opportunity

FOLDER: Final = "shared.folder"
OPPORTUNITY: Final = "shared.opportunity"
"""The messages: cards that somebody shared in a channel."""

_CHANGED: Final = "changed"
_NOTHING_NEW: Final = (FolderCreated, FolderShared, OpportunityShared, ProposalDeclined)
"""What is told in the history and changes nothing on a card; of what is new there is none."""


def folder(folder_id: int) -> str:
    """What messages about a folder name as their subject."""
    return f"folder:{folder_id}"


def opportunity(opportunity_id: int) -> str:
    """What messages about an opportunity name as their subject."""
    return f"opportunity:{opportunity_id}"


def follow(session: Session, workspace_id: int, happening: Happening) -> None:
    """Note what a change makes look different.

    Args:
        session: the caller's.
        workspace_id: where.
        happening: what happened.
    """
    if isinstance(happening, _NOTHING_NEW):
        return
    named: dict[str, int | None] = {}
    if happening.opportunity_id is not None:
        named[opportunity(happening.opportunity_id)] = None
    if happening.folder_id is not None:
        # The cards of what is inside name the folder.
        renamed = isinstance(happening, FolderEdited) and "name" in happening.changes
        named[folder(happening.folder_id)] = happening.folder_id if renamed else None
    if named:
        note(session, workspace_id, named)


def note(session: Session, workspace_id: int, named: Mapping[str, int | None]) -> None:
    """Have the messages about something looked for at the end of the transaction, and brought up to date.

    Args:
        session: the caller's.
        workspace_id: where.
        named: subjects of messages; a folder of which the cards inside are meant, too, with its id.
    """
    if _CHANGED not in session.info:
        session.info[_CHANGED] = {}
        at_the_end(session, partial(_refresh, session, workspace_id))
    changed = session.info[_CHANGED]
    changed.update({subject: inside or changed.get(subject) for subject, inside in named.items()})


def _refresh(session: Session, workspace_id: int) -> None:
    changed: dict[str, int | None] = session.info.pop(_CHANGED)
    renamed = [folder_id for folder_id in changed.values() if folder_id is not None]
    if not renamed:
        outbox.refresh(session, workspace_id, *changed)
        return
    inside = select(literal("opportunity:") + Opportunity.id.cast(String)).where(
        Opportunity.workspace_id == workspace_id, Opportunity.folder_id.in_(renamed)
    )
    outbox.refresh(session, workspace_id, *changed, *session.scalars(inside))
