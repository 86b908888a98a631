"""Golden cases 16 to 20 of SPEC §7, in every combination of F and V."""

import pytest

from bot.sandbox.workspace import Person
from core.models import Folder, Opportunity, Status
from core.models import FolderSharing as F
from core.models import OpportunityVisibility as V
from tests.bot.office import Office
from tests.stories import Slack

ANY_F = pytest.mark.parametrize("f", list(F))
ANY_V = pytest.mark.parametrize("v", list(V))


@ANY_F
@ANY_V
def test_16_what_is_in_another_folder_is_not_attached_and_move_is_offered(
    slack: Slack, office: Office, ben: Person, f: F, v: V
) -> None:
    office.sets(f, v)
    first, second = office.folder("Acme", ben), office.folder("Zenith", ben)
    number = office.opportunity("Renewal", ben, folder=first)
    refused = slack.says(ben, f"/opp attach O-{number} to F-{second}")
    assert f"O-{number} is in F-{first} Acme already: remove it first, or move it." in refused
    assert refused.buttons == ["Move"]
    assert office.folder_of(number) == first
    moved = slack.clicks(ben, "Move", on=refused)
    assert f"O-{number} Renewal was moved to F-{second} Zenith." in moved
    assert office.folder_of(number) == second


@ANY_F
@ANY_V
def test_17_moving_to_a_hidden_folder_finds_nothing_and_leaves_it_where_it_was(
    slack: Slack, office: Office, ben: Person, wanda: Person, f: F, v: V
) -> None:
    office.sets(f, v)
    mine, hidden = office.folder("Acme", ben), office.folder("Zenith", wanda)
    number = office.opportunity("Renewal", ben, folder=mine)
    answer = slack.says(ben, f"/opp move O-{number} to F-{hidden}")
    if f is F.SHARED:
        # Shared folders are hidden from nobody: the case needs one that is not there.
        assert office.folder_of(number) == hidden
        answer, hidden = slack.says(ben, f"/opp move O-{number} to F-99"), 99
        assert office.folder_of(number) != 99
    else:
        assert office.folder_of(number) == mine
    never = slack.says(ben, f"/opp move O-{number} to F-999")
    assert answer.words == never.words.replace("F-999", f"F-{hidden}")
    assert "Zenith" not in answer.everything


@ANY_F
@ANY_V
def test_17_a_stolen_button_moves_nothing_to_a_hidden_folder(
    slack: Slack, office: Office, ben: Person, wanda: Person, f: F, v: V
) -> None:
    office.sets(f, v)
    first = office.folder("Acme", ben)
    number = office.opportunity("Renewal", ben, folder=first)
    second = office.folder("Zenith", wanda)
    office.opportunity("Foothold", ben, folder=second)
    refused = slack.says(ben, f"/opp attach O-{number} to F-{second}")
    slack.says(ben, "/opp detach Foothold")
    answer = slack.clicks(ben, "Move", on=refused)
    if f is F.OWN:
        assert "There is no such client folder that you can see." in answer
        assert office.folder_of(number) == first
    else:
        assert office.folder_of(number) == second


@ANY_F
@ANY_V
def test_18_a_lost_one_without_folder_is_duplicated_and_yes_makes_a_folder_of_two(
    slack: Slack, office: Office, ben: Person, f: F, v: V
) -> None:
    office.sets(f, v)
    number = office.opportunity("Renewal", ben, amount="500", status=Status.LOST)
    copy = slack.says(ben, f"/opp duplicate O-{number}")
    assert f"A copy of O-{number}." in copy
    assert copy.buttons[-2:] == ["Create a client folder", "No, thanks"]
    form = slack.clicks(ben, "Create a client folder", on=copy)
    assert (form.modal, form.fields, form.values) == ("New client folder", ["Name"], {"Name": "Renewal"})
    made = slack.submits(ben)
    assert [f"O-{one} Renewal" in made for one in (number, number + 1)] == [True, True]
    assert "🔴 Lost" in made
    assert "🔵 To do" in made
    assert office.count(Folder) == 1
    assert office.status_of(number) is Status.LOST
    assert office.folder_of(number) == office.folder_of(number + 1) == 1


@ANY_F
@ANY_V
def test_19_no_leaves_two_opportunities_and_no_folder(slack: Slack, office: Office, ben: Person, f: F, v: V) -> None:
    office.sets(f, v)
    number = office.opportunity("Renewal", ben, status=Status.LOST)
    copy = slack.says(ben, f"/opp duplicate O-{number}")
    answered = slack.clicks(ben, "No, thanks", on=copy)
    assert "No client folder was made." in answered
    assert "Create a client folder" not in answered.buttons
    assert (office.count(Opportunity), office.count(Folder)) == (2, 0)
    assert office.status_of(number) is Status.LOST


@ANY_F
@ANY_V
def test_20_the_copy_of_a_lost_one_in_a_deactivated_folder_is_in_it_and_the_folder_stays_deactivated(
    slack: Slack, office: Office, ben: Person, f: F, v: V
) -> None:
    office.sets(f, v)
    folder = office.folder("Acme", ben, active=False)
    number = office.opportunity("Renewal", ben, folder=folder, status=Status.LOST)
    copy = slack.says(ben, f"/opp duplicate O-{number}")
    assert "Its client folder is deactivated, and stays so." in copy
    assert "Create a client folder" not in copy.buttons
    assert office.folder_of(number + 1) == folder
    assert "Deactivated" in slack.says(ben, f"/folder open F-{folder}")
