"""A standby is over when its reminder comes, whatever happened to it meanwhile (SPEC §1)."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

import pytest
from sqlalchemy import select, update

from bot.jobs import due_handlers, sweep
from core.models import Due, Event, Member, Message, Opportunity, Settings, Status
from core.opportunities import owner
from core.opportunities.bin import delete_opportunity, restore_opportunity
from core.opportunities.create import NewOpportunity, create_opportunity
from core.opportunities.status import put_on_standby, set_status
from core.standby import OVER
from tests.core.firm import NOW, Firm

DAY: Final = date(2026, 12, 1)
NINE_IN_PARIS: Final = datetime(2026, 12, 1, 8, tzinfo=UTC)
NINE_IN_NEW_YORK: Final = datetime(2026, 12, 1, 14, tzinfo=UTC)
SECOND: Final = timedelta(seconds=1)


@pytest.fixture
def deal(firm: Firm) -> int:
    """Ben's, on standby until nine where he is; Ada, who put it there, and Wanda are in New York."""
    with firm.database.transaction(firm.workspace_id) as session:
        session.execute(update(Member).where(Member.name != "Ben").values(time_zone="America/New_York"))
    with firm.acting("Ben") as (session, actor):
        made = create_opportunity(session, actor, NewOpportunity("Audit"), NOW)
    does(firm, "Ada", put_on_standby, made, DAY, None, NOW)
    return made


def does(firm: Firm, who: str, act: Any, *given: Any, **named: Any) -> Any:
    with firm.acting(who) as (session, actor):
        return act(session, actor, *given, **named)


def works(firm: Firm, by: datetime) -> None:
    sweep(firm.database, by, due_handlers())


def status_of(firm: Firm) -> Status:
    with firm.database.transaction(firm.workspace_id) as session:
        return session.scalars(select(Opportunity.status)).one()


def told(firm: Firm) -> list[str]:
    """Who is told of a standby that is over."""
    with firm.database.transaction(firm.workspace_id) as session:
        to = select(Member.name).join(Message, Message.to_member_id == Member.id).where(Message.kind == OVER)
        return list(session.scalars(to))


def dues(firm: Firm) -> list[datetime]:
    with firm.database.transaction(firm.workspace_id) as session:
        return list(session.scalars(select(Due.due_at).where(Due.kind == OVER)))


def test_it_is_to_do_again_at_the_time_where_its_owner_is_and_the_owner_is_told_once(firm: Firm, deal: int) -> None:
    works(firm, NINE_IN_PARIS - SECOND)
    assert (status_of(firm), told(firm)) == (Status.STANDBY, [])
    for late in (SECOND, timedelta(days=2)):
        works(firm, NINE_IN_PARIS + late)
        assert (status_of(firm), told(firm), dues(firm)) == (Status.TODO, ["Ben"], [])
    with firm.database.transaction(firm.workspace_id) as session:
        one = session.get_one(Opportunity, deal)
        last = session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
    assert (one.reminder_at, one.version) == (None, 3)
    assert (last.kind, last.actor_id) == ("opportunity.status_changed", None)
    assert last.facts == {"from": "standby", "to": "todo", "reminder_at": None}


def test_a_worker_that_was_away_over_it_makes_up_for_it(firm: Firm, deal: int) -> None:
    works(firm, NINE_IN_PARIS + timedelta(days=9))
    assert (status_of(firm), told(firm)) == (Status.TODO, ["Ben"])


@pytest.mark.parametrize("status", [Status.TODO, Status.WON, Status.LOST, Status.CANCELLED])
def test_what_left_standby_before_stays_as_it_is(firm: Firm, deal: int, status: Status) -> None:
    does(firm, "Ben", set_status, deal, status, NOW)
    assert dues(firm) == []
    works(firm, NINE_IN_PARIS + SECOND)
    assert (status_of(firm), told(firm)) == (status, [])


def test_a_reminder_that_moved_comes_when_it_comes_now(firm: Firm, deal: int) -> None:
    does(firm, "Ben", put_on_standby, deal, DAY, time(18, 30), NOW)
    assert dues(firm) == [NINE_IN_PARIS.replace(hour=17, minute=30)]
    works(firm, NINE_IN_PARIS + SECOND)
    assert status_of(firm) is Status.STANDBY


def test_in_the_bin_it_rests_and_what_was_missed_there_comes_at_once(firm: Firm, deal: int) -> None:
    does(firm, "Ben", delete_opportunity, deal, NOW)
    assert dues(firm) == []
    works(firm, NINE_IN_PARIS + SECOND)
    assert (status_of(firm), told(firm)) == (Status.STANDBY, [])
    does(firm, "Ben", restore_opportunity, deal, NINE_IN_PARIS + timedelta(days=1))
    works(firm, NINE_IN_PARIS + timedelta(days=1))
    assert (status_of(firm), told(firm)) == (Status.TODO, ["Ben"])


def test_with_a_new_owner_it_comes_by_their_clock_and_to_them(firm: Firm, deal: int) -> None:
    does(firm, "Ada", owner.change_owner, deal, "Wanda", NOW)
    assert dues(firm) == [NINE_IN_NEW_YORK]
    works(firm, NINE_IN_NEW_YORK - SECOND)
    assert status_of(firm) is Status.STANDBY
    works(firm, NINE_IN_NEW_YORK)
    assert (status_of(firm), told(firm)) == (Status.TODO, ["Wanda"])


def test_what_somebody_holds_at_that_moment_is_waited_for_by_nobody_and_comes_a_second_later(
    firm: Firm, deal: int
) -> None:
    with firm.database.transaction(firm.workspace_id) as session:
        session.scalars(select(Opportunity).with_for_update()).one()
        works(firm, NINE_IN_PARIS)
        assert (status_of(firm), dues(firm)) == (Status.STANDBY, [NINE_IN_PARIS + SECOND])
    works(firm, NINE_IN_PARIS + SECOND)
    assert (status_of(firm), told(firm)) == (Status.TODO, ["Ben"])


def test_what_comes_in_the_owners_quiet_hours_is_held_back_while_the_opportunity_is_not(firm: Firm, deal: int) -> None:
    with firm.database.transaction(firm.workspace_id) as session:
        session.execute(update(Settings).values(quiet_from=time(22), quiet_until=time(10)))
    works(firm, NINE_IN_PARIS)
    assert (status_of(firm), told(firm)) == (Status.TODO, ["Ben"])
    with firm.database.transaction(firm.workspace_id) as session:
        held = session.scalars(select(Message)).one()
    assert (held.queued, held.held_until) == (False, NINE_IN_PARIS + timedelta(hours=1))
    # The worker comes so late that it is quiet again.
    works(firm, NINE_IN_PARIS + timedelta(hours=15))
    with firm.database.transaction(firm.workspace_id) as session:
        assert session.scalars(select(Message.held_until)).one() == NINE_IN_PARIS + timedelta(hours=25)
    works(firm, NINE_IN_PARIS + timedelta(hours=26))
    with firm.database.transaction(firm.workspace_id) as session:
        held = session.scalars(select(Message)).one()
    assert (held.queued, held.held_until) == (True, None)
