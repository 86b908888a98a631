"""Tags: told apart without case and accents, and spelled on each opportunity as they were written there.

Somebody's spelling shows only where their opportunity does: were a tag to come back as another one wrote it first, that
other one would be betrayed (SPEC §2.4).
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Text, delete, exists, func, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, aliased

from core import policy
from core.actor import Actor
from core.models import Opportunity, OpportunityTag, Tag


def put(session: Session, actor: Actor, opportunity_id: int, names: Iterable[str]) -> None:
    """Give an opportunity tags that it does not carry yet.

    Args:
        session: the caller's.
        actor: who does it; the caller has made sure that they may.
        opportunity_id: which.
        names: the tags, as they were written.
    """
    for name in names:
        missing = ~_carried_already(actor, opportunity_id, name)
        session.execute(
            insert(Tag)
            .from_select(["workspace_id", "name"], select(literal(actor.workspace_id), literal(name)).where(missing))
            .on_conflict_do_nothing(index_elements=[Tag.workspace_id, Tag.name])
        )
        of_that_name = select(Tag.workspace_id, literal(opportunity_id), Tag.id).where(
            policy.in_workspace(actor, Tag), Tag.name == name, missing
        )
        session.execute(
            insert(OpportunityTag)
            .from_select(["workspace_id", "opportunity_id", "tag_id"], of_that_name)
            .on_conflict_do_nothing()
        )


def _carried_already(actor: Actor, opportunity_id: int, name: str) -> ColumnElement[bool]:
    """Whether an opportunity carries a tag, in any spelling."""
    other = aliased(Tag)
    return exists().where(
        policy.in_workspace(actor, OpportunityTag),
        OpportunityTag.opportunity_id == opportunity_id,
        other.workspace_id == OpportunityTag.workspace_id,
        other.id == OpportunityTag.tag_id,
        other.name_key == func.search_key(name),
    )


def of(session: Session, actor: Actor, opportunity_id: int) -> tuple[str, ...]:
    """The tags that an opportunity carries, in alphabetical order."""
    return tuple(
        session.scalars(
            select(Tag.name)
            .join(
                OpportunityTag,
                (OpportunityTag.workspace_id == Tag.workspace_id) & (OpportunityTag.tag_id == Tag.id),
            )
            .where(policy.in_workspace(actor, Tag), OpportunityTag.opportunity_id == opportunity_id)
            .order_by(Tag.name_key)
        )
    )


def differ(session: Session, before: Iterable[str], after: Iterable[str]) -> bool:
    """Whether two lists of tags are not the same ones, whatever their case, accents and order."""
    return _keys(session, before) != _keys(session, after)


def replace(session: Session, actor: Actor, opportunity_id: int, names: Iterable[str]) -> None:
    """Give an opportunity these tags and no others.

    Args:
        session: the caller's.
        actor: who does it; the caller has made sure that they may.
        opportunity_id: which.
        names: the tags, as they were written.
    """
    wanted = tuple(names)
    put(session, actor, opportunity_id, wanted)
    kept = select(Tag.id).where(policy.in_workspace(actor, Tag), Tag.name_key.in_(_keys(session, wanted)))
    session.execute(
        delete(OpportunityTag).where(
            policy.in_workspace(actor, OpportunityTag),
            OpportunityTag.opportunity_id == opportunity_id,
            OpportunityTag.tag_id.not_in(kept),
        )
    )


def _keys(session: Session, names: Iterable[str]) -> frozenset[str]:
    given = list(names)
    if not given:
        return frozenset()
    return frozenset(session.scalars(select(func.search_key(func.unnest(literal(given, ARRAY(Text)))))))


def is_carried(session: Session, actor: Actor, tag: str) -> bool:
    """Whether any opportunity that the actor may see carries a tag, whatever its case and accents."""
    some = exists().where(policy.visible_opportunities(actor), carries(tag, Opportunity))
    return bool(session.scalar(select(some)))


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
