"""Who may answer what was asked of a manager: the person who presses, at that moment, and nothing hidden is named."""

from collections.abc import Iterator

import pytest
from sqlalchemy import delete

from bot import ids
from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Person
from core.models import Folder, TeamMembership
from core.models import FolderSharing as F
from core.models import InsideTeam as T
from core.models import OpportunityVisibility as V
from tests.bot.asking import Team, Told, asks, card_of, outcomes, owner_of
from tests.bot.conftest import TOKEN
from tests.bot.every_door import reached
from tests.bot.forging import NOT_UNDERSTOOD, press
from tests.bot.office import Office
from tests.bot.worker import hired
from tests.stories import Slack

NOT_FOUND = "There is no such client folder that you can see."
NOT_THEIRS = "F-1 belongs to wanda: only they, a manager of their team or an admin may change it."


@pytest.fixture
def slack(local: LocalSlack, office: Office) -> Iterator[Told]:
    """How these stories are told: with a worker."""
    slack = Told(local, hired(office, local, TOKEN))
    yield slack
    slack.assert_clean()


@pytest.fixture
def team(office: Office, local: LocalSlack, wanda: Person) -> Team:
    """Wanda's, with a folder of hers."""
    first, second = local.add_person("max"), local.add_person("mia")
    office.team("North", [wanda], [first, second])
    return Team(first, second, office.folder("Zenith Orchards", wanda))


def no_longer_leads(office: Office, who: Person) -> None:
    """Take somebody out of their team."""
    key = office.knows(who)
    with office.database.transaction(office.workspace_id) as session:
        session.execute(delete(TeamMembership).where(TeamMembership.member_id == key))


@pytest.mark.parametrize("way", ["the team", "the setting"])
def test_who_lost_the_right_between_card_and_click_is_refused_and_it_stays_open(
    slack: Slack, office: Office, ben: Person, team: Team, way: str
) -> None:
    asks(slack, ben, team.number)
    card = card_of(slack, team.max)
    if way == "the team":
        no_longer_leads(office, team.max)
    else:
        office.sets(inside_team=T.OFF)
    for label in ("Approve", "Decline"):
        assert NOT_THEIRS in slack.clicks(team.max, label, on=card)
    assert owner_of(office, team.number) == "wanda"
    assert outcomes(office) == [None]


def test_who_lost_the_right_while_saying_why_is_refused_at_submit(
    slack: Slack, office: Office, ben: Person, team: Team
) -> None:
    asks(slack, ben, team.number)
    slack.clicks(team.max, "Decline", on=card_of(slack, team.max))
    no_longer_leads(office, team.max)
    slack.fills(team.max, {"Reason": "No"})
    assert slack.submits(team.max).errors == {"Reason": NOT_THEIRS}
    assert outcomes(office) == [None]


def test_a_stolen_card_serves_neither_guest_nor_stranger_nor_rep_nor_the_asker(
    slack: Slack, office: Office, local: LocalSlack, ben: Person, team: Team
) -> None:
    asks(slack, ben, team.number)
    guest = local.add_person("gil", is_restricted=True)
    stranger = local.add_person("sam", is_stranger=True)
    rep = local.add_person("rex")
    said = {
        guest.id: "guests cannot use it.",
        stranger.id: "people of other companies cannot use it.",
        rep.id: NOT_THEIRS,
        ben.id: NOT_THEIRS,
    }
    for who in (guest, stranger, rep, ben):
        slack.says(who, "/folder help")
        for act in (ids.APPROVAL_APPROVE, ids.APPROVAL_APPROVE_ALONG, ids.APPROVAL_DECLINE):
            answer = press(slack, who, slack.reads(who), act, {"approval": 1})
            assert said[who.id] in answer, (who.name, act)
    assert owner_of(office, team.number) == "wanda"
    assert outcomes(office) == [None]


def test_a_request_about_a_hidden_folder_is_answered_like_one_that_never_was(
    slack: Slack, office: Office, local: LocalSlack, ben: Person, team: Team
) -> None:
    rex = local.add_person("rex")
    office.sets(F.OWN)
    office.opportunity("Bens", ben, folder=team.number)
    asks(slack, ben, team.number, reason="plumwood")
    slack.says(rex, "/folder help")
    for act in (ids.APPROVAL_APPROVE, ids.APPROVAL_APPROVE_ALONG, ids.APPROVAL_DECLINE):
        hidden = press(slack, rex, slack.reads(rex), act, {"approval": 1})
        never = press(slack, rex, slack.reads(rex), act, {"approval": 99})
        assert hidden.words == never.words == NOT_FOUND
    hidden = press(slack, rex, slack.reads(rex), ids.FOLDER_ASK, {"folder": 1})
    never = press(slack, rex, slack.reads(rex), ids.FOLDER_ASK, {"folder": 99})
    assert hidden.words == never.words == NOT_FOUND
    assert not [word for word in ("Zenith", "Orchards", "plumwood") if word in reached(slack, rex)]


def test_the_folder_hidden_from_the_approver_meanwhile_is_not_found(
    slack: Slack, office: Office, ben: Person, team: Team
) -> None:
    asks(slack, ben, team.number)
    card = card_of(slack, team.max)
    no_longer_leads(office, team.max)
    office.sets(F.OWN)
    for label in ("Approve", "Decline"):
        assert slack.clicks(team.max, label, on=card).words == NOT_FOUND
    assert outcomes(office) == [None]


def test_the_folder_gone_meanwhile_is_not_found(slack: Slack, office: Office, ben: Person, team: Team) -> None:
    asks(slack, ben, team.number)
    card = card_of(slack, team.max)
    slack.clicks(team.max, "Decline", on=card)
    with office.database.transaction(office.workspace_id) as session:
        session.execute(delete(Folder).where(Folder.number == team.number))
    assert slack.clicks(team.max, "Approve", on=card).words == NOT_FOUND
    slack.fills(team.max, {"Reason": "No"})
    assert slack.submits(team.max).errors == {"Reason": NOT_FOUND}


def test_forged_values_are_not_understood(slack: Slack, office: Office, ben: Person, team: Team) -> None:
    slack.says(ben, "/folder help")
    acts = (ids.APPROVAL_APPROVE, ids.APPROVAL_APPROVE_ALONG, ids.APPROVAL_DECLINE, ids.FOLDER_ASK)
    for value in ("", "{}", '{"approval":-1,"folder":"1"}', '{"approval":true,"folder":0}', "[1]"):
        for act in acts:
            assert NOT_UNDERSTOOD in press(slack, ben, slack.reads(ben), act, value)
    assert outcomes(office) == []


def test_who_no_longer_sees_the_folder_is_told_how_it_ended_and_no_name(
    slack: Slack, office: Office, local: LocalSlack, ada: Person, ben: Person, team: Team
) -> None:
    office.sets(F.OWN, V.ADMINS_ONLY)
    number = office.opportunity("Bens", ben, folder=team.number)
    asks(slack, ben, team.number, to=ada, reason="Their founders like plumwood")
    office.bins(number, ben)
    slack.clicks(team.max, "Approve", on=card_of(slack, team.max))
    assert owner_of(office, team.number) == "ada"
    told = slack.sees(ben, "You asked for an owner change.")
    assert "Approved by max on " in told
    assert "You no longer see that folder." in told
    assert not [word for word in ("Zenith", "F-1", "plumwood") if word in told.everything]
    for who in (team.max, team.mia):
        settled = slack.sees(who, "An owner change was asked for.")
        assert not [word for word in ("Zenith", "F-1", "plumwood") if word in settled.everything]
        assert settled.buttons == []


@pytest.mark.parametrize("opportunities", list(V))
def test_where_the_owners_would_mix_the_approver_reads_why_and_it_stays_open(
    slack: Slack, office: Office, ben: Person, wanda: Person, team: Team, opportunities: V
) -> None:
    rex = slack.local.add_person("rex")
    office.sets(F.OWN, opportunities)
    office.opportunity("Bens", ben, folder=team.number)
    office.opportunity("Quincetree", rex, folder=team.number, amount="4711")
    asks(slack, ben, team.number)
    refused = slack.clicks(team.max, "Approve", on=card_of(slack, team.max))
    assert "F-1 cannot go to ben" in refused
    assert "The request stays open." in refused
    assert ("Quincetree" in refused.everything) is (opportunities is V.EVERYONE)
    assert "4711" not in refused.everything
    assert "Reassign its opportunities too" not in refused.buttons
    assert owner_of(office, team.number) == "wanda"
    assert outcomes(office) == [None]
    office.sets(F.SHARED)
    slack.clicks(team.max, "Approve", on=card_of(slack, team.max))
    assert owner_of(office, team.number) == "ben"


def test_where_the_approver_may_give_away_all_that_blocks_it_goes_along_on_a_further_yes(
    slack: Slack, office: Office, ben: Person, wanda: Person, team: Team
) -> None:
    office.sets(F.OWN)
    office.opportunity("Bens", ben, folder=team.number)
    inside = office.opportunity("Wandas", wanda, folder=team.number)
    asks(slack, ben, team.number)
    refused = slack.clicks(team.max, "Approve", on=card_of(slack, team.max))
    slack.clicks(team.max, "Reassign its opportunities too", on=refused)
    slack.sees(ben, "Approved by max on ")
    assert owner_of(office, team.number) == "ben"
    assert office.stands(inside).owner_id == office.knows(ben)
    slack.sees(team.mia, "Approved by max on ")


def test_the_new_owner_gone_meanwhile_is_told_to_the_approver_and_it_stays_open(
    slack: Slack, office: Office, local: LocalSlack, ben: Person, team: Team
) -> None:
    rex = local.add_person("rex")
    asks(slack, ben, team.number, to=rex)
    rex.deleted = True
    office.knows(rex)
    refused = slack.clicks(team.max, "Approve", on=card_of(slack, team.max))
    assert "An owner is an active, full member" in refused
    assert outcomes(office) == [None]


def test_what_reached_somebody_waits_and_what_reached_nobody_goes_out_when_it_is_asked_again(
    slack: Slack, office: Office, ben: Person, team: Team
) -> None:
    team.max.deleted = team.mia.deleted = True
    asks(slack, ben, team.number)
    slack.reads(ben)
    team.max.deleted = False
    assert "Asked: max and mia." in asks(slack, ben, team.number)
    assert slack.reads(team.max).words.count(" asks that ") == 1
    asks(slack, ben, team.number, waits="it waits for an answer.")
    assert slack.reads(team.max).words.count(" asks that ") == 1
    slack.clicks(team.max, "Approve", on=card_of(slack, team.max))
    slack.sees(ben, "Approved by max")
    assert owner_of(office, team.number) == "ben"


def test_with_nobody_left_to_ask_that_is_said(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person
) -> None:
    number = office.folder("Acme", wanda)
    slack.says(ben, f"/folder open F-{number}")
    slack.clicks(ben, "Ask a manager")
    ada.deleted = True
    office.knows(ada)
    assert "There is nobody who could approve this" in slack.submits(ben).errors["New owner"]
    assert outcomes(office) == []
