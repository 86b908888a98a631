"""The database goes away in the middle of a story: each door says so within Slack's three seconds, and then goes on."""

import threading
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import make_url

from bot.app import create_app
from bot.config import Config
from bot.manifest import manifest
from bot.sandbox.serving import served
from bot.sandbox.slack import LocalSlack
from bot.sandbox.timing import Timing
from bot.sandbox.workspace import Person
from bot.web import create_web
from core.db import Database
from core.models import Folder, Opportunity
from tests.bot.conftest import SECRET, TOKEN
from tests.bot.office import Office
from tests.bot.reading import folders_of, titles_of
from tests.core.test_away import Wire
from tests.stories import Slack

AWAY = "Dossier cannot reach its database just now. Nothing was changed; please try again in a minute."
GUEST = "Dossier is for full members of this workspace; guests cannot use it."
AGAIN = 0.4
"""Seconds until this local Slack sends an event again that was not taken."""


@pytest.fixture
def wire(database: Database) -> Iterator[Wire]:
    """The app's way to the database; the office has a way of its own."""
    wire = Wire(database.url)
    yield wire
    wire.cut()


@pytest.fixture
def local(database: Database, wire: Wire) -> Iterator[LocalSlack]:
    """A local Slack whose app reaches the database over the wire; it soon sends an event again."""
    far = make_url(database.url).set(host="127.0.0.1", port=wire.port, query={})
    timing = Timing(retries=(AGAIN, AGAIN, AGAIN))
    with LocalSlack(
        signing_secret=SECRET, bot_token=TOKEN, manifest=manifest(""), app_url=None, timing=timing
    ) as local:
        config = Config(slack_signing_secret=SECRET, slack_bot_token=TOKEN, slack_api_url=local.api_url)
        behind = Database(far.render_as_string(hide_password=False))
        with served(create_web(create_app(config, behind), behind)) as url:
            local.app_url = url
            yield local
        behind.close()


def test_every_door_says_so_and_the_next_command_works_when_it_is_back(
    slack: Slack, office: Office, wire: Wire, ben: Person
) -> None:
    office.opportunity("Deal", ben, folder=office.folder("Acme", ben))
    card = slack.says(ben, "/opp open Deal")
    wire.cut()
    for text in ("/folder list", "/folder list status:nonsense", "/folder nonsense", "/opp won Deal", "/opp help"):
        assert slack.says(ben, text).words == AWAY
    assert slack.clicks(ben, "Won", on=card).words == AWAY
    assert slack.clicks(ben, "Standby", on=card).words == AWAY
    assert slack.opens_home(ben).words == AWAY
    assert slack.reads(ben).parts[0].everything == card.parts[0].everything
    wire.mend()
    assert titles_of(slack.says(ben, "/opp list status:todo")) == ["Deal"]
    assert slack.clicks(ben, "Won", on=card).lines[0] == "Now: 🟢 Won"
    assert folders_of(slack.opens_home(ben)) == ["Acme"]


def test_a_form_keeps_what_was_typed_and_is_sent_again_when_it_is_back(
    slack: Slack, office: Office, wire: Wire, ben: Person
) -> None:
    slack.says(ben, "/folder new Acme")
    slack.fills(ben, {"Description": "Since 1998"})
    wire.cut()
    form = slack.submits(ben)
    assert form.errors == {"Name": AWAY}
    assert form.values == {"Name": "Acme", "Owner": ben.id, "Description": "Since 1998"}
    assert office.count(Folder) == 0
    wire.mend()
    assert slack.submits(ben).lines[:2] == ["Created.", "Acme"]
    assert office.count(Folder) == 1


def test_a_search_offers_nothing_and_a_modal_says_it_on_top(
    slack: Slack, office: Office, wire: Wire, ben: Person
) -> None:
    office.opportunity("Deal", ben, folder=office.folder("Acme", ben))
    slack.opens_home(ben)
    slack.clicks(ben, "Open", beside="Acme")
    slack.clicks(ben, "New opportunity")
    wire.cut()
    assert slack.offers(ben, "Client folder", "acme") == []
    slack.closes(ben)
    refused = slack.clicks(ben, "Open", beside="Deal")
    assert refused.modal == "Not possible"
    assert AWAY in refused
    wire.mend()
    slack.closes(ben)
    assert slack.clicks(ben, "Open", beside="Deal").modal == "Opportunity"
    assert office.count(Opportunity) == 1


def test_it_is_said_in_the_language_of_who_was_met_before(slack: Slack, office: Office, wire: Wire) -> None:
    zoe = slack.local.add_person("zoe", locale="fr-FR")
    slack.says(zoe, "/folder list")
    wire.cut()
    said = slack.says(zoe, "/folder list").words
    assert said != AWAY
    assert "base de données" in said


def test_somebody_never_met_is_told_too_and_met_when_it_is_back(
    slack: Slack, office: Office, wire: Wire, wanda: Person
) -> None:
    wire.cut()
    assert slack.says(wanda, "/folder list").words == AWAY
    assert slack.opens_home(wanda).words == AWAY
    wire.mend()
    assert slack.says(wanda, "/folder list").lines[0] == "Client folders"


def test_who_became_a_guest_while_it_was_away_has_lost_access_when_it_is_back(
    slack: Slack, office: Office, wire: Wire, ben: Person
) -> None:
    listed = slack.says(ben, "/folder list")
    wire.cut()
    with slack.expect_failure() as failed:
        slack.local.change_person(ben, is_restricted=True)
    assert {entry.status for entry in failed} == {503}
    wire.mend()
    taken = slack.local.wait_for(
        lambda: [entry for entry in slack.local.wire if (entry.kind, entry.status) == ("event user_change", 200)]
    )
    assert taken, "the event was never taken"
    assert slack.clicks(ben, "New folder", on=listed).words == GUEST


def test_a_database_that_is_silent_is_not_waited_for(
    slack: Slack, office: Office, wire: Wire, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.folder("Acme", ben)
    slack.says(ben, "/folder list")
    speaks = threading.Event()
    original = Wire._carry

    def silent(self: Wire, source: object, sink: object) -> None:
        speaks.wait(10)
        original(self, source, sink)  # type: ignore[arg-type]

    monkeypatch.setattr(Wire, "_carry", silent)
    wire.cut()
    wire.mend()
    began = time.monotonic()
    assert slack.says(ben, "/folder list").words == AWAY
    assert time.monotonic() - began < slack.local.board.timing.acknowledge
    speaks.set()
    assert folders_of(slack.says(ben, "/folder list")) == ["Acme"]
