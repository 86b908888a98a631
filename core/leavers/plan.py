"""What a hand-over would bring, before it is begun: what moves to whom, what the rule refuses, and why (SPEC §3).

The rule is that of changing the owner of one folder. Where opportunities go along, those of the leaver inside a folder
change hands with it, so that only what belongs to third persons is in its way.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ARRAY, BigInteger, column, func, literal, or_, select
from sqlalchemy.orm import Session

from core import members, policy
from core.actor import Actor
from core.errors import BlockingOpportunity
from core.folders.rows import FolderRef, read_ref, visible_folder_rows
from core.invalid import HeirIsLeaver, OwnerUnknown, StillHere
from core.leavers.owned import Leaver, find
from core.members import Person
from core.models import ACTIVE_STATUSES, Folder, Member, Opportunity, Standing

HEIRS: str = "heirs"
"""The field of the form in which they are chosen."""


@dataclass(frozen=True, slots=True)
class FolderMove:
    """One folder.

    Attributes:
        folder: which.
        to: the heir.
        along: the opportunities of the leaver that change hands with it, as keys.
        blocking: what is in the way; nothing where it moves.
    """

    folder: FolderRef
    to: Person
    along: tuple[int, ...]
    blocking: tuple[BlockingOpportunity, ...]


@dataclass(frozen=True, slots=True)
class LooseMove:
    """One opportunity in progress that is in no folder of the leaver's.

    Attributes:
        opportunity_id: its key.
        number: its number.
        to: the heir.
    """

    opportunity_id: int
    number: int
    to: Person


@dataclass(frozen=True, slots=True)
class Plan:
    """What a hand-over would bring.

    Attributes:
        leaver: whose things.
        heirs: to whom, in the order in which they are dealt out.
        along: whether opportunities go along.
        folders: each folder of the leaver's, by its number.
        loose: the opportunities that go by themselves, by their numbers.
    """

    leaver: Leaver
    heirs: tuple[Person, ...]
    along: bool
    folders: tuple[FolderMove, ...]
    loose: tuple[LooseMove, ...]

    @property
    def moving(self) -> tuple[FolderMove, ...]:
        """The folders that move."""
        return tuple(one for one in self.folders if not one.blocking)

    @property
    def refused(self) -> tuple[FolderMove, ...]:
        """The folders that stay."""
        return tuple(one for one in self.folders if one.blocking)

    @property
    def opportunities(self) -> int:
        """How many opportunities change hands, with folders or by themselves."""
        return sum(len(one.along) for one in self.moving) + len(self.loose)

    @property
    def fingerprint(self) -> str:
        """The same for what would bring the same: whoever agrees has read exactly that."""
        folders = [(one.folder.id, one.to.id, one.along, bool(one.blocking)) for one in self.folders]
        loose = [(one.opportunity_id, one.to.id) for one in self.loose]
        told = repr((self.leaver.who.id, self.along, folders, loose))
        return hashlib.sha256(told.encode()).hexdigest()[:24]


def make(
    session: Session,
    actor: Actor,
    leaver_id: int,
    heirs: Collection[str],
    *,
    along: bool,
    confirmed: bool = False,
) -> Plan:
    """What a hand-over would bring as things stand. Folders are dealt out by their numbers, then loose opportunities.

    Args:
        session: the caller's.
        actor: who asks.
        leaver_id: whose things.
        heirs: who takes over, as Slack ids.
        along: whether opportunities go along; where there is nothing else, they do.
        confirmed: whether who is still here may lose it all.

    Raises:
        AdminOnly, NotFound, NothingToHandOver, HandOverRuns: see `core.leavers.owned.find`.
        OwnerUnknown: nobody takes over.
        NotActive: some heirs are no active members.
        HeirIsLeaver: one of them is who leaves.
        StillHere: they have not left, and nobody confirmed it.
    """
    leaver = find(session, actor, leaver_id)
    chosen = members.active(session, actor, heirs, where=HEIRS)
    if not chosen:
        raise OwnerUnknown
    if any(one.id == leaver_id for one in chosen):
        raise HeirIsLeaver(leaver.who.name)
    if leaver.standing is Standing.MEMBER and not confirmed:
        raise StillHere(leaver.who.name)
    people = tuple(map(members.person, chosen))
    along = along or not leaver.owned.folders
    rows = session.execute(visible_folder_rows(actor).where(Folder.owner_id == leaver_id).order_by(Folder.number))
    folders = [(read_ref(row), people[place % len(people)]) for place, row in enumerate(rows)]
    blocking = in_the_way(session, actor, ((one.id, to.id) for one, to in folders), leaver_id if along else None)
    inside, loose = _of_theirs(session, actor, leaver_id, {one.id for one, _ in folders}) if along else ({}, [])
    return Plan(
        leaver,
        people,
        along,
        tuple(FolderMove(one, to, tuple(inside.get(one.id, ())), blocking.get(one.id, ())) for one, to in folders),
        tuple(
            LooseMove(key, number, people[(len(folders) + place) % len(people)])
            for place, (key, number) in enumerate(loose)
        ),
    )


def in_the_way(
    session: Session, actor: Actor, moves: Iterable[tuple[int, int]], besides: int | None
) -> Mapping[int, tuple[BlockingOpportunity, ...]]:
    """What keeps folders from their heirs, by the keys of the folders.

    Args:
        session: the caller's.
        actor: an admin, who sees everything.
        moves: the keys of folders, each with that of its heir.
        besides: whose opportunities change hands with the folders; None where nobody's do.
    """
    pairs = list(moves)
    if not pairs or not policy.each_their_own(actor):
        return {}
    keys = [literal([pair[place] for pair in pairs], ARRAY(BigInteger)) for place in (0, 1)]
    dealt = (
        func.unnest(*keys).table_valued(column("folder_id", BigInteger), column("to_id", BigInteger)).render_derived()
    )
    found = (
        select(Opportunity.folder_id, Opportunity.number, Opportunity.title, Member.name)
        .join(dealt, policy.opportunities_of_others(actor, dealt.c.folder_id, dealt.c.to_id))
        .join(Member, (Member.workspace_id == Opportunity.workspace_id) & (Member.id == Opportunity.owner_id))
        .order_by(Opportunity.number)
    )
    if besides is not None:
        found = found.where(Opportunity.owner_id != besides)
    blocking: dict[int, list[BlockingOpportunity]] = defaultdict(list)
    for folder_id, number, title, owner in session.execute(found):
        assert folder_id is not None, "it is in a folder that is dealt out"
        blocking[folder_id].append(BlockingOpportunity(number, title, owner))
    return {folder_id: tuple(those) for folder_id, those in blocking.items()}


def _of_theirs(
    session: Session, actor: Actor, leaver_id: int, folders: set[int]
) -> tuple[dict[int, list[int]], list[tuple[int, int]]]:
    """Their opportunities: those in these folders, whatever their status, and those in progress anywhere else."""
    rows: Any = session.execute(
        select(Opportunity.id, Opportunity.number, Opportunity.folder_id)
        .where(policy.visible_opportunities(actor), Opportunity.owner_id == leaver_id)
        .where(or_(Opportunity.status.in_(ACTIVE_STATUSES), Opportunity.folder_id.in_(list(folders))))
        .order_by(Opportunity.number)
    )
    inside: dict[int, list[int]] = defaultdict(list)
    loose: list[tuple[int, int]] = []
    for key, number, folder_id in rows:
        if folder_id in folders:
            inside[folder_id].append(key)
        else:
            loose.append((key, number))
    return inside, loose
