"""Histories told to the product: its own use cases, its own sweep and delivery, and a Slack with bad days."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any, Final, cast

from slack_sdk import WebClient
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.delivery import Delivery, Later
from bot.jobs import due_handlers, sweep
from bot.notifications import kinds
from core.actor import Actor
from core.folders.activity import set_active
from core.folders.owner import change_owner
from core.models import Dormancy, Due, Folder, Member, Message, Status
from core.opportunities import bin as the_bin
from core.opportunities import duplicate, placing
from core.opportunities.create import NewOpportunity, create_opportunity
from core.opportunities.edit import EditedOpportunity, edit_opportunity
from core.opportunities.placing import InFolder
from core.opportunities.status import set_status
from tests.alerts.beginning import Told, stand
from tests.alerts.channels import Channels
from tests.alerts.histories import CHANNELS, MANAGERS, MISHAPS, OWNERS, PEOPLE, VIP, Day, Histories, Mishap, Step, Tick
from tests.alerts.reading import ACTIVE, Heard, House, Thing
from tests.alerts.slack import Killed, SmallSlack
from tests.core.firm import Firm

BEGIN: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)
BAD_LUCK: Final = 4
"""So many calls of a day may go wrong; whatever is tried again works in the end."""

TRIES: Final = 40
READERS: Final = {
    **{name: name for name in CHANNELS},
    **{person: f"D{person}" for person in (*OWNERS, *MANAGERS.values())},
}
"""Where everybody reads what they are told."""


class Telling:
    """Tells histories side by side in a firm, and says what everybody ends up reading.

    Args:
        firm: with `PEOPLE` as admins, `OWNERS`, and `MANAGERS` who manage the team of each; some opportunity carries
            the tag `VIP`, so that it is always there to be asked for.
    """

    def __init__(self, firm: Firm) -> None:
        self.firm = firm
        self.slack = SmallSlack()
        self.channels = Channels(self.slack, House({}))
        self._delivery = Delivery(firm.database, cast("WebClient", self.slack), kinds())
        self._now = BEGIN

    def tell(self, histories: Histories) -> list[Told]:
        """Tell them; gives the reading of each."""
        told = self._begun(histories)
        for tick in histories.ticks:
            with self.firm.acting(tick.by) as (session, actor):
                if tick.switches:
                    self.channels.switch(session, actor, self._now)
                for name, door in zip(CHANNELS, tick.doors, strict=True):
                    self.channels.act(session, actor, name, door, self._now)
                for one, step in zip(told, tick.steps, strict=True):
                    self._step(session, actor, one, step, tick.by)
            self._now += tick.gap
            self._goes_by(tick, told)
        # In the end all is well again, and whatever was left is done.
        self._goes_by(Tick("", False, (), (), timedelta(), Day.UP, 0), told)
        return told

    def read(self) -> Iterator[tuple[str, int, str]]:
        """What everybody reads in the end: where, of which folder, and what."""
        for where, channel in READERS.items():
            for one in self.slack.channels.get(channel, ()):
                # That somebody else made a folder or a copy theirs, is what new owners read, and no alert.
                if one.text.startswith("F-"):
                    yield where, int(one.text.split()[0].removeprefix("F-")), _meaning(one.text)

    def expected(self, heard: Iterable[Heard]) -> Iterator[tuple[str, int, str]]:
        """What was heard in the reading of the histories, likewise: people read the numbers of folders."""
        with self.firm.database.transaction(self.firm.workspace_id) as session:
            numbers = {row.id: row.number for row in session.execute(select(Folder.id, Folder.number))}
        return ((one.where, numbers[one.folder], str(one.says)) for one in heard)

    def _begun(self, histories: Histories) -> list[Told]:
        with self.firm.acting(PEOPLE[0]) as (session, actor):
            # Of what was told before, nothing goes on.
            for table in (Due, Message, Dormancy):
                session.execute(delete(table))
            self.channels.begin(session, actor, histories, self._now)
            told = stand(session, actor, histories.begin, self.channels.house, self._now)
            self._members = {
                row.slack_user_id: row.id for row in session.execute(select(Member.slack_user_id, Member.id))
            }
        return told

    def _made(self, session: Session, actor: Actor, one: Told, which: int) -> None:
        tags = (VIP,) * (which // 3 % 2)
        folder = (*one.reading.folders, None)[which % 3]
        new = NewOpportunity("Deal", folder_id=folder, tags=tags)
        one.keys.append(create_opportunity(session, actor, new, self._now))
        one.reading.things.append(Thing(folder, tags))

    def _step(self, session: Session, actor: Actor, one: Told, step: Step, by: str) -> None:
        reading = one.reading
        before = {folder: reading.active(folder) for folder in reading.folders}
        if step.what in ("deactivate", "reactivate", "give"):
            self._done_to_folder(session, actor, one, step)
            return
        if step.what == "create":
            self._made(session, actor, one, step.which)
        elif possible := [at for at, thing in enumerate(reading.things) if _can(step.what, thing, self._now)]:
            self._done(session, actor, one, step, possible[step.which % len(possible)])
        reading.after(before, by, self._now)

    def _done_to_folder(self, session: Session, actor: Actor, one: Told, step: Step) -> None:
        folder, client = list(one.reading.folders.items())[step.which % 2]
        match step.what:
            case "give":
                client.owner = next(owner for owner in OWNERS if owner != client.owner)
                change_owner(session, actor, folder, self._members[client.owner], self._now)
            case "reactivate" if client.deactivated:
                client.deactivated = False
                set_active(session, actor, folder, True, self._now)
            case "deactivate" if not client.deactivated:
                one.reading.deactivate(folder)
                set_active(session, actor, folder, False, self._now)

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
                thing.folder = list(one.reading.folders)[step.which % 2]
                placing.attach(session, actor, key, InFolder(thing.folder), now)
            case "duplicate":
                copy = duplicate.duplicate(session, actor, key, now, screen=f"{key} {len(one.keys)}")
                one.keys.append(copy.opportunity_id)
                one.reading.things.append(Thing(thing.folder, thing.tags))
            case "tag":
                thing.tags = () if thing.tags else (VIP,)
                edit_opportunity(session, actor, key, EditedOpportunity("Deal", Decimal(0), thing.tags, "", None), now)

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
        case "delete" | "duplicate" | "tag":
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
