"""The product at a local Slack: what every story of `tests/bot` begins with."""

from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.app import afterwards, create_app
from bot.config import Config
from bot.manifest import manifest
from bot.sandbox.serving import served
from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Channel, Person
from bot.web import create_web
from core.db import Database
from core.models import Status
from tests.bot.office import Office, installed
from tests.inside import answered_by, joined
from tests.stories import UNHURRIED, Slack

SECRET = "a signing secret for stories"
TOKEN = "xoxb-stories"


@pytest.fixture(autouse=True)
def logged() -> Iterator[list[EventDict]]:
    """What is logged meanwhile, as entries; nothing of it is written out."""
    with capture_logs() as entries:
        yield entries


@pytest.fixture
def local(database: Database, request: pytest.FixtureRequest) -> Iterator[LocalSlack]:
    """The local Slack with the product in it: in one process, or on a wire where the story is about that."""
    local = LocalSlack(signing_secret=SECRET, bot_token=TOKEN, manifest=manifest(""), app_url=None, timing=UNHURRIED)
    wired = request.node.get_closest_marker("wire") is not None
    with local if wired else joined(local), afterwards() as after:
        config = Config(slack_signing_secret=SECRET, slack_bot_token=TOKEN, slack_api_url=local.api_url)
        web = create_web(create_app(config, database, after), database)
        if wired:
            with served(web) as local.app_url:
                yield local
        else:
            answered_by(local, web)
            yield local


@pytest.fixture
def slack(local: LocalSlack) -> Iterator[Slack]:
    """How stories are told; a payload that Slack would refuse fails the story."""
    slack = Slack(local)
    yield slack
    slack.assert_clean()


@pytest.fixture
def ada(local: LocalSlack) -> Person:
    """An admin."""
    return local.add_person("ada", real_name="Ada Admin", is_admin=True, locale="en-US", tz="Europe/Paris")


@pytest.fixture
def ben(local: LocalSlack) -> Person:
    """A rep (U of SPEC §7)."""
    return local.add_person("ben", real_name="Ben Rep", locale="en-US", tz="Europe/Paris")


@pytest.fixture
def wanda(local: LocalSlack) -> Person:
    """A rep (W of SPEC §7)."""
    return local.add_person("wanda", real_name="Wanda Rep", locale="en-US", tz="Europe/Paris")


@pytest.fixture
def cleo(local: LocalSlack) -> Person:
    """Another admin."""
    return local.add_person("cleo", real_name="Cleo Admin", is_admin=True, locale="en-US", tz="Europe/Paris")


@pytest.fixture
def sales(local: LocalSlack, ada: Person, ben: Person, wanda: Person) -> Channel:
    """A channel that they are all in."""
    return local.add_channel("sales", members=[ada, ben, wanda])


@pytest.fixture
def office(database: Database, local: LocalSlack, ada: Person) -> Office:
    """What stands in the database; it is installed, and Ada rules it."""
    return Office(database, local, installed(database, local.team.id), ada)


@pytest.fixture
def clients(office: Office, ben: Person, wanda: Person) -> dict[str, int]:
    """Six folders of Ben's and Wanda's, made in reverse order; their numbers by name."""
    owners = {"Foxtrot": wanda, "Echo": ben, "Delta": ben, "Chrome": wanda, "Bolt": wanda, "Acme": ben}
    made = {name: office.folder(name, owner, active=name != "Echo") for name, owner in owners.items()}
    inside = (
        ("Renewal", ben, "Acme", "1000", Status.TODO, ("renewal",)),
        ("Website", wanda, "Acme", "5000", Status.WON, ()),
        ("Fleet", wanda, "Chrome", "200", Status.STANDBY, ()),
        ("Audit", ben, "Delta", "300", Status.LOST, ()),
        ("Move", ben, "Echo", "10", Status.CANCELLED, ()),
        ("Licences", wanda, "Foxtrot", "9000", Status.WON, ("key account",)),
    )
    for title, owner, folder, amount, status, tags in inside:
        office.opportunity(title, owner, folder=made[folder], amount=amount, status=status, tags=tags)
    return made


@pytest.fixture
def work(office: Office, ben: Person, wanda: Person) -> dict[str, int]:
    """Two of Ben's and three of Wanda's; their numbers by title."""
    acme = office.folder("Acme", wanda)
    inside = (
        ("Renewal", ben, acme, "1000", Status.TODO, ("renewal",)),
        ("Audit", ben, None, "300", Status.STANDBY, ()),
        ("Website", wanda, acme, "5000", Status.TODO, ()),
        ("Fleet", wanda, None, "200", Status.WON, ()),
        ("Move", wanda, None, "10", Status.LOST, ()),
    )
    return {
        title: office.opportunity(title, owner, folder=folder, amount=amount, status=status, tags=tags)
        for title, owner, folder, amount, status, tags in inside
    }
