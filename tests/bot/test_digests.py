"""Digests: turned on at Home, told in the morning by what their reader may see then, turned off where they stand."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Message, Person
from core import clock, members
from core.digests.switch import switch
from core.digests.times import Digest
from core.models import FolderSharing as F
from core.models import InsideTeam as T
from core.models import OpportunityVisibility as V
from tests.bot import office as the_office
from tests.bot.conftest import TOKEN
from tests.bot.every_door import reached
from tests.bot.office import Office
from tests.bot.worker import Worker, hired
from tests.stories import Slack

NAMES = ("Morning brief", "Weekly table", "Point du matin")


@dataclass
class Clock:
    """The clock of the story, on the wall in Paris; a worker is there whenever it moves."""

    worker: Worker
    moment: datetime = field(default_factory=lambda: datetime(2035, 3, 12, 11, tzinfo=UTC))

    def strikes(self, when: str) -> None:
        """It is that time; the worker does what is due."""
        self.moment = datetime.fromisoformat(when).replace(tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)
        self.worker.works(self.moment)


@pytest.fixture
def time(office: Office, local: LocalSlack, monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock(hired(office, local, TOKEN))
    monkeypatch.setattr(clock, "now", lambda: found.moment)
    monkeypatch.setattr(the_office, "now", lambda: found.moment)
    return found


def told(slack: Slack, who: Person) -> list[Message]:
    """The digests that somebody was sent."""
    sent = slack.local.workspace.messages_for(who.id, slack.local.app_dm(who).id)
    return [one for one in sent if one.metadata and one.text.startswith(NAMES)]


def turns_on(slack: Slack, who: Person, name: str, on: str) -> None:
    slack.opens_home(who)
    slack.clicks(who, on, beside=name)


def test_a_rep_turns_the_brief_on_reads_it_in_the_morning_and_turns_it_off_in_place(
    slack: Slack, office: Office, time: Clock, ben: Person, wanda: Person
) -> None:
    office.sets(F.SHARED, V.ADMINS_ONLY, T.OFF)
    office.folder("Acme", ben)
    office.opportunity("Zanzibar", wanda, folder=1, amount="7777")
    slack.says(ben, "/opp new Renewal")
    slack.fills(ben, {"Amount": "1000", "Expected closing date": "2035-03-12"})
    slack.submits(ben)
    slack.says(ben, "/opp new Far")
    slack.fills(ben, {"Expected closing date": "2035-03-19"})
    slack.submits(ben)
    office.opportunity("Audit", ben, amount="300")
    slack.says(ben, "/opp standby O-4 2035-03-13")
    assert "Morning brief: off" in slack.opens_home(ben)
    assert "Weekly table" not in slack.looks(ben)
    assert "Turn off" in slack.clicks(ben, "Turn on", beside="Morning brief: off").buttons
    turns_on(slack, wanda, "Morning brief: off", "Turn on")
    time.strikes("2035-03-13T08:29")
    assert told(slack, ben) == []
    time.strikes("2035-03-13T08:30")
    [brief] = told(slack, ben)
    assert brief.text.split("\n") == [
        "Morning brief · Mar 13, 2035 · Figures are of the opportunities you can see.",
        "Reminders due",
        "O-4 Audit · 🟡 Standby · €300 · ben · until Mar 13, 2035",
        "My folders with nothing in progress",
        "F-1 Acme · 0 opportunities · last change Mar 12, 2035",
        "Expected to close by the end of this week",
        "O-2 Renewal · 🔵 To do · €1,000 · ben · overdue since Mar 12, 2035",
    ]
    screen = slack.reads(ben)
    for line in brief.text.split("\n")[1:]:
        assert line.partition(" · ")[0] in screen
    assert screen.buttons.count("Open") == 3
    assert not [one for one in ("Zanzibar", "7777", "7,777", "O-1") if one in json.dumps(brief.blocks) + brief.text]
    assert brief.metadata is not None
    assert set(brief.metadata["event_payload"]) == {"key"}
    # Hers has nothing in it: what is told of is no folder of hers, and her opportunity expects no date.
    assert told(slack, wanda) == []
    off = slack.clicks(ben, "Turn off", on=screen)
    assert "Morning brief: off" in off
    assert "F-1 Acme" in off
    [still] = told(slack, ben)
    assert still.ts == brief.ts
    time.strikes("2035-03-14T08:30")
    assert len(told(slack, ben)) == 1
    on = slack.clicks(ben, "Turn on again", on=slack.reads(ben))
    assert "Turn off" in on.buttons
    assert "Morning brief: off" not in on
    time.strikes("2035-03-15T08:30")
    assert [one.text.split("\n")[0].split(" · ")[1] for one in told(slack, ben)] == ["Mar 14, 2035", "Mar 15, 2035"]


def test_a_brief_is_sent_late_on_its_day_not_when_it_is_empty_and_where_its_reader_is(
    slack: Slack, local: LocalSlack, office: Office, time: Clock
) -> None:
    jean = local.add_person("jean", locale="fr-FR", tz="Europe/Paris")
    slack.opens_home(jean)
    who = members.who(office.workspace_id, jean.id)
    with office.database.transaction(office.workspace_id, who) as session:
        actor = members.acting(session)
        assert actor is not None
        switch(session, actor, Digest.BRIEF, time.moment, on=True)
    # It was turned on meanwhile, on another device.
    assert "Désactiver" in slack.clicks(jean, "Activer", beside="Point du matin\u00a0: désactivé").buttons
    # Empty, then told late, then not any more on that day.
    time.strikes("2035-03-13T08:30")
    assert told(slack, jean) == []
    office.folder("Acme", jean)
    time.strikes("2035-03-14T17:00")
    time.strikes("2035-03-15T19:00")
    [brief] = told(slack, jean)
    assert brief.text.split("\n") == [
        "Point du matin · 14 mars 2035",
        "Mes dossiers sans rien en cours",
        "F-1 Acme · 0 opportunité · dernier changement le 13 mars 2035",
    ]
    # He goes elsewhere, and then away.
    local.change_person(jean, tz="America/New_York", locale="en-US")
    time.strikes("2035-03-16T08:30")
    assert len(told(slack, jean)) == 1
    time.strikes("2035-03-16T13:30")
    assert [one.text.partition("\n")[0] for one in told(slack, jean)][1:] == ["Morning brief · Mar 16, 2035"]
    local.change_person(jean, deleted=True)
    time.strikes("2035-03-19T13:30")
    assert len(told(slack, jean)) == 2


def test_a_manager_reads_the_week_of_their_teams_as_far_as_they_may_see(
    slack: Slack, local: LocalSlack, office: Office, time: Clock, ben: Person, wanda: Person
) -> None:
    dora, rex = local.add_person("dora", tz="Europe/Paris"), local.add_person("rex", tz="Europe/Paris")
    office.sets(F.OWN, V.ADMINS_ONLY, T.MANAGERS)
    office.team("North", [ben, dora], [wanda])
    for name in ("Acme", "Bolt", "Chrome", "Delta", "Echo"):
        office.folder(name, ben)
    office.opportunity("Renewal", ben, folder=1, amount="1000")
    office.opportunity("Licences", ben, folder=2, amount="10")
    office.opportunity("Quagga", rex, folder=4, amount="8888")
    time.strikes("2035-03-14T10:00")
    turns_on(slack, wanda, "Weekly table: off", "Turn on")
    turns_on(slack, wanda, "Morning brief: off", "Turn on")
    for who, number in ((ben, 1), (ben, 2), (rex, 3)):
        slack.says(who, f"/opp lost O-{number}")
    time.strikes("2035-03-14T10:30")
    slack.says(ben, "/opp duplicate O-1")
    # What brings it back is hidden from her: it is back, and nobody says what is in it.
    slack.says(rex, "/opp duplicate O-3")
    office.gives(3, dora, by=ben)
    # It goes out of her sight.
    office.gives(5, rex, by=ben)
    time.strikes("2035-03-19T08:30")
    [weekly] = told(slack, wanda)
    assert weekly.text.split("\n") == [
        "Weekly table · Mar 12, 2035 – Mar 18, 2035 · Figures are of the opportunities you can see.",
        "ben: 3 folders ran out of opportunities · 2 folders back in play · 1 won back (€1,000) · 1 folder given away",
        "dora: 1 folder received",
        "Still with nothing in progress",
        "F-2 Bolt · owner: ben",
    ]
    hidden = ("Quagga", "8888", "8,888", "9,888", "O-3", "O-5", "Echo", "rex")
    assert not [one for one in hidden if one in reached(slack, wanda)]
    assert slack.reads(wanda).buttons == ["Folders", "Folders", "Open", "Turn off"]
    assert "Weekly table: off" in slack.clicks(wanda, "Turn off", on=slack.reads(wanda))
    turns_on(slack, wanda, "Weekly table: off", "Turn on")
    # A week in which nothing happened, and one after which there is nobody to lead.
    time.strikes("2035-03-26T08:30")
    slack.says(ben, "/opp cancel O-4")
    time.strikes("2035-03-26T10:30")
    office.sets(inside_team=T.OFF)
    time.strikes("2035-04-02T08:30")
    assert len(told(slack, wanda)) == 1
    assert "Weekly table: on" in slack.opens_home(wanda)
