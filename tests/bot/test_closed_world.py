"""What the app sends and what it listens to are one closed world: no id without a listener, none without an id."""

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import App

from bot import VERSION, ids
from bot.app import create_app
from bot.config import Config
from bot.manifest import HINT_LIMIT, PATH, manifest
from bot.parsing.commands import TABLE
from bot.sandbox.workspace import Person
from core.clock import now
from core.db import Database
from core.models import DefaultField, FieldKind, FolderSharing, Status, Team
from tests.bot.asking import asks, card_of
from tests.bot.conftest import TOKEN
from tests.bot.office import Office
from tests.bot.worker import hired
from tests.stories import Slack

Json = dict[str, Any]


@pytest.fixture
def listened(monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """What the product hangs into Bolt, by kind."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind in ("action", "view", "options", "event", "command", "shortcut", "message"):
        original = getattr(App, kind)

        def noted(app: App, name: str, *rest: Any, _kind: str = kind, _original: Any = original, **named: Any) -> Any:
            found[_kind].add(name)
            return _original(app, name, *rest, **named)

        monkeypatch.setattr(App, kind, noted)
    create_app(Config(slack_signing_secret="x", slack_bot_token="xoxb-x"), Database("postgresql://nowhere/none"))
    return found


def every_dict(thing: Any) -> Iterator[Json]:
    """All objects inside what was sent."""
    if isinstance(thing, str) and thing[:1] in "{[":
        try:
            thing = json.loads(thing)
        except ValueError:
            return
    if isinstance(thing, dict):
        yield thing
    if isinstance(thing, dict | list):
        for part in thing.values() if isinstance(thing, dict) else thing:
            yield from every_dict(part)


def sent(slack: Slack) -> dict[str, set[str]]:
    """The ids in all that the app has sent so far, by the kind of listener that they need."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in slack.local.wire:
        for thing in every_dict(entry.response if entry.direction == "to_app" else entry.request):
            if thing.get("submit"):
                found["view"].add(thing["callback_id"])
            if thing.get("type") == "input" and not thing.get("dispatch_action"):
                # What is in an input block speaks when the form is sent, and not before.
                found["answer"].add(thing["element"]["action_id"])
            if "external_select" in str(thing.get("type")):
                found["options"].add(thing["action_id"])
            if thing.get("action_id", "") not in found["answer"] | {""}:
                found["action"].add(thing["action_id"])
    return found


def tells_everything(slack: Slack, office: Office, ben: Person) -> None:
    """A story that passes every screen there is."""
    with office.database.transaction(office.workspace_id) as session:
        for position, kind in enumerate(FieldKind):
            session.add(
                DefaultField(
                    workspace_id=office.workspace_id,
                    label=kind.value,
                    kind=kind,
                    choices=["a"],
                    required=False,
                    position=position,
                )
            )
    for number in range(11):
        office.folder(f"Client {number}", ben)
    for number in range(11):
        office.opportunity(f"Deal {number}", ben, folder=1, status=list(Status)[number % 5])
    for text in (
        "/folder list",
        "/folder mine",
        "/folder open F-1",
        "/folder open client",
        "/folder help",
        "/folder help list",
        "/folder nonsense",
        "/opp list",
        "/opp open deal",
        "/opp help",
    ):
        slack.says(ben, text)
    for command in ("folder", "opp"):
        slack.says(ben, f"/{command} list")
        slack.clicks(ben, "Next")
    for number in range(1, 6):
        slack.says(ben, f"/opp open O-{number}")
    slack.says(ben, "/folder new Client 1")
    slack.submits(ben)
    slack.closes(ben)
    slack.says(ben, "/opp new")
    slack.closes(ben)
    slack.says(ben, "/opp standby O-1")
    slack.closes(ben)
    slack.clicks(ben, "Filter", on=slack.says(ben, "/folder list"))
    slack.closes(ben)
    slack.uses_shortcut(ben, "Find a folder")
    slack.closes(ben)
    slack.clicks(ben, "Change owner", on=slack.says(ben, "/folder open F-1"))
    slack.closes(ben)
    _behind_the_settings(slack, office)
    slack.says(office.admin, "/folder deactivate F-1")
    slack.clicks(office.admin, "Deactivate")
    slack.clicks(office.admin, "Reactivate")
    slack.opens_home(office.admin)
    _acts_on_folders(slack, office, ben)
    _acts_on_opportunities(slack, office, ben)
    for command in ("/folder open F-1", "/opp open O-1"):
        slack.clicks(ben, "Share", on=slack.says(ben, command))
        slack.closes(ben)
    _hears_of_a_quiet_folder(slack, office, ben)
    _hands_over(slack, office)
    slack.says(ben, "/folder follow", at=slack.local.add_channel("clients", members=[ben]))
    slack.submits(ben)
    slack.says(ben, "/folder unfollow", at="clients")
    _asks_a_manager(slack, office)
    office.alerts(slack.local.add_channel("alerts"))
    slack.says(office.admin, "/folder health")
    office.team("Led", [office.admin], [ben])
    slack.opens_home(ben)
    slack.clicks(ben, "Open", beside="Client 1")


def _acts_on_folders(slack: Slack, office: Office, ben: Person) -> None:
    slack.clicks(ben, "Edit", on=slack.says(ben, "/folder open F-2"))
    slack.closes(ben)
    for _ in range(11):
        office.edits_folder(2, ben)
    slack.clicks(ben, "Next", on=slack.says(ben, "/folder history F-2"))
    number = office.folder("Empty", ben)
    slack.clicks(office.admin, "Delete", on=slack.says(office.admin, f"/folder open F-{number}"))
    slack.clicks(office.admin, "Client folders")


def _behind_the_settings(slack: Slack, office: Office) -> None:
    admin = office.admin
    with office.database.transaction(office.workspace_id) as session:
        session.add_all(Team(workspace_id=office.workspace_id, name=f"Team {number:02}") for number in range(21))
    slack.says(admin, "/folder settings")
    slack.clicks(admin, "Default fields")
    slack.clicks(admin, "Remove", beside="1. text")
    slack.clicks(admin, "Edit", beside="1. number")
    for label in ("Teams", "Roles"):
        slack.closes(admin, clear=True)
        slack.says(admin, "/folder settings")
        slack.clicks(admin, label)
        if label == "Teams":
            slack.clicks(admin, "Next")
            slack.clicks(admin, "New team")
    slack.closes(admin, clear=True)


def _hears_of_a_quiet_folder(slack: Slack, office: Office, ben: Person) -> None:
    number = office.folder("Quiet", ben)
    deal = office.opportunity("Last one", ben, folder=number)
    slack.says(ben, f"/opp lost O-{deal}")
    hired(office, slack.local, TOKEN).works(now() + timedelta(minutes=2))
    slack.chooses(ben, "Snooze", "Until a date", on=slack.sees(ben, "Quiet has no opportunity in progress any more."))
    slack.closes(ben)


def _hands_over(slack: Slack, office: Office) -> None:
    lena = slack.local.add_person("lena")
    office.folder("Left", lena)
    slack.local.change_person(lena, deleted=True)
    slack.clicks(office.admin, "Hand over", on=slack.says(office.admin, "/folder handover"))
    slack.fills(office.admin, {"New owners": [office.admin]})
    slack.submits(office.admin)
    slack.closes(office.admin)


def _asks_a_manager(slack: Slack, office: Office) -> None:
    rex = slack.local.add_person("rex")
    asks(slack, rex, 1)
    hired(office, slack.local, TOKEN).sends()
    office.sets(FolderSharing.OWN)
    card = card_of(slack, office.admin)
    slack.clicks(office.admin, "Approve", on=card)
    slack.clicks(office.admin, "Decline", on=card)
    slack.closes(office.admin)


def _acts_on_opportunities(slack: Slack, office: Office, ben: Person) -> None:
    alone = office.opportunity("Alone", ben)
    slack.says(ben, "/folder open F-1")
    slack.clicks(ben, "Attach opportunity")
    slack.closes(ben)
    for label in ("Edit", "Change owner", "Attach to a folder"):
        slack.clicks(ben, label, on=slack.says(ben, f"/opp open O-{alone}"))
        slack.closes(ben)
    slack.clicks(ben, "Duplicate", on=slack.says(ben, f"/opp open O-{alone}"))
    slack.clicks(ben, "Create a client folder")
    slack.fills(ben, {"Name": "Client 1"})
    slack.submits(ben)
    slack.closes(ben)
    slack.says(ben, f"/opp attach O-{alone}")
    slack.fills(ben, {"New folder name": "Client 2"})
    slack.submits(ben)
    slack.closes(ben)
    slack.says(ben, "/opp move O-1")
    slack.fills(ben, {"New folder name": "Client 2"})
    slack.submits(ben)
    slack.closes(ben)
    slack.says(ben, "/opp attach O-1 to F-2")
    slack.says(ben, f"/opp attach O-{alone} to client")
    slack.clicks(ben, "Delete", on=slack.says(ben, f"/opp open O-{alone}"))
    slack.says(ben, "/opp restore")


def test_every_id_sent_has_a_listener_and_every_listener_has_an_id_that_is_sent(
    slack: Slack, office: Office, ben: Person, listened: dict[str, set[str]]
) -> None:
    tells_everything(slack, office, ben)
    found = sent(slack)
    for kind in ("action", "view", "options"):
        assert found[kind] == listened[kind], kind
    assert listened["shortcut"] == {one["callback_id"] for one in manifest("")["features"]["shortcuts"]}
    assert not listened["message"]


def test_every_published_id_is_listened_to(listened: dict[str, set[str]]) -> None:
    acts = {value for name, value in vars(ids).items() if name.startswith(("FOLDER_", "OPPORTUNITY_", "STANDBY"))}
    heard = listened["action"] | listened["view"] | listened["options"]
    assert {act for act in acts if not any(one == act or one.startswith(f"{act}.") for one in heard)} == set()


def test_every_command_and_event_of_the_manifest_has_a_listener_and_the_other_way_round(
    listened: dict[str, set[str]],
) -> None:
    described = manifest("")
    assert listened["command"] == {one["command"] for one in described["features"]["slash_commands"]}
    assert listened["event"] == set(described["settings"]["event_subscriptions"]["bot_events"])


def test_the_manifest_that_is_checked_in_is_the_one_that_the_table_gives() -> None:
    assert json.loads(PATH.read_text(encoding="utf-8")) == manifest("")


@pytest.mark.parametrize("prefix", ["", "p" * 20])
def test_the_manifest_keeps_to_slacks_limits(prefix: str) -> None:
    described = manifest(prefix)
    about = described["display_information"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    commands = described["features"]["slash_commands"]
    assert 0 < len(commands) <= 50
    for command in commands:
        assert command["command"].startswith(f"/{prefix}")
        assert len(command["command"]) <= 32
        assert 0 < len(command["description"]) <= 2000
        assert 0 < len(command["usage_hint"]) <= HINT_LIMIT == 1000
        assert command["should_escape"] is True
        assert command["url"] == described["settings"]["interactivity"]["request_url"]
    assert len(described["features"]["bot_user"]["display_name"]) <= 80
    assert described["settings"]["interactivity"]["message_menu_options_url"].startswith("https://")
    scopes = described["oauth_config"]["scopes"]["bot"]
    assert len(set(scopes)) == len(scopes) <= 255
    assert len(described["settings"]["event_subscriptions"]["bot_events"]) <= 100


def test_the_usage_hint_names_every_word_of_the_command() -> None:
    hints = {one["command"]: one["usage_hint"] for one in manifest("")["features"]["slash_commands"]}
    for row in TABLE:
        assert row.name in hints[f"/{row.command}"]


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == VERSION
