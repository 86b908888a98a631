"""What is told of a quiet folder names no figure and no opportunity, wherever and to whomever (SPEC §2.3, §4.3)."""

import json
from datetime import timedelta

import pytest

from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Channel, Person
from core.clock import now
from core.models import FolderSharing as F
from core.models import InsideTeam as T
from core.models import OpportunityVisibility as V
from core.models import Status
from tests.bot.conftest import TOKEN
from tests.bot.office import Office
from tests.bot.worker import hired
from tests.stories import Slack

# Longer than what the random key of a message could hold by chance.
HIDDEN = ("Zanzibar", "7777777777", "7 777", "7,777", "8888888888", "8,888", "Quagga", "O-1", "O-2", "secret")


@pytest.mark.parametrize("channel", [True, False])
@pytest.mark.parametrize("folders", list(F))
@pytest.mark.parametrize("opportunities", list(V))
def test_no_message_says_more_than_that_nothing_is_in_progress(
    slack: Slack,
    local: LocalSlack,
    office: Office,
    ben: Person,
    wanda: Person,
    ada: Person,
    sales: Channel,
    folders: F,
    opportunities: V,
    channel: bool,
) -> None:
    office.knows(ada)
    office.sets(folders, opportunities, T.MANAGERS)
    office.team("North", [ben], [wanda])
    office.folder("Acme", ben)
    office.opportunity("Quagga", wanda, folder=1, amount="8888888888", status=Status.WON)
    office.opportunity("Zanzibar", ben, folder=1, amount="7777777777", tags=("secret",))
    if channel:
        office.alerts(sales)
    worker = hired(office, local, TOKEN)
    slack.says(ben, "/opp cancel O-2")
    for days in (1, 8, 15):
        worker.works(now() + timedelta(days=days))
    place = sales if channel else None
    alert = slack.sees(ben, "F-1 Acme has no opportunity in progress any more.", place)
    if channel:
        slack.clicks(ben, "Client lost", on=alert)
        slack.chooses(ben, "Snooze", "1 week", on=alert)
        worker.works(now() + timedelta(days=20))
    slack.says(ben, "/opp todo O-2")
    worker.works(now() + timedelta(days=21))
    told = [
        json.dumps(entry.request)
        for entry in local.wire
        if "dossier_message" in json.dumps(entry.request) and "key" in json.dumps(entry.request)
    ]
    assert len(told) > 3
    for said in told:
        assert not [one for one in HIDDEN if one in said], said
    if channel and folders is F.OWN:
        in_channel = [said for said in told if sales.id in said]
        assert in_channel
        assert not [said for said in in_channel if "owner: " in said]
    everything = [one.metadata for one in local.workspace.messages_for(ada.id, local.app_dm(ada).id) if one.metadata]
    everything += [one.metadata for one in local.workspace.messages_for(ben.id, sales.id) if one.metadata]
    for metadata in everything:
        assert set(metadata) == {"event_type", "event_payload"}
        assert set(metadata["event_payload"]) == {"key"}
