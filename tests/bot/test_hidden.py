"""Hidden = nonexistent (SPEC §2.4): what comes back from Slack is treated as typed by somebody who has seen the ids."""

import json
from dataclasses import replace

import pytest

from bot import ids
from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Person
from core.models import Folder, Opportunity, Status
from core.models import FolderSharing as F
from core.models import OpportunityVisibility as V
from tests.bot.forging import press
from tests.bot.office import Office
from tests.stories import Slack

NO_FOLDER = "There is no such client folder that you can see."
NO_OPPORTUNITY = "There is no such opportunity that you can see."
NEVER = 987_654


@pytest.fixture
def hidden(office: Office, wanda: Person) -> tuple[int, int]:
    """A folder and an opportunity of Wanda's that Ben may not see; their ids."""
    office.sets(F.OWN, V.ADMINS_ONLY)
    number = office.folder("Zenith Orchards", wanda)
    office.opportunity("Quincetree", wanda, folder=number, amount="471123")
    with office.database.transaction(office.workspace_id) as session:
        return session.query(Folder.id).scalar(), session.query(Opportunity.id).scalar()


def silent(slack: Slack, who: Person, said: str) -> None:
    """Nothing of the hidden things was said."""
    assert not [secret for secret in ("Zenith", "Quincetree", "471123", "471,123", "wanda") if secret in said]


def test_a_button_stolen_for_a_hidden_folder_answers_like_one_that_never_was(
    slack: Slack, office: Office, ben: Person, hidden: tuple[int, int]
) -> None:
    listed = slack.says(ben, "/folder list")
    for action in (ids.FOLDER_OPEN, ids.FOLDER_MENU, ids.OPPORTUNITY_NEW, ids.FOLDER_USE_INSTEAD):
        stolen = press(slack, ben, listed, action, {"folder": hidden[0]})
        never = press(slack, ben, listed, action, {"folder": NEVER})
        assert stolen.words == never.words == NO_FOLDER
        silent(slack, ben, stolen.everything)


def test_a_button_stolen_for_a_hidden_opportunity_answers_like_one_that_never_was_and_changes_nothing(
    slack: Slack, office: Office, ben: Person, hidden: tuple[int, int]
) -> None:
    listed = slack.says(ben, "/opp list")
    actions = [ids.OPPORTUNITY_OPEN, ids.OPPORTUNITY_STANDBY]
    actions += [f"{ids.OPPORTUNITY_STATUS}.{status}" for status in Status if status is not Status.STANDBY]
    for action in actions:
        stolen = press(slack, ben, listed, action, {"opportunity": hidden[1], "version": 1})
        never = press(slack, ben, listed, action, {"opportunity": NEVER, "version": 1})
        assert stolen.words == never.words == NO_OPPORTUNITY
        silent(slack, ben, stolen.everything)
    with office.database.transaction(office.workspace_id) as session:
        assert session.get_one(Opportunity, hidden[1]).status is Status.TODO


def test_every_status_command_answers_a_hidden_number_and_title_like_one_that_never_was(
    slack: Slack, office: Office, ben: Person, hidden: tuple[int, int]
) -> None:
    for word in ("open", "won", "lost", "cancel", "todo", "standby"):
        for name, never in (("O-1", "O-77"), ("Quincetree", "Neverland")):
            stolen, unknown = slack.says(ben, f"/opp {word} {name}"), slack.says(ben, f"/opp {word} {never}")
            assert stolen.words == unknown.words.replace(never, name)
            assert unknown.words == f"There is no opportunity “{never}” that you can see."


def test_a_form_sent_with_a_hidden_folder_in_it_says_that_there_is_none_and_makes_nothing(
    slack: Slack, office: Office, ben: Person, hidden: tuple[int, int]
) -> None:
    said = []
    for folder_id in (hidden[0], NEVER):
        slack.says(ben, "/opp new Mine")
        view = slack.local.workspace.stack(ben.id)[-1]
        option = {"value": json.dumps({"folder": folder_id}), "text": {"type": "plain_text", "text": "Mine"}}
        chosen = {ids.FOLDER: {ids.FOLDER_SEARCH: {"type": "external_select", "selected_option": option}}}
        slack.local.enter(ben, view.id, chosen)
        sent = slack.submits(ben, forged=True)
        said.append(sent.errors)
        slack.closes(ben)
    assert said[0] == said[1] != {}
    assert NO_FOLDER in said[0].values()
    assert office.count(Opportunity) == 1


def test_a_standby_form_stolen_for_a_hidden_opportunity_changes_nothing(
    slack: Slack, office: Office, ben: Person, hidden: tuple[int, int]
) -> None:
    mine = office.opportunity("Mine", ben)
    said = []
    for opportunity_id in (hidden[1], NEVER):
        slack.says(ben, f"/opp standby O-{mine}")
        view = slack.local.workspace.stack(ben.id)[-1]
        view.body["private_metadata"] = json.dumps({"opportunity": opportunity_id, "version": 1, "reply": ""})
        slack.fills(ben, {"Reminder date": "2099-01-01"})
        said.append(slack.submits(ben, forged=True).errors)
        slack.closes(ben)
    assert said[0] == said[1] != {}
    assert NO_OPPORTUNITY in said[0].values()
    with office.database.transaction(office.workspace_id) as session:
        assert session.get_one(Opportunity, hidden[1]).status is Status.TODO


def test_a_form_never_sends_its_answer_to_an_address_that_is_not_slacks(
    slack: Slack, office: Office, ben: Person, local: LocalSlack
) -> None:
    elsewhere = "http://127.0.0.1:9/steal"
    slack.says(ben, "/folder new Acme")
    view = slack.local.workspace.stack(ben.id)[-1]
    view.body["private_metadata"] = json.dumps({"reply": elsewhere, "seen": ""})
    made = slack.submits(ben, forged=True)
    assert made.modal == "Client folder"


def test_a_search_offers_only_what_the_searcher_sees(
    slack: Slack, office: Office, ada: Person, ben: Person, hidden: tuple[int, int]
) -> None:
    office.folder("Zen Garden", ben)
    slack.says(ben, "/opp new Mine")
    assert slack.offers(ben, "Client folder", "zen") == ["F-2 Zen Garden"]
    assert slack.offers(ben, "Client folder", "") == ["F-2 Zen Garden"]
    assert slack.offers(ben, "Client folder", "F-1") == []
    slack.says(ada, "/opp new Mine")
    assert slack.offers(ada, "Client folder", "zen") == ["F-2 Zen Garden", "F-1 Zenith Orchards"]


def test_a_name_nearly_that_of_a_hidden_folder_is_made_without_a_word_about_it(
    slack: Slack, office: Office, ben: Person, hidden: tuple[int, int]
) -> None:
    slack.says(ben, "/folder new Zenith orchards Ltd")
    made = slack.submits(ben)
    assert made.lines[:2] == ["Created.", "Zenith orchards Ltd"]


def test_an_opportunity_does_not_name_a_folder_that_its_reader_may_not_see(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.sets(F.OWN, V.EVERYONE)
    number = office.folder("Zenith Orchards", wanda)
    office.opportunity("Quincetree", wanda, folder=number)
    listed = slack.says(ben, "/opp list")
    opened = slack.says(ben, "/opp open O-1")
    assert "Zenith" not in listed.everything + opened.everything
    assert "Quincetree" in listed.words


def test_somebody_of_another_workspace_on_the_same_database_meets_nothing_of_this_one(
    slack: Slack, office: Office, ben: Person, hidden: tuple[int, int]
) -> None:
    slack.local.workspace.team = replace(slack.local.workspace.team, id="T0NEIGHBOUR")
    eve = slack.local.add_person("eve", is_admin=True)
    assert "No folder matches." in slack.says(eve, "/folder list status:all").words
    listed = slack.says(eve, "/opp list")
    assert "No opportunity matches." in listed.words
    assert press(slack, eve, listed, ids.FOLDER_OPEN, {"folder": hidden[0]}).words == NO_FOLDER
    assert press(slack, eve, listed, ids.OPPORTUNITY_OPEN, {"opportunity": hidden[1]}).words == NO_OPPORTUNITY
    silent(slack, eve, slack.reads(eve).everything)
