"""What is to be told and what comes due is there exactly if the change is."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from core import due, members, outbox
from core.db import Database
from core.members import Profile
from core.models import Message, Standing
from core.outbox import ToChannel, ToMember

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def jobs(database: Database) -> list[tuple[str, str, dict[str, int]]]:
    """What waits in the queue: lock, task and ids."""
    with psycopg.connect(database.url) as connection:
        return connection.execute("select lock, task_name, args from procrastinate_jobs order by id").fetchall()


def test_a_message_and_its_job_are_there_once_the_change_is(database: Database, workspace: int) -> None:
    with database.transaction(workspace) as session:
        message = outbox.post(session, workspace, "greeting", ToChannel("C1"), NOW, subject="folder:1")
        key = message.id
    assert jobs(database) == [(f"{workspace} C1", "deliver", {"workspace_id": workspace, "message_id": key})]


def test_what_was_not_saved_is_not_told(database: Database, workspace: int) -> None:
    with pytest.raises(ZeroDivisionError), database.transaction(workspace) as session:
        outbox.post(session, workspace, "greeting", ToChannel("C1"), NOW, subject="folder:1")
        raise ZeroDivisionError
    assert jobs(database) == []
    with database.transaction(workspace) as session:
        assert session.query(Message).count() == 0


def test_several_changes_make_one_update(database: Database, workspace: int) -> None:
    with database.transaction(workspace) as session:
        outbox.post(session, workspace, "greeting", ToChannel("C1"), NOW, subject="folder:1")
        session.query(Message).update({"queued": False, "sent": 1})
    for _ in range(3):
        with database.transaction(workspace) as session:
            outbox.refresh(session, workspace, "folder:1")
    with database.transaction(workspace) as session:
        assert session.query(Message.wanted).scalar() == 4
    assert len(jobs(database)) == 2


def test_what_is_held_back_is_not_queued(database: Database, workspace: int) -> None:
    with database.transaction(workspace) as session:
        profile = Profile("U1", "Ben", None, "en-US", "Europe/Paris", Standing.MEMBER, rules_slack=False)
        member = members.meet(session, workspace, profile, NOW)
    with database.transaction(workspace) as session:
        later = NOW + timedelta(hours=9)
        outbox.post(session, workspace, "greeting", ToMember(member), NOW, subject="folder:1", held_until=later)
        outbox.refresh(session, workspace, "folder:1")
    assert jobs(database) == []


def test_what_is_due_is_taken_once_in_its_order_and_by_one(database: Database, workspace: int) -> None:
    with database.transaction(workspace) as session:
        for number in (2, 1, 3):
            due.put_down(session, workspace, "wake", f"folder:{number}", NOW + timedelta(minutes=number))
        due.put_down(session, workspace, "wake", "folder:3", NOW + timedelta(days=1))
    with database.transaction(workspace) as session:
        soon = NOW + timedelta(hours=1)
        assert [one.subject for one in due.take(session, workspace, soon)] == ["folder:1", "folder:2"]
        with database.transaction(workspace) as other:
            assert due.take(other, workspace, soon) == []
    with database.transaction(workspace) as session:
        due.cross_out(session, workspace, "folder:3")
        assert due.take(session, workspace, NOW + timedelta(days=2)) == []
