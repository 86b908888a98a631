"""Digests are asked for, and no longer: each by who reads it, for themselves alone."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import due, history, policy
from core.actor import Actor
from core.digests.schedule import ASKED_FOR, put_down, subject
from core.digests.times import Digest, begins_after
from core.errors import LeadsNobody
from core.events import DigestSwitched
from core.models import Member


def switch(session: Session, actor: Actor, digest: Digest, now: datetime, *, on: bool) -> None:
    """Ask for a digest, or no longer. What is so already stays so.

    Args:
        session: the caller's.
        actor: whose digest it is.
        digest: which.
        now: when.
        on: whether they want it.

    Raises:
        LeadsNobody: the weekly table is asked for by who leads no team.
    """
    if on and digest is Digest.WEEKLY and not policy.leads_somebody(actor):
        raise LeadsNobody
    asked_for = ASKED_FOR[digest]
    member = session.scalars(
        select(Member)
        .where(policy.in_workspace(actor, Member), Member.id == actor.member_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()
    if getattr(member, asked_for.key) is on:
        return
    setattr(member, asked_for.key, on)
    session.flush()
    if on:
        after = begins_after(now, member.time_zone)
        put_down(session, actor.workspace_id, member.id, digest, member.time_zone, now, after)
    else:
        due.cross_out(session, actor.workspace_id, subject(member.id), digest)
    history.record(session, actor, DigestSwitched(digest=digest, on=on), now)


def asked_for(actor: Actor) -> frozenset[Digest]:
    """The digests that the actor gets, as they stood when the transaction began."""
    asked = {Digest.BRIEF: actor.morning_brief, Digest.WEEKLY: actor.weekly_table}
    return frozenset(digest for digest, on in asked.items() if on)
