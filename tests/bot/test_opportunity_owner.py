"""Giving an opportunity to somebody."""

from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Person
from core.models import FolderSharing as F
from core.models import OpportunityVisibility as V
from tests.bot.office import Office
from tests.stories import Slack


def test_the_command_gives_it_at_once_and_says_when_it_was_theirs(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    number = office.opportunity("Renewal", ben)
    assert "It belongs to wanda now." in slack.says(ben, f"/opp owner O-{number} @wanda")
    assert "It belonged to wanda already." in slack.says(office.admin, f"/opp owner O-{number} @wanda")
    assert office.happened("opportunity.owner_changed") == 1


def test_the_form_asks_for_the_new_owner(slack: Slack, office: Office, ben: Person, wanda: Person) -> None:
    number = office.opportunity("Renewal", ben)
    slack.says(ben, f"/opp open O-{number}")
    form = slack.clicks(ben, "Change owner")
    assert (form.modal, form.fields) == ("Change owner", ["New owner"])
    slack.fills(ben, {"New owner": wanda})
    assert "It belongs to wanda now." in slack.submits(ben)


def test_the_command_without_a_person_opens_the_form(slack: Slack, office: Office, ben: Person) -> None:
    number = office.opportunity("Renewal", ben)
    assert slack.says(ben, f"/opp owner O-{number}").modal == "Change owner"


def test_only_an_active_full_member_is_made_the_owner(
    slack: Slack, office: Office, local: LocalSlack, ben: Person
) -> None:
    gone = local.add_person("gus", real_name="Gus", deleted=True)
    guest = local.add_person("gil", real_name="Gil", is_restricted=True)
    number = office.opportunity("Renewal", ben)
    slack.says(ben, f"/opp owner O-{number}")
    for person in (gone, guest):
        slack.fills(ben, {"New owner": person})
        assert "An owner is an active, full member" in slack.submits(ben).errors["New owner"]
    assert office.happened("opportunity.owner_changed") == 0


def test_who_gives_away_what_they_then_may_not_see_is_told_without_a_card(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.sets(F.OWN, V.ADMINS_ONLY)
    number = office.opportunity("Renewal", ben, amount="4711")
    given = slack.says(ben, f"/opp owner O-{number} @wanda")
    assert given.words == "It belongs to wanda now.\nYou no longer see it."
    assert "4711" not in given.everything


def test_two_owners_in_one_folder_are_allowed_and_said_under_own(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.sets(F.OWN, V.EVERYONE)
    folder = office.folder("Acme", ben)
    first = office.opportunity("First", ben, folder=folder)
    second = office.opportunity("Second", ben, folder=folder)
    said = "Its client folder now holds opportunities of several owners."
    assert said in slack.says(ben, f"/opp owner O-{first} @wanda")
    assert said not in slack.says(ben, f"/opp owner O-{second} @wanda")
    office.sets(F.SHARED)
    assert said not in slack.says(wanda, f"/opp owner O-{second} @ben")


def test_a_hidden_opportunity_in_the_folder_is_not_betrayed_by_what_is_said(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person
) -> None:
    office.sets(F.OWN, V.ADMINS_ONLY)
    folder = office.folder("Acme", ben)
    office.opportunity("Secret", wanda, folder=folder)
    number = office.opportunity("Renewal", ben, folder=folder)
    assert "several owners" not in slack.says(ben, f"/opp owner O-{number} @ada")


def test_of_two_who_reassign_the_slower_one_reads_who_was_quicker_and_may_go_on(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person
) -> None:
    number = office.opportunity("Renewal", ben)
    slack.says(ada, f"/opp owner O-{number}")
    slack.fills(ada, {"New owner": ada})
    slack.says(ben, f"/opp owner O-{number} @wanda")
    again = slack.submits(ada)
    assert "ben changed it at" in again
    assert "owner: wanda" in again
    assert again.values["New owner"] == ada.id
    assert "It belongs to ada now." in slack.submits(ada)
