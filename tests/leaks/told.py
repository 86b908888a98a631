"""What the worker tells, kind by kind: how each comes about in a world, and whom it reaches.

Whoever makes a new kind of message gives it a row in `TELLINGS`, under the name that `core.outbox.post` is given: a
function that makes it come about (by the acts that lead to it, or beneath the product where time alone would bring it)
and then gives its subjects and facts, one `Told` for each that there is to tell; and whom it reaches. The rest is done
by `tests.leaks.telling`: it is posted to anybody and into every kind of channel, whoever the core would choose for it,
told by the product, and read for what its readers may not see; then things change, it is brought up to date, and read
again. Without a row the test of the table fails.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any, Final

from psycopg.types.json import Jsonb
from sqlalchemy.orm import Session

from bot.leavers import hand_over
from bot.parsing import filters
from core import (
    clock,
    dormancies,
    dormancy,
    handing,
    living,
    members,
    outbox,
    routes,
    standby,
    together,
    waking,
)
from core.actor import Actor
from core.approvals import telling as approvals
from core.digests import schedule
from core.digests.times import Digest
from core.events import FolderOwnerChanged, OpportunityDuplicated
from core.filters import Flaw, FolderFilter, OppsFilter
from core.leavers import cards, plan, run
from core.outbox import ToMember
from tests.leaks.lab import Lab
from tests.leaks.planting import TODAY, Garden, Thing

ADMIN, MANAGER, REP = "admin", "manager", "rep"
MEMBERS: Final = frozenset({ADMIN, MANAGER, REP})
HALL, FEW, WITH_GUESTS, CONNECTED = "hall", "few", "with guests", "connected"
CHANNELS: Final = frozenset({HALL, FEW, WITH_GUESTS, CONNECTED})
"""A public channel, one of two people, one with a guest in it, and one that another company shares."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something that there is to tell.

    Attributes:
        subject: as `core.outbox.post` is given it.
        facts: the same.
        thing: the one that a channel may read the name of (SPEC §4.3; §4.2, "Share"); None where there is none.
        to: the member who alone would be told, by their key; None where it is anybody.
    """

    subject: str
    facts: dict[str, Any]
    thing: Thing | None = None
    to: int | None = None


class Ground:
    """A world in which things come about.

    Args:
        lab: where it is.
        garden: the world; it is planted.
    """

    def __init__(self, lab: Lab, garden: Garden) -> None:
        self.lab, self.garden, self.base = lab, garden, garden.base

    def rows(self, asked: str) -> list[Any]:
        """What a query finds; `%(base)s` in it is the workspace."""
        return self.lab.rows(asked, self.base)

    def does(self, statement: str, **named: object) -> None:
        """Change the world beneath the product."""
        self.lab.does(statement, self.base, **named)

    @contextmanager
    def acts(self, slack: str) -> Iterator[tuple[Session, Actor]]:
        """A transaction in which somebody acts."""
        with self.lab.database.transaction(self.base, members.who(self.base, slack)) as session:
            actor = members.acting(session)
            assert actor is not None, "everybody of a world was met"
            yield session, actor

    def person(self, place: int) -> int:
        """The key of somebody of the world: of everybody in turn, whoever they are."""
        return self.garden.world.people[place % len(self.garden.world.people)].id


@dataclass(frozen=True, slots=True)
class Telling:
    """How a kind comes about, and whom it reaches where it is posted to everybody: all of these, and nobody else.

    Attributes:
        comes: makes it come about, and gives what there is to tell.
        reaches: roles of members, and channels.
        times: how much of it is posted in a world, drawn from all there is and everybody it could go to.
    """

    comes: Callable[[Ground], Iterator[Told]]
    reaches: frozenset[str]
    times: int = 4


def _quiet(ground: Ground) -> Iterator[Told]:
    """Folders that have nothing in progress: each of these worlds has some."""
    ground.does("update dormancy set told_at = %(at)s where workspace_id = %(base)s", at=TODAY)
    asked = "select id, folder_id from dormancy where workspace_id = %(base)s and ended_at is null order by id"
    for place, (key, folder) in enumerate(ground.rows(asked)):
        facts = {"folder_id": folder, "by_id": ground.person(place)}
        yield Told(dormancy.subject(key), facts, ("folder", folder - ground.garden.key(("folder", 0))))


def _digests(ground: Ground) -> Iterator[Told]:
    """Everybody asked for them; much is due, and in the week before all that could happen did."""
    ground.does("update member set morning_brief = true, weekly_table = true where workspace_id = %(base)s")
    ground.does("update opportunity set expected_closing_on = %(at)s where workspace_id = %(base)s", at=TODAY)
    due_today = "update opportunity set reminder_at = %(at)s where workspace_id = %(base)s and reminder_at is not null"
    ground.does(due_today, at=TODAY)
    last_week = TODAY - timedelta(days=5)
    ran_out = "update dormancy set began_at = %(at)s, told_at = %(at)s where workspace_id = %(base)s"
    ground.does(ran_out, at=last_week)
    for place, one in enumerate(ground.garden.world.opportunities):
        if one.folder is None:
            continue
        at = last_week + timedelta(minutes=place)
        ground.does(
            "insert into dormancy (workspace_id, folder_id, began_at, told_at, ended_at, ended_by_id)"
            " values (%(base)s, %(folder)s, %(began)s, %(began)s, %(at)s, %(by)s)",
            folder=one.folder, began=last_week - timedelta(hours=1), at=at, by=one.owner,
        )  # fmt: skip
        copied = {"title": one.title, "owner_id": one.owner, "source_id": one.id}
        given = {"from": one.owner, "to": ground.person(place)}
        for kind, of_it, facts in (
            (OpportunityDuplicated.kind, one.id, copied), (FolderOwnerChanged.kind, None, given)
        ):  # fmt: skip
            ground.does(
                "insert into event (workspace_id, at, actor_id, kind, folder_id, opportunity_id, facts)"
                " values (%(base)s, %(at)s, %(by)s, %(kind)s, %(folder)s, %(of_it)s, %(facts)s)",
                at=at, by=one.owner, kind=kind, folder=one.folder, of_it=of_it, facts=Jsonb(facts),
            )  # fmt: skip
    yield Told(schedule.subject(ground.person(0)), {"day": TODAY.date().isoformat()})


def _left(ground: Ground) -> Iterator[Told]:
    """Somebody left."""
    leaver = ground.garden.person("U0LEFT").id
    yield Told(cards.subject(leaver), {"member_id": leaver})


def _handed_over(ground: Ground) -> Iterator[Told]:
    """An admin handed over what they left, to three others; some of it stays under `F = own`."""
    begun = "select id from hand_over where workspace_id = %(base)s"
    if not ground.rows(begun):
        ground.does(
            "update folder set owner_id = %(left)s where workspace_id = %(base)s and id in (%(one)s, %(other)s)",
            left=ground.garden.person("U0LEFT").id,
            one=ground.garden.world.folders[0].id, other=ground.garden.world.folders[1].id,
        )  # fmt: skip
        heirs = ("U0BEN", "U0CLEO", "U0DORA")
        with ground.acts("U0ADA") as (session, actor):
            found = plan.make(session, actor, ground.garden.person("U0LEFT").id, heirs, along=True)
            run.begin(session, actor, found, clock.now())
        for (key,) in ground.rows(begun):
            hand_over(ground.lab.database, ground.base, key)
    for (key,) in ground.rows(begun):
        yield Told(run.subject(key), {"hand_over_id": key})


def _shared(kind: str, ground: Ground) -> Iterator[Told]:
    """Everything was shared by somebody; some who did may not see it, or are no members any more."""
    subject = living.folder if kind == "folder" else living.opportunity
    for place, thing in enumerate(sorted(ground.garden.planted)):
        if thing[0] == kind:
            yield Told(subject(ground.garden.key(thing)), {"by_id": ground.person(place)}, thing)


def _routes(ground: Ground) -> Iterator[Told]:
    """A channel that cannot be reached, and one whose filter, which names what its author sees, is told of no more."""
    one = ground.garden.world.opportunities[0]
    named = FolderFilter(tags=(ground.garden.planted["opportunity", 0].extra,))
    for channel, follows, why in (
        ("C0GONE", FolderFilter(opps=OppsFilter.NONE), "is_archived"), ("C0VAGUE", named, str(Flaw.HIDDEN)),
    ):  # fmt: skip
        ground.does(
            "insert into route (workspace_id, channel, filter, set_by_id, set_at, paused)"
            " values (%(base)s, %(channel)s, %(follows)s, %(by)s, %(at)s, %(why)s)",
            channel=channel, follows=filters.write(follows), by=one.owner, at=TODAY, why=why,
        )  # fmt: skip
        yield Told(f"route:{channel}", {"channel": channel, "why": why})


def _given(kind: str, ground: Ground) -> Iterator[Told]:
    """All was given to those who own it; some by people from whom it is hidden, and with it all that is inside."""
    world = ground.garden.world
    owners = {one.id: one.owner for one in (world.folders if kind == handing.FOLDER else world.opportunities)}
    along = {"along": [one.id for one in world.opportunities]} if kind == handing.FOLDER else {}
    for place, (key, owner) in enumerate(owners.items()):
        yield Told(f"{kind}:{key}", {"by_id": ground.person(place), **along}, to=owner)


def _requests(ground: Ground, *, answered: bool) -> Iterator[Told]:
    """Somebody asked for each folder, and somebody else answered. A reason is their own words, whatever it says."""
    people = len(ground.garden.world.people)
    for place, one in enumerate(ground.garden.world.folders):
        [(key,)] = ground.lab.rows(
            "insert into approval (workspace_id, folder_id, asker_id, from_owner_id, to_owner_id, reason, asked_at,"
            " outcome, answered_by_id, answered_at, answer_reason)"
            " values (%(base)s, %(folder)s, %(asker)s, %(owner)s, %(to)s, %(why)s, %(at)s,"
            " case when %(answered)s then 'declined' end, case when %(answered)s then %(to)s end,"
            " case when %(answered)s then %(at)s end, %(why)s) returning id",
            ground.base, folder=one.id, asker=ground.person(place), owner=one.owner,
            to=ground.person(place + people // 2), why="Please.", at=TODAY, answered=answered,
        )  # fmt: skip
        subject = f"{approvals.ANSWERED}:{key}" if answered else approvals.subject(key)
        yield Told(subject, {}, ("folder", one.id - ground.garden.key(("folder", 0))))


def _back_to_do(ground: Ground) -> Iterator[Told]:
    """Standbys came back; one is of somebody who leads a team."""
    came_back = "update opportunity set status = 'todo', reminder_at = null where workspace_id = %(base)s"
    ground.does(f"{came_back} and status = 'standby'")
    active = [one for one in ground.garden.world.opportunities if one.status in ("todo", "standby") and not one.binned]
    leads = ground.garden.person("U0CLEO").id
    for one in active[:1]:
        ground.does("update opportunity set owner_id = %(to)s where id = %(one)s", to=leads, one=one.id)
    for place, one in enumerate(active):
        yield Told(standby.subject(one.id), {}, to=leads if place == 0 else one.owner)


def _held_back(ground: Ground) -> Iterator[Told]:
    """Of folders that are quiet, and of all that is theirs, everybody was to hear in their quiet hours."""
    waiting = [(dormancies.TO_OWNER, one) for one in _quiet(ground)]
    later = clock.now() + timedelta(days=1)
    for person in ground.garden.world.people:
        theirs = [(kind, one) for kind in (handing.FOLDER, handing.OPPORTUNITY) for one in _given(kind, ground)]
        mine = [*waiting, *((kind, one) for kind, one in theirs if one.to == person.id)]
        with ground.lab.database.transaction(ground.base) as session:
            parts = [
                outbox.post(
                    session, ground.base, kind, ToMember(person.id), clock.now(),
                    subject=one.subject, facts=one.facts, held_until=later,
                ).id
                for kind, one in mine[: together.MOST]
            ]  # fmt: skip
        yield Told(f"member:{person.id}", {"parts": parts}, to=person.id)


TELLINGS: Final[dict[str, Telling]] = {
    dormancies.TOLD: Telling(_quiet, MEMBERS | CHANNELS, times=8),
    dormancies.TO_OWNER: Telling(_quiet, MEMBERS),
    dormancies.TO_MANAGERS: Telling(_quiet, MEMBERS),
    waking.GIVEN_UP: Telling(_quiet, frozenset({ADMIN}), times=3),
    Digest.BRIEF: Telling(_digests, MEMBERS),
    Digest.WEEKLY: Telling(_digests, frozenset({ADMIN, MANAGER}), times=7),
    cards.LEFT: Telling(_left, frozenset({ADMIN}), times=3),
    run.PROGRESS: Telling(_handed_over, frozenset({ADMIN})),
    run.HANDED_TO_YOU: Telling(_handed_over, frozenset({MANAGER, REP}), times=3),
    living.FOLDER: Telling(partial(_shared, "folder"), CHANNELS, times=8),
    living.OPPORTUNITY: Telling(partial(_shared, "opportunity"), CHANNELS, times=8),
    approvals.ASKED: Telling(partial(_requests, answered=False), MEMBERS | CHANNELS, times=9),
    approvals.ANSWERED: Telling(partial(_requests, answered=True), MEMBERS),
    handing.FOLDER: Telling(partial(_given, handing.FOLDER), MEMBERS),
    handing.OPPORTUNITY: Telling(partial(_given, handing.OPPORTUNITY), MEMBERS),
    standby.OVER: Telling(_back_to_do, MEMBERS, times=6),
    together.TOGETHER: Telling(_held_back, MEMBERS, times=3),
    routes.ROUTE_PAUSED: Telling(_routes, MEMBERS),
}
"""Each kind of message."""
