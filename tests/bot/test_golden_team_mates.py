"""Golden cases 1 to 7 of SPEC §7 again, where team mates see each other's opportunities (T = members).

Ben and Wanda share a team that Max manages; Nora is in another one.
"""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.sandbox.workspace import Person
from core.models import FolderSharing as F
from core.models import InsideTeam as T
from core.models import OpportunityVisibility as V
from core.models import Status
from tests.bot.every_door import look, reached
from tests.bot.office import Office
from tests.bot.reading import folders_of, titles_of
from tests.bot.test_golden import ANY_F, ANY_V, absent, card_says, on, untouchable
from tests.stories import Slack

BELONGS = "O-1 belongs to wanda: only they, a manager of their team or an admin may change it."


@dataclass(frozen=True)
class Case:
    """Wanda's folder with one opportunity in it, and who else there is.

    Attributes:
        folder: its number.
        deal: the opportunity's.
        manager: of Ben's and Wanda's team.
        stranger: of another team.
    """

    folder: int
    deal: int
    manager: Person
    stranger: Person


@pytest.fixture
def case(slack: Slack, office: Office, ben: Person, wanda: Person) -> Case:
    """One thing of Wanda's is in progress since forty days."""
    manager = slack.local.add_person("max", real_name="Max Manager", locale="en-US", tz="Europe/Paris")
    stranger = slack.local.add_person("nora", real_name="Nora Rep", locale="en-US", tz="Europe/Paris")
    office.team("North", [ben, wanda], [manager])
    office.team("South", [stranger], [])
    folder = office.folder("Zenith Orchards", wanda, description="plumwood")
    deal = office.opportunity("Quincetree", wanda, folder=folder, amount="471123", ago=timedelta(days=40))
    return Case(folder, deal, manager, stranger)


@ANY_V
def test_in_a_shared_folder_a_team_mate_reads_every_figure_and_changes_nothing(
    slack: Slack, office: Office, ben: Person, case: Case, opportunities: V
) -> None:
    office.sets(F.SHARED, opportunities, T.MEMBERS)
    seen = look(slack, ben, case.folder, "Zenith Orchards")
    card_says(seen, "Zenith Orchards", "In progress\n€471,123", f"Oldest opportunity\n{on(40)}")
    assert titles_of(seen.by_number) == titles_of(seen.opportunities) == ["Quincetree"]
    assert "1 opportunity: 1 to do\nIn progress €471,123 · Won €0" in seen.listed.words
    assert folders_of(seen.mine) == folders_of(seen.home) == []
    opened = slack.says(ben, f"/opp open O-{case.deal}")
    assert opened.lines[0] == "Quincetree"
    assert not {"Won", "Lost", "Standby", "Edit", "Duplicate", "Delete"} & set(opened.buttons)
    for word in ("won", "lost", "cancel", "delete", "detach", "duplicate"):
        assert slack.says(ben, f"/opp {word} O-{case.deal}").lines[0] == BELONGS
    assert office.status_of(case.deal) is Status.TODO


@ANY_V
def test_own_folders_stay_hidden_from_team_mates_who_see_what_is_inside(
    slack: Slack, office: Office, ben: Person, case: Case, opportunities: V
) -> None:
    office.sets(F.OWN, opportunities, T.MEMBERS)
    seen = look(slack, ben, case.folder, "Zenith Orchards")
    absent(slack, ben, seen, "Zenith Orchards", "plumwood")
    assert titles_of(seen.opportunities) == ["Quincetree"]
    opened = slack.says(ben, f"/opp open O-{case.deal}")
    assert opened.lines[0] == "Quincetree"
    assert "Client folder" not in opened.words
    assert slack.says(ben, f"/opp won O-{case.deal}").lines[0] == BELONGS
    assert office.status_of(case.deal) is Status.TODO


@ANY_F
def test_another_team_sees_nothing_of_it(slack: Slack, office: Office, case: Case, folders: F) -> None:
    office.sets(folders, V.ADMINS_ONLY, T.MEMBERS)
    seen = look(slack, case.stranger, case.folder, "Zenith Orchards")
    if folders is F.OWN:
        absent(slack, case.stranger, seen, "Zenith Orchards", "plumwood")
    else:
        card_says(seen, "Zenith Orchards", "No opportunities yet.", "In progress\n€0", "Oldest opportunity\n–")
        assert "0 opportunities\nIn progress €0 · Won €0" in seen.listed.words
    everything = reached(slack, case.stranger)
    assert not [secret for secret in ("Quincetree", "471,123", "471123", on(40)) if secret in everything]
    untouchable(slack, case.stranger, case.deal, "Quincetree")
    assert office.status_of(case.deal) is Status.TODO


@ANY_F
@ANY_V
def test_the_manager_of_the_team_sees_and_wins_it(
    slack: Slack, office: Office, case: Case, folders: F, opportunities: V
) -> None:
    office.sets(folders, opportunities, T.MEMBERS)
    seen = look(slack, case.manager, case.folder, "Zenith Orchards")
    card_says(seen, "Zenith Orchards", "In progress\n€471,123", f"Oldest opportunity\n{on(40)}")
    assert "Now: 🟢 Won" in slack.says(case.manager, f"/opp won O-{case.deal}").words
    assert office.status_of(case.deal) is Status.WON


@ANY_F
@pytest.mark.parametrize("inside_team", [T.OFF, T.MANAGERS])
def test_without_it_a_team_mate_sees_nothing_from_the_next_request_on(
    slack: Slack, office: Office, ben: Person, case: Case, folders: F, inside_team: T
) -> None:
    office.sets(folders, V.ADMINS_ONLY, T.MEMBERS)
    listed = slack.says(ben, "/opp list")
    assert titles_of(listed) == ["Quincetree"]
    office.sets(inside_team=inside_team)
    assert slack.clicks(ben, "Open", on=listed).words == "There is no such opportunity that you can see."
    untouchable(slack, ben, case.deal, "Quincetree")
    assert office.status_of(case.deal) is Status.TODO


@ANY_F
def test_the_second_page_holds_what_team_mates_own_and_nothing_of_others(
    slack: Slack, office: Office, ben: Person, wanda: Person, case: Case, folders: F
) -> None:
    office.sets(folders, V.ADMINS_ONLY, T.MEMBERS)
    for number in range(6):
        for owner in (ben, wanda, case.stranger):
            office.opportunity(f"{owner.name}'s {number}", owner)
    listed = slack.says(ben, "/opp list")
    found = [*titles_of(listed), *titles_of(slack.clicks(ben, "Next", on=listed))]
    assert sorted(found) == sorted(["Quincetree", *(f"{name}'s {n}" for name in ("ben", "wanda") for n in range(6))])
    assert found[:6] == [title for title in found if title.startswith("ben")]
