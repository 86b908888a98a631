"""Which folder an opportunity is in: attach, move, remove."""

import pytest

from bot.parsing.errors import UsageError
from bot.parsing.splits import split_to, split_whom
from bot.sandbox.workspace import Person
from core.models import Folder, InsideTeam
from core.models import FolderSharing as F
from core.models import OpportunityVisibility as V
from tests.bot.office import Office
from tests.stories import Slack


def test_attach_puts_it_into_the_folder_and_says_so(slack: Slack, office: Office, ben: Person, wanda: Person) -> None:
    folder = office.folder("Acme", wanda)
    number = office.opportunity("Renewal", ben)
    answer = slack.says(ben, "/opp attach Renewal to Acme")
    assert f"O-{number} Renewal is now in F-{folder} Acme." in answer
    acts = ["Duplicate", "Move", "Remove from folder", "Change owner", "Edit", "Delete", "Share"]
    assert answer.buttons[-len(acts) :] == acts
    assert office.folder_of(number) == folder
    again = slack.says(ben, "/opp attach Renewal to Acme")
    assert f"O-{number} Renewal was in F-{folder} Acme already." in again
    assert office.happened("opportunity.attached") == 1


def test_a_deactivated_folder_warns_accepts_and_stays_so(slack: Slack, office: Office, ben: Person) -> None:
    folder = office.folder("Acme", ben, active=False)
    number = office.opportunity("Renewal", ben)
    answer = slack.says(ben, f"/opp attach O-{number} to F-{folder}")
    assert "This client folder is deactivated, and stays so." in answer
    assert "Deactivated" in slack.says(ben, f"/folder open F-{folder}")


def test_the_card_attaches_to_a_folder_found_by_typing_active_ones_first(
    slack: Slack, office: Office, ben: Person
) -> None:
    office.folder("Acme Archive", ben, active=False)
    office.folder("Acme Zoo", ben)
    number = office.opportunity("Renewal", ben)
    slack.says(ben, f"/opp open O-{number}")
    form = slack.clicks(ben, "Attach to a folder")
    assert (form.modal, form.fields) == ("Attach to a folder", ["Client folder", "New folder name"])
    assert slack.offers(ben, "Client folder", "acme") == ["F-2 Acme Zoo", "F-1 Acme Archive (Deactivated)"]
    slack.chooses(ben, "Client folder", "F-2 Acme Zoo", typing="zoo")
    assert f"O-{number} Renewal is now in F-2 Acme Zoo." in slack.submits(ben)
    assert office.folder_of(number) == 2


def test_a_folder_made_on_the_spot_belongs_to_the_opportunitys_owner_whoever_attaches(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person
) -> None:
    """A team mate reached by a manager; nothing else lets that manager choose an owner outside the team."""
    office.sets(inside_team=InsideTeam.MANAGERS)
    office.team("North", [wanda], [ben])
    number = office.opportunity("Renewal", wanda)
    slack.says(ben, f"/opp attach O-{number}")
    slack.fills(ben, {"New folder name": "Acme"})
    assert f"O-{number} Renewal is now in F-1 Acme." in slack.submits(ben)
    assert "owner: wanda" in slack.says(ben, "/folder open Acme")


def test_folders_of_nearly_the_new_name_are_shown_once_and_can_be_used_instead(
    slack: Slack, office: Office, ben: Person
) -> None:
    office.folder("Acme SARL", ben)
    number = office.opportunity("Renewal", ben)
    slack.says(ben, f"/opp attach O-{number}")
    slack.fills(ben, {"New folder name": "Acmé"})
    again = slack.submits(ben)
    assert "F-1 Acme SARL" in again
    assert again.values["New folder name"] == "Acmé"
    assert office.count(Folder) == 1
    assert f"O-{number} Renewal is now in F-1 Acme SARL." in slack.clicks(ben, "Use this folder instead")
    assert (office.count(Folder), office.folder_of(number)) == (1, 1)


def test_sent_again_under_the_same_name_the_new_folder_is_made(slack: Slack, office: Office, ben: Person) -> None:
    office.folder("Acme SARL", ben)
    number = office.opportunity("Renewal", ben)
    slack.says(ben, f"/opp attach O-{number}")
    slack.fills(ben, {"New folder name": "Acme"})
    slack.submits(ben)
    assert f"O-{number} Renewal is now in F-2 Acme." in slack.submits(ben)


def test_neither_folder_nor_name_and_both_of_them_are_refused_under_the_field(
    slack: Slack, office: Office, ben: Person
) -> None:
    office.folder("Acme", ben)
    number = office.opportunity("Renewal", ben)
    slack.says(ben, f"/opp attach O-{number}")
    assert slack.submits(ben).errors == {"Client folder": "Choose a client folder, or name a new one."}
    slack.chooses(ben, "Client folder", "F-1 Acme", typing="acme")
    slack.fills(ben, {"New folder name": "Zenith"})
    both = slack.submits(ben)
    assert both.errors == {"New folder name": "Choose a client folder or name a new one, not both."}
    assert office.folder_of(number) is None


def test_the_folders_card_offers_what_one_may_change_and_is_in_no_folder(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    folder = office.folder("Acme", wanda)
    number = office.opportunity("Renewal", ben)
    office.opportunity("Inside", ben, folder=folder)
    office.opportunity("Of Wanda", wanda)
    slack.says(ben, f"/folder open F-{folder}")
    form = slack.clicks(ben, "Attach opportunity")
    assert (form.modal, form.fields) == ("Attach opportunity", ["Opportunity"])
    assert slack.offers(ben, "Opportunity", "") == [f"O-{number} Renewal"]
    assert slack.offers(ben, "Opportunity", "nothing like it") == []
    slack.chooses(ben, "Opportunity", f"O-{number} Renewal", typing="renew")
    card = slack.submits(ben)
    assert f"O-{number} Renewal is now in F-{folder} Acme." in card
    assert "Inside" in card
    assert office.folder_of(number) == folder


def test_what_was_attached_elsewhere_meanwhile_is_refused_and_can_be_moved_from_there(
    slack: Slack, office: Office, ben: Person
) -> None:
    folder, other = office.folder("Acme", ben), office.folder("Zenith", ben)
    number = office.opportunity("Renewal", ben)
    slack.says(ben, f"/folder open F-{folder}")
    slack.clicks(ben, "Attach opportunity")
    slack.chooses(ben, "Opportunity", f"O-{number} Renewal", typing="renew")
    office.attach(number, other, ben)
    refused = slack.submits(ben)
    assert f"O-{number} is in F-{other} Zenith already" in refused
    assert f"O-{number} Renewal was moved to F-{folder} Acme." in slack.clicks(ben, "Move")
    assert office.folder_of(number) == folder


def test_of_two_who_attach_at_once_one_wins_and_the_other_reads_who_and_when(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    office.folder("Acme", ben)
    office.folder("Zenith", ben)
    number = office.opportunity("Renewal", ben)
    for person, folder in ((ada, "F-1 Acme"), (ben, "F-2 Zenith")):
        slack.says(person, f"/opp attach O-{number}")
        slack.chooses(person, "Client folder", folder, typing=folder.split()[1])
    slack.submits(ada)
    late = slack.submits(ben)
    assert "ada changed it at" in late
    assert "Move" in late.buttons
    assert office.folder_of(number) == 1


def test_a_move_that_comes_late_shows_the_form_again_and_goes_on_when_sent_again(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    for name in ("Acme", "Zenith", "Third"):
        office.folder(name, ben)
    number = office.opportunity("Renewal", ben, folder=1)
    slack.says(ben, f"/opp open O-{number}")
    form = slack.clicks(ben, "Move")
    assert (form.modal, form.fields) == ("Move to a folder", ["Client folder", "New folder name"])
    assert "Now in F-1 Acme" in form
    slack.chooses(ben, "Client folder", "F-2 Zenith", typing="zen")
    slack.says(ada, f"/opp move O-{number} to Third")
    again = slack.submits(ben)
    assert "ada changed it at" in again
    assert again.values["Client folder"] == "F-2 Zenith"
    assert f"O-{number} Renewal was moved to F-2 Zenith." in slack.submits(ben)
    assert office.folder_of(number) == 2


def test_a_form_with_a_new_name_sent_twice_makes_one_folder(slack: Slack, office: Office, ben: Person) -> None:
    number = office.opportunity("Renewal", ben)
    card = slack.says(ben, f"/opp open O-{number}")
    for _ in range(2):
        slack.says(ben, f"/opp move O-{number}")
        slack.fills(ben, {"New folder name": "Acme"})
    stack = slack.local.workspace.stack(ben.id)
    for view in stack[-2:]:
        slack.local.submit(ben, view.id)
    assert card.buttons
    assert office.count(Folder) == 1
    assert office.happened("opportunity.attached") == 1


def test_the_old_cards_button_shows_the_present_state_and_the_choice_to_go_on(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    office.folder("Acme", ben)
    number = office.opportunity("Renewal", ben, folder=1)
    card = slack.says(ben, f"/opp open O-{number}")
    slack.says(ada, f"/opp won O-{number}")
    late = slack.clicks(ben, "Remove from folder", on=card)
    assert "ada changed it at" in late
    assert "🟢 Won" in late
    assert office.folder_of(number) == 1
    assert "Removed from its client folder." in slack.clicks(ben, "Remove from folder", on=late)
    assert office.folder_of(number) is None


def test_a_status_button_out_of_date_shows_the_present_state_too(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    number = office.opportunity("Renewal", ben)
    card = slack.says(ben, f"/opp open O-{number}")
    slack.says(ada, f"/opp owner O-{number} @ben")
    slack.says(ada, f"/opp lost O-{number}")
    late = slack.clicks(ben, "Won", on=card)
    assert "ada changed it at" in late
    assert "🔴 Lost" in late
    assert "Reopen" in late.buttons


def test_owning_the_folder_is_not_enough_to_remove_and_an_emptied_folder_stays(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    folder = office.folder("Acme", wanda)
    number = office.opportunity("Renewal", ben, folder=folder)
    assert "belongs to ben" in slack.says(wanda, f"/opp detach O-{number}")
    assert office.folder_of(number) == folder
    assert "Removed from its client folder." in slack.says(ben, f"/opp detach O-{number}")
    assert "It is in no client folder." in slack.says(ben, f"/opp detach O-{number}")
    assert "No opportunities yet." in slack.says(wanda, f"/folder open F-{folder}")
    assert office.happened("opportunity.removed") == 1


def test_who_removes_their_last_one_loses_sight_of_the_folder_under_own(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person
) -> None:
    office.sets(F.OWN, V.ADMINS_ONLY)
    folder = office.folder("Zenith", wanda)
    number = office.opportunity("Renewal", ben, folder=folder)
    removed = slack.says(ben, f"/opp detach O-{number}")
    assert "Zenith" not in removed.everything
    assert "There is no client folder" in slack.says(ben, f"/opp attach O-{number} to F-{folder}")


def test_several_folders_of_that_name_ask_into_which_one(slack: Slack, office: Office, ben: Person) -> None:
    office.folder("Acme North", ben)
    office.folder("Acme South", ben)
    number = office.opportunity("Renewal", ben)
    asked = slack.says(ben, f"/opp attach O-{number} to acme")
    assert asked.buttons == ["Attach", "Attach"]
    done = slack.clicks(ben, "Attach", on=asked, beside="Acme South")
    assert f"O-{number} Renewal is now in F-2 Acme South." in done


def test_a_move_is_told_in_the_history_of_both_folders(slack: Slack, office: Office, ben: Person) -> None:
    office.folder("Acme", ben)
    office.folder("Zenith", ben)
    number = office.opportunity("Renewal", ben, folder=1)
    slack.says(ben, f"/opp move O-{number} to Zenith")
    assert (office.happened("opportunity.removed"), office.happened("opportunity.attached")) == (1, 1)


@pytest.mark.parametrize(
    ("typed", "split"),
    [
        ("O-34 to F-12", ("O-34", "F-12")),
        ("o34 à Acme", ("o34", "Acme")),
        ("O-34 au Road to Rome", ("O-34", "Road to Rome")),
        ("O-34 F-12", ("O-34", "F-12")),
        ("#34", ("#34", "")),
        ('"Road to Rome" to "In and out"', ('"Road to Rome"', '"In and out"')),
        ('"Road to Rome"', ('"Road to Rome"', "")),
        ("« Route à suivre » à Acme", ("« Route à suivre »", "Acme")),
        ("Renewal to Acme", ("Renewal", "Acme")),
        ("Ship to Bob to Acme", ("Ship to Bob", "Acme")),
        ("Renewal to House in Paris", ("Renewal", "House in Paris")),
        ("Rénovation dans Acme", ("Rénovation", "Acme")),
        ("Into the wild", ("Into the wild", "")),
        ("", ("", "")),
    ],
)
def test_the_folder_begins_behind_the_last_to_that_stands_outside_quotes(typed: str, split: tuple[str, str]) -> None:
    assert split_to(typed) == split


def test_a_person_is_taken_from_the_mention_wherever_it_stands() -> None:
    assert split_whom("O-34 <@U1|wanda>") == ("O-34", "U1")
    assert split_whom("Renewal à <@U1>") == ("Renewal", "U1")
    assert split_whom("O-34") == ("O-34", None)
    for wrong in ("O-34 <@U1> <@U2>", "O-34 @wanda"):
        with pytest.raises(UsageError):
            split_whom(wrong)
