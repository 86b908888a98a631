"""Double clicks, double submits, Slack's retries and the same signed request again act once (SPEC §3, Conflicts)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.sandbox.wire import Entry
from bot.sandbox.workspace import Person
from core.models import Event, Folder, Opportunity, Status
from tests.bot.office import Office
from tests.stories import Slack


def last(slack: Slack, kind: str) -> Entry:
    """The last request of a kind that went to the app."""
    return [entry for entry in slack.local.wire if entry.direction == "to_app" and entry.kind == kind][-1]


def counted(office: Office) -> tuple[int, int, int]:
    """Folders, opportunities, and what the history holds."""
    with office.database.transaction(office.workspace_id) as session:
        return session.query(Folder).count(), session.query(Opportunity).count(), session.query(Event).count()


def makes_a_folder(slack: Slack, who: Person) -> None:
    slack.says(who, "/folder new Birch")
    slack.submits(who)


def makes_an_opportunity(slack: Slack, who: Person) -> None:
    slack.says(who, "/opp new Audit")
    slack.submits(who)


@pytest.mark.parametrize("makes", [makes_a_folder, makes_an_opportunity], ids=lambda makes: makes.__name__)
def test_a_form_sent_again_makes_nothing_twice(
    slack: Slack, office: Office, ben: Person, makes: Callable[[Slack, Person], None]
) -> None:
    makes(slack, ben)
    before = counted(office)
    assert slack.local.again(last(slack, "view_submission")) == 200
    assert counted(office) == before


def test_a_form_sent_eight_times_at_once_makes_one_folder(slack: Slack, office: Office, ben: Person) -> None:
    slack.says(ben, "/folder new Birch")
    view = slack.local.workspace.stack(ben.id)[-1]

    def sends(_: int) -> None:
        # Each click is a request of its own, with a trigger of its own; the form is the same.
        slack.local.submit(ben, view.id)

    with ThreadPoolExecutor(8) as threads:
        outcomes = [threads.submit(sends, number) for number in range(8)]
    # Slack itself turns away who comes when the form is closed; whoever came before that reached the app.
    assert any(one.exception() is None for one in outcomes)
    assert counted(office)[0] == 1


def test_a_form_that_was_refused_may_be_sent_again(slack: Slack, office: Office, ben: Person) -> None:
    slack.says(ben, "/folder new")
    slack.fills(ben, {"Name": "  "})
    assert slack.submits(ben, forged=True).errors
    slack.fills(ben, {"Name": "Birch"})
    assert "Created." in slack.submits(ben)
    assert counted(office)[0] == 1


def test_a_command_sent_again_after_something_else_happened_does_not_undo_it(
    slack: Slack, office: Office, ben: Person
) -> None:
    number = office.opportunity("Audit", ben)
    slack.says(ben, f"/opp won O-{number}")
    old = last(slack, "/opp")
    slack.says(ben, f"/opp lost O-{number}")
    before = counted(office)
    assert slack.local.again(old) == 200
    assert office.status_of(number) is Status.LOST
    assert counted(office) == before


def test_the_same_command_typed_twice_is_two_acts(slack: Slack, office: Office, ben: Person) -> None:
    number = office.opportunity("Audit", ben)
    slack.says(ben, f"/opp duplicate O-{number}")
    slack.says(ben, f"/opp duplicate O-{number}")
    assert counted(office)[1] == 3


def test_nobody_is_hindered_by_what_somebody_else_sent(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    for who in (ben, wanda):
        makes_a_folder(slack, who)
        if slack.local.workspace.stack(who.id):
            slack.submits(who)
    assert counted(office)[0] == 2
