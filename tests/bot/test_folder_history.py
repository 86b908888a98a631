"""The history of a folder: who, what, from what to what, when; and nothing of what its reader may not see."""

from datetime import timedelta

import pytest

from bot import ids
from bot.i18n import Reader
from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Person
from core.clock import now
from core.folders.owner import change_owner
from core.models import Event, FieldKind, Folder, InsideTeam
from core.models import FolderSharing as F
from core.models import OpportunityVisibility as V
from core.opportunities.bin import purge
from tests.bot.every_door import reached
from tests.bot.forging import NOT_UNDERSTOOD, press
from tests.bot.office import Office
from tests.bot.test_default_fields import asks
from tests.stories import Slack

READER = Reader.of("en-US", "Europe/Paris", "EUR")


def happened(slack: Slack, who: Person, number: int = 1) -> list[str]:
    """What the history tells, without who and when, the newest first."""
    lines = slack.says(who, f"/folder history F-{number}").lines
    return [line.partition("\n")[2] for line in lines if "\n" in line]


def on(days_ago: int) -> str:
    """A day, ISO."""
    return READER.local(now() - timedelta(days=days_ago)).isoformat()


def test_it_tells_who_did_what_from_what_to_what_the_newest_first(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    asks(office, "Employees", FieldKind.NUMBER)
    slack.says(ben, "/folder new Acme")
    slack.submits(ben)
    slack.clicks(ben, "Edit")
    slack.fills(ben, {"Name": "Quercus", "Employees": "1234.5"})
    slack.submits(ben)
    slack.says(ben, "/opp new Renewal in F-1")
    slack.fills(ben, {"Amount": "10"})
    slack.submits(ben)
    slack.says(ben, "/opp won O-1")
    slack.clicks(ben, "Edit", on=slack.says(ben, "/opp open O-1"))
    slack.fills(ben, {"Title": "Renewal 2027", "Amount": "12k", "Tags": "vip", "Expected closing date": "2027-03-01"})
    slack.submits(ben)
    slack.says(ada, "/opp owner O-1 @ada")
    slack.says(ada, "/opp detach O-1")
    slack.says(ada, "/opp attach O-1 to F-1")
    slack.clicks(ada, "Deactivate", on=slack.says(ada, "/folder deactivate F-1"))
    slack.says(ada, "/folder activate F-1")
    slack.clicks(ada, "Delete", on=slack.says(ada, "/opp open O-1"))
    first = slack.says(ada, "/folder history F-1")
    assert first.lines[:2] == ["History", "F-1 Quercus"]
    assert first.buttons == ["Next", "Open"]
    second = slack.clicks(ada, "Next")
    assert second.buttons == ["Previous", "Open"]
    assert "page 2" in second.lines[1]
    changes = (
        "Title: Renewal → Renewal 2027",
        "Amount: €10 → €12,000",
        "Tags: – → vip",
        "Expected closing date: – → Mar 1, 2027",
    )
    told = [line for line in (*first.lines, *second.lines) if " · " in line and "\n" in line]
    assert [line.partition("\n")[2] for line in told] == [
        "O-1 Renewal 2027 put into the bin",
        "Client folder reactivated",
        "Client folder deactivated",
        "O-1 Renewal 2027 attached",
        "O-1 Renewal 2027 removed",
        "O-1 Renewal 2027, owner: ben → ada",
        "O-1 Renewal 2027 edited: " + " · ".join(changes),
        "O-1 Renewal 2027: 🔵 To do → 🟢 Won",
        "O-1 Renewal 2027 created, owner: ben",
        "Client folder edited: Name: Acme → Quercus · Employees: – → 1,234.5",
        "Client folder created: Acme, owner: ben",
    ]
    assert [line.partition(" · ")[0] for line in told] == ["ada"] * 6 + ["ben"] * 5
    assert f"ben · {READER.date(READER.local(now()))}" in told[-1]
    for line in told[:10]:
        assert line.partition("\n")[2] in first.text
    assert slack.clicks(ada, "Previous").lines == first.lines
    assert slack.clicks(ada, "Open").lines[0] == "Quercus"


def test_what_somebody_may_not_see_is_left_out_and_named_nowhere(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person
) -> None:
    office.sets(F.OWN, V.ADMINS_ONLY)
    office.folder("Zenith Orchards", wanda)
    acme = office.folder("Acme", ben)
    office.opportunity("Quincetree", wanda, folder=1)
    office.opportunity("Mine", ben, folder=acme)
    slack.says(ada, f"/opp move O-1 to F-{acme}")
    slack.says(ada, "/opp won O-1")
    slack.says(ada, "/opp owner O-2 @ada")
    slack.says(ada, "/opp move O-2 to F-1")
    slack.says(ada, "/opp owner O-2 @ben")
    slack.says(ada, f"/opp move O-2 to F-{acme}")
    assert happened(slack, ben, acme) == [
        "O-2 Mine attached",
        "O-2 Mine removed",
        "O-2 Mine, owner: ben → ada",
        "Client folder created: Acme, owner: ben",
    ]
    card = slack.says(ben, f"/folder open F-{acme}")
    assert "O-2 Mine attached" in card
    everything = reached(slack, ben)
    assert not [secret for secret in ("Zenith", "Quincetree") if secret in everything]
    hers = happened(slack, ada, acme)
    assert "O-2 Mine moved here from F-1 Zenith Orchards" in hers
    assert "O-1 Quincetree: 🔵 To do → 🟢 Won" in hers


def test_a_copy_names_what_it_was_made_from_to_who_may_see_that(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    acme = office.folder("Acme", ben)
    office.opportunity("Quincetree", ben, folder=acme)
    slack.says(ben, "/opp duplicate O-1")
    assert happened(slack, ben)[0] == "O-2 Quincetree created as a copy of O-1 Quincetree, owner: ben"
    slack.says(ada, "/opp owner O-1 @ada")
    office.sets(F.SHARED, V.ADMINS_ONLY)
    assert happened(slack, ben)[0] == "O-2 Quincetree created, owner: ben"


def test_what_lies_in_the_bin_is_told_to_who_may_restore_it_and_what_is_gone_to_admins(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person
) -> None:
    acme = office.folder("Acme", ben)
    number = office.opportunity("Quincetree", wanda, folder=acme)
    office.bins(number, wanda)
    slack.says(wanda, f"/opp restore O-{number}")
    office.bins(number, wanda)
    told = ["put into the bin", "restored from the bin", "put into the bin"]
    assert happened(slack, wanda)[:3] == [f"O-{number} Quincetree {what}" for what in told]
    assert happened(slack, ben) == ["Client folder created: Acme, owner: ben"]
    with office.database.transaction(office.workspace_id) as session:
        purge(session, office.workspace_id, now() + timedelta(days=31))
    gone = slack.says(ada, "/folder history F-1")
    assert happened(slack, ada)[0] == "An opportunity that is gone: gone for good, after thirty days in the bin"
    assert "Dossier · " in gone
    assert happened(slack, wanda) == ["Client folder created: Acme, owner: ben"]


@pytest.mark.parametrize("inside_team", [InsideTeam.OFF, InsideTeam.MANAGERS])
def test_a_manager_reads_what_happened_to_a_team_members_opportunities(
    slack: Slack, office: Office, local: LocalSlack, ben: Person, wanda: Person, inside_team: InsideTeam
) -> None:
    mia = local.add_person("mia", real_name="Mia Manager", locale="en-US", tz="Europe/Paris")
    office.sets(F.SHARED, V.ADMINS_ONLY, inside_team)
    office.team("North", [wanda], [mia])
    acme = office.folder("Acme", ben)
    number = office.opportunity("Quincetree", wanda, folder=acme)
    slack.says(wanda, f"/opp won O-{number}")
    told = [f"O-{number} Quincetree: 🔵 To do → 🟢 Won"] if inside_team is InsideTeam.MANAGERS else []
    assert happened(slack, mia) == [*told, "Client folder created: Acme, owner: ben"]


def test_the_card_sums_it_up_in_three_lines(slack: Slack, office: Office, ben: Person) -> None:
    acme = office.folder("Acme", ben)
    for text in ("One", "Two", "Three"):
        office.edits_folder(acme, ben, description=text)
    card = slack.says(ben, f"/folder open F-{acme}")
    summary = next(line for line in card.lines if line.startswith("History")).splitlines()
    assert [line.rpartition(" · ")[2] for line in summary[1:]] == [
        "Client folder edited: Description: Two → Three",
        "Client folder edited: Description: One → Two",
        "Client folder edited: Description: – → One",
    ]
    assert all(line in card.text for line in summary[1:])
    assert slack.clicks(ben, "History").lines[0] == "History"


def test_the_message_that_it_began_with_is_a_link_away(slack: Slack, office: Office, ben: Person) -> None:
    acme = office.folder("Acme", ben)
    link = "https://acme.slack.com/archives/C1/p1?thread_ts=1"
    with office.database.transaction(office.workspace_id) as session:
        folder = session.query(Folder).filter_by(number=acme).one()
        for permalink in (link, "javascript:alert(1)"):
            session.add(
                Event(
                    workspace_id=office.workspace_id,
                    at=now(),
                    kind="folder.deactivated",
                    folder_id=folder.id,
                    facts={},
                    permalink=permalink,
                )
            )
    told = slack.says(ben, "/folder history acme")
    assert told.words.count("See the message") == 1
    assert link in told.everything
    assert "javascript" not in told.everything


def test_a_page_out_of_range_is_brought_into_it_or_empty_with_a_way_back(
    slack: Slack, office: Office, ben: Person
) -> None:
    office.folder("Acme", ben)
    listed = slack.says(ben, "/folder list")
    action = f"{ids.FOLDER_HISTORY_PAGE}.next"
    empty = press(slack, ben, listed, action, {"folder": 1, "page": 2**62})
    assert "There is nothing more." in empty
    assert empty.buttons == ["Previous", "Open"]
    for page in (-1, 0, "2", None):
        assert press(slack, ben, listed, action, {"folder": 1, "page": page}).words == NOT_UNDERSTOOD


def test_who_owned_it_on_a_day_is_answered_for_every_owner_of_that_day(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person
) -> None:
    office.folder("Acme", ben)
    begins = slack.says(ben, "/folder history F-1 owner at yesterday")
    assert begins.words.startswith(f"F-1 Acme was not there yet on {READER.date(READER.local(now() - timedelta(1)))}.")
    assert begins.buttons == ["History", "Open"]
    owner_changes(office, ada, wanda)
    today = slack.says(ben, f"/folder history F-1 owner at {on(0)}")
    day = READER.date(READER.local(now()))
    assert today.lines[0] == f"On {day} F-1 Acme belonged to ben. On that day it went to wanda."
    assert slack.clicks(ben, "History").lines[0] == "History"


def owner_changes(office: Office, by: Person, to: Person) -> None:
    """Give folder F-1 to somebody."""
    member_id = office.knows(to)
    with office._acting(by) as (session, actor):
        change_owner(session, actor, session.query(Folder).filter_by(number=1).one().id, member_id, now())


def test_the_folder_is_found_by_name_and_an_unreadable_day_says_what_is_read(
    slack: Slack, office: Office, local: LocalSlack, ben: Person
) -> None:
    office.folder("Acme North", ben)
    office.folder("Acme South", ben)
    for text in ("acme north owner at today", '"Acme North" owner on today', "F-1 OWNER AT today"):
        assert "F-1 Acme North belonged to ben." in slack.says(ben, f"/folder history {text}")
    assert slack.says(ben, "/folder history acme").buttons == ["Open", "Open"]
    for text in ("tomorrow", "2999-01-01", "2026-02-30", "last summer"):
        assert f"“{text}” is no date that has come." in slack.says(ben, f"/folder history F-1 owner at {text}")
    assert "was not there yet on Jan 1, 1" in slack.says(ben, "/folder history F-1 owner at 0001-01-01")


def test_a_french_reader_reads_and_asks_in_french(slack: Slack, office: Office, local: LocalSlack) -> None:
    zoe = local.add_person("zoe", real_name="Zoé", locale="fr-FR", tz="Europe/Paris")
    office.folder("Refonte", zoe)
    office.opportunity("Audit", zoe)
    slack.says(zoe, "/opp rattacher O-1 à F-1")
    slack.says(zoe, "/opp gagnée O-1")
    told = slack.says(zoe, "/folder historique F-1")
    assert told.lines[0] == "Historique"
    assert "O-1 Audit\u00a0: 🔵 À faire → 🟢 Gagnée" in told
    assert "O-1 Audit rattachée" in told
    for text in ("refonte propriétaire le aujourd'hui", "F-1 proprietaire au aujourd’hui"):
        assert "F-1 Refonte appartenait à zoe." in slack.says(zoe, f"/folder historique {text}")
