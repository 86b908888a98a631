"""Histories told to the product: its own use cases, its own sweep and delivery, and a Slack with bad days."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final, cast

from slack_sdk import WebClient
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from bot.delivery import Delivery, Later
from bot.jobs import due_handlers, sweep
from bot.notifications import kinds
from core.actor import Actor
from core.folders.activity import set_active
from core.models import Dormancy, Due, Folder, Message, Opportunity, Status, Workspace
from core.opportunities import bin as the_bin
from core.opportunities import duplicate, placing
from core.opportunities.create import NewOpportunity, create_opportunity
from core.opportunities.placing import InFolder
from core.opportunities.status import set_status
from tests.alerts.histories import MISHAPS, Day, Histories, Mishap, Step, Tick
from tests.alerts.reading import ACTIVE, CHANNEL, TO_MANAGER, TO_OWNER, Heard, Reading, Thing
from tests.alerts.slack import Killed, SmallSlack
from tests.core.firm import Firm

BEGIN: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)
ALERTS: Final = "C0ALERTS"
OWNER, MANAGER = "Ben", "Wanda"
BAD_LUCK: Final = 12
"""So many calls of a day may go wrong; whatever is tried again works in the end."""

TRIES: Final = 40


@dataclass
class Told:
    """One history as it is told: the reading of it, and the keys of what it is about."""

    reading: Reading
    keys: list[int] = field(default_factory=list)


class Telling:
    """Tells histories side by side in a firm, and says what everybody ends up reading.

    Args:
        firm: Ada and Cleo are admins, Ben owns the folders, Wanda manages his team; alerts go to `ALERTS`.
    """

    def __init__(self, firm: Firm) -> None:
        self.firm = firm
        self.slack = SmallSlack()
        self._delivery = Delivery(firm.database, cast("WebClient", self.slack), kinds())
        self._now = BEGIN

    def tell(self, histories: Histories) -> list[Told]:
        """Tell them; gives the reading of each."""
        told = self._begun(histories)
        for tick in histories.ticks:
            with self.firm.acting(tick.by) as (session, actor):
                for one, step in zip(told, tick.steps, strict=True):
                    self._step(session, actor, one, step, tick.by)
            self._now += tick.gap
            self._goes_by(tick, told)
        # In the end all is well again, and whatever was left is done.
        self._goes_by(Tick("", (), timedelta(), Day.UP, 0), told)
        return told

    def read(self) -> list[Heard]:
        """What everybody reads in the end, in the order of the places in which it stands."""
        places = ((CHANNEL, ALERTS), (TO_OWNER, f"D{OWNER}"), (TO_MANAGER, f"D{MANAGER}"))
        return [
            Heard(where, int(one.text.split()[0].removeprefix("F-")), _meaning(one.text))
            for where, channel in places
            for one in self.slack.channels.get(channel, ())
            # Ben is told of copies that others make of what is his, too: that is no alert.
            if " made you the owner of " not in one.text
        ]

    def numbered(self, heard: Iterable[Heard]) -> list[Heard]:
        """What was heard, with folders by their numbers, as people read them."""
        with self.firm.database.transaction(self.firm.workspace_id) as session:
            numbers = {row.id: row.number for row in session.execute(select(Folder.id, Folder.number))}
        return [replace(one, folder=numbers[one.folder]) for one in heard]

    def _begun(self, histories: Histories) -> list[Told]:
        with self.firm.acting(OWNER) as (session, actor):
            # Of what was told before, nothing goes on.
            for table in (Due, Message, Dormancy):
                session.execute(delete(table))
            return _stand(session, actor, histories.begin, self._now)

    def _made(self, session: Session, actor: Actor, one: Told, folder: int | None) -> None:
        new = NewOpportunity("Deal", folder_id=folder)
        one.keys.append(create_opportunity(session, actor, new, self._now))
        one.reading.things.append(Thing(folder))

    def _step(self, session: Session, actor: Actor, one: Told, step: Step, by: str) -> None:
        reading = one.reading
        before = {folder: reading.active(folder) for folder in reading.folders}
        if step.what in ("deactivate", "reactivate"):
            folder = reading.folders[step.which % 2]
            active = step.what == "reactivate"
            if active is (folder in reading.deactivated):
                set_active(session, actor, folder, active, self._now)
                if active:
                    reading.deactivated.discard(folder)
                else:
                    reading.deactivate(folder)
            return
        if step.what == "create":
            self._made(session, actor, one, (*reading.folders, None)[step.which % 3])
        elif possible := [at for at, thing in enumerate(reading.things) if _can(step.what, thing, self._now)]:
            self._done(session, actor, one, step, possible[step.which % len(possible)])
        reading.after(before, by, self._now)

    def _done(self, session: Session, actor: Actor, one: Told, step: Step, at: int) -> None:
        thing, key, now = one.reading.things[at], one.keys[at], self._now
        match step.what:
            case "won" | "lost" | "cancelled":
                thing.status = step.what
                set_status(session, actor, key, Status(step.what), now)
            case "reopen":
                thing.status = "todo"
                set_status(session, actor, key, Status.TODO, now)
            case "standby":
                thing.status = "standby"
                set_status(session, actor, key, Status.STANDBY, now, reminder_at=now + timedelta(days=900))
            case "delete":
                thing.binned = now
                the_bin.delete_opportunity(session, actor, key, now)
            case "restore":
                thing.binned = None
                the_bin.restore_opportunity(session, actor, key, now)
            case "remove":
                thing.folder = None
                placing.remove(session, actor, key, now)
            case "move":
                first, second = one.reading.folders
                thing.folder = second if thing.folder == first else first
                placing.move(session, actor, key, InFolder(thing.folder), now)
            case "attach":
                thing.folder = one.reading.folders[step.which % 2]
                placing.attach(session, actor, key, InFolder(thing.folder), now)
            case "duplicate":
                copy = duplicate.duplicate(session, actor, key, now, screen=f"{key} {len(one.keys)}")
                one.keys.append(copy.opportunity_id)
                one.reading.things.append(Thing(thing.folder))

    def _goes_by(self, tick: Tick, told: list[Told]) -> None:
        if tick.day is Day.DOWN:
            return
        for one in told:
            one.reading.wakes(self._now)
        luck = Random(tick.luck)
        self._sweeps(luck if tick.luck else None)
        if tick.day is Day.SWALLOWED:
            self.slack.swallows = True
            self._delivers(iter(()), tries=1)
            self.slack.swallows = False
        else:
            count = BAD_LUCK if tick.luck else 0
            self._delivers(iter([luck.choice(MISHAPS) for _ in range(count)]), tries=TRIES)

    def _sweeps(self, luck: Random | None) -> None:
        """Sweep; now and then the worker is killed with its work done and not saved, and another begins anew."""
        handlers = dict(due_handlers())
        if luck is not None and luck.random() < 0.3:
            after = luck.randrange(4)

            def killed(handler: Any, count: list[int] = [0]) -> Any:  # noqa: B006 — one count for all
                def run(session: Session, workspace_id: int, one: Due, now: datetime) -> None:
                    handler(session, workspace_id, one, now)
                    session.flush()
                    count[0] += 1
                    if count[0] > after:
                        raise Killed

                return run

            with suppress(Killed):
                sweep(self.firm.database, self._now, {kind: killed(handler) for kind, handler in handlers.items()})
        sweep(self.firm.database, self._now, handlers)

    def _delivers(self, mishaps: Iterator[Mishap], *, tries: int) -> None:
        self.slack.mishaps = mishaps
        with self.firm.database.transaction(self.firm.workspace_id) as session:
            waiting = session.scalars(select(Message.id).where(Message.queued).order_by(Message.id)).all()
        for message_id in waiting:
            for _ in range(tries):
                try:
                    self._delivery.deliver(self.firm.workspace_id, message_id)
                    break
                except (Later, Killed):
                    continue


def _stand(session: Session, actor: Actor, begin: Sequence[tuple[int, int]], now: datetime) -> list[Told]:
    """For each history two folders with so many opportunities to do, as they stand when it begins; put in together."""
    common = {"workspace_id": actor.workspace_id, "owner_id": actor.member_id, "created_at": now, "updated_at": now}
    counts = [count for pair in begin for count in pair]
    workspace = session.get_one(Workspace, actor.workspace_id, with_for_update=True, populate_existing=True)
    first_folder, first_deal = workspace.last_folder_number + 1, workspace.last_opportunity_number + 1
    workspace.last_folder_number += len(counts)
    workspace.last_opportunity_number += sum(counts)
    folders = session.scalars(
        insert(Folder).returning(Folder.id, sort_by_parameter_order=True),
        [
            {"number": number, "name": "Acme", "in_play": count > 0, **common}
            for number, count in enumerate(counts, first_folder)
        ],
    ).all()
    inside = [folder for folder, count in zip(folders, counts, strict=True) for _ in range(count)]
    plain = {"title": "Deal", "amount": 0, "status": Status.TODO, **common}
    rows = [{"number": number, "folder_id": folder, **plain} for number, folder in enumerate(inside, first_deal)]
    put_in = insert(Opportunity).returning(Opportunity.id, sort_by_parameter_order=True)
    # Without rows, one of defaults would be put in.
    deals = session.scalars(put_in, rows).all() if rows else []
    of_folder: dict[int, list[int]] = {folder: [] for folder in folders}
    for folder, deal in zip(inside, deals, strict=True):
        of_folder[folder].append(deal)
    return [
        Told(
            Reading(pair, [Thing(folder) for folder in pair for _ in of_folder[folder]]),
            [deal for folder in pair for deal in of_folder[folder]],
        )
        for pair in zip(folders[::2], folders[1::2], strict=True)
    ]


def _can(what: str, thing: Thing, now: datetime) -> bool:
    """Whether it can be done to an opportunity; what has no consequence for anybody is done all the same."""
    if thing.binned is not None:
        return what == "restore" and now < thing.binned + the_bin.KEPT
    match what:
        case "reopen":
            return thing.status not in ACTIVE
        case "standby":
            return thing.status != "standby"
        case "remove" | "move":
            return thing.folder is not None
        case "attach":
            return thing.folder is None
        case "delete" | "duplicate":
            return True
        case "won" | "lost" | "cancelled":
            return thing.status != what
    return False


def _meaning(text: str) -> str:
    if "back in play, thanks to" in text:
        return f"back, by {text.rpartition(' ')[2].rstrip('.')}"
    if text.endswith("was deactivated."):
        return "deactivated"
    assert "no opportunity in progress" in text, text
    return "quiet"
