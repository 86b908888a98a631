"""The channels of a history: what they follow, and when nobody can write there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot.parsing import filters
from core import following, routes, settings
from core.actor import Actor
from core.models import Route, Settings
from core.sharing import Channel
from tests.alerts.histories import ALERTS, CHANNELS, OWNERS, Door, Histories
from tests.alerts.reading import House, Room
from tests.alerts.slack import SmallSlack

REFUSED_WITH: Final = {"archive": "is_archived", "remove": "not_in_channel"}


@dataclass
class Channels:
    """Does to the channels what a history says, in the product, at Slack and in the reading of it.

    Attributes:
        slack: where they are.
        house: the same channels, as the reading knows them.
    """

    slack: SmallSlack
    house: House

    def begin(self, session: Session, actor: Actor, histories: Histories, now: datetime) -> None:
        """Let everything be as it is when the histories begin."""
        session.execute(delete(Route))
        rules = session.get_one(Settings, actor.workspace_id)
        rules.alert_channel = rules.alert_channel_paused = None
        session.flush()
        self.house.rooms = {name: Room() for name in CHANNELS}
        if histories.alerts:
            self.switch(session, actor, now)
        for name, asked in zip(CHANNELS, histories.follows, strict=True):
            if asked is not None:
                self._follow(session, actor, name, asked, now)

    def switch(self, session: Session, actor: Actor, now: datetime) -> None:
        """Give the workspace an alert channel, or take it away."""
        self.house.alerts = None if self.house.alerts else ALERTS
        settings.change(session, actor, {"alert_channel": self.house.alerts}, now)

    def act(self, session: Session, actor: Actor, name: str, door: Door, now: datetime) -> None:
        """Do this to a channel, where it can be done."""
        room = self.house.rooms[name]
        act, _, untold = door.what.partition(" ")
        match act:
            case "follow" if not room.shut:
                self._follow(session, actor, name, door.follows, now)
            case "unfollow" if room.follows is not None:
                room.follows = None
                following.unfollow(session, actor, name, now)
            case "archive" | "remove" if not room.shut:
                room.shut = True
                self.slack.shut[name] = REFUSED_WITH[act]
                if not untold and routes.of(session, actor.workspace_id, name):
                    routes.pause(session, actor.workspace_id, name, REFUSED_WITH[act], now)
            case "open" if room.shut:
                room.shut = False
                del self.slack.shut[name]
                routes.resume(session, actor.workspace_id, name)

    def _follow(self, session: Session, actor: Actor, name: str, asked: str, now: datetime) -> None:
        self.house.rooms[name].follows = asked
        typed = asked
        for owner in OWNERS:
            typed = typed.replace(owner, f"<@{owner}>")
        question = filters.read(typed)
        channel = Channel(name, name, app_in=True, archived=False, external=False, people=(actor.slack_user_id,))
        prospect = following.prospect(session, actor, channel, question)
        following.follow(session, actor, prospect, filters.write(question), now)
