"""Changing what an opportunity says of itself."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from core import history, naming, tags
from core.actor import Actor
from core.events import OpportunityEdited
from core.opportunities.create import checked_amount
from core.opportunities.hold import hold, make_sure_it_is_as_seen


@dataclass(frozen=True, slots=True)
class EditedOpportunity:
    """What the form "Edit opportunity" asks for.

    Attributes:
        title: up to 120 characters.
        amount: in the workspace's currency, two decimals.
        tags: as they were written; they take the place of those that were there.
        description: free text.
        expected_closing_on: the day it should be closed.
    """

    title: str
    amount: Decimal
    tags: tuple[str, ...]
    description: str
    expected_closing_on: date | None


def edit_opportunity(
    session: Session,
    actor: Actor,
    opportunity_id: int,
    edited: EditedOpportunity,
    now: datetime,
    *,
    seen_version: int | None = None,
) -> bool:
    """Change an opportunity (SPEC §3). One that says all this already is left as it is, whatever version was seen.

    Args:
        session: the caller's.
        actor: who does it.
        opportunity_id: which.
        edited: what it shall say.
        now: when.
        seen_version: the version that the actor had before their eyes.

    Returns:
        Whether anything changed.

    Raises:
        NotFound, NotWithinReach, NameMissing, NameTooLong, AmountOutOfRange.
        Stale: somebody changed it since it was shown.
    """
    opportunity = hold(session, actor, opportunity_id)
    wanted = {
        "title": naming.checked(edited.title),
        "amount": checked_amount(edited.amount),
        "description": edited.description.strip(),
        "expected_closing_on": edited.expected_closing_on,
    }
    changes: dict[str, tuple[Any, Any]] = {
        name: (_plain(getattr(opportunity, name)), _plain(value))
        for name, value in wanted.items()
        if getattr(opportunity, name) != value
    }
    carried = tags.of(session, actor, opportunity_id)
    other_tags = tags.differ(session, carried, edited.tags)
    if not changes and not other_tags:
        return False
    make_sure_it_is_as_seen(session, actor, opportunity, seen_version)
    for name, value in wanted.items():
        setattr(opportunity, name, value)
    opportunity.updated_at = now
    session.flush()
    if other_tags:
        tags.replace(session, actor, opportunity_id, edited.tags)
        changes["tags"] = (list(carried), list(tags.of(session, actor, opportunity_id)))
    happened = OpportunityEdited(folder_id=opportunity.folder_id, opportunity_id=opportunity_id, changes=changes)
    history.record(session, actor, happened, now)
    return True


def _plain(value: Any) -> str | None:
    """A value as the history keeps it."""
    return None if value is None else str(value)
