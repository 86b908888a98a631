"""Default fields at the local Slack: what a folder's form asks besides, and where it says what is wrong."""

from typing import Any

import pytest

from bot import ids
from bot.sandbox.workspace import Person
from core.models import DefaultField, FieldKind, Folder
from tests.bot.forging import enters
from tests.bot.office import Office
from tests.stories import Slack


def asks(
    office: Office,
    label: str,
    kind: FieldKind,
    *,
    required: bool = False,
    choices: tuple[str, ...] = (),
    position: int = 0,
) -> str:
    """Add a default field as "Settings" will; gives its block id in the form."""
    with office.database.transaction(office.workspace_id) as session:
        field = DefaultField(
            workspace_id=office.workspace_id,
            label=label,
            kind=kind,
            choices=list(choices),
            required=required,
            position=position,
        )
        session.add(field)
        session.flush()
        return f"{ids.FIELD}{field.id}"


@pytest.fixture
def questions(office: Office) -> dict[str, str]:
    """A default field of every kind, required and not; block ids by label."""
    kinds = {
        "Code": (FieldKind.TEXT, "plain_text_input"),
        "Employees": (FieldKind.NUMBER, "number_input"),
        "Client since": (FieldKind.DATE, "datepicker"),
        "Sector": (FieldKind.CHOICE, "static_select"),
        "Site": (FieldKind.LINK, "url_text_input"),
    }
    asked = {}
    for number, (label, (kind, _)) in enumerate(kinds.items()):
        choices = ("Retail", "Energy") if kind is FieldKind.CHOICE else ()
        asked[label] = asks(office, label, kind, required=True, choices=choices, position=number)
        asked[f"{label} 2"] = asks(office, f"{label} 2", kind, choices=choices, position=10 + number)
    return asked


ANSWERS = {
    "Code": "A-17",
    "Employees": "1234.5",
    "Client since": "2019-05-03",
    "Sector": "Energy",
    "Site": "https://acme.example/",
}
NOT_ANSWERS: dict[str, tuple[str, dict[str, Any], str]] = {
    "Code": ("plain_text_input", {"value": "x" * 1001}, "“Code” takes up to 1,000 characters."),
    "Employees": ("number_input", {"value": "many"}, "“Employees” takes a number, such as 12 or 12.5."),
    "Client since": ("datepicker", {"selected_date": "2019-13-01"}, "“Client since” takes a date."),
    "Sector": (
        "static_select",
        {"selected_option": {"value": "Crime", "text": {"type": "plain_text", "text": "Crime"}}},
        "“Sector” takes one of: Retail, Energy.",
    ),
    "Site": (
        "url_text_input",
        {"value": "javascript:alert(1)"},
        "“Site” takes a link that begins with https:// or http://.",
    ),
}


def test_the_form_asks_default_fields_in_their_order_and_the_card_shows_the_answers(
    slack: Slack, office: Office, questions: dict[str, str], ben: Person
) -> None:
    form = slack.says(ben, "/folder new Acme")
    assert form.fields == ["Name", "Owner", "Description", *ANSWERS, *(f"{label} 2" for label in ANSWERS)]
    slack.fills(ben, ANSWERS)
    made = slack.submits(ben)
    shown = (
        "Code: A-17\n\nEmployees: 1,234.5\n\nClient since: May 3, 2019\n\nSector: Energy\n\nSite: https://acme.example/"
    )
    assert shown.replace("\n\n", "\n") in made.words.replace("\n\n", "\n").replace(": \n", ": ")
    assert "Code 2" not in made
    assert "Employees: 1,234.5" in made.text


def test_a_required_field_left_empty_is_told_under_that_field_and_nothing_is_made(
    slack: Slack, office: Office, questions: dict[str, str], ben: Person
) -> None:
    for label in ANSWERS:
        slack.says(ben, "/folder new Acme")
        slack.fills(ben, {other: answer for other, answer in ANSWERS.items() if other != label})
        by_slack = slack.submits(ben)
        assert list(by_slack.errors) == [label]
        by_script = slack.submits(ben, forged=True)
        assert by_script.errors == {label: f"“{label}” is required."}
        assert by_script.values["Name"] == "Acme"
        slack.closes(ben)
    assert office.count(Folder) == 0


@pytest.mark.parametrize("second", ["", " 2"], ids=["required", "optional"])
def test_what_a_field_does_not_hold_is_told_under_that_field(
    slack: Slack, office: Office, questions: dict[str, str], ben: Person, second: str
) -> None:
    for label, (kind, chosen, said) in NOT_ANSWERS.items():
        slack.says(ben, "/folder new Acme")
        slack.fills(ben, ANSWERS)
        enters(slack, ben, questions[label + second], kind, **chosen)
        form = slack.submits(ben, forged=True)
        assert form.errors == {label + second: said.replace(f"“{label}”", f"“{label}{second}”")}
        assert form.values["Description"] is None
        slack.closes(ben)
    assert office.count(Folder) == 0


def test_a_field_that_the_form_did_not_ask_is_not_kept(slack: Slack, office: Office, ben: Person) -> None:
    slack.says(ben, "/folder new Acme")
    view = slack.local.workspace.stack(ben.id)[-1]
    fields = {"field.77": "x", "field.²": "x", "field.": "x", "field.-1": "x", "field." + "9" * 40: "x"}
    values = view.values | {
        block: {ids.INPUT: {"type": "plain_text_input", "value": value}} for block, value in fields.items()
    }
    slack.local.submit(ben, view.id, values, forged=True)
    assert "Acme" in slack.reads(ben)


def test_answers_are_kept_while_folders_of_nearly_that_name_are_asked_about(
    slack: Slack, office: Office, questions: dict[str, str], ben: Person
) -> None:
    for _ in range(2):
        slack.says(ben, "/folder new Acme")
        slack.fills(ben, ANSWERS)
        if not office.count(Folder):
            slack.submits(ben)
    again = slack.submits(ben)
    assert "There are already folders of nearly that name:" in again
    assert {label: again.values[label] for label in ANSWERS} == ANSWERS
    assert "Code: " in slack.submits(ben)
