"""Roles: who rules the account. There is always somebody (SPEC §3)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import history, members, policy, settings
from core.actor import Actor
from core.members import Person
from core.models import Member, Role, Standing
from core.settings_errors import LastAdmin
from core.settings_events import RoleChanged


@dataclass(frozen=True, slots=True)
class RolesChanged:
    """What became of roles.

    Attributes:
        promoted: who is an admin now and was not.
        demoted: who was an admin and is a rep now.
    """

    promoted: tuple[Person, ...]
    demoted: tuple[Person, ...]


def admins(session: Session, actor: Actor) -> tuple[Person, ...]:
    """The admins by name; one who cannot act at present (left, or became a guest) is among them, and not active.

    Raises:
        AdminOnly: the actor is no admin.
    """
    policy.make_sure_they_rule(actor)
    found = session.scalars(
        select(Member).where(policy.in_workspace(actor, Member), Member.role == Role.ADMIN).order_by(Member.name)
    )
    return tuple(members.person(member) for member in found)


def change_roles(
    session: Session, actor: Actor, promoted: Collection[str], demoted: Collection[str], now: datetime
) -> RolesChanged:
    """Make people admins, and admins reps. Effective with the next act of each.

    What is asked for is a change, not a list: of two admins who change roles at once, neither gives a role back that
    the other took.

    Args:
        session: the caller's.
        actor: who does it; may be one of those who step down.
        promoted: Slack ids of those who shall be admins.
        demoted: Slack ids of those who shall not.
        now: when.

    Raises:
        AdminOnly: the actor is no admin, or no more.
        NotActive: no active member, among those who shall be admins.
        LastAdmin: no active member would be an admin.
    """
    settings.held(session, actor)
    chosen = members.active(session, actor, promoted, where="admins")
    present = session.scalars(
        select(Member)
        .where(policy.in_workspace(actor, Member), Member.role == Role.ADMIN)
        .order_by(Member.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    leaving = [one for one in present if one.slack_user_id in demoted and one.slack_user_id not in promoted]
    staying = [one for one in present if one not in leaving and one.standing is Standing.MEMBER]
    if not staying and not chosen:
        raise LastAdmin
    coming = [one for one in chosen if one.role is not Role.ADMIN]
    for role, people in ((Role.ADMIN, coming), (Role.REP, leaving)):
        for one in people:
            history.record(session, actor, RoleChanged(member_id=one.id, before=one.role, after=role), now)
            one.role = role
    session.flush()
    return RolesChanged(tuple(map(members.person, coming)), tuple(map(members.person, leaving)))
