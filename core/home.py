"""What the Home tab shows of the business: mine, what needs me, and my team's (SPEC §4.2)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from core.actor import Actor
from core.approvals.rows import ApprovalRow, pending
from core.attention import Attention, needs_attention
from core.digests.switch import asked_for
from core.digests.times import Digest
from core.filters import FolderFilter
from core.folders import browse
from core.folders.browse import FolderPage
from core.my_team import MyTeam, my_team

ATTENTION_SHOWN: Final = 5
TEAM_SHOWN: Final = 10

MINE: Final = FolderFilter(mine=True)
"""The folders that a person owns or has opportunities in."""


@dataclass(frozen=True, slots=True)
class Home:
    """What somebody's Home tab shows.

    Attributes:
        attention: what needs them.
        mine: the first page of `MINE`.
        approvals: what waits for an answer that they may give, the oldest first.
        team: those within a manager's reach; None where they manage nobody.
        digests: those that they get.
    """

    attention: Attention
    mine: FolderPage
    approvals: tuple[ApprovalRow, ...]
    team: MyTeam | None
    digests: frozenset[Digest] = frozenset()


def read(session: Session, actor: Actor, now: datetime) -> Home:
    """Read it.

    Args:
        session: the caller's.
        actor: whose it is.
        now: aware.
    """
    return Home(
        attention=needs_attention(session, actor, now, most=ATTENTION_SHOWN),
        mine=browse.list_folders(session, actor, MINE),
        approvals=pending(session, actor),
        team=my_team(session, actor, most=TEAM_SHOWN),
        digests=asked_for(actor),
    )
