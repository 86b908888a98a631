"""The bin: deleted, restored within thirty days, then gone."""

import threading
from datetime import timedelta

import pytest
import structlog

from bot import jobs
from bot.housekeeping import keep_house
from bot.sandbox.workspace import Person
from core import clock
from core.clock import now
from core.db import Database
from core.models import Folder, Opportunity
from core.models import FolderSharing as F
from core.models import OpportunityVisibility as V
from tests.bot.office import Office, installed
from tests.stories import Slack


def test_the_command_asks_first_and_the_deleted_one_counts_nowhere(slack: Slack, office: Office, ben: Person) -> None:
    folder = office.folder("Acme", ben)
    number = office.opportunity("Renewal", ben, folder=folder, amount="4711")
    asked = slack.says(ben, f"/opp delete O-{number}")
    assert f"Delete O-{number} Renewal?" in asked
    assert "Renewal" in slack.says(ben, f"/folder open F-{folder}")
    gone = slack.clicks(ben, "Delete", on=asked)
    assert f"O-{number} Renewal is in the bin." in gone
    card = slack.says(ben, f"/folder open F-{folder}")
    assert "No opportunities yet." in card
    assert "4711" not in card.everything
    assert "0 opportunities" in slack.says(ben, "/folder list")
    assert "There is no opportunity" in slack.says(ben, f"/opp open O-{number}")
    assert "Renewal" not in slack.says(ben, "/opp list")


def test_the_button_of_the_card_asks_before_it_deletes(slack: Slack, office: Office, ben: Person) -> None:
    number = office.opportunity("Renewal", ben)
    card = slack.says(ben, f"/opp open O-{number}")
    elements = [element for block in card.parts[-1].blocks for element in block.get("elements", [])]
    button = next(one for one in elements if one.get("action_id") == "opportunity.delete")
    assert button["confirm"]["title"]["text"] == "Delete this opportunity?"
    gone = slack.clicks(ben, "Delete", on=card)
    assert "is in the bin" in gone
    assert "was in the bin already" in slack.clicks(ben, "Delete", on=card)
    assert office.happened("opportunity.deleted") == 1


def test_restored_it_is_where_it_was(slack: Slack, office: Office, ben: Person) -> None:
    folder = office.folder("Acme", ben)
    number = office.opportunity("Renewal", ben, folder=folder, tags=("vip",))
    office.bins(number, ben)
    restored = slack.says(ben, "/opp restore renewal")
    assert "Restored." in restored
    assert "Tags: vip" in restored
    assert office.folder_of(number) == folder
    assert "It is not in the bin." in slack.says(ben, f"/opp restore O-{number}")
    assert office.happened("opportunity.restored") == 1


def test_the_answer_to_delete_carries_the_way_back_which_acts_once(slack: Slack, office: Office, ben: Person) -> None:
    number = office.opportunity("Renewal", ben)
    gone = slack.clicks(ben, "Delete", on=slack.says(ben, f"/opp delete O-{number}"))
    assert "Restored." in slack.clicks(ben, "Restore", on=gone)
    assert "It is not in the bin." in slack.clicks(ben, "Restore", on=gone)
    assert office.happened("opportunity.restored") == 1


def test_restore_alone_shows_the_bin_and_several_of_a_name_ask_which(slack: Slack, office: Office, ben: Person) -> None:
    assert "The bin holds nothing that you may restore." in slack.says(ben, "/opp restore")
    first, second = office.opportunity("Renewal 1", ben), office.opportunity("Renewal 2", ben)
    office.bins(first, ben)
    office.bins(second, ben)
    shown = slack.says(ben, "/opp restore")
    assert shown.words.index("Renewal 2") < shown.words.index("Renewal 1")
    asked = slack.says(ben, "/opp restore renewal")
    assert "Several opportunities in the bin match “renewal”" in asked
    slack.clicks(ben, "Restore", on=asked, beside="Renewal 1")
    assert office.stands(first).deleted_at is None
    assert office.stands(second).deleted_at is not None


@pytest.mark.parametrize("v", list(V))
@pytest.mark.parametrize("f", list(F))
def test_what_others_put_into_the_bin_is_not_found_there(
    slack: Slack, office: Office, ben: Person, wanda: Person, f: F, v: V
) -> None:
    office.sets(f, v)
    number = office.opportunity("Secret plan", wanda)
    office.bins(number, wanda)
    answer = slack.says(ben, f"/opp restore O-{number}")
    assert answer.words == slack.says(ben, "/opp restore O-999").words.replace("O-999", f"O-{number}")
    assert "Secret" not in slack.says(ben, "/opp restore secret").words.replace("“secret”", "")
    assert "Secret" not in slack.says(ben, "/opp restore").everything
    assert "Restored." in slack.says(office.admin, f"/opp restore O-{number}")


def test_after_thirty_days_it_is_gone_whether_or_not_it_was_cleared_away(
    slack: Slack, office: Office, ben: Person
) -> None:
    late, early = office.opportunity("Late", ben), office.opportunity("Early", ben)
    office.bins(late, ben, ago=timedelta(days=29, hours=23))
    office.bins(early, ben, ago=timedelta(days=30))
    assert f"There is no opportunity “O-{early}” that you can see." in slack.says(ben, f"/opp restore O-{early}")
    assert "Early" not in slack.says(ben, "/opp restore")
    assert "Restored." in slack.says(ben, f"/opp restore O-{late}")


def test_the_worker_clears_every_workspace_and_leaves_the_rest(database: Database, office: Office, ben: Person) -> None:
    kept, gone, fresh = (office.opportunity(title, ben, tags=("vip",)) for title in ("Kept", "Gone", "Fresh"))
    office.bins(gone, ben, ago=timedelta(days=31))
    office.bins(fresh, ben, ago=timedelta(days=29))
    elsewhere = installed(database, "T0OTHER")
    assert set(database.workspaces()) == {office.workspace_id, elsewhere}
    keep_house(database, now())
    assert office.count(Opportunity) == 2
    assert office.stands(kept).deleted_at is None
    assert office.stands(fresh).deleted_at is not None
    assert office.happened("opportunity.purged") == 1
    keep_house(database, now())
    assert office.happened("opportunity.purged") == 1


def test_the_list_of_workspaces_opens_no_other_door(database: Database, office: Office, ben: Person) -> None:
    office.folder("Acme", ben)
    database.workspaces()
    elsewhere = installed(database, "T0OTHER")
    with database.transaction(elsewhere) as session:
        assert session.query(Folder).count() == 0


def test_the_worker_empties_the_bins_at_once_and_then_once_an_hour(
    monkeypatch: pytest.MonkeyPatch, database: Database
) -> None:
    emptied: list[object] = []
    stop = threading.Event()

    def empty(_: Database, at: object) -> None:
        emptied.append(at)

    looks = iter([False, False, False, True])
    times = iter([now(), now() + timedelta(minutes=59), now() + timedelta(minutes=61)])
    monkeypatch.setattr("bot.jobs.keep_house", empty)
    monkeypatch.setattr(clock, "now", lambda: next(times))
    monkeypatch.setattr(stop, "wait", lambda _: next(looks))
    with structlog.testing.capture_logs():
        jobs.sweep_until(database, stop)
    assert len(emptied) == 2
