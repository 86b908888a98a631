"""Two hundred folders are handed over while the worker is killed: the end is that of a run that nobody disturbed."""

import time
from collections.abc import Callable

from sqlalchemy import func, select

from bot.sandbox.slack import LocalSlack
from core.db import Database
from core.leavers import progress
from core.leavers.plan import Plan
from core.models import Event, Handed, HandOver, HandOverItem, Message, Status
from tests.bot.office import installed
from tests.core.test_hand_over import PEOPLE, House, as_planned
from tests.worker.test_processes import PATIENCE, slack, worker

__all__ = ["slack"]

FOLDERS = 200
BLOCKED = 7
HEIRS = ("BEN", "CLEO")


def test_two_hundred_folders_seven_of_them_blocked_reach_their_heirs_whoever_is_killed_on_the_way(
    database_url: str, slack: LocalSlack
) -> None:
    for name in PEOPLE:
        slack.add_person(name.lower(), id=name)
    database = Database(database_url, seconds=PATIENCE)
    stormy = filled(database, slack.team.id)
    before = stormy.stands()
    read, killed = stormy.begins(HEIRS, along=True)
    assert (len(read.moving), len(read.refused), read.opportunities) == (FOLDERS - BLOCKED, BLOCKED, 50)
    with worker(database_url, slack) as first:
        wait_for(lambda: done(stormy) > FOLDERS // 3)
        first.kill()
        first.wait()
    assert done(stormy) < FOLDERS, "it was over before anybody could be killed"
    with worker(database_url, slack):
        wait_for(lambda: ended(stormy) and not waiting(stormy))
    calm = filled(database, "T0CALM")
    read_too, undisturbed = calm.begins(HEIRS, along=True)
    calm.works(undisturbed)
    assert summary(read) == summary(read_too)
    assert stormy.stands() == calm.stands() == as_planned(before, read, stormy)
    assert told_of(stormy, killed) == told_of(calm, undisturbed)
    assert {one.folder.number for one in read.refused} == {one.folder.number for one in outcome(stormy, killed).refused}
    counts = {"ben": "96 client folders and 1 opportunity", "cleo": "97 client folders and 49 opportunities"}
    in_all = "\n".join(f"{heir}: {count}" for heir, count in counts.items())
    [after, card] = texts(slack, "ADA")
    assert after.startswith(f"Handed over: what lena owned.\n{in_all}\n7 stay with lena.\n")
    assert card == "lena has left, and still owns 7 client folders."
    for heir, count in counts.items():
        assert texts(slack, heir.upper()) == [f"ada handed over to you what lena owned: you now own {count}."]
    database.close()


def texts(slack: LocalSlack, who: str) -> list[str]:
    """What somebody reads in their messages with the app."""
    return [one.text for one in slack.workspace.messages_for(who, slack.app_dm(who).id)]


def filled(database: Database, team: str) -> House:
    """Lena's two hundred folders: some hold something of hers, and seven something of somebody else's."""
    house = House(database, installed(database, team))
    house.sets("own")
    blocked, own = [("WANDA", Status.TODO)], [("LENA", Status.WON)]
    inside = [blocked if n % 29 == 0 else own if n % 4 == 1 else [] for n in range(FOLDERS)]
    house.holds([("LENA", those) for those in inside], [("LENA", Status.TODO)] * 2)
    house.leaves()
    return house


def wait_for(there: Callable[[], bool]) -> None:
    limit = time.monotonic() + PATIENCE
    while not there():
        assert time.monotonic() < limit
        time.sleep(0.02)


def done(house: House) -> int:
    """How many folders had their turn."""
    with house.database.transaction(house.workspace_id) as session:
        return session.scalar(select(func.count()).where(HandOverItem.outcome.is_not(None))) or 0


def ended(house: House) -> bool:
    with house.database.transaction(house.workspace_id) as session:
        return session.scalars(select(HandOver.ended_at)).one() is not None


def waiting(house: House) -> bool:
    with house.database.transaction(house.workspace_id) as session:
        return session.scalar(select(func.count()).where(Message.queued)) != 0


def summary(found: Plan) -> list[tuple[int, str, int, bool]]:
    return [(one.folder.number, one.to.name, len(one.along), bool(one.blocking)) for one in found.folders]


def outcome(house: House, key: int) -> progress.Progress:
    with house.acting() as (session, actor):
        return progress.read(session, actor, key)


def told_of(house: House, key: int) -> object:
    """What came of it, and what the history keeps: each folder and opportunity once."""
    found = outcome(house, key)
    with house.database.transaction(house.workspace_id) as session:
        kinds = session.execute(select(Event.kind, func.count()).group_by(Event.kind).order_by(Event.kind)).all()
        along = session.scalar(select(func.sum(HandOverItem.along)).where(HandOverItem.outcome == Handed.MOVED))
    moved = [(one.to.name, one.folders, one.opportunities) for one in found.moved]
    return moved, found.done, found.refused_count, [tuple(one) for one in kinds], along
