"""The Home tab for a rep, a manager and an admin: what needs them, their team, and the way to everything else."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.sandbox.workspace import Person
from core.clock import now
from core.models import FolderSharing as F
from core.models import InsideTeam, Opportunity, Status
from core.models import OpportunityVisibility as V
from tests.bot.forging import press
from tests.bot.office import Office
from tests.sandbox.screen import Screen, view_part
from tests.stories import Slack


def section(home: Screen, title: str) -> str:
    """What stands below a heading, up to the next one."""
    headings = ("Needs attention", "My team", "My client folders")
    below = home.words.split(f"{title}\n", 1)[1]
    for heading in headings:
        below = below.split(f"\n{heading}\n", 1)[0]
    return below


def reminds(office: Office, number: int, when: datetime) -> None:
    """Move a reminder, as time would."""
    with office.database.transaction(office.workspace_id) as session:
        session.execute(update(Opportunity).where(Opportunity.number == number).values(reminder_at=when))


def home_says(slack: Slack, who: Person, words: str) -> Screen:
    """Wait until the Home tab, as it stands, says this."""

    def there() -> Screen | None:
        home = slack.local.workspace.homes[who.id]
        shown = Screen(who, [view_part(home)], slack.local.workspace)
        return shown if words in shown else None

    found = slack.local.wait_for(there, 5)
    assert found, f"Home never said {words!r}"
    return found


@pytest.mark.parametrize("folders", list(F))
@pytest.mark.parametrize("opportunities", list(V))
def test_my_active_folders_with_nothing_in_progress_need_me_and_nobody_elses(
    slack: Slack, office: Office, ben: Person, wanda: Person, folders: F, opportunities: V
) -> None:
    office.sets(folders, opportunities)
    quiet, busy, theirs = office.folder("Quiet", ben), office.folder("Busy", ben), office.folder("Theirs", wanda)
    office.folder("Asleep", ben, active=False)
    office.opportunity("Past", ben, folder=quiet, status=Status.LOST)
    office.opportunity("Now", ben, folder=busy)
    office.opportunity("Over", ben, folder=theirs, status=Status.WON)
    needs = section(slack.opens_home(ben), "Needs attention")
    assert "F-1 Quiet\n1 opportunity: 1 lost · last change" in needs
    assert [name in needs for name in ("Busy", "Theirs", "Asleep")] == [False, False, False]


def test_what_i_may_not_see_is_not_in_progress_for_me(slack: Slack, office: Office, ben: Person, wanda: Person) -> None:
    acme = office.folder("Acme", ben)
    office.opportunity("Hers", wanda, folder=acme, amount="4321")
    assert "Nothing needs your attention" in slack.opens_home(ben)
    office.sets(opportunities=V.ADMINS_ONLY)
    needs = section(slack.opens_home(ben), "Needs attention")
    assert "F-1 Acme\n0 opportunities" in needs
    assert "4,321" not in slack.opens_home(ben).everything


def test_my_reminders_that_are_due_need_me(slack: Slack, office: Office, ben: Person, wanda: Person) -> None:
    for title, who, when in (
        ("Overdue", ben, now() - timedelta(days=2)),
        ("Later", ben, now() + timedelta(days=2)),
        ("Hers", wanda, now() - timedelta(days=2)),
    ):
        reminds(office, office.opportunity(title, who, status=Status.STANDBY), when)
    needs = section(slack.opens_home(ben), "Needs attention")
    assert "O-1 Overdue\n" in needs
    assert "Later" not in needs
    assert "Hers" not in needs
    assert slack.clicks(ben, "Open", beside="Overdue").modal == "Opportunity"


def test_more_than_fits_leads_to_the_list_of_them(slack: Slack, office: Office, ben: Person) -> None:
    for number in range(8):
        office.folder(f"Client {number}", ben)
    for number in range(7):
        made = office.opportunity(f"Deal {number}", ben, status=Status.STANDBY)
        reminds(office, made, datetime(2026, 1, 1 + number, tzinfo=UTC))
    home = slack.opens_home(ben)
    needs = section(home, "Needs attention")
    assert ("and 3 more" in needs, "and 2 more" in needs) == (True, True)
    assert "Deal 4" in needs
    assert "Deal 5" not in needs
    listed = slack.clicks(ben, "See all", on=home, beside="and 3 more")
    assert listed.modal == "Client folders"
    assert "nothing in progress" in listed
    assert "Client 7" in listed
    slack.closes(ben)
    assert "Deal 6" in slack.clicks(ben, "See all", on=home, beside="and 2 more")


def test_a_manager_reads_what_each_of_the_team_has_in_hand(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    mona = slack.local.add_person("mona")
    office.team("North", [ben], [mona])
    acme = office.folder("Acme", ben)
    office.folder("Bare", ben)
    office.opportunity("Now", ben, folder=acme, amount="1000")
    office.opportunity("Then", ben, folder=acme, amount="250", status=Status.WON)
    office.opportunity("Hers", wanda, folder=acme, amount="9999")
    home = slack.opens_home(mona)
    mine = "ben\n2 active folders · 1 with nothing in progress\nIn progress €1,000 · Won €250"
    assert mine in section(home, "My team")
    assert "wanda\n" not in section(home, "My team")
    listed = slack.clicks(mona, "Folders", beside="ben")
    assert "owned by ben" in listed
    assert "Bare" in listed
    assert "My team" not in slack.opens_home(ben)
    office.sets(inside_team=InsideTeam.OFF)
    assert "My team" not in slack.opens_home(mona)


def test_only_an_admin_has_settings_on_home(slack: Slack, office: Office, ada: Person, ben: Person) -> None:
    assert "Settings" in slack.opens_home(ada).buttons
    assert "Settings" not in slack.opens_home(ben).buttons
    assert slack.clicks(ada, "Settings").modal == "Settings"


def test_home_finds_filters_lists_and_helps(slack: Slack, office: Office, ben: Person, wanda: Person) -> None:
    office.folder("Birch", ben)
    office.folder("Birchwood", wanda)
    office.opportunity("Mine", ben)
    office.opportunity("Hers", wanda)
    office.sets(F.OWN)
    home = slack.opens_home(ben)
    assert "Language: English, from your Slack preferences" in home
    assert slack.offers(ben, "Find a folder", "bir") == ["F-1 Birch"]
    assert slack.chooses(ben, "Find a folder", "F-1 Birch", typing="bir").modal == "Client folder"
    slack.closes(ben)
    assert slack.clicks(ben, "Filter", on=home).modal == "Filter"
    assert "Birch" in slack.submits(ben)
    slack.closes(ben)
    mine = slack.clicks(ben, "My opportunities", on=home)
    assert "Mine" in mine
    assert "Hers" not in mine
    slack.closes(ben)
    assert "/folder open <folder>" in slack.clicks(ben, "Help", on=home)
    slack.closes(ben)
    listed = slack.clicks(ben, "All client folders", on=home)
    assert listed.modal == "Client folders"
    assert "Birchwood" not in listed


def test_what_is_done_in_a_modal_of_home_shows_on_home(slack: Slack, office: Office, ben: Person) -> None:
    office.opportunity("Deal", ben, folder=office.folder("Acme", ben))
    slack.opens_home(ben)
    slack.clicks(ben, "Open", beside="Acme")
    slack.clicks(ben, "Open", beside="Deal")
    slack.clicks(ben, "Won")
    home_says(slack, ben, "F-1 Acme\n1 opportunity: 1 won · last change")
    slack.closes(ben, clear=True)
    slack.clicks(ben, "New folder")
    slack.fills(ben, {"Name": "Birch"})
    slack.submits(ben)
    home_says(slack, ben, "F-2 Birch\n0 opportunities · last change")


def test_looking_around_draws_no_home_anew(slack: Slack, office: Office, ben: Person) -> None:
    office.folder("Acme", ben)
    slack.opens_home(ben)
    before = slack.local.workspace.homes[ben.id].changed
    slack.clicks(ben, "Open", beside="Acme")
    slack.says(ben, "/folder new Birch")
    slack.submits(ben)
    assert slack.local.workspace.homes[ben.id].changed == before


def test_a_button_of_home_with_a_forged_filter_is_not_understood(slack: Slack, office: Office, ben: Person) -> None:
    home = slack.opens_home(ben)
    for action in ("folder.list", "opportunity.list"):
        assert "That button is no longer understood" in press(slack, ben, home, action, "[]")
        slack.closes(ben)


def test_home_in_french_for_the_manager(slack: Slack, office: Office, ben: Person) -> None:
    mona = slack.local.add_person("mona", locale="fr-FR")
    office.team("Nord", [ben], [mona])
    office.folder("Acme", ben)
    home = slack.opens_home(mona)
    for said in ("À surveiller", "Mon équipe", "1 dossier actif · 1 sans rien en cours", "Langue\u00a0: Français"):
        assert said in home
