"""Hidden = nonexistent (SPEC §2.4): what comes back from Slack is treated as typed by somebody who has seen the ids."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot import ids
from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Person
from core.models import DefaultField, FieldKind, FieldValue, Folder, InsideTeam, Opportunity, Status
from core.models import FolderSharing as F
from core.models import OpportunityVisibility as V
from tests.bot.every_door import reached
from tests.bot.forging import press
from tests.bot.office import Office
from tests.bot.reading import folders_of, titles_of
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


SECRETS = ("Zenith", "plumwood", "Quincetree", "damson", "medlar", "sloe-17", "471123", "471,123", "471.1k")
"""What is planted in a hidden folder, and how its amount could be written."""


@pytest.fixture
def planted(office: Office, ben: Person, wanda: Person) -> None:
    """Everything that a folder of Wanda's can hold, in words that occur nowhere else; and two folders of Ben's."""
    office.sets(F.OWN, V.ADMINS_ONLY)
    number = office.folder("Zenith Orchards", wanda, description="plumwood")
    with office.database.transaction(office.workspace_id) as session:
        folder = session.query(Folder).filter_by(number=number).one()
        field = DefaultField(
            workspace_id=office.workspace_id, label="Code", kind=FieldKind.TEXT, required=False, position=0
        )
        session.add(field)
        session.flush()
        session.add(
            FieldValue(workspace_id=office.workspace_id, folder_id=folder.id, field_id=field.id, value="sloe-17")
        )
    shared = office.folder("Birch Hall", ben)
    office.folder("Cedar Hall", ben)
    office.opportunity("Mine", ben, folder=shared, amount="5", ago=timedelta(days=9))
    for place in (number, shared):
        office.opportunity(
            "Quincetree", wanda, folder=place, amount="471123", tags=("medlar",), description="damson", ago=timedelta(9)
        )


def wanders(slack: Slack, who: Person) -> str:
    """Go everywhere without naming what is hidden; gives every byte that the app sent meanwhile, files included."""
    mark = slack.local.wire[-1].id if slack.local.wire else 0
    for asked in ("list status:all", "list won>1", "list open>100 idle>1d", "list sort:-open", "mine", "open hall"):
        slack.says(who, f"/folder {asked}")
    for number in (1, 2, 3):
        slack.says(who, f"/folder open F-{number}")
        slack.says(who, f"/opp open O-{number}")
    slack.says(who, "/opp list status:all")
    slack.says(who, "/opp restore")
    slack.says(who, "/opp edit O-2")
    slack.says(who, "/opp new Something")
    for typed in ("", "F-1", "hall"):
        slack.offers(who, "Client folder", typed)
    slack.says(who, "/folder new Hall")
    slack.submits(who)
    slack.clicks(who, "Filter", on=slack.says(who, "/folder list"))
    slack.closes(who, clear=True)
    slack.says(who, "/folder export")
    slack.sees(who, "export: ")
    slack.opens_home(who)
    # Nobody else acts meanwhile, so that all that the app sent was for this person.
    wire = [entry for entry in slack.local.wire if entry.id > mark]
    sent = [entry.response if entry.direction == "to_app" else entry.request for entry in wire]
    assert {"views.open", "views.publish", "block_suggestion", "view_submission"} <= {entry.kind for entry in wire}
    place = slack.local.app_dm(who).id
    files = [one for one in slack.local.workspace.files.values() if place in one.channels]
    told = [one.content.decode("utf-8-sig") for one in files if one.name.endswith(".csv")]
    assert len(told) == 2
    return json.dumps([sent, told], ensure_ascii=False, default=str)


def test_nothing_that_is_hidden_is_in_any_byte_that_reaches_a_rep_while_all_of_it_reaches_an_admin(
    slack: Slack, office: Office, ada: Person, ben: Person, planted: None
) -> None:
    his = wanders(slack, ben)
    assert [secret for secret in SECRETS if secret in his] == []
    assert "Birch Hall" in his
    hers = wanders(slack, ada)
    assert [secret for secret in SECRETS if secret not in hers] == ["471.1k"]


def test_a_button_stolen_for_a_hidden_folder_answers_like_one_that_never_was(
    slack: Slack, office: Office, ben: Person, hidden: tuple[int, int]
) -> None:
    listed = slack.says(ben, "/folder list")
    actions = [ids.FOLDER_OPEN, ids.FOLDER_MENU, ids.OPPORTUNITY_NEW, ids.FOLDER_USE_INSTEAD]
    actions += [ids.FOLDER_OWNER]
    actions += [ids.FOLDER_ATTACH, ids.FOLDER_DEACTIVATE, ids.FOLDER_REACTIVATE, ids.FOLDER_EDIT, ids.FOLDER_HISTORY]
    for action in actions:
        stolen = press(slack, ben, listed, action, {"folder": hidden[0]})
        never = press(slack, ben, listed, action, {"folder": NEVER})
        assert stolen.words == never.words == NO_FOLDER
        silent(slack, ben, stolen.everything)


def test_a_button_stolen_for_a_hidden_opportunity_answers_like_one_that_never_was_and_changes_nothing(
    slack: Slack, office: Office, ben: Person, hidden: tuple[int, int]
) -> None:
    listed = slack.says(ben, "/opp list")
    actions = [ids.OPPORTUNITY_OPEN, ids.OPPORTUNITY_STANDBY, ids.OPPORTUNITY_EDIT, ids.OPPORTUNITY_ATTACH]
    actions += [ids.OPPORTUNITY_MOVE, ids.OPPORTUNITY_REMOVE, ids.OPPORTUNITY_DUPLICATE, ids.OPPORTUNITY_OWNER]
    actions += [ids.OPPORTUNITY_DELETE, ids.OPPORTUNITY_RESTORE]
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


@pytest.mark.parametrize("inside_team", list(InsideTeam))
def test_in_two_teams_that_she_leads_and_one_that_she_is_in_a_manager_sees_and_changes_what_the_setting_says(
    slack: Slack, office: Office, ben: Person, wanda: Person, inside_team: InsideTeam
) -> None:
    mia, zoe, eli = (slack.local.add_person(name, locale="en-US") for name in ("mia", "zoe", "eli"))
    office.sets(F.OWN, V.ADMINS_ONLY, inside_team)
    office.team("North", [ben], [mia])
    office.team("South", [wanda], [mia])
    office.team("West", [zoe, mia], [])
    office.team("East", [eli], [])
    owners = {"Birch": ben, "Cedar": wanda, "Dogwood": zoe, "Elm": eli}
    deals = {}
    for name, owner in owners.items():
        deals[name] = office.opportunity(f"{name} deal", owner, folder=office.folder(name, owner), amount="100")
    leads = [] if inside_team is InsideTeam.OFF else ["Birch", "Cedar"]
    sees = [*leads, "Dogwood"] if inside_team is InsideTeam.MEMBERS else leads
    assert folders_of(slack.says(mia, "/folder list")) == leads
    assert sorted(titles_of(slack.says(mia, "/opp list"))) == [f"{name} deal" for name in sees]
    slack.says(mia, "/opp new Something")
    assert [one.split()[1] for one in slack.offers(mia, "Client folder", "")] == leads
    slack.closes(mia)
    for name, number in deals.items():
        opened, won = slack.says(mia, f"/opp open O-{number}"), slack.says(mia, f"/opp won O-{number}")
        if name in leads:
            assert "Won" in opened.buttons
            assert "Now: 🟢 Won" in won.words
        elif name in sees:
            assert opened.lines[0] == f"{name} deal"
            assert opened.buttons == []
            assert f"O-{number} belongs to zoe" in won.words
        else:
            assert opened.words == won.words == f"There is no opportunity “O-{number}” that you can see."
    everything = slack.opens_home(mia).everything + reached(slack, mia)
    assert [name for name in owners if name in everything] == sees


def test_a_rep_sees_what_team_mates_have_and_changes_none_of_it(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.sets(F.OWN, V.ADMINS_ONLY, InsideTeam.MEMBERS)
    office.team("North", [ben, wanda], [])
    number = office.folder("Zenith Orchards", wanda)
    deal = office.opportunity("Quincetree", wanda, folder=number, amount="100")
    opened = slack.says(ben, f"/opp open O-{deal}")
    assert opened.lines[0] == "Quincetree"
    assert opened.buttons == []
    assert f"O-{deal} belongs to wanda" in slack.says(ben, f"/opp won O-{deal}").words
    assert "No folder matches." in slack.says(ben, "/folder list").words
    assert slack.says(ben, f"/folder open F-{number}").words == "There is no client folder “F-1” that you can see."
    assert "Zenith" not in reached(slack, ben)
    assert office.status_of(deal) is Status.TODO


def test_a_manager_makes_folders_for_those_she_leads_and_for_nobody_else(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    mia = slack.local.add_person("mia", locale="en-US")
    office.sets(inside_team=InsideTeam.MANAGERS)
    office.team("North", [ben], [mia])
    office.team("West", [wanda, mia], [])
    slack.says(mia, "/folder new Birch")
    slack.fills(mia, {"Owner": wanda})
    assert set(slack.submits(mia).errors) == {"Owner"}
    assert office.count(Folder) == 0
    slack.fills(mia, {"Owner": ben})
    assert "owner: ben" in slack.submits(mia).words
