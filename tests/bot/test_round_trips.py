"""How often a screen asks the database. The opening of a transaction brings the person with it and counts as once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from bot.sandbox.workspace import Channel, Person
from core.db import Database
from core.models import Status
from tests.bot.office import Office
from tests.stories import Slack

AT_MOST = 6


class Count:
    """How many questions were asked of a database."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def began(self, *_: object) -> None:
        """A transaction: role, workspace, limits and the person in one round trip."""
        self.asked.append("(opening)")

    def executed(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        """A statement."""
        self.asked.append(statement)


@contextmanager
def counting(database: Database) -> Iterator[Count]:
    """Count what is asked meanwhile."""
    count = Count()
    event.listen(database.engine, "begin", count.began)
    event.listen(database.engine, "before_cursor_execute", count.executed)
    try:
        yield count
    finally:
        event.remove(database.engine, "begin", count.began)
        event.remove(database.engine, "before_cursor_execute", count.executed)


@pytest.fixture
def busy(office: Office, ben: Person, wanda: Person) -> None:
    """Twelve folders, the first with an opportunity of each status."""
    for number in range(12):
        office.folder(f"Client {number}", wanda if number % 2 else ben)
    for status in Status:
        office.opportunity(f"Deal {status}", ben, folder=1, status=status, tags=("a", "b"))


def test_no_screen_asks_the_database_more_than_six_times(
    slack: Slack, office: Office, busy: None, database: Database, ben: Person, wanda: Person
) -> None:
    def says(text: str) -> Callable[[], object]:
        return lambda: slack.says(ben, text)

    def turns_page() -> object:
        return slack.clicks(ben, "Next")

    # At most how often, and how it is asked for.
    screens: dict[str, tuple[int, Callable[[], object]]] = {
        "/folder list": (2, says("/folder list")),
        "/folder list sort:-won tag:a": (2, says("/folder list sort:-won tag:a")),
        "/folder list owner:@wanda": (3, says("/folder list owner:@wanda")),
        "/folder mine": (2, says("/folder mine")),
        "/folder list, next page": (2, turns_page),
        "/folder open, by number": (5, says("/folder open F-1")),
        "/folder open, which one?": (2, says("/folder open client")),
        "/folder owner": (4, says("/folder owner F-1")),
        "/folder owner @user": (6, says("/folder owner F-1 @wanda")),
        "choosing an owner": (5, lambda: slack.chooses(ben, "New owner", wanda)),
        "/folder new": (2, says("/folder new Something else")),
        "/folder help": (1, says("/folder help")),
        "/folder nonsense": (1, says("/folder nonsense")),
        "/opp list": (2, says("/opp list")),
        "/opp open": (2, says("/opp open O-1")),
        "/opp new … in": (2, says("/opp new Something in F-1")),
        "a search": (2, lambda: slack.offers(ben, "Client folder", "cli")),
        "/opp standby, asking": (3, says("/opp standby O-1")),
        "/opp won, already so": (5, says("/opp won O-3")),
        "Home": (5, lambda: slack.opens_home(ben)),
    }
    slack.says(ben, "/folder list")
    told = {}
    for name, (_, does) in screens.items():
        if name == "/folder list, next page":
            slack.says(ben, "/folder list status:all")
        with counting(database) as count:
            does()
        told[name] = len(count.asked)
        while slack.local.workspace.stack(ben.id) and name not in ("/opp new … in", "/folder owner @user"):
            slack.closes(ben)
    too_many = {name: (asked, screens[name][0]) for name, asked in told.items() if asked > screens[name][0]}
    assert too_many == {}
    assert max(told.values()) <= AT_MOST
    assert min(told.values()) >= 1


def test_no_screen_behind_the_settings_asks_the_database_more_than_six_times(
    slack: Slack, office: Office, database: Database, ada: Person, ben: Person, wanda: Person
) -> None:
    for number in range(5):
        office.team(f"Team {number}", [ben], [wanda])
    slack.says(ada, "/folder help")
    for label, most in (("Default fields", 3), ("Teams", 3), ("Roles", 2)):
        with counting(database) as settings:
            slack.says(ada, "/folder settings")
        with counting(database) as behind:
            slack.clicks(ada, label)
        assert len(settings.asked) <= 2
        assert len(behind.asked) <= most, label
        slack.closes(ada, clear=True)


def test_the_form_of_a_share_asks_no_more_than_six_times(
    slack: Slack, office: Office, busy: None, database: Database, sales: Channel, ben: Person
) -> None:
    told = {}
    for command in ("/folder open F-1", "/opp open O-1"):
        for _ in ("everybody is met", "now it counts"):
            card = slack.says(ben, command, at=sales)
            with counting(database) as count:
                assert "What #sales will read:" in slack.clicks(ben, "Share", on=card)
            slack.closes(ben)
        told[command] = len(count.asked)
    assert max(told.values()) <= AT_MOST


def test_a_write_asks_no_more_than_it_must(
    slack: Slack, office: Office, busy: None, database: Database, ben: Person
) -> None:
    """Find, lock, look, change, note in the history, read anew; a new folder is looked up among near-same names.

    What is in a folder is held with it and counted, to notice when nothing in it is in progress any more. At the end
    it is asked once whether a card of any of it stands in a channel.
    """
    slack.says(ben, "/folder list")
    with counting(database) as status:
        slack.says(ben, "/opp lost O-1")
    slack.says(ben, "/opp new Something in F-1")
    with counting(database) as opportunity:
        slack.submits(ben)
    slack.says(ben, "/folder new Quite another name")
    with counting(database) as folder:
        slack.submits(ben)
    assert len(status.asked) <= AT_MOST + 4
    assert len(opportunity.asked) <= AT_MOST + 4
    assert len(folder.asked) <= AT_MOST + 3


def test_what_a_screen_asks_does_not_grow_with_what_is_on_it(
    slack: Slack, office: Office, database: Database, ben: Person
) -> None:
    def asked() -> list[int]:
        told = []
        for text in ("/folder list", "/opp list", "/folder open F-1"):
            with counting(database) as count:
                slack.says(ben, text)
            told.append(len(count.asked))
        return told

    office.folder("Acme", ben)
    slack.says(ben, "/folder list")
    few = asked()
    for number in range(12):
        office.folder(f"Client {number}", ben)
        office.opportunity(f"Deal {number}", ben, folder=1, tags=("a", "b", "c"))
    assert asked() == few
