"""Duplicating an opportunity, and the folder proposed for both."""

from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Person
from core.models import Folder, Opportunity, Status
from core.models import FolderSharing as F
from core.models import OpportunityVisibility as V
from tests.bot.office import Office
from tests.stories import Slack


def test_the_copy_has_title_amount_tags_and_owner_and_the_source_is_untouched(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    folder = office.folder("Acme", ben)
    number = office.opportunity("Renewal", ben, folder=folder, amount="500", status=Status.STANDBY, tags=("vip",))
    before = office.stands(number)
    copy = slack.says(ada, f"/opp duplicate O-{number}")
    for words in (f"A copy of O-{number}.", "Renewal", "€500", "Tags: vip", "owner: ben", "🔵 To do", "Acme"):
        assert words in copy
    assert "Reminder" not in copy
    made, after = office.stands(number + 1), office.stands(number)
    assert (made.duplicated_from_id, made.reminder_at, made.status) == (before.id, None, Status.TODO)
    assert (after.version, after.status, after.updated_at) == (before.version, before.status, before.updated_at)
    assert office.happened("opportunity.duplicated") == 1


def test_a_second_click_on_the_same_screen_answers_with_the_copy_that_was_made(
    slack: Slack, office: Office, ben: Person
) -> None:
    number = office.opportunity("Renewal", ben, status=Status.LOST)
    card = slack.says(ben, f"/opp open O-{number}")
    assert f"A copy of O-{number}." in slack.clicks(ben, "Duplicate", on=card)
    again = slack.clicks(ben, "Duplicate", on=card)
    assert f"The copy of O-{number} was made already." in again
    assert f"O-{number + 1}" in again
    assert "Create a client folder" in again.buttons
    assert office.count(Opportunity) == 2


def test_the_same_one_is_duplicated_again_from_another_screen(slack: Slack, office: Office, ben: Person) -> None:
    number = office.opportunity("Yearly renewal", ben, status=Status.WON)
    for _ in range(2):
        card = slack.says(ben, f"/opp open O-{number}")
        slack.clicks(ben, "Duplicate", on=card)
    slack.says(ben, f"/opp duplicate O-{number}")
    assert office.count(Opportunity) == 4


def test_a_copy_that_was_deleted_is_made_anew_on_the_same_screen(slack: Slack, office: Office, ben: Person) -> None:
    number = office.opportunity("Renewal", ben)
    card = slack.says(ben, f"/opp open O-{number}")
    copy = slack.clicks(ben, "Duplicate", on=card)
    slack.clicks(ben, "Delete", on=copy)
    assert f"A copy of O-{number}." in slack.clicks(ben, "Duplicate", on=card)
    assert office.count(Opportunity) == 3


def test_the_button_of_a_card_that_is_out_of_date_duplicates_nothing_and_shows_what_is(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    number = office.opportunity("Renewal", ben)
    card = slack.says(ben, f"/opp open O-{number}")
    slack.says(ada, f"/opp won O-{number}")
    late = slack.clicks(ben, "Duplicate", on=card)
    assert "ada changed it at" in late
    assert office.count(Opportunity) == 1
    assert f"A copy of O-{number}." in slack.clicks(ben, "Duplicate", on=late)


def test_the_second_answer_to_a_proposal_changes_nothing(slack: Slack, office: Office, ben: Person) -> None:
    number = office.opportunity("Renewal", ben)
    proposed = slack.says(ben, f"/opp duplicate O-{number}")
    slack.clicks(ben, "No, thanks", on=proposed)
    for label in ("No, thanks", "Create a client folder"):
        answer = slack.clicks(ben, label, on=proposed)
        assert "This was answered already: no client folder was made." in answer
        assert answer.modal is None
    assert office.count(Folder) == 0
    assert office.happened("opportunity.folder_declined") == 1


def test_a_form_that_was_open_when_the_proposal_was_declined_makes_no_folder(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    number = office.opportunity("Renewal", ben)
    proposed = slack.says(ben, f"/opp duplicate O-{number}")
    slack.clicks(ben, "Create a client folder", on=proposed)
    slack.closes(ben)
    slack.clicks(ben, "Create a client folder", on=proposed)
    view = slack.local.workspace.stack(ben.id)[-1]
    slack.clicks(ben, "No, thanks", on=proposed, quiet=True)
    slack.local.submit(ben, view.id)
    assert office.count(Folder) == 0
    assert office.folder_of(number) is None


def test_yes_twice_makes_one_folder(slack: Slack, office: Office, ben: Person) -> None:
    number = office.opportunity("Renewal", ben)
    proposed = slack.says(ben, f"/opp duplicate O-{number}")
    for _ in range(2):
        slack.clicks(ben, "Create a client folder", on=proposed)
    views = slack.local.workspace.stack(ben.id)[-2:]
    for view in views:
        slack.local.submit(ben, view.id)
    assert office.count(Folder) == 1
    assert office.happened("opportunity.attached") == 2


def test_a_folder_of_nearly_that_name_can_be_used_for_both_instead(slack: Slack, office: Office, ben: Person) -> None:
    office.folder("Acme SARL", ben)
    number = office.opportunity("Acme", ben)
    proposed = slack.says(ben, f"/opp duplicate O-{number}")
    slack.clicks(ben, "Create a client folder", on=proposed)
    again = slack.submits(ben)
    assert "F-1 Acme SARL" in again
    card = slack.clicks(ben, "Use this folder instead")
    assert f"O-{number} and O-{number + 1} are in it." in card
    assert (office.folder_of(number), office.folder_of(number + 1), office.count(Folder)) == (1, 1, 1)


def test_what_was_attached_since_is_not_taken_out_of_its_folder_by_a_late_yes(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    office.folder("Zenith", ben)
    number = office.opportunity("Renewal", ben)
    proposed = slack.says(ben, f"/opp duplicate O-{number}")
    slack.says(ada, f"/opp attach O-{number} to Zenith")
    slack.clicks(ben, "Create a client folder", on=proposed)
    refused = slack.submits(ben)
    assert f"O-{number} is in F-1 Zenith already" in refused.errors["Name"]
    assert (office.count(Folder), office.folder_of(number + 1)) == (1, None)


def test_a_stolen_proposal_is_answered_by_nobody_who_may_not_change_both(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    number = office.opportunity("Renewal", ben)
    proposed = slack.says(ben, f"/opp duplicate O-{number}")
    office.sets(F.OWN, V.ADMINS_ONLY)
    slack.says(office.admin, f"/opp owner O-{number} @wanda")
    answer = slack.clicks(ben, "No, thanks", on=proposed)
    assert "There is no such opportunity that you can see." in answer
    assert office.happened("opportunity.folder_declined") == 0


def test_a_forged_proposal_is_answered_like_one_that_does_not_exist(
    slack: Slack, office: Office, local: LocalSlack, ben: Person
) -> None:
    number = office.opportunity("Renewal", ben)
    proposed = slack.says(ben, f"/opp duplicate O-{number}")
    part = proposed.parts[-1]
    for value, said in (('{"proposal":99}', "no such opportunity"), ('{"proposal":"1"}', "no longer understood")):
        action = {"type": "button", "block_id": "b", "action_id": "proposal.decline", "value": value}
        local.act(ben, forged=True, actions=[action], **part.where)
        assert said in slack.looks(ben)
