"""Asking a manager, as the stories about it begin."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Channel, Person
from core import members
from core.approvals.rows import pending
from core.models import Approval, ApprovalOutcome, Event, Folder, Member
from tests.bot.office import Office
from tests.bot.worker import Worker
from tests.sandbox.screen import Screen
from tests.stories import Slack

SECONDS: Final = 5
"""How long what is put off may take."""


@dataclass(frozen=True)
class Team:
    """Wanda's team: Max leads it, and so does Mia; and a folder of Wanda's.

    Attributes:
        max: a manager.
        mia: another.
        number: the folder's.
    """

    max: Person
    mia: Person
    number: int


class Told(Slack):
    """Where whatever was decided is told by the time that somebody looks."""

    def __init__(self, local: LocalSlack, worker: Worker) -> None:
        super().__init__(local)
        self._worker = worker

    def reads(self, who: Person, channel: Channel | str | None = None) -> Screen:
        self._worker.sends()
        return super().reads(who, channel)


def asks(
    slack: Slack, who: Person, number: int, to: Person | None = None, reason: str = "", *, waits: str = "Asked: "
) -> Screen:
    """Ask from the folder's card; gives what the asker reads of it."""
    before = slack.reads(who).words.count(waits)
    slack.says(who, f"/folder open F-{number}")
    slack.clicks(who, "Ask a manager")
    slack.fills(who, {"Reason": reason} | ({} if to is None else {"New owner": to}))
    slack.submits(who)
    assert slack.local.wait_for(lambda: slack.reads(who).words.count(waits) > before, SECONDS), waits
    return last(slack, who, waits)


def last(slack: Slack, who: Person, words: str) -> Screen:
    """The last message that says these words, in the person's messages with the app."""
    return Screen(who, slack.sees(who, words).parts[-1:], slack.local.workspace)


def card_of(slack: Slack, who: Person, words: str = " asks that ") -> Screen:
    """The last card that asks somebody."""
    return last(slack, who, words)


def owner_of(office: Office, number: int) -> str:
    """Whose the folder of that number is."""
    with office.database.transaction(office.workspace_id) as session:
        of_it = select(Member.name).join(Folder, Folder.owner_id == Member.id).where(Folder.number == number)
        return session.scalars(of_it).one()


def outcomes(office: Office) -> list[ApprovalOutcome | None]:
    """How each request ended, in the order in which they were made."""
    with office.database.transaction(office.workspace_id) as session:
        return list(session.scalars(select(Approval.outcome).order_by(Approval.id)))


def history(office: Office, kind: str) -> list[tuple[str, dict[str, object]]]:
    """Who did what of this kind, and the facts."""
    with office.database.transaction(office.workspace_id) as session:
        found = session.execute(
            select(Member.name, Event.facts)
            .join(Event, Event.actor_id == Member.id)
            .where(Event.kind == kind)
            .order_by(Event.id)
        )
        return [(name, facts) for name, facts in found]


def waiting(office: Office, who: Person) -> list[tuple[str, str]]:
    """What waits for somebody's answer: who asks, and for whom."""
    with office.database.transaction(office.workspace_id, members.who(office.workspace_id, who.id)) as session:
        actor = members.acting(session)
        assert actor is not None
        return [(row.asker.name, row.after.name) for row in pending(session, actor)]
