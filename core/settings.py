"""The workspace's settings: read at each act, changed by admins, recorded (SPEC §5)."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import history, policy
from core.actor import Actor
from core.errors import AdminOnly
from core.events import SettingChanged
from core.models import Settings


def read(session: Session, actor: Actor) -> Settings:
    """The settings of the actor's workspace. Anybody may know the rules that bind them."""
    return session.scalars(select(Settings).where(policy.in_workspace(actor, Settings))).one()


def for_change(session: Session, actor: Actor) -> Settings:
    """The settings, to be changed.

    Raises:
        AdminOnly: the actor is no admin.
    """
    if not actor.is_admin:
        raise AdminOnly
    return read(session, actor)


def change(session: Session, actor: Actor, changes: dict[str, Any], now: datetime) -> tuple[str, ...]:
    """Change settings, effective with the next act of anybody.

    Args:
        session: the caller's.
        actor: who changes them.
        changes: new values by the name of the attribute of `Settings`.
        now: when.

    Returns:
        The names of those that were not already so.

    Raises:
        AdminOnly: the actor is no admin.
    """
    if not actor.is_admin:
        raise AdminOnly
    settings = session.scalars(select(Settings).where(policy.in_workspace(actor, Settings)).with_for_update()).one()
    changed = tuple(name for name, value in changes.items() if getattr(settings, name) != value)
    for name in changed:
        before, after = getattr(settings, name), changes[name]
        setattr(settings, name, after)
        history.record(session, actor, SettingChanged(setting=name, before=before, after=after), now)
    if changed:
        settings.version += 1
        session.flush()
    return changed
