"""Default fields, arranged by admins: what a form asks for changes at once, and no answer is ever lost."""

from typing import Any

import pytest

from bot.sandbox.workspace import Person
from core.default_fields import FIELDS_LIMIT
from core.models import DefaultField, Event, FieldKind, FieldValue
from tests.bot.office import Office
from tests.bot.settings_doors import opens
from tests.sandbox.screen import Screen
from tests.stories import Slack


def adds(slack: Slack, who: Person, label: str, kind: str = "Text", **more: Any) -> Screen:
    """Add a field, from the list."""
    slack.clicks(who, "Add a field")
    slack.fills(who, {"Label": label, "Kind": kind, **more})
    return slack.submits(who)


def labels(slack: Slack, who: Person) -> list[str]:
    """What the form of a new folder asks of this person."""
    form = slack.says(who, "/folder new Zenith")
    slack.closes(who)
    return form.fields[3:]


def makes(slack: Slack, who: Person, name: str, **answers: str) -> Screen:
    """A folder, with answers by label."""
    slack.says(who, f"/folder new {name}")
    slack.fills(who, answers)
    return slack.submits(who)


def events(office: Office, kind: str) -> list[dict[str, Any]]:
    with office.database.transaction(office.workspace_id) as session:
        return [one.facts for one in session.query(Event).filter_by(kind=kind).order_by(Event.id)]


def stored(office: Office) -> list[str]:
    with office.database.transaction(office.workspace_id) as session:
        return [one.value for one in session.query(FieldValue)]


def test_a_field_that_is_added_is_asked_with_the_next_folder(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    empty = opens(slack, ada, "Default fields")
    assert "asks for nothing besides name, owner and description" in empty
    slack.clicks(ada, "Add a field")
    assert slack.looks(ada).fields == ["Label", "Kind", "Choices", "Required"]
    slack.fills(ada, {"Label": " Sector ", "Kind": "Choice", "Choices": "Retail\n\n Energy \nRetail"})
    slack.chooses(ada, "Required", "A folder is not saved without an answer")
    back = slack.submits(ada)
    assert back.modal == "Default fields"
    assert "Added." in back.lines
    assert "1. Sector" in back
    assert "Choice, required\nRetail, Energy" in back
    slack.says(ben, "/folder new Acme")
    assert slack.offers(ben, "Sector", "") == ["Retail", "Energy"]
    assert "Sector" in slack.submits(ben).errors
    (added,) = events(office, "default_field.added")
    assert added["asks"] == {"label": "Sector", "kind": "choice", "choices": ["Retail", "Energy"], "required": True}


def test_closing_the_list_leads_back_to_the_settings(slack: Slack, office: Office, ada: Person) -> None:
    opens(slack, ada, "Default fields")
    adds(slack, ada, "Code")
    assert slack.closes(ada).modal == "Settings"


def test_fields_go_up_and_down_and_a_second_click_of_an_old_list_moves_nothing_further(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    opens(slack, ada, "Default fields")
    for label in ("One", "Two", "Three"):
        listed = adds(slack, ada, label)
    assert [listed.buttons.count(label) for label in ("Move up", "Move down")] == [2, 2]
    moved = slack.clicks(ada, "Move up", beside="3. Three")
    assert "Moved." in moved.lines
    assert labels(slack, ben) == ["One", "Three", "Two"]
    slack.clicks(ada, "Move up", on=listed, beside="3. Three")
    assert labels(slack, ben) == ["One", "Three", "Two"]
    slack.clicks(ada, "Move down", beside="1. One")
    assert labels(slack, ben) == ["Three", "One", "Two"]
    assert [(one["from"], one["to"]) for one in events(office, "default_field.moved")] == [(3, 2), (1, 2)]


def test_a_field_gets_another_label_and_keeps_its_answers(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    opens(slack, ada, "Default fields")
    adds(slack, ada, "Code")
    makes(slack, ben, "Acme", Code="A-17")
    slack.clicks(ada, "Edit")
    assert slack.looks(ada).values["Label"] == "Code"
    slack.fills(ada, {"Label": "Reference"})
    assert "Saved." in slack.submits(ada).lines
    assert "Reference: A-17" in slack.says(ben, "/folder open Acme").words.replace(": \n", ": ")
    assert events(office, "default_field.changed")[0]["from"] == {"label": "Code"}
    slack.clicks(ada, "Edit")
    assert "Nothing was changed." in slack.submits(ada).lines


def test_what_is_removed_is_no_longer_asked_nor_shown_and_comes_back_with_every_answer(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    opens(slack, ada, "Default fields")
    adds(slack, ada, "Code")
    makes(slack, ben, "Acme", Code="A-17")
    removed = slack.clicks(ada, "Remove")
    assert "“Code” is no longer asked." in removed
    assert "Removed" in removed.lines
    assert labels(slack, ben) == []
    assert "A-17" not in slack.says(ben, "/folder open Acme")
    assert stored(office) == ["A-17"]
    restored = slack.clicks(ada, "Restore")
    assert "“Code” is asked again." in restored
    assert "Removed" not in restored.lines
    assert "A-17" in slack.says(ben, "/folder open Acme")
    assert labels(slack, ben) == ["Code"]


def test_a_removed_label_is_free_for_a_new_field_and_the_old_one_waits_until_it_is_free_again(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    opens(slack, ada, "Default fields")
    adds(slack, ada, "Code")
    makes(slack, ben, "Acme", Code="A-17")
    slack.clicks(ada, "Remove")
    adds(slack, ada, "code")
    assert "A-17" not in slack.says(ben, "/folder open Acme")
    refused = slack.clicks(ada, "Restore")
    assert "There is “code” already: choose another name." in refused
    assert stored(office) == ["A-17"]
    assert slack.closes(ada).modal == "Default fields"


def test_a_kind_that_cannot_hold_what_folders_answered_is_refused_and_one_that_can_is_taken(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    opens(slack, ada, "Default fields")
    adds(slack, ada, "Staff")
    makes(slack, ben, "Acme", Staff="many")
    makes(slack, ben, "Zenith", Staff="12")
    slack.clicks(ada, "Edit")
    slack.chooses(ada, "Kind", "Number")
    refused = slack.submits(ada)
    said = "1 client folder has an answer that “Number” cannot hold: keep the kind or add a field."
    assert refused.errors == {"Kind": said}
    assert refused.values["Label"] == "Staff"
    slack.chooses(ada, "Kind", "Choice")
    slack.fills(ada, {"Choices": "many\n12\n13"})
    slack.submits(ada)
    slack.clicks(ada, "Edit")
    slack.fills(ada, {"Choices": "13"})
    assert "Saved." in slack.submits(ada).lines, "a choice that is no longer offered stays where it was chosen"
    assert "many" in slack.says(ben, "/folder open Acme")
    assert stored(office) == ["many", "12"]


@pytest.mark.parametrize(
    ("filled", "field", "said"),
    [
        ({"Label": " "}, "Label", "A name is needed, up to 75 characters."),
        ({"Label": "x" * 76}, "Label", "That is 76 characters; a name has up to 75."),
        ({"Label": "CÔDE"}, "Label", "There is “Code” already: choose another name."),
        ({"Kind": "Choice"}, "Choices", "A field of the kind “Choice” needs at least one choice, one a line."),
        ({"Choices": "x" * 76}, "Choices", f"“{'x' * 76}” is too long: a choice has up to 75 characters."),
        (
            {"Choices": "\n".join(map(str, range(101)))},
            "Choices",
            "That is 101 choices; a field offers up to 100.",
        ),
        (
            {"Choices": "\n".join(f"{number}{'x' * 70}" for number in range(10, 60))},
            "Choices",
            "The choices have 3,649 characters; all together they may have 3,000.",
        ),
    ],
    ids=["no label", "long label", "label taken", "no choices", "long choice", "many choices", "long choices"],
)
def test_what_cannot_be_asked_is_said_under_its_field(
    slack: Slack, office: Office, ada: Person, filled: dict[str, str], field: str, said: str
) -> None:
    opens(slack, ada, "Default fields")
    adds(slack, ada, "Code")
    slack.clicks(ada, "Add a field")
    slack.fills(ada, {"Label": "Other", "Kind": "Text", **filled})
    refused = slack.submits(ada, forged=True)
    assert refused.errors == {field: said}
    assert refused.modal == "Default field"
    assert office.happened("default_field.added") == 1


def test_a_form_asks_for_no_more_fields_than_it_can_hold(slack: Slack, office: Office, ada: Person) -> None:
    with office.database.transaction(office.workspace_id) as session:
        for number in range(FIELDS_LIMIT - 1):
            asked = {"label": f"Field {number}", "kind": FieldKind.TEXT, "choices": [], "required": False}
            session.add(DefaultField(workspace_id=office.workspace_id, position=number, **asked))
    opens(slack, ada, "Default fields")
    slack.clicks(ada, "Add a field")
    slack.fills(ada, {"Label": "The last", "Kind": "Text"})
    full = slack.submits(ada)
    assert "Add a field" not in full.buttons
    assert "remove one to add another" in full
    slack.clicks(ada, "Remove", beside="Field 3")
    adds(slack, ada, "One more")
    assert "A form asks for up to 20 default fields: remove one first." in slack.clicks(ada, "Restore")


def test_of_two_admins_at_one_field_the_second_reads_who_was_quicker_and_may_go_on(
    slack: Slack, office: Office, ada: Person, cleo: Person
) -> None:
    opens(slack, ada, "Default fields")
    adds(slack, ada, "Code")
    opens(slack, cleo, "Default fields")
    slack.clicks(cleo, "Edit")
    slack.fills(cleo, {"Label": "Number"})
    slack.clicks(ada, "Edit")
    slack.fills(ada, {"Label": "Reference"})
    slack.submits(ada)
    late = slack.submits(cleo)
    assert late.modal == "Default field"
    assert "ada changed it at" in late
    assert late.values["Label"] == "Number"
    assert "Saved." in slack.submits(cleo).lines
    assert events(office, "default_field.changed")[1] | {"field_id": 0} == {
        "field_id": 0,
        "from": {"label": "Reference"},
        "to": {"label": "Number"},
    }


def test_an_old_button_answers_with_the_list_as_it_is_now(
    slack: Slack, office: Office, ada: Person, cleo: Person
) -> None:
    opens(slack, ada, "Default fields")
    old = adds(slack, ada, "Code")
    opens(slack, cleo, "Default fields")
    slack.clicks(cleo, "Edit")
    slack.fills(cleo, {"Label": "Reference"})
    slack.submits(cleo)
    overtaken = slack.clicks(ada, "Remove", on=old)
    assert "cleo changed it at" in overtaken
    assert "1. Reference" in overtaken
    slack.clicks(cleo, "Remove")
    for label in ("Edit", "Remove"):
        gone = slack.clicks(ada, label, on=overtaken)
        assert gone.modal == "Default fields"
        assert "There is no such default field any more." in gone.lines
    assert office.happened("default_field.removed") == 1
