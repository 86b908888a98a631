"""A folder that has nothing in progress: its channel hears once, and reads it when it is back in play (SPEC §4.3)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.jobs import due_handlers, sweep
from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Channel, Person
from core.clock import now
from core.models import Dormancy, Event, Folder, Opportunity, Status
from core.models import FolderSharing as F
from core.models import InsideTeam as T
from core.models import OpportunityVisibility as V
from tests.bot.conftest import TOKEN
from tests.bot.office import Office
from tests.bot.worker import Worker, hired
from tests.stories import Slack

QUIET = "F-1 Acme has no opportunity in progress any more."
SOON = timedelta(minutes=2)


@pytest.fixture
def worker(office: Office, local: LocalSlack) -> Worker:
    return hired(office, local, TOKEN)


@pytest.fixture
def acme(office: Office, ben: Person, sales: Channel) -> None:
    """Ben's folder with one thing to do, and #sales, which hears of alerts."""
    office.folder("Acme", ben)
    office.opportunity("Renewal", ben, folder=1, amount="777")
    office.alerts(sales)
    office.knows(office.admin)


def works(worker: Worker, later: timedelta = SOON) -> None:
    worker.works(now() + later)


def read(slack: Slack, who: Person, channel: Channel | None = None) -> list[str]:
    """What somebody reads in a channel, or in their messages with the app, of what was told."""
    place = channel or slack.local.app_dm(who)
    told = slack.local.workspace.messages_for(who.id, place.id)
    return [one.text for one in told if one.metadata]


def test_its_channel_hears_once_after_the_quiet_time_and_reads_who_brought_it_back(
    slack: Slack, worker: Worker, acme: None, ben: Person, wanda: Person, sales: Channel
) -> None:
    slack.says(ben, "/opp lost O-1")
    works(worker, timedelta())
    assert read(slack, wanda, sales) == []
    for _ in range(3):
        works(worker)
    assert read(slack, wanda, sales) == [f"{QUIET}\nowner: ben"]
    assert "777" not in slack.reads(wanda, sales).everything
    slack.says(wanda, "/opp new Again in F-1")
    slack.submits(wanda)
    works(worker)
    assert read(slack, ben, sales) == ["F-1 Acme is back in play, thanks to wanda."]
    assert slack.reads(ben, sales).buttons == []
    # It re-arms.
    slack.says(wanda, "/opp lost O-2")
    works(worker)
    assert read(slack, ben, sales) == ["F-1 Acme is back in play, thanks to wanda.", f"{QUIET}\nowner: ben"]


def test_lost_then_duplicated_says_nothing(
    slack: Slack, worker: Worker, acme: None, ben: Person, sales: Channel
) -> None:
    slack.says(ben, "/opp lost O-1")
    slack.says(ben, "/opp duplicate O-1")
    works(worker)
    assert read(slack, ben, sales) == []


def test_what_is_back_before_it_was_sent_is_not_sent(
    slack: Slack, worker: Worker, office: Office, acme: None, ben: Person, sales: Channel
) -> None:
    slack.says(ben, "/opp lost O-1")
    sweep(worker.database, now() + SOON, due_handlers())
    slack.says(ben, "/opp todo O-1")
    works(worker)
    assert read(slack, ben, sales) == []


def test_without_a_channel_it_is_the_owner_who_hears_in_their_language(
    slack: Slack, worker: Worker, office: Office, local: LocalSlack
) -> None:
    jean = local.add_person("jean", locale="fr-FR")
    office.folder("Acme", jean)
    office.opportunity("Renewal", jean, folder=1)
    slack.says(jean, "/opp lost O-1")
    works(worker)
    assert read(slack, jean) == ["F-1 Acme n’a plus d’opportunité en cours.\npropriétaire\u00a0: jean"]


def test_the_owner_is_reminded_then_the_managers_unless_it_moved(
    slack: Slack, worker: Worker, office: Office, acme: None, ben: Person, wanda: Person, ada: Person
) -> None:
    office.sets(inside_team=T.MANAGERS)
    office.team("North", [ben], [wanda])
    slack.says(ben, "/opp lost O-1")
    works(worker)
    works(worker, timedelta(days=6, hours=23))
    assert (read(slack, ben), read(slack, wanda)) == ([], [])
    works(worker, timedelta(days=7, minutes=1))
    [reminded] = read(slack, ben)
    assert reminded.startswith("F-1 Acme has had no opportunity in progress since ")
    assert read(slack, wanda) == []
    works(worker, timedelta(days=14, minutes=1))
    assert len(read(slack, ben)) == 1
    assert read(slack, wanda) == read(slack, ben)
    assert read(slack, ada) == []
    slack.says(ben, "/opp todo O-1")
    works(worker, timedelta(days=14, minutes=2))
    assert read(slack, wanda) == read(slack, ben) == ["F-1 Acme is back in play, thanks to ben."]


def test_who_snoozes_it_puts_the_reminders_off(
    slack: Slack, worker: Worker, office: Office, acme: None, ben: Person, wanda: Person, sales: Channel
) -> None:
    slack.says(ben, "/opp lost O-1")
    works(worker)
    alert = slack.sees(ben, QUIET, sales)
    refused = slack.chooses(wanda, "Snooze", "1 week", on=slack.sees(wanda, QUIET, sales))
    assert "F-1 belongs to ben: only they, a manager of their team or an admin may change it." in refused
    assert "F-1 Acme is snoozed until" in slack.chooses(ben, "Snooze", "1 month", on=alert)
    works(worker)
    assert "snoozed until" in slack.sees(wanda, QUIET, sales)
    works(worker, timedelta(days=20))
    assert read(slack, ben) == []
    works(worker, timedelta(days=33))
    assert len(read(slack, ben)) == 1
    assert office.happened("dormancy.snoozed") == 1


def test_it_is_snoozed_until_a_date_that_lies_ahead(
    slack: Slack, worker: Worker, acme: None, ben: Person, sales: Channel
) -> None:
    slack.says(ben, "/opp lost O-1")
    works(worker)
    alert = slack.sees(ben, QUIET, sales)
    slack.chooses(ben, "Snooze", "Until a date", on=alert)
    slack.fills(ben, {"Date": "2020-01-01"})
    assert "A reminder lies ahead: choose a date and time that is still to come." in slack.submits(ben).errors.values()
    slack.fills(ben, {"Date": "2099-03-01"})
    assert "F-1 Acme is snoozed until Mar 1, 2099." in slack.submits(ben)


def test_win_back_duplicates_the_last_lost_one_that_the_clicker_may_change(
    slack: Slack, worker: Worker, office: Office, acme: None, ben: Person, wanda: Person, sales: Channel
) -> None:
    slack.says(ben, "/opp lost O-1")
    works(worker)
    alert = slack.sees(wanda, QUIET, sales)
    assert "There is no lost opportunity in F-1 that you may change." in slack.clicks(wanda, "Win back", on=alert)
    copy = slack.clicks(ben, "Win back", on=alert)
    assert "A copy of O-1." in copy
    assert "A copy of O-1." not in slack.reads(wanda, sales)
    assert office.folder_of(2) == 1
    works(worker)
    assert read(slack, wanda, sales) == ["F-1 Acme is back in play, thanks to ben."]
    assert "F-1 has something in progress again" in slack.clicks(ben, "Win back", on=alert)
    assert office.count(Opportunity) == 2


def test_change_owner_and_new_opportunity_answer_the_clicker_alone(
    slack: Slack, worker: Worker, acme: None, ben: Person, wanda: Person, sales: Channel
) -> None:
    slack.says(ben, "/opp lost O-1")
    works(worker)
    alert = slack.sees(ben, QUIET, sales)
    assert "Ask a manager" in slack.clicks(wanda, "Change owner", on=alert).buttons
    slack.clicks(ben, "Change owner", on=alert)
    slack.chooses(ben, "New owner", wanda)
    slack.submits(ben)
    works(worker)
    assert read(slack, wanda, sales) == [f"{QUIET}\nowner: wanda"]
    slack.clicks(wanda, "New opportunity", on=alert)
    slack.fills(wanda, {"Title": "Fresh"})
    slack.submits(wanda)
    works(worker)
    assert read(slack, ben, sales) == ["F-1 Acme is back in play, thanks to wanda."]


def test_of_a_lost_client_the_admins_are_asked_once_and_an_admin_deactivates(
    slack: Slack, worker: Worker, office: Office, acme: None, ben: Person, wanda: Person, ada: Person, sales: Channel
) -> None:
    slack.says(ben, "/opp lost O-1")
    works(worker)
    alert = slack.sees(ben, QUIET, sales)
    assert "ada will read that you ask to deactivate F-1 Acme." in slack.clicks(ben, "Client lost", on=alert)
    assert "The admins were asked already" in slack.clicks(wanda, "Client lost", on=alert)
    works(worker)
    said = "ben says that the client of F-1 Acme is lost, and asks to deactivate the folder."
    assert read(slack, ada) == [said]
    assert "Deactivate" in slack.clicks(ada, "Client lost", on=alert).buttons
    slack.clicks(ada, "Deactivate", on=slack.sees(ada, said))
    works(worker)
    assert read(slack, wanda, sales) == ["F-1 Acme was deactivated."]
    assert "F-1 has something in progress again, or was deactivated" in slack.clicks(wanda, "Win back", on=alert)
    slack.says(ada, "/folder activate F-1")
    works(worker, timedelta(days=30))
    assert read(slack, wanda, sales) == ["F-1 Acme was deactivated."]
    assert read(slack, ben) == []


def test_a_folder_that_was_deleted_is_told_so(
    slack: Slack, worker: Worker, office: Office, acme: None, ben: Person, ada: Person, sales: Channel
) -> None:
    slack.says(ben, "/opp detach O-1")
    works(worker)
    slack.clicks(ada, "Delete", on=slack.says(ada, "/folder open F-1"))
    works(worker)
    assert office.count(Folder) == 0
    assert read(slack, ben, sales) == ["F-1 Acme was deleted."]


def test_where_each_has_their_own_a_button_tells_who_may_not_see_the_folder_nothing(
    slack: Slack, worker: Worker, office: Office, acme: None, ben: Person, wanda: Person, sales: Channel
) -> None:
    office.sets(F.OWN, V.ADMINS_ONLY)
    slack.says(ben, "/opp lost O-1")
    works(worker)
    assert read(slack, wanda, sales) == [QUIET]
    alert = slack.sees(wanda, QUIET, sales)
    for label in ("New opportunity", "Win back", "Change owner", "Client lost"):
        assert slack.clicks(wanda, label, on=alert).words == "There is no such client folder that you can see.", label
    assert (
        slack.chooses(wanda, "Snooze", "1 week", on=alert).words == "There is no such client folder that you can see."
    )
    with office.database.transaction(office.workspace_id) as session:
        assert session.scalars(select(Dormancy.snoozed_until)).one() is None
        assert session.scalars(select(Event.kind).where(Event.kind.startswith("dormancy."))).all() == []
    assert office.status_of(1) is Status.LOST
