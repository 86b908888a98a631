"""The worker of a story: does what is due by a moment, then sends what is to be sent, in its order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot.config import Config
from bot.delivery import Delivery, slack_client
from bot.jobs import due_handlers, sweep
from bot.leavers import hand_over
from bot.notifications import kinds
from bot.sandbox.slack import LocalSlack
from core.db import Database
from core.models import HandOver, Message
from tests.bot.office import Office


@dataclass
class Worker:
    """Works when told to.

    Attributes:
        database: where everything is kept.
        workspace_id: the workspace.
        delivery: sends messages.
    """

    database: Database
    workspace_id: int
    delivery: Delivery

    def works(self, by: datetime) -> None:
        """Do all there is to do by then."""
        sweep(self.database, by, due_handlers())
        with self.database.transaction(self.workspace_id) as session:
            running = session.scalars(select(HandOver.id).where(HandOver.ended_at.is_(None))).all()
        for one in running:
            hand_over(self.database, self.workspace_id, one)
        self.sends()

    def sends(self) -> None:
        """Send what is to be sent, and do nothing else."""
        while waiting := self._waiting():
            for one in waiting:
                self.delivery.deliver(self.workspace_id, one)

    def _waiting(self) -> Sequence[int]:
        with self.database.transaction(self.workspace_id) as session:
            return session.scalars(select(Message.id).where(Message.queued).order_by(Message.id)).all()


def hired(office: Office, local: LocalSlack, token: str) -> Worker:
    """A worker of this office."""
    config = Config(slack_bot_token=token, slack_api_url=local.api_url)
    return Worker(office.database, office.workspace_id, Delivery(office.database, slack_client(config), kinds()))
