"""One client folder, opened at the local Slack: by number, by name, by button; found, one of several, or not there."""

from datetime import timedelta
from typing import Any

from bot import ids
from bot.sandbox.workspace import Person
from tests.bot.forging import NOT_UNDERSTOOD, press
from tests.bot.office import Office
from tests.bot.reading import titles_of
from tests.stories import Slack


def test_a_folder_opens_by_number_by_name_and_by_words_of_it(
    slack: Slack, clients: dict[str, int], ben: Person
) -> None:
    number = clients["Foxtrot"]
    by_number = slack.says(ben, f"/folder open F-{number}")
    others = [f"f{number}", f"#{number}", "Foxtrot", "foxtrot", '"Foxtrot"', "fox", "TROT"]
    assert {slack.says(ben, f"/folder open {other}").words for other in others} == {by_number.words}
    assert by_number.lines[:2] == ["Foxtrot", f"F-{number} · Active · owner: wanda"]
    assert titles_of(by_number) == ["Licences"]
    assert "🟢 Won · €9,000 · wanda" in by_number


def test_an_exact_name_is_meant_alone(slack: Slack, office: Office, ben: Person) -> None:
    office.folder("Acme", ben)
    office.folder("Acme France", ben)
    assert slack.says(ben, "/folder open acme").lines[0] == "Acme"


def test_words_of_several_folders_ask_which_one(slack: Slack, office: Office, ben: Person, wanda: Person) -> None:
    office.folder("Acme France", ben)
    office.folder("Acme Italia", wanda, active=False)
    screen = slack.says(ben, "/folder open acme")
    assert screen.lines == [
        "Several folders match “acme”. Which one?",
        "F-1 Acme France\nOpen",
        "F-2 Acme Italia (Deactivated)\nOpen",
    ]
    opened = slack.clicks(ben, "Open", beside="Italia")
    assert opened.lines[:2] == ["Acme Italia", "F-2 · Deactivated · owner: wanda"]
    assert opened.parts[-1].ts != screen.parts[-1].ts


def test_a_folder_that_is_not_there_is_not_found(slack: Slack, clients: dict[str, int], ben: Person) -> None:
    for asked in ("F-999", "Nowhere", "f999999999999999", "Acme Bolt"):
        said = f"There is no client folder “{asked}” that you can see."
        assert slack.says(ben, f"/folder open {asked}").words == said


def test_a_bare_open_asks_for_the_folder(slack: Slack, clients: dict[str, int], ben: Person) -> None:
    said = "Which client folder? Give its number, such as F-12, or its name."
    assert slack.says(ben, "/folder open").words == said
    assert slack.says(ben, '/folder open ""').words == said


def test_open_in_the_list_opens_the_folder_below_it(slack: Slack, clients: dict[str, int], ben: Person) -> None:
    listed = slack.says(ben, "/folder list")
    opened = slack.clicks(ben, "Open", beside="Delta")
    assert opened.lines[:2] == ["Delta", f"F-{clients['Delta']} · Active · owner: ben"]
    assert titles_of(opened) == ["Audit"]
    assert "Foxtrot" in slack.reads(ben).parts[0].everything
    assert opened.parts[-1].ts != listed.parts[-1].ts


def test_a_card_shows_ten_opportunities_and_how_many_more_there_are(slack: Slack, office: Office, ben: Person) -> None:
    number = office.folder("Acme", ben)
    for count in range(12):
        office.opportunity(f"Order {count:02d}", ben, folder=number, amount="10", ago=timedelta(days=count))
    card = slack.says(ben, "/folder open acme")
    assert len(titles_of(card)) == 10
    assert "and 2 more" in card
    assert "In progress\n€120" in card


def test_open_of_a_folder_that_never_was_is_not_found(slack: Slack, clients: dict[str, int], ben: Person) -> None:
    listed = slack.says(ben, "/folder list")
    for folder in (10**9, 2**63 - 1):
        answer = press(slack, ben, listed, ids.FOLDER_OPEN, {"folder": folder})
        assert answer.words == "There is no such client folder that you can see."


def test_open_with_a_value_that_this_app_did_not_write_is_not_understood(
    slack: Slack, clients: dict[str, int], ben: Person
) -> None:
    listed = slack.says(ben, "/folder list")
    values: tuple[Any, ...] = ({"folder": -1}, {"folder": "1"}, {"folder": 1.0}, {"folder": True}, {}, [], "F-1")
    for value in values:
        assert press(slack, ben, listed, ids.FOLDER_OPEN, value).words == NOT_UNDERSTOOD, value
