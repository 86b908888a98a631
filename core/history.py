"""The history: written in the transaction of the change itself (DESIGN, principle 7)."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from core import dormancy, handing, living, repeats, standby
from core.actor import Actor
from core.events import Happening
from core.models import Event

_HAPPENED: Final = "happened"


def record(session: Session, actor: Actor, happening: Happening, now: datetime, permalink: str | None = None) -> None:
    """Write down what happened, in the caller's transaction: it is kept exactly if the change is.

    Args:
        session: the caller's.
        actor: who did it.
        happening: what was done.
        now: when.
        permalink: of the Slack message that it began with, if there is one.
    """
    _write(session, actor.workspace_id, actor.member_id, happening, now, permalink)


def record_unattended(session: Session, workspace_id: int, happening: Happening, now: datetime) -> None:
    """Write down what time brought: nobody did it.

    Args:
        session: the caller's.
        workspace_id: where.
        happening: what came about.
        now: when.
    """
    _write(session, workspace_id, None, happening, now)


def happened(session: Session) -> bool:
    """Whether anything was written down in this session: whether a screen read before it may be out of date."""
    return _HAPPENED in session.info


def _write(
    session: Session,
    workspace_id: int,
    actor_id: int | None,
    happening: Happening,
    now: datetime,
    permalink: str | None = None,
) -> None:
    session.info[_HAPPENED] = True
    session.add(
        Event(
            workspace_id=workspace_id,
            at=now,
            actor_id=actor_id,
            kind=happening.kind,
            folder_id=happening.folder_id,
            opportunity_id=happening.opportunity_id,
            facts=happening.facts(),
            permalink=permalink,
            request=repeats.claimed(session),
        )
    )
    standby.follow(session, workspace_id, happening)
    handing.follow(session, workspace_id, actor_id, happening, now)
    dormancy.follow(session, workspace_id, actor_id, happening, now)
    living.follow(session, workspace_id, happening)
