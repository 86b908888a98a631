"""Asking a manager for an owner change, told whole: who gets the card, what yes and no do, and what everybody reads."""

from collections.abc import Iterator

import pytest

from bot import ids
from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Channel, Person
from core.models import ApprovalOutcome as Outcome
from core.models import FolderSharing as F
from core.models import InsideTeam as T
from core.models import OpportunityVisibility as V
from tests.bot.asking import Team, Told, asks, card_of, history, outcomes, owner_of, waiting
from tests.bot.conftest import TOKEN
from tests.bot.forging import press
from tests.bot.office import Office
from tests.bot.worker import hired
from tests.stories import Slack


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
    return Team(first, second, office.folder("Zenith", wanda))


@pytest.mark.parametrize("inside", list(T))
@pytest.mark.parametrize("opportunities", list(V))
@pytest.mark.parametrize("folders", list(F))
def test_it_is_asked_of_the_managers_of_the_owners_team_or_else_of_the_admins(
    slack: Slack, office: Office, ada: Person, ben: Person, team: Team, folders: F, opportunities: V, inside: T
) -> None:
    office.opportunity("Bens", ben, folder=team.number, amount="47114711")
    office.sets(folders, opportunities, inside)
    said = asks(slack, ben, team.number)
    asked = [ada] if inside is T.OFF else [team.max, team.mia]
    assert f"Asked: {' and '.join(one.name for one in asked)}." in said
    for who in (ada, team.max, team.mia):
        got = "ben asks that F-1 Zenith go from wanda to ben." in slack.reads(who)
        assert got is (who in asked), who.name
        assert "47114711" not in slack.reads(who).everything.replace(",", "")


def test_without_a_manager_of_the_owners_team_it_is_asked_of_the_admins(
    slack: Slack, office: Office, ada: Person, ben: Person, team: Team
) -> None:
    number = office.folder("Acme", ada)
    assert "Asked: ada." in asks(slack, ben, number)
    assert " asks that " not in slack.reads(team.max)


def test_who_may_change_the_owner_is_offered_no_asking_and_who_may_not_is(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person, team: Team
) -> None:
    for who in (ada, wanda, team.max):
        assert "Ask a manager" not in slack.says(who, f"/folder open F-{team.number}").buttons
    card = slack.says(ben, f"/folder open F-{team.number}")
    assert "Ask a manager" in card.buttons
    office.team("South", [wanda], [ben])
    said = "You may change the owner of F-1 yourself: there is nobody to ask."
    assert said in slack.clicks(ben, "Ask a manager", on=card)


def test_every_refused_change_of_owner_offers_it_with_the_person_that_was_named(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person, team: Team
) -> None:
    old = slack.says(team.max, f"/folder open F-{team.number}")
    refused = slack.says(ben, f"/folder owner F-{team.number} @ada")
    assert "F-1 belongs to wanda: only they, a manager of their team or an admin may change it." in refused
    assert slack.clicks(ben, "Ask a manager", on=refused).values["New owner"] == ada.id
    slack.closes(ben)
    listed = slack.says(ben, "/folder list")
    assert slack.clicks(ben, "Ask a manager", on=listed).modal == "Ask a manager"
    slack.closes(ben)
    office.sets(inside_team=T.OFF)
    refused = slack.clicks(team.max, "Change owner", on=old)
    assert slack.clicks(team.max, "Ask a manager", on=refused).values["New owner"] == team.max.id


def test_the_form_asks_whom_it_should_go_to_and_why(slack: Slack, ben: Person, team: Team) -> None:
    slack.says(ben, f"/folder open F-{team.number}")
    form = slack.clicks(ben, "Ask a manager")
    assert (form.modal, form.fields) == ("Ask a manager", ["New owner", "Reason"])
    assert form.values["New owner"] == ben.id


def test_yes_gives_the_folder_away_in_the_name_of_both_and_the_asker_is_told(
    slack: Slack, office: Office, ben: Person, wanda: Person, team: Team
) -> None:
    asks(slack, ben, team.number, reason="We share an office")
    card = card_of(slack, team.max)
    assert card.buttons == ["Approve", "Decline", "Open"]
    assert "Reason: We share an office" in card
    assert "Reason: We share an office" in card.text
    settled = slack.clicks(team.max, "Approve", on=card)
    assert "Approved by max on " in settled
    assert settled.buttons == []
    assert owner_of(office, team.number) == "ben"
    ((by, facts),) = history(office, "folder.owner_changed")
    assert (by, facts["asked_by_id"]) == ("max", office.knows(ben))
    told = slack.sees(ben, "You asked that F-1 Zenith go from wanda to ben.")
    assert "Approved by max on " in told
    assert "Zenith" in slack.clicks(ben, "Open", on=told)


def test_the_new_owner_is_told_and_of_their_own_request_once(
    slack: Slack, office: Office, ada: Person, ben: Person, team: Team
) -> None:
    asks(slack, ben, team.number, to=ada)
    slack.clicks(team.max, "Approve", on=card_of(slack, team.max))
    slack.sees(ada, "max made you the owner of F-1 Zenith.")
    slack.sees(ben, "Approved by max on ")
    number = office.folder("Acme", team.mia)
    asks(slack, ben, number)
    slack.clicks(team.max, "Approve", on=card_of(slack, team.max))
    slack.sees(ben, "You asked that F-2 Acme go from mia to ben.")
    assert "made you the owner" not in slack.reads(ben)


def test_one_answer_settles_the_card_of_everybody_who_got_it(slack: Slack, ben: Person, team: Team) -> None:
    asks(slack, ben, team.number)
    slack.clicks(team.max, "Approve", on=card_of(slack, team.max))
    others = slack.sees(team.mia, "Approved by max on ")
    assert "ben asks that F-1 Zenith go from wanda to ben." in others
    assert others.buttons == []


def test_no_needs_a_reason_that_the_asker_reads(slack: Slack, office: Office, ben: Person, team: Team) -> None:
    asks(slack, ben, team.number)
    form = slack.clicks(team.mia, "Decline", on=card_of(slack, team.mia))
    assert (form.modal, form.fields) == ("Decline", ["Reason"])
    slack.fills(team.mia, {"Reason": "  "})
    assert slack.submits(team.mia, forged=True).errors == {"Reason": "Say why: who asked reads it."}
    slack.fills(team.mia, {"Reason": "x" * 301})
    assert "a reason has up to 300." in slack.submits(team.mia, forged=True).errors["Reason"]
    slack.fills(team.mia, {"Reason": "Wanda knows them best"})
    slack.submits(team.mia)
    for who in (team.mia, team.max, ben):
        said = slack.sees(who, "Declined by mia on ")
        assert "Reason: Wanda knows them best" in said
        assert "Approve" not in said.buttons
    assert owner_of(office, team.number) == "wanda"
    ((by, facts),) = history(office, "approval.declined")
    assert (by, facts["asked_by_id"]) == ("mia", office.knows(ben))


def test_what_waits_is_answered_from_the_home_tab_as_well(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person, team: Team
) -> None:
    asks(slack, ben, team.number)
    asks(slack, ben, team.number, to=ada)
    assert waiting(office, team.max) == waiting(office, ada) == [("ben", "ben"), ("ben", "ada")]
    assert waiting(office, ben) == []
    home = slack.opens_home(team.max)
    form = press(slack, team.max, home, ids.APPROVAL_DECLINE, {"approval": 1})
    assert form.modal == "Decline"
    slack.fills(team.max, {"Reason": "No"})
    done = slack.submits(team.max)
    assert "Declined by max on " in done
    assert "Open" in done.buttons
    slack.closes(team.max)
    slack.sees(team.mia, "Declined by max on ")
    assert waiting(office, team.max) == [("ben", "ada")]
    assert "Approved by max on " in press(slack, team.max, home, ids.APPROVAL_APPROVE, {"approval": 2})
    slack.sees(ben, "Approved by max on ")
    assert waiting(office, ada) == []


def test_what_is_out_of_date_waits_for_nobody(
    slack: Slack, office: Office, ada: Person, ben: Person, team: Team
) -> None:
    asks(slack, ben, team.number)
    office.gives(team.number, team.max, by=ada)
    assert waiting(office, ada) == []


def test_a_second_answer_changes_nothing_and_reads_how_it_stands(
    slack: Slack, office: Office, ben: Person, team: Team
) -> None:
    asks(slack, ben, team.number)
    first, second = card_of(slack, team.max), card_of(slack, team.mia)
    slack.clicks(team.max, "Decline", on=first)
    slack.fills(team.max, {"Reason": "No"})
    slack.clicks(team.mia, "Approve", on=second)
    slack.sees(team.max, "Approved by mia on ")
    for label in ("Approve", "Decline"):
        again = slack.clicks(team.max, label, on=first)
        assert "This was answered already." in again
        assert "Approved by mia on " in again
    late = slack.submits(team.max)
    assert "This was answered already." in late
    assert owner_of(office, team.number) == "ben"
    assert outcomes(office) == [Outcome.APPROVED]
    assert history(office, "approval.declined") == []
    told = [line for line in slack.reads(ben).lines if "Approved by mia on " in line]
    assert len(told) == 1


def test_asked_twice_it_is_one_request_and_for_another_target_a_second(
    slack: Slack, office: Office, ben: Person, ada: Person, team: Team
) -> None:
    asks(slack, ben, team.number)
    asks(slack, ben, team.number, waits="it waits for an answer.")
    assert len(outcomes(office)) == 1
    asks(slack, ben, team.number, to=ada)
    slack.sees(team.max, "to ada.")
    assert slack.reads(team.max).words.count(" asks that ") == 2
    slack.clicks(team.max, "Decline", on=card_of(slack, team.max))
    slack.fills(team.max, {"Reason": "No"})
    slack.submits(team.max)
    slack.sees(ben, "Declined by max")
    assert outcomes(office) == [None, Outcome.DECLINED]


def test_what_was_declined_can_be_asked_again(slack: Slack, office: Office, ben: Person, team: Team) -> None:
    asks(slack, ben, team.number)
    slack.clicks(team.max, "Decline", on=card_of(slack, team.max))
    slack.fills(team.max, {"Reason": "Not now"})
    slack.submits(team.max)
    slack.sees(ben, "Not now")
    asks(slack, ben, team.number)
    assert outcomes(office) == [Outcome.DECLINED, None]


def test_a_request_about_a_folder_that_changed_hands_is_out_of_date(
    slack: Slack, office: Office, ada: Person, ben: Person, team: Team
) -> None:
    asks(slack, ben, team.number)
    asks(slack, ben, team.number, to=ada)
    first, second = card_of(slack, team.max, "to ben."), card_of(slack, team.max, "to ada.")
    slack.clicks(team.max, "Approve", on=first)
    slack.sees(team.mia, "Approved by max on ")
    assert owner_of(office, team.number) == "ben"
    stale = slack.clicks(team.max, "Approve", on=second)
    assert "Out of date: the folder had changed hands meanwhile." in stale
    assert "Out of date" in slack.sees(ben, "Out of date")
    assert "Out of date" in slack.sees(team.mia, "Out of date")
    assert owner_of(office, team.number) == "ben"
    assert outcomes(office) == [Outcome.APPROVED, Outcome.OUTDATED]


def test_asked_again_after_the_folder_changed_hands_it_is_asked_anew(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person, team: Team
) -> None:
    asks(slack, ben, team.number, to=ada)
    office.gives(team.number, team.max, by=ada)
    asks(slack, ben, team.number, to=ada)
    assert outcomes(office) == [Outcome.OUTDATED, None]


def test_only_an_active_full_member_who_is_not_the_owner_can_be_asked_for(
    slack: Slack, office: Office, local: LocalSlack, ben: Person, wanda: Person, team: Team
) -> None:
    guest, gone = local.add_person("gus", is_restricted=True), local.add_person("lea", deleted=True)
    slack.says(ben, f"/folder open F-{team.number}")
    slack.clicks(ben, "Ask a manager")
    for person in (guest, gone):
        slack.fills(ben, {"New owner": person})
        assert "An owner is an active, full member" in slack.submits(ben).errors["New owner"]
    slack.fills(ben, {"New owner": wanda})
    assert slack.submits(ben).errors == {"New owner": "It belonged to wanda already."}
    assert outcomes(office) == []


def test_the_alert_channel_reads_the_folder_and_the_people_and_no_reason(
    slack: Slack, office: Office, local: LocalSlack, sales: Channel, ada: Person, ben: Person, team: Team
) -> None:
    office.alerts(sales)
    office.opportunity("Quincetree", ben, folder=team.number, amount="47114711")
    said = asks(slack, ben, team.number, reason="plumwood")
    assert "Asked: max, mia, and the alert channel." in said
    card = slack.sees(ada, "ben asks that F-1 Zenith go from wanda to ben.", sales)
    assert card.buttons == ["Approve", "Decline", "Open"]
    assert not [secret for secret in ("plumwood", "47114711", "47,114,711", "Quincetree") if secret in card.everything]
    refused = slack.clicks(ben, "Approve", on=card)
    assert "F-1 belongs to wanda: only they, a manager of their team or an admin may change it." in refused
    slack.clicks(ada, "Approve", on=card)
    settled = slack.sees(ben, "Approved by ada on ", sales)
    assert settled.buttons == []
    assert "plumwood" not in settled.everything
    slack.sees(team.max, "Approved by ada on ")


def test_it_reads_well_in_french(
    slack: Slack, office: Office, local: LocalSlack, ben: Person, wanda: Person, team: Team
) -> None:
    zoe = local.add_person("zoe", locale="fr-FR", tz="Europe/Paris")
    lou = local.add_person("lou", locale="fr-FR", tz="Europe/Paris")
    office.team("Sud", [wanda], [lou])
    slack.says(zoe, f"/folder open F-{team.number}")
    form = slack.clicks(zoe, "Demander à un manager")
    assert form.fields == ["Nouveau propriétaire", "Motif"]
    slack.submits(zoe)
    slack.sees(zoe, "Demande envoyée à\u00a0: lou, max et mia.")
    card = slack.sees(lou, "zoe demande un changement de propriétaire pour F-1 Zenith\u00a0: wanda → zoe.")
    assert card.buttons == ["Approuver", "Refuser", "Ouvrir"]
    slack.clicks(lou, "Approuver", on=card)
    slack.sees(zoe, "Approuvé par lou")
    slack.sees(team.max, "Approved by lou on ")


def test_what_waits_for_an_answer_stands_on_the_home_of_who_may_give_it_until_it_is_given(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person, team: Team
) -> None:
    said = "ben asks that F-1 Zenith go from wanda to ben."
    asks(slack, ben, team.number)
    seen = {who.name: said in slack.opens_home(who) for who in (ada, team.max, wanda, ben)}
    assert seen == {"ada": True, "max": True, "wanda": True, "ben": False}
    slack.clicks(team.max, "Approve", on=slack.opens_home(team.max))
    assert owner_of(office, team.number) == "ben"
    for who in (ada, team.max):
        assert "Pending approvals" not in slack.opens_home(who)
