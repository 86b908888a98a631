"""Editing an opportunity from its card."""

from decimal import Decimal

from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Person
from core.models import FolderSharing as F
from core.models import OpportunityVisibility as V
from tests.bot.office import Office
from tests.stories import Slack


def test_edit_asks_what_the_specification_says_and_shows_what_is_there(
    slack: Slack, office: Office, ben: Person
) -> None:
    number = office.opportunity("Renewal", ben, amount="12500.50", tags=("vip", "export"))
    slack.says(ben, f"/opp open O-{number}")
    form = slack.clicks(ben, "Edit")
    assert form.modal == "Edit opportunity"
    assert form.fields == ["Title", "Amount", "Tags", "Description", "Expected closing date"]
    assert form.values["Amount"] == "12,500.5"
    assert form.values["Tags"] == "export, vip"


def test_what_was_edited_is_saved_and_tags_take_the_place_of_those_that_were(
    slack: Slack, office: Office, ben: Person
) -> None:
    number = office.opportunity("Renewal", ben, amount="10", tags=("vip", "export"))
    slack.says(ben, f"/opp open O-{number}")
    slack.clicks(ben, "Edit")
    slack.fills(
        ben,
        {
            "Title": "Renewal 2027",
            "Amount": "12k",
            "Tags": "VIP, été",
            "Description": "Two years",
            "Expected closing date": "2027-03-01",
        },
    )
    saved = slack.submits(ben)
    assert "Saved." in saved
    assert "Renewal 2027" in saved
    assert "Tags: été, vip" in saved
    assert "Two years" in saved
    stored = office.stands(number)
    assert (stored.title, stored.amount, stored.description) == ("Renewal 2027", Decimal("12000.00"), "Two years")
    assert office.happened("opportunity.edited") == 1


def test_a_french_reader_saves_an_amount_as_it_was_shown_and_changes_nothing(
    slack: Slack, office: Office, local: LocalSlack
) -> None:
    zoe = local.add_person("zoe", real_name="Zoé", locale="fr-FR", tz="Europe/Paris")
    number = office.opportunity("Refonte", zoe, amount="1234567.89", tags=("été",))
    slack.says(zoe, f"/opp open O-{number}")
    slack.clicks(zoe, "Modifier")
    slack.submits(zoe)
    assert office.stands(number).amount == Decimal("1234567.89")
    assert office.happened("opportunity.edited") == 0


def test_a_mistake_stands_under_its_field_and_what_was_typed_stays(slack: Slack, office: Office, ben: Person) -> None:
    number = office.opportunity("Renewal", ben)
    slack.says(ben, f"/opp open O-{number}")
    slack.clicks(ben, "Edit")
    slack.fills(ben, {"Amount": "a lot", "Title": "Other"})
    refused = slack.submits(ben)
    assert list(refused.errors) == ["Amount"]
    assert refused.values["Title"] == "Other"
    assert office.stands(number).title == "Renewal"


def test_of_two_who_edit_the_slower_one_reads_who_was_quicker_and_may_go_on(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    number = office.opportunity("Renewal", ben)
    for person, title in ((ada, "Ada's"), (ben, "Ben's")):
        slack.says(person, f"/opp open O-{number}")
        slack.clicks(person, "Edit")
        slack.fills(person, {"Title": title})
    slack.submits(ada)
    again = slack.submits(ben)
    assert again.modal == "Edit opportunity"
    assert "ada changed it at" in again
    assert again.values["Title"] == "Ben's"
    assert office.stands(number).title == "Ada's"
    assert "Saved." in slack.submits(ben)
    assert office.stands(number).title == "Ben's"


def test_the_same_form_sent_twice_saves_once(slack: Slack, office: Office, ben: Person) -> None:
    number = office.opportunity("Renewal", ben)
    card = slack.says(ben, f"/opp open O-{number}")
    for _ in range(2):
        slack.clicks(ben, "Edit", on=card)
        slack.fills(ben, {"Title": "Renewal 2027"})
        slack.submits(ben)
    assert office.happened("opportunity.edited") == 1


def test_what_somebody_may_not_change_has_no_buttons_and_a_stolen_one_is_refused(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person
) -> None:
    number = office.opportunity("Renewal", ben)
    folder = office.folder("Acme", wanda)
    assert slack.says(wanda, f"/opp open O-{number}").buttons == ["Share"]
    card = slack.says(ben, f"/opp open O-{number}")
    assert card.buttons[-6:-1] == ["Duplicate", "Attach to a folder", "Change owner", "Edit", "Delete"]
    for command in (
        f"attach O-{number} to F-{folder}",
        f"attach O-{number}",
        f"move O-{number} to F-{folder}",
        f"detach O-{number}",
        f"duplicate O-{number}",
        f"owner O-{number} @wanda",
        f"owner O-{number}",
        f"delete O-{number}",
    ):
        answer = slack.says(wanda, f"/opp {command}")
        assert (
            answer.words == f"O-{number} belongs to ben: only they, a manager of their team or an admin may change it."
        )
        assert answer.modal is None
    stored = office.stands(number)
    assert (stored.version, stored.folder_id, stored.deleted_at) == (1, None, None)


def test_a_hidden_one_is_not_found_by_any_act(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person
) -> None:
    office.sets(F.OWN, V.ADMINS_ONLY)
    number = office.opportunity("Secret plan", wanda, amount="4711")
    mine = office.folder("Acme", ben)
    for act in ("attach", "move", "detach", "duplicate", "owner", "delete", "restore"):
        more = {"attach": f" to F-{mine}", "move": f" to F-{mine}", "owner": " @ben"}.get(act, "")
        answer = slack.says(ben, f"/opp {act} O-{number}{more}")
        never = slack.says(ben, f"/opp {act} O-999{more}")
        assert answer.words == never.words.replace("O-999", f"O-{number}")
        assert "Secret" not in answer.everything
        assert "4711" not in answer.everything
    assert office.stands(number).version == 1


def test_a_button_kept_from_better_days_is_refused_once_the_right_is_gone(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person
) -> None:
    number = office.opportunity("Renewal", ben)
    card = slack.says(ben, f"/opp open O-{number}")
    slack.says(ada, f"/opp owner O-{number} @wanda")
    for label in ("Duplicate", "Attach to a folder", "Change owner", "Edit", "Delete"):
        assert f"O-{number} belongs to wanda" in slack.clicks(ben, label, on=card)
    assert office.stands(number).version == 2
