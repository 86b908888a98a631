"""Where an opportunity stands, and the way from there to elsewhere (SPEC §1, §3)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from core.errors import NotFound, NotWithinReach, Refusal, Stale
from core.invalid import ReminderMissing, ReminderPast
from core.models import CLOSED_STATUSES, Event, OpportunityVisibility, Status
from core.opportunities.browse import open_opportunity
from core.opportunities.create import NewOpportunity, create_opportunity
from core.opportunities.rows import OpportunityRow
from core.opportunities.status import may_change, set_status
from tests.core.firm import NOW, Firm

LATER = NOW + timedelta(days=3)
EVEN_LATER = NOW + timedelta(days=9)


@pytest.fixture
def deal(firm: Firm) -> int:
    """An opportunity of Ben's."""
    with firm.acting("Ben") as (session, actor):
        return create_opportunity(session, actor, NewOpportunity("Deal"), NOW)


def _set(firm: Firm, who: str, deal: int, status: Status, at: datetime = NOW, **given: Any) -> bool:
    with firm.acting(who) as (session, actor):
        return set_status(session, actor, deal, status, at, **given)


def _seen(firm: Firm, deal: int) -> OpportunityRow:
    with firm.acting("Ben") as (session, actor):
        return open_opportunity(session, actor, deal)


def _history(firm: Firm) -> list[dict[str, Any]]:
    with firm.database.transaction(firm.workspace_id) as session:
        changes = select(Event.facts).where(Event.kind == "opportunity.status_changed").order_by(Event.id)
        return list(session.scalars(changes))


@pytest.mark.parametrize("status", CLOSED_STATUSES)
def test_closing_notes_when_and_reopening_forgets_it(firm: Firm, deal: int, status: Status) -> None:
    assert _set(firm, "Ben", deal, status, LATER)
    closed = _seen(firm, deal)
    assert (closed.status, closed.closed_at, closed.updated_at) == (status, LATER, LATER)
    assert _set(firm, "Ben", deal, Status.TODO, EVEN_LATER)
    reopened = _seen(firm, deal)
    assert (reopened.status, reopened.closed_at, reopened.updated_at) == (Status.TODO, None, EVEN_LATER)


@pytest.mark.parametrize(
    ("reminder", "refusal"),
    [(None, ReminderMissing), (NOW, ReminderPast), (NOW - timedelta(seconds=1), ReminderPast)],
)
def test_standby_needs_a_reminder_that_lies_ahead(
    firm: Firm, deal: int, reminder: datetime | None, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        _set(firm, "Ben", deal, Status.STANDBY, reminder_at=reminder)
    assert _seen(firm, deal).status is Status.TODO
    assert _history(firm) == []


def test_closing_a_standby_keeps_its_reminder_and_reopening_clears_it(firm: Firm, deal: int) -> None:
    _set(firm, "Ben", deal, Status.STANDBY, reminder_at=LATER)
    assert _seen(firm, deal).reminder_at == LATER
    _set(firm, "Ben", deal, Status.LOST)
    assert _seen(firm, deal).reminder_at == LATER
    _set(firm, "Ben", deal, Status.TODO)
    assert _seen(firm, deal).reminder_at is None


def test_a_closed_one_may_be_put_on_standby(firm: Firm, deal: int) -> None:
    _set(firm, "Ben", deal, Status.WON)
    assert _set(firm, "Ben", deal, Status.STANDBY, reminder_at=LATER)
    seen = _seen(firm, deal)
    assert (seen.status, seen.closed_at, seen.reminder_at) == (Status.STANDBY, None, LATER)


@pytest.mark.parametrize("status", Status)
def test_the_same_again_changes_nothing_and_is_not_recorded(firm: Firm, deal: int, status: Status) -> None:
    reminder = LATER if status is Status.STANDBY else None
    _set(firm, "Ben", deal, status, reminder_at=reminder)
    before, recorded = _seen(firm, deal), _history(firm)
    assert not _set(firm, "Ben", deal, status, LATER - timedelta(days=1), reminder_at=reminder, seen_version=999)
    assert _seen(firm, deal) == before
    assert _history(firm) == recorded


def test_another_reminder_is_a_change(firm: Firm, deal: int) -> None:
    _set(firm, "Ben", deal, Status.STANDBY, reminder_at=LATER)
    assert _set(firm, "Ben", deal, Status.STANDBY, reminder_at=EVEN_LATER)
    assert _seen(firm, deal).reminder_at == EVEN_LATER
    assert _history(firm) == [
        {"from": "todo", "to": "standby", "reminder_at": LATER.isoformat()},
        {"from": "standby", "to": "standby", "reminder_at": EVEN_LATER.isoformat()},
    ]


def test_each_change_raises_the_version_and_is_recorded_once(firm: Firm, deal: int) -> None:
    first = _seen(firm, deal).version
    _set(firm, "Ben", deal, Status.WON, seen_version=first)
    assert _seen(firm, deal).version == first + 1
    assert _history(firm) == [{"from": "todo", "to": "won", "reminder_at": None}]


def test_who_comes_second_is_told_who_was_first_and_when(firm: Firm, deal: int) -> None:
    seen = _seen(firm, deal).version
    _set(firm, "Ada", deal, Status.LOST, LATER, seen_version=seen)
    with pytest.raises(Stale) as refused:
        _set(firm, "Ben", deal, Status.WON, EVEN_LATER, seen_version=seen)
    assert refused.value == Stale("opportunity", 1, "Ada", LATER)
    assert _seen(firm, deal).status is Status.LOST


def test_the_change_and_its_history_are_undone_together(firm: Firm, deal: int) -> None:
    with pytest.raises(ZeroDivisionError), firm.acting("Ben") as (session, actor):
        set_status(session, actor, deal, Status.WON, NOW)
        session.flush()
        raise ZeroDivisionError
    assert _seen(firm, deal).status is Status.TODO
    assert _history(firm) == []


def test_seen_but_not_within_reach_is_refused_by_name_and_hidden_is_not_found(firm: Firm, deal: int) -> None:
    with pytest.raises(NotWithinReach) as refused:
        _set(firm, "Wanda", deal, Status.WON)
    assert refused.value == NotWithinReach("opportunity", 1, "Ben")
    firm.sets(opportunities=OpportunityVisibility.ADMINS_ONLY)
    for absent in (deal, deal + 1):
        with pytest.raises(NotFound) as missed:
            _set(firm, "Wanda", absent, Status.WON)
        assert missed.value == NotFound("opportunity")


def test_a_hidden_one_is_not_found_before_its_reminder_is_looked_at(firm: Firm, deal: int) -> None:
    firm.sets(opportunities=OpportunityVisibility.ADMINS_ONLY)
    with pytest.raises(NotFound):
        _set(firm, "Wanda", deal, Status.STANDBY)


def test_a_form_is_opened_only_for_who_may_send_it(firm: Firm, deal: int) -> None:
    may_change(_seen(firm, deal))
    with firm.acting("Wanda") as (session, actor):
        row = open_opportunity(session, actor, deal)
    with pytest.raises(NotWithinReach):
        may_change(row)
