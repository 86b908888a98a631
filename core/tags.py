"""Tags: made as they are first used, told apart without case and accents."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, exists, func, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from core import policy
from core.actor import Actor
from core.models import OpportunityTag, Tag


def put(session: Session, actor: Actor, opportunity_id: int, names: Iterable[str]) -> None:
    """Give an opportunity tags that it does not carry yet.

    Args:
        session: the caller's.
        actor: who does it; the caller has made sure that they may.
        opportunity_id: which.
        names: the tags, as they were written; a known tag keeps the spelling it was first given.
    """
    for name in names:
        session.execute(
            insert(Tag)
            .values(workspace_id=actor.workspace_id, name=name)
            .on_conflict_do_nothing(index_elements=[Tag.workspace_id, Tag.name_key])
        )
        tag = select(Tag.workspace_id, literal(opportunity_id), Tag.id).where(
            policy.in_workspace(actor, Tag), Tag.name_key == func.search_key(name)
        )
        session.execute(
            insert(OpportunityTag)
            .from_select(["workspace_id", "opportunity_id", "tag_id"], tag)
            .on_conflict_do_nothing()
        )


def carries(tag: str, opportunity: Any) -> ColumnElement[bool]:
    """That an opportunity carries a tag, whatever its case and accents.

    Args:
        tag: as it was written.
        opportunity: `Opportunity` or an alias of it.
    """
    return exists().where(
        OpportunityTag.workspace_id == opportunity.workspace_id,
        OpportunityTag.opportunity_id == opportunity.id,
        Tag.workspace_id == OpportunityTag.workspace_id,
        Tag.id == OpportunityTag.tag_id,
        Tag.name_key == func.search_key(tag),
    )
