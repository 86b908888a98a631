"""What waited for quiet hours to end: sent once, none of it left out, and by a worker that waits for nobody."""

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select, update

from bot.jobs import due_handlers, sweep
from core import outbox
from core.models import Due, Member, Message, Settings
from core.outbox import ToChannel, ToMember
from core.together import MOST, TOGETHER
from tests.core.firm import Firm

NIGHT = datetime(2026, 11, 24, 23, tzinfo=UTC)
MORNING = datetime(2026, 11, 25, 6, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def ben(firm: Firm) -> int:
    """Ben, in Paris, where it is quiet from ten to seven."""
    with firm.database.transaction(firm.workspace_id) as session:
        session.execute(update(Settings).values(quiet_from=time(22), quiet_until=time(7)))
        return session.scalars(select(Member.id).where(Member.name == "Ben")).one()


def told(firm: Firm, to: ToMember | ToChannel, count: int = 1, *, urgent: bool = False) -> None:
    with firm.database.transaction(firm.workspace_id) as session:
        for number in range(count):
            outbox.post(session, firm.workspace_id, "any", to, NIGHT, subject=f"folder:{number}", urgent=urgent)


def queued(firm: Firm) -> list[tuple[str, int]]:
    """What is about to be sent, and of how many parts it is."""
    with firm.database.transaction(firm.workspace_id) as session:
        found = session.scalars(select(Message).where(Message.queued).order_by(Message.id)).all()
        return [(one.kind, len(one.facts.get("parts", ()))) for one in found]


def test_only_people_have_quiet_hours_and_what_is_urgent_does_not_wait(firm: Firm, ben: int) -> None:
    told(firm, ToChannel("C0SALES"))
    told(firm, ToMember(ben), urgent=True)
    told(firm, ToMember(ben))
    assert queued(firm) == [("any", 0)] * 2


def test_many_come_in_as_few_messages_as_slack_takes(firm: Firm, ben: int) -> None:
    told(firm, ToMember(ben), MOST + 3)
    sweep(firm.database, MORNING - SECOND, due_handlers())
    assert queued(firm) == []
    for later in (timedelta(), SECOND, timedelta(days=2)):
        sweep(firm.database, MORNING + later, due_handlers())
        assert queued(firm) == [(TOGETHER, MOST), (TOGETHER, 3)]


def test_where_somebody_holds_a_part_all_of_it_waits_for_a_second(firm: Firm, ben: int) -> None:
    told(firm, ToMember(ben), 3)
    with firm.database.transaction(firm.workspace_id) as session:
        session.scalars(select(Message).order_by(Message.id).limit(1).with_for_update()).one()
        sweep(firm.database, MORNING, due_handlers())
        assert queued(firm) == []
    with firm.database.transaction(firm.workspace_id) as session:
        assert session.scalars(select(Due.due_at)).one() == MORNING + SECOND
    sweep(firm.database, MORNING + SECOND, due_handlers())
    assert queued(firm) == [(TOGETHER, 3)]
