"""What happened in the sandbox's world, drawn by a seeded generator: a list of acts, each with its moment and person.

The plan is made before anything is written, so that the acts can be carried out in the order in which they happened:
numbers and history then read as if the app had been used for two years.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from bot.sandbox.world_acts import Act, DealMoved, DealOpened, FolderDeactivated, FolderOpened
from bot.sandbox.world_cast import ADA, CREWS, HEAD_OFFICE_ZONE, LEO, NOOR, SOREN
from bot.sandbox.world_goods import Goods
from bot.sandbox.world_stories import LOOSE, STORIES, WON_BACK_STEPS, Shape, Story
from bot.sandbox.world_words import Client, Words
from core import reminders
from core.models import ACTIVE_STATUSES, Status

YEARS: Final = timedelta(days=730)
"""How long the app has been used."""

LEO_LEFT: Final = timedelta(days=45)
SOREN_CAME: Final = timedelta(days=24)
"""How long ago."""

_ZONE: Final = ZoneInfo(HEAD_OFFICE_ZONE)
_A_LITTLE: Final = timedelta(minutes=5)
_LONG_WEEKEND: Final = timedelta(days=4)
_TRIES: Final = 20


def plan(told: Words, now: datetime, seed: int) -> tuple[Act, ...]:
    """All that happened in the two years before now, oldest first.

    Args:
        told: the world's words.
        now: aware; nothing happens after it, only reminders and expected closing dates lie ahead.
        seed: the same seed, words and moment give the same acts.
    """
    chronicle = _Chronicle(told, now, Random(seed))
    for folder, (story, client) in enumerate(zip(STORIES, told.clients, strict=True)):
        chronicle.client(folder, story, client)
    chronicle.in_no_folder()
    return tuple(sorted(chronicle.acts, key=lambda act: act.at))


class _Chronicle:
    """Draws the acts, one client after the other."""

    def __init__(self, told: Words, now: datetime, chance: Random) -> None:
        self.acts: list[Act] = []
        self._told = told
        self._now = now
        self._chance = chance
        self._goods = Goods(told, chance)
        self._deals = 0
        self._folder: int | None = None
        self._place = ""
        self._size = 1.0
        self._titles: set[str] = set()

    def client(self, folder: int, story: Story, client: Client) -> None:
        """A client's folder and what is inside."""
        course, chance = story.shape.value, self._chance
        opened = self._days_ago(story.days)
        self._folder, self._place, self._titles = folder, client.place, set()
        self._size = chance.choice((0.6, 0.8, 1.0, 1.0, 1.3, 1.7))
        self.acts.append(
            FolderOpened(
                at=opened,
                by=self._maker(story.owner),
                folder=folder,
                name=client.name,
                owner=story.owner,
                description=client.about,
                answers=self._goods.answers(client, opened),
            )
        )
        if story.shape is Shape.WON_BACK:
            self._win_back(story)
        else:
            silence = timedelta(days=chance.randint(*course.silent_days)) if course.silent_days else timedelta()
            # However young the folder, what is over needs a time in which it could happen.
            end = max(self._now - silence, opened + (self._now - opened) / 2)
            self._closed_ones(story, opened, end)
            for number in range(chance.randint(*course.in_progress)):
                self._one_in_progress(story, opened, first=number == 0)
            if course.deactivated:
                self.acts.append(FolderDeactivated(at=self._at_work(end, self._now), by=ADA, folder=folder))

    def in_no_folder(self) -> None:
        """Opportunities that nobody has put into a folder."""
        self._folder, self._place, self._size, self._titles = None, "", 1.0, set()
        for loose, title in zip(LOOSE, self._told.loose, strict=True):
            begun = self._days_ago(loose.days) if loose.days else self._today()
            deal = self._open_deal("audit", loose.owner, begun, status=loose.status, title=title)
            if loose.status is Status.STANDBY:
                self._put_on_standby(deal, loose.owner, begun)
            elif loose.status not in ACTIVE_STATUSES:
                self._move(deal, loose.owner, self._at_work(begun, begun + timedelta(days=40)), loose.status)

    def _closed_ones(self, story: Story, opened: datetime, end: datetime) -> None:
        chance, course = self._chance, story.shape.value
        count = chance.randint(*course.closed)
        first_won: datetime | None = None
        for number in range(count):
            share = (end - opened) / count
            begun = self._at_work(opened + share * number, opened + share * (number + 0.6))
            closed = self._at_work(begun, min(begun + timedelta(days=chance.randint(12, 90)), end))
            won = course.won and (chance.random() < course.won or number == 0)
            status = Status.WON if won else chance.choice((Status.LOST, Status.LOST, Status.LOST, Status.CANCELLED))
            customer_for = begun - first_won if first_won else timedelta()
            kind = self._goods.later_kind(story.shape, customer_for) if number else self._goods.first_kind()
            owner = self._seller(story, begun)
            deal = self._open_deal(kind, owner, begun, status=status, closed=closed, new=number == 0)
            self._close(deal, owner, begun, closed, status)
            if status is Status.WON and first_won is None:
                first_won = closed

    def _one_in_progress(self, story: Story, opened: datetime, *, first: bool) -> None:
        if first and story.today:
            begun = self._today()
        elif first and story.owner == LEO:
            # What somebody leaves unfinished is what a hand-over is about.
            begun = self._at_work(self._now - LEO_LEFT - timedelta(days=40), self._now - LEO_LEFT - timedelta(days=4))
        else:
            begun = self._at_work(max(opened, self._now - timedelta(days=80)), self._now - timedelta(hours=3))
        owner = self._seller(story, begun)
        new = story.shape is Shape.YOUNG and first
        kind = self._goods.first_kind() if new else self._goods.later_kind(story.shape, begun - opened)
        deal = self._open_deal(kind, owner, begun, status=Status.TODO, new=new)
        if begun.astimezone(_ZONE).date() < self._now.astimezone(_ZONE).date() and self._chance.random() < 0.33:
            self._put_on_standby(deal, owner, begun)

    def _win_back(self, story: Story) -> None:
        reasons = {"lost": self._told.lost_reason, "won_back": self._told.won_back_reason, "": None}
        for step in WON_BACK_STEPS:
            begun = self._days_ago(step.begun)
            closed = None if step.closed is None else self._days_ago(step.closed)
            deal = self._open_deal(
                step.kind,
                story.owner,
                begun,
                status=step.status,
                closed=closed,
                new="new" in step.tags,
                won_back="win_back" in step.tags,
                note=reasons[step.reason],
            )
            if closed is not None:
                self._move(deal, story.owner, closed, step.status)

    def _open_deal(
        self,
        kind: str,
        owner: str,
        begun: datetime,
        *,
        status: Status,
        closed: datetime | None = None,
        new: bool = False,
        won_back: bool = False,
        title: str | None = None,
        note: str | None = None,
    ) -> int:
        self._deals += 1
        title = title or self._goods.title(kind, self._place, begun, self._titles)
        self._titles.add(title)
        # Now and then nobody has an idea yet of what it may bring.
        valued = status not in ACTIVE_STATUSES or self._chance.random() > 0.06
        deal = DealOpened(
            at=begun,
            by=self._maker(owner),
            deal=self._deals,
            folder=self._folder,
            title=title,
            owner=owner,
            amount=self._goods.amount(kind, self._size) if valued else Decimal(0),
            tags=self._goods.tags(kind, new=new, won_back=won_back),
            description=self._goods.note(kind) if note is None else note,
            expected_on=self._expected(begun, closed),
        )
        self.acts.append(deal)
        return self._deals

    def _close(self, deal: int, owner: str, begun: datetime, closed: datetime, status: Status) -> None:
        """Close it, perhaps after a standby, perhaps after it was lost once and taken up again."""
        by_way, middle = self._chance.random(), begun + (closed - begun) / 2
        if closed - begun > timedelta(days=10):
            if by_way < 0.25:
                back = middle.astimezone(_ZONE).date() + timedelta(days=self._chance.randint(3, 30))
                reminder_at = reminders.moment(back, None, HEAD_OFFICE_ZONE)
                self._move(deal, owner, self._at_work(begun, middle), Status.STANDBY, reminder_at)
            elif by_way < 0.3:
                self._move(deal, owner, self._at_work(begun, middle), Status.LOST)
                self._move(deal, owner, self._at_work(middle, closed - timedelta(days=1)), Status.TODO)
        self._move(deal, owner, closed, status)

    def _put_on_standby(self, deal: int, owner: str, begun: datetime) -> None:
        ahead = self._now.astimezone(_ZONE).date() + timedelta(days=self._chance.choice((1, 2, 5, 9, 14, 21, 30, 45)))
        reminder_at = reminders.moment(ahead, None, HEAD_OFFICE_ZONE)
        self._move(deal, owner, self._at_work(begun, self._now), Status.STANDBY, reminder_at)

    def _move(self, deal: int, owner: str, at: datetime, status: Status, reminder_at: datetime | None = None) -> None:
        by = owner if self._works(owner, at) else NOOR
        if self._chance.random() < 0.04:
            by = ADA
        self.acts.append(DealMoved(at=at, by=by, deal=deal, status=status, reminder_at=reminder_at))

    # moments

    def _expected(self, begun: datetime, closed: datetime | None) -> date | None:
        """The day it should be closed, where anybody said so; it may have gone by."""
        if self._chance.random() < 0.3:
            return None
        about = closed or self._now
        return max(begun, about + timedelta(days=self._chance.randint(-15, 70))).astimezone(_ZONE).date()

    def _at_work(self, after: datetime, before: datetime) -> datetime:
        """A moment between two, in working hours where the time between them has any."""
        for _ in range(_TRIES):
            drawn = self._between(after, before).astimezone(_ZONE)
            drawn = drawn.replace(hour=self._chance.randint(8, 17), minute=self._chance.randint(0, 59))
            if drawn.weekday() < 5 and after + _A_LITTLE < drawn < before:
                return drawn.astimezone(before.tzinfo)
        return self._between(after + _A_LITTLE, max(before, after + 2 * _A_LITTLE))

    def _between(self, after: datetime, before: datetime) -> datetime:
        return after + (before - after) * self._chance.random()

    def _days_ago(self, days: int) -> datetime:
        """About as many days ago, on a working day."""
        born = self._now - timedelta(days=days)
        return self._at_work(born - _LONG_WEEKEND, born)

    def _today(self) -> datetime:
        midnight = self._now.astimezone(_ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
        return self._between(max(midnight.astimezone(self._now.tzinfo), self._now - timedelta(hours=6)), self._now)

    # people

    def _works(self, person: str, at: datetime) -> bool:
        if person == LEO:
            return at < self._now - LEO_LEFT - timedelta(days=1)
        return person != SOREN or at > self._now - SOREN_CAME

    def _seller(self, story: Story, at: datetime) -> str:
        others = [one for one in story.others if self._works(one, at)]
        if others and self._chance.random() < 0.35:
            return self._chance.choice(others)
        return story.owner if self._works(story.owner, at) else NOOR

    def _maker(self, owner: str) -> str:
        """Who makes what this person will own: they themselves, or now and then who leads them."""
        if self._chance.random() < 0.93:
            return owner
        return next((crew.managers[0] for crew in CREWS if owner in crew.members), ADA)
