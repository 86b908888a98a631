"""How the telling goes: where alerts go, what waits, what was given up, and whether a worker lives (SPEC §4.3)."""

from dataclasses import dataclass

from sqlalchemy import and_, case, func, select, text
from sqlalchemy.orm import Session

from core import policy, routes
from core.actor import Actor
from core.models import Message
from core.routes import Way

_QUEUE = """
select count(*) as waiting,
       extract(epoch from clock_timestamp() - min(put_down.at)) as oldest
from procrastinate_jobs as job
left join procrastinate_events as put_down on put_down.job_id = job.id and put_down.type = 'deferred'
where job.status in ('todo', 'doing') and (:workspace = 0 or job.args ->> 'workspace_id' = cast(:workspace as text))
"""
_WORKER = "select extract(epoch from clock_timestamp() - max(last_heartbeat)) from procrastinate_workers"


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits.

    Attributes:
        waiting: jobs, those that are being done among them.
        oldest: seconds since the oldest was put down; None where nothing waits.
        heard: seconds since a worker was last heard of; None where there is none.
    """

    waiting: int
    oldest: int | None
    heard: int | None


@dataclass(frozen=True, slots=True)
class Health:
    """How the telling goes in a workspace.

    Attributes:
        ways: where alerts go, and what is paused.
        queue: what waits.
        kept: how many messages wait for a channel that cannot be reached.
        given_up: how many were given up, by Slack's code.
    """

    ways: list[Way]
    queue: Queue
    kept: int
    given_up: dict[str, int]


def queue(session: Session, workspace_id: int = 0) -> Queue:
    """What waits in the queue; the queue belongs to no workspace, and its jobs carry ids only.

    Args:
        session: any.
        workspace_id: of which; of all where 0.
    """
    waiting, oldest = session.execute(text(_QUEUE), {"workspace": workspace_id}).one()
    heard = session.scalar(text(_WORKER))
    return Queue(waiting, None if oldest is None else int(oldest), None if heard is None else int(heard))


def look(session: Session, actor: Actor) -> Health:
    """How the telling goes.

    Raises:
        AdminOnly: the actor is no admin.
    """
    policy.make_sure_they_rule(actor)
    # What goes to a person is no channel's: it does not wait for one.
    waits = and_(Message.to_channel.is_not(None), Message.trouble.in_(routes.UNREACHABLE))
    counted = session.execute(
        select(case((waits, None), else_=Message.trouble).label("why"), func.count())
        .where(policy.in_workspace(actor, Message), Message.trouble.is_not(None), Message.sent < Message.wanted)
        .group_by("why")
    ).all()
    troubles = {why: int(count) for why, count in counted}
    return Health(
        ways=routes.ways(session, actor.workspace_id),
        queue=queue(session, actor.workspace_id),
        kept=troubles.pop(None, 0),
        given_up=troubles,
    )
