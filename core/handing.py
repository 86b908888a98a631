"""That something is somebody's now: they are told, never of their own act (SPEC §4.3).

`history` brings every event here, in the transaction of the change itself: there is no way in which something could
come to belong to somebody, and they not hear of it. What a transaction gave to whom is gathered, and told at its end.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final

from sqlalchemy.orm import Session

from core import living, outbox
from core.db import at_the_end
from core.events import (
    FolderCreated,
    FolderOwnerChanged,
    Happening,
    OpportunityCreated,
    OpportunityDuplicated,
    OpportunityOwnerChanged,
)
from core.outbox import ToMember

FOLDER: Final = "folder.owner"
OPPORTUNITY: Final = "opportunity.owner"
"""The messages to a new owner. Their subject is the ownership: what else changes does not edit them."""

_GIVEN: Final = "given"


@dataclass(frozen=True, slots=True)
class _Given:
    kind: str
    to: int
    facts: dict[str, Any]


def follow(session: Session, workspace_id: int, by_id: int | None, happening: Happening, now: datetime) -> None:
    """Draw from what happened who is to hear that something is theirs, and what they heard is so no more.

    What changed hands along with its folder is told with the folder, and what was handed over with the hand-over.

    Args:
        session: the caller's; the change itself is in the database.
        workspace_id: where.
        by_id: who did it, as a member id; None where nobody did.
        happening: what.
        now: when.
    """
    to: int | None
    told: dict[str, Any] = {}
    match happening:
        case FolderCreated(folder_id=int(key), owner_id=owner_id):
            told, kind, to = {"along": []}, FOLDER, owner_id
        case FolderOwnerChanged(folder_id=int(key), after_id=owner_id, along=along):
            # Who asked for it reads the answer.
            unasked = not happening.summed_up and owner_id != happening.asked_by_id
            told, kind, to = {"along": list(along)}, FOLDER, owner_id if unasked else None
        case OpportunityCreated(opportunity_id=int(key)) | OpportunityDuplicated(opportunity_id=int(key)):
            kind, to = OPPORTUNITY, happening.owner_id
        case OpportunityOwnerChanged(opportunity_id=int(key), after_id=owner_id, summed_up=summed_up):
            kind, to = OPPORTUNITY, None if summed_up else owner_id
        case _:
            return
    subject = f"{kind}:{key}"
    changed_hands = isinstance(happening, FolderOwnerChanged | OpportunityOwnerChanged)
    if changed_hands:
        living.note(session, workspace_id, {subject: None})
    given = _Given(kind, to, {"by_id": by_id, **told}) if to is not None and to != by_id else None
    if given is None and not changed_hands:
        return
    if _GIVEN not in session.info:
        session.info[_GIVEN] = {}, set()
        at_the_end(session, partial(_tell, session, workspace_id, now))
    to_tell, outdated = session.info[_GIVEN]
    to_tell[subject] = given
    if changed_hands:
        outdated.add(subject)


def _tell(session: Session, workspace_id: int, now: datetime) -> None:
    """What nobody read yet is so no more, and needs no telling; what was read is edited, as all that lives."""
    to_tell: dict[str, _Given | None]
    outdated: set[str]
    to_tell, outdated = session.info.pop(_GIVEN)
    if outdated:
        outbox.forget(session, workspace_id, *outdated)
    for subject, one in to_tell.items():
        if one is not None:
            outbox.post(session, workspace_id, one.kind, ToMember(one.to), now, subject=subject, facts=one.facts)
