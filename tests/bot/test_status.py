"""Where an opportunity stands, at the local Slack: by command and by button, with the date that standby asks for."""

from typing import Any

import pytest

from bot import ids
from bot.i18n import Reader
from bot.sandbox.workspace import Channel, Person
from core.models import Opportunity, OpportunityVisibility, Status
from tests.bot.forging import NOT_UNDERSTOOD, press
from tests.bot.office import Office
from tests.bot.reading import stands
from tests.stories import Slack

REOPENED = ["Reopen", "Standby", "Won", "Lost", "Cancelled"]
ACTS = ["Duplicate", "Attach to a folder", "Change owner", "Edit", "Delete", "Share"]
PAST = "A reminder lies ahead: choose a date and time that is still to come."


@pytest.fixture
def deal(office: Office, ben: Person) -> int:
    """An opportunity of Ben's; its number."""
    return office.opportunity("Deal", ben, amount="1000")


def test_each_status_is_set_by_command(slack: Slack, office: Office, deal: int, ben: Person) -> None:
    for word, status, shown in (
        ("won", Status.WON, "🟢 Won"),
        ("lost", Status.LOST, "🔴 Lost"),
        ("cancel", Status.CANCELLED, "⚪ Cancelled"),
        ("todo", Status.TODO, "🔵 To do"),
        ("gagnée", Status.WON, "🟢 Won"),
    ):
        card = slack.says(ben, f"/opp {word} O-{deal}")
        assert card.lines[:2] == [f"Now: {shown}", "Deal"]
        assert card.parts[-1].private
        assert stands(office, deal) == (status, None, status is not Status.TODO)


def test_each_status_is_set_by_its_button_and_the_card_changes_in_place(
    slack: Slack, office: Office, deal: int, ben: Person, sales: Channel
) -> None:
    card = slack.says(ben, f"/opp open O-{deal}", at=sales)
    for label, status, buttons in (
        ("Won", Status.WON, ["Reopen", "Standby", "Lost", "Cancelled", *ACTS]),
        ("Lost", Status.LOST, ["Reopen", "Standby", "Won", "Cancelled", *ACTS]),
        ("Cancelled", Status.CANCELLED, ["Reopen", "Standby", "Won", "Lost", *ACTS]),
        ("Reopen", Status.TODO, ["Won", "Lost", "Standby", "Cancelled", *ACTS]),
    ):
        changed = slack.clicks(ben, label)
        assert changed.lines[0].startswith("Now: ")
        assert changed.buttons == buttons
        assert changed.parts[-1].ts == card.parts[-1].ts
        assert stands(office, deal)[0] is status
    assert len(slack.reads(ben, sales).parts) == 1


def test_closing_keeps_the_reminder_and_notes_the_date_and_reopening_clears_both(
    slack: Slack, office: Office, deal: int, ben: Person
) -> None:
    slack.says(ben, f"/opp standby O-{deal} 2099-05-01")
    won = slack.says(ben, f"/opp won O-{deal}")
    assert "Closed on" in won
    assert stands(office, deal)[1:] != (None, False)
    assert stands(office, deal)[1] is not None
    assert "Closed on" not in slack.clicks(ben, "Reopen")
    assert stands(office, deal) == (Status.TODO, None, False)


def test_what_is_already_so_is_said_and_changes_nothing(slack: Slack, office: Office, deal: int, ben: Person) -> None:
    slack.says(ben, f"/opp won O-{deal}")
    again = slack.says(ben, f"/opp won O-{deal}")
    assert again.lines[0] == "It already was: 🟢 Won"
    slack.says(ben, f"/opp standby O-{deal} 2099-05-01")
    assert slack.says(ben, f"/opp standby O-{deal} 2099-05-01").lines[0] == "It already was: 🟡 Standby"
    with office.database.transaction(office.workspace_id) as session:
        assert session.query(Opportunity).one().version == 3


def test_a_button_pressed_twice_acts_once(slack: Slack, office: Office, deal: int, ben: Person) -> None:
    card = slack.says(ben, f"/opp open O-{deal}")
    assert slack.clicks(ben, "Won", on=card).lines[0] == "Now: 🟢 Won"
    assert slack.clicks(ben, "Won", on=card).lines[0] == "It already was: 🟢 Won"


def test_words_of_several_ask_which_one_and_change_none(slack: Slack, office: Office, deal: int, ben: Person) -> None:
    office.opportunity("Deal again", ben)
    screen = slack.says(ben, "/opp won dea")
    assert screen.lines[0] == "Several opportunities match “dea”. Which one?"
    assert stands(office, deal)[0] is Status.TODO


def test_what_is_somebody_elses_is_refused_with_what_would_unblock_it(
    slack: Slack, office: Office, deal: int, wanda: Person, ben: Person
) -> None:
    said = f"O-{deal} belongs to ben: only they, a manager of their team or an admin may change it."
    for text in ("won Deal", "standby Deal", "standby Deal 2099-01-01", "cancel Deal"):
        refused = slack.says(wanda, f"/opp {text}")
        assert (refused.words, refused.modal) == (said, None), text
    card = slack.says(wanda, "/opp open Deal")
    forged = {"opportunity": 1, "version": 1}
    for action in (f"{ids.OPPORTUNITY_STATUS}.won", ids.OPPORTUNITY_STANDBY):
        assert press(slack, wanda, card, action, forged).words == said
    assert stands(office, deal)[0] is Status.TODO


def test_a_manager_and_an_admin_may(
    slack: Slack, office: Office, deal: int, ada: Person, ben: Person, wanda: Person
) -> None:
    office.team("North", [ben], [wanda])
    assert slack.says(wanda, "/opp won Deal").lines[0] == "Now: 🟢 Won"
    assert slack.says(ada, "/opp lost Deal").lines[0] == "Now: 🔴 Lost"


# Standby


def test_standby_with_a_date_asks_nothing_more(slack: Slack, office: Office, deal: int, ben: Person) -> None:
    for written in ("2099-12-01", "1/12/2099", "1 Dec 2099", "1er décembre 2099"):
        day = written if written != "1/12/2099" else "12/1/2099"
        card = slack.says(ben, f"/opp standby O-{deal} {day}")
        assert card.lines[0] in ("Now: 🟡 Standby", "It already was: 🟡 Standby")
        assert "Reminder\nDec 1, 2099, 9:00\u202fAM" in card
    assert stands(office, deal)[0] is Status.STANDBY
    assert "Now: 🟡 Standby" in slack.says(ben, "/opp standby Deal tomorrow")
    assert "Now: 🟡 Standby" in slack.says(ben, '/opp standby "Deal" in 3 weeks')


def test_standby_without_a_date_asks_for_it(
    slack: Slack, office: Office, deal: int, ben: Person, sales: Channel
) -> None:
    form = slack.says(ben, "/opp standby Deal", at=sales)
    assert form.modal == "Standby"
    assert form.fields == ["Reminder date", "Reminder time"]
    assert f"O-{deal} Deal" in form
    slack.fills(ben, {"Reminder date": "2099-12-01", "Reminder time": "14:30"})
    card = slack.submits(ben)
    assert card.modal is None
    assert card.lines[0] == "Now: 🟡 Standby"
    assert "Dec 1, 2099, 2:30\u202fPM" in card
    assert card.parts[-1].channel == sales.id


def test_standby_by_button_replaces_the_card_it_was_asked_from(
    slack: Slack, office: Office, deal: int, ben: Person, sales: Channel
) -> None:
    card = slack.says(ben, "/opp open Deal", at=sales)
    assert slack.clicks(ben, "Standby").modal == "Standby"
    slack.fills(ben, {"Reminder date": "2099-12-01"})
    changed = slack.submits(ben)
    assert changed.lines[0] == "Now: 🟡 Standby"
    assert changed.parts[-1].ts == card.parts[-1].ts
    assert len(slack.reads(ben, sales).parts) == 1


def test_standby_in_a_modal_changes_the_form_into_the_card(slack: Slack, office: Office, ben: Person) -> None:
    office.opportunity("Deal", ben, folder=office.folder("Acme", ben))
    slack.opens_home(ben)
    slack.clicks(ben, "Open", beside="Acme")
    slack.clicks(ben, "Open", beside="Deal")
    slack.clicks(ben, "Standby")
    slack.fills(ben, {"Reminder date": "2099-12-01"})
    changed = slack.submits(ben)
    assert changed.modal == "Opportunity"
    assert "Now: 🟡 Standby" in changed


def test_a_reminder_that_is_not_ahead_is_told_under_its_date(
    slack: Slack, office: Office, deal: int, ben: Person
) -> None:
    slack.says(ben, "/opp standby Deal")
    slack.fills(ben, {"Reminder date": "2020-01-01"})
    form = slack.submits(ben)
    assert form.errors == {"Reminder date": PAST}
    assert form.values["Reminder date"] == "2020-01-01"
    slack.fills(ben, {"Reminder date": None})
    assert list(slack.submits(ben).errors) == ["Reminder date"]
    assert slack.submits(ben, forged=True).errors == {"Reminder date": "Standby needs a reminder date."}
    view = slack.local.workspace.stack(ben.id)[-1]
    odd = {
        ids.REMINDER: {ids.INPUT: {"type": "datepicker", "selected_date": "2099-01-01"}},
        ids.REMINDER_TIME: {ids.INPUT: {"type": "timepicker", "selected_time": "25:00"}},
    }
    assert slack.local.submit(ben, view.id, odd, forged=True) == {ids.REMINDER_TIME: "A time is needed, such as 14:30."}
    assert stands(office, deal) == (Status.TODO, None, False)


def test_a_date_behind_the_command_that_is_not_ahead_is_told_with_what_would_be(
    slack: Slack, office: Office, deal: int, ben: Person
) -> None:
    for day in ("2020-01-01", "31 Feb", "someday"):
        said = slack.says(ben, f"/opp standby O-{deal} {day}")
        assert said.words.startswith(f"“{day}” is no date ahead. Write it like ")
    assert stands(office, deal)[0] is Status.TODO


# Two at once


def test_an_old_button_tells_who_changed_it_and_when(
    slack: Slack, office: Office, deal: int, ada: Person, ben: Person
) -> None:
    card = slack.says(ben, "/opp open Deal")
    slack.says(ada, "/opp lost Deal")
    refused = slack.clicks(ben, "Won", on=card)
    with office.database.transaction(office.workspace_id) as session:
        changed_at = session.query(Opportunity).one().updated_at
    when = Reader.of(ben.locale, ben.tz, "EUR").datetime(changed_at)
    assert refused.lines[0] == f"ada changed it at {when}, after it was shown to you. This is how it stands now."
    assert "🔴 Lost" in refused
    assert stands(office, deal)[0] is Status.LOST


def test_an_old_form_tells_who_changed_it_and_keeps_what_was_typed(
    slack: Slack, office: Office, deal: int, ada: Person, ben: Person
) -> None:
    slack.says(ben, "/opp standby Deal")
    slack.fills(ben, {"Reminder date": "2099-12-01"})
    slack.says(ada, "/opp lost Deal")
    form = slack.submits(ben)
    assert list(form.errors) == ["Reminder date"]
    assert form.errors["Reminder date"].startswith(f"ada changed O-{deal} at ")
    assert form.values["Reminder date"] == "2099-12-01"
    assert stands(office, deal)[0] is Status.LOST


def test_a_command_means_what_is_there_now_whatever_was_shown_before(
    slack: Slack, office: Office, deal: int, ada: Person, ben: Person
) -> None:
    slack.says(ben, "/opp open Deal")
    slack.says(ada, "/opp lost Deal")
    assert slack.says(ben, "/opp won Deal").lines[0] == "Now: 🟢 Won"


def test_an_old_button_on_what_is_hidden_since_is_not_found(
    slack: Slack, office: Office, deal: int, wanda: Person
) -> None:
    card = slack.says(wanda, "/opp open Deal")
    office.sets(opportunities=OpportunityVisibility.ADMINS_ONLY)
    answer = press(slack, wanda, card, f"{ids.OPPORTUNITY_STATUS}.won", {"opportunity": 1, "version": 1})
    assert answer.words == "There is no such opportunity that you can see."


def test_values_that_this_app_did_not_write_are_not_understood(
    slack: Slack, office: Office, deal: int, ben: Person
) -> None:
    card = slack.says(ben, "/opp open Deal")
    values: tuple[Any, ...] = (
        {"opportunity": 1},
        {"opportunity": 1, "version": "1"},
        {"opportunity": 1.0, "version": 1},
        {"opportunity": True, "version": True},
        {"version": 1},
        {"opportunity": 10**30, "version": 1},
        "won",
        [],
    )
    for value in values:
        assert press(slack, ben, card, f"{ids.OPPORTUNITY_STATUS}.won", value).words == NOT_UNDERSTOOD, value
    view = slack.says(ben, "/opp standby Deal")
    for metadata in ("", "x", "[]", '{"opportunity":1}', '{"opportunity":1,"version":1,"reply":7}'):
        slack.local.workspace.stack(ben.id)[-1].body["private_metadata"] = metadata
        slack.fills(ben, {"Reminder date": "2099-12-01"})
        assert slack.submits(ben).errors == {"Reminder date": NOT_UNDERSTOOD}, metadata
    assert view.modal == "Standby"
    assert stands(office, deal)[0] is Status.TODO
