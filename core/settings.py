"""The workspace's settings: read at each act, changed by admins, recorded (SPEC §5)."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import history, policy
from core.actor import Actor
from core.errors import AdminOnly, Stale
from core.events import SettingChanged
from core.models import Event, Member, Role, Settings


def read(session: Session, actor: Actor) -> Settings:
    """The settings of the actor's workspace. Anybody may know the rules that bind them."""
    return session.scalars(select(Settings).where(policy.in_workspace(actor, Settings))).one()


def for_change(session: Session, actor: Actor) -> Settings:
    """The settings, to be changed.

    Raises:
        AdminOnly: the actor is no admin.
    """
    policy.make_sure_they_rule(actor)
    return read(session, actor)


def held(session: Session, actor: Actor) -> Settings:
    """The settings, locked until the transaction ends: admins change settings, roles, teams and fields in turn.

    Whoever waited for the lock is asked again whether they are an admin: who waited may have stepped down meanwhile,
    or have been made to.

    Raises:
        AdminOnly: the actor is no admin, or no more.
    """
    policy.make_sure_they_rule(actor)
    settings = session.scalars(
        select(Settings)
        .where(policy.in_workspace(actor, Settings))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    role = session.scalar(select(Member.role).where(policy.in_workspace(actor, Member), Member.id == actor.member_id))
    if role is not Role.ADMIN:
        raise AdminOnly
    return settings


def change(
    session: Session, actor: Actor, changes: Mapping[str, Any], now: datetime, *, seen: Mapping[str, Any] | None = None
) -> tuple[str, ...]:
    """Change settings, effective with the next act of anybody.

    Args:
        session: the caller's.
        actor: who changes them.
        changes: new values by the name of the attribute of `Settings`.
        now: when.
        seen: what the actor had before their eyes, by the same names; None where the door shows nothing.

    Returns:
        The names of those that were not already so.

    Raises:
        AdminOnly: the actor is no admin.
        Stale: somebody else changed one of them since it was shown, and to something else.
    """
    settings = held(session, actor)
    changed = tuple(name for name, value in changes.items() if getattr(settings, name) != value)
    overtaken = [name for name in changed if seen is not None and getattr(settings, name) != seen[name]]
    if overtaken:
        raise stale(session, actor, "settings", {"setting": overtaken[0]}, now)
    for name in changed:
        before, after = getattr(settings, name), changes[name]
        setattr(settings, name, after)
        history.record(session, actor, SettingChanged(setting=name, before=_told(before), after=_told(after)), now)
    if "alert_channel" in changed:
        settings.alert_channel_by_id = actor.member_id if settings.alert_channel else None
        settings.alert_channel_paused = None
    if changed:
        settings.version += 1
        session.flush()
    return changed


def stale(
    session: Session, actor: Actor, kind: str, facts: Mapping[str, Any], now: datetime, *, name: str = ""
) -> Stale:
    """That somebody was quicker with a setting, a team or a default field: who, and when.

    Args:
        session: the caller's.
        actor: who was slower.
        kind: what it is, as `Stale.kind` names it.
        facts: what the history says of it and of nothing else, such as `{"team_id": 3}`.
        now: the time to tell where the history knows of no change.
        name: what it is called.
    """
    last = session.execute(
        select(Member.name, Event.at)
        .join(Member, (Member.workspace_id == Event.workspace_id) & (Member.id == Event.actor_id))
        .where(
            policy.in_workspace(actor, Event),
            Event.folder_id.is_(None),
            Event.opportunity_id.is_(None),
            Event.facts.contains(dict(facts)),
        )
        .order_by(Event.id.desc())
        .limit(1)
    ).one_or_none()
    return Stale(kind, 0, last.name if last else "", last.at if last else now, name)


def _told(value: Any) -> Any:
    """A value as the history keeps it."""
    return value.isoformat("minutes") if isinstance(value, time) else value
