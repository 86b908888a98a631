"""Messages as stories have them: told by the core, delivered by hand, read in the local Slack."""

from dataclasses import dataclass, field
from typing import Any

import psycopg
from slack_sdk.models.blocks import SectionBlock

from bot import notifications
from bot.config import Config
from bot.delivery import Delivery, slack_client
from bot.notifications import Kind, Occasion
from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Channel, Person
from bot.views.screen import Screen, plain
from core import clock, outbox
from core.db import Database
from core.models import Message
from core.outbox import Recipient, ToChannel

GREETING = "greeting"


@dataclass
class Teller:
    """Tells greetings, and delivers them.

    Attributes:
        database: where they are.
        workspace_id: the workspace.
        local: where they are read.
        words: what they say, by their subject; None has nothing to say any more.
    """

    database: Database
    workspace_id: int
    local: LocalSlack
    config: Config
    words: dict[str, str | None] = field(default_factory=dict)
    looked: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        kinds = {**notifications.kinds(), GREETING: Kind(self._render), "looking": Kind(self._render, looks=True)}
        self.delivery = Delivery(self.database, slack_client(self.config), kinds)

    def tell(self, to: Recipient | Channel, words: str, *, subject: str = "folder:1", kind: str = GREETING) -> int:
        """Decide that something is told; gives the message."""
        self.words[subject] = words
        recipient = ToChannel(to.id) if isinstance(to, Channel) else to
        with self.database.transaction(self.workspace_id) as session:
            found: int = outbox.post(session, self.workspace_id, kind, recipient, clock.now(), subject=subject).id
        return found

    def change(self, words: str | None, subject: str = "folder:1") -> None:
        """Let it read differently from now on."""
        self.words[subject] = words
        with self.database.transaction(self.workspace_id) as session:
            outbox.refresh(session, self.workspace_id, subject)

    def deliver(self, message_id: int) -> None:
        """Do what the worker does with a job."""
        self.delivery.deliver(self.workspace_id, message_id)

    def work(self) -> None:
        """Do what the worker does with all that waits, one after the other."""
        with psycopg.connect(self.database.url, autocommit=True) as connection:
            while found := connection.execute(
                "delete from procrastinate_jobs where id = (select min(id) from procrastinate_jobs) returning args"
            ).fetchall():
                self.deliver(found[0][0]["message_id"])

    def stands(self, message_id: int) -> Message:
        """A message as it is stored."""
        with self.database.transaction(self.workspace_id) as session:
            return session.get_one(Message, message_id)

    def read(self, where: Channel, who: Person) -> list[str]:
        """What somebody reads in a channel."""
        return [one.text for one in self.local.workspace.messages_for(who.id, where.id)]

    def waiting(self) -> int:
        """Jobs in the queue."""
        with psycopg.connect(self.database.url) as connection:
            return len(connection.execute("select from procrastinate_jobs").fetchall())

    def _render(self, occasion: Occasion) -> Screen | None:
        self.looked.append(occasion.channel)
        words = self.words[occasion.message.subject]
        if words is None:
            return None
        said = f"{words} ({occasion.reader.language})"
        return Screen("Greeting", said, [SectionBlock(text=plain(said))])
