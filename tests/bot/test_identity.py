"""Who acts: found from every kind of payload, kept as Slack says they are, and refused where they may do nothing."""

import pytest

from bot.sandbox.workspace import Person
from core.models import Member, Opportunity, Role, Standing
from tests.bot.office import Office
from tests.bot.reading import folders_of
from tests.stories import Slack

GUEST = "Dossier is for full members of this workspace; guests cannot use it."
REFUSED = {
    "is_restricted": GUEST,
    "is_ultra_restricted": GUEST,
    "is_stranger": (
        "Dossier is for members of the workspace that installed it; people of other companies cannot use it."
    ),
    "is_bot": "Dossier answers people, not apps.",
    "deleted": "This account is deactivated, so it cannot use Dossier.",
}


def asked_of_slack(slack: Slack, method: str = "users.info") -> int:
    """How often the app called this method."""
    return sum(entry.kind == method for entry in slack.local.wire)


def member(office: Office, person: Person) -> Member:
    """What is written down of somebody."""
    with office.database.transaction(office.workspace_id) as session:
        return session.query(Member).filter_by(slack_user_id=person.id).one()


# First sight, and what follows


def test_somebody_is_read_once_at_first_sight_whatever_they_do(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.knows(ben)
    slack.says(ben, "/folder list")
    known = asked_of_slack(slack)
    slack.says(wanda, "/folder list")
    assert asked_of_slack(slack) == known + 1
    slack.says(wanda, "/folder new Acme")
    slack.submits(wanda)
    slack.opens_home(wanda)
    slack.clicks(wanda, "New folder")
    slack.closes(wanda)
    slack.says(wanda, "/opp new")
    slack.offers(wanda, "Client folder", "acme")
    assert asked_of_slack(slack) == known + 1
    found = member(office, wanda)
    assert (found.name, found.email, found.locale, found.time_zone) == (
        "wanda",
        "wanda@example.com",
        "en-US",
        "Europe/Paris",
    )


def test_the_first_sight_may_be_home(slack: Slack, office: Office, wanda: Person) -> None:
    assert "My client folders" in slack.opens_home(wanda)
    assert member(office, wanda).standing is Standing.MEMBER


def test_the_first_payload_of_a_workspace_installs_it(slack: Slack, ben: Person) -> None:
    assert slack.says(ben, "/folder list").lines[0] == "Client folders"
    assert asked_of_slack(slack, "team.info") == 1
    slack.says(ben, "/folder list")
    assert asked_of_slack(slack, "team.info") == 1


def test_who_rules_slack_starts_as_admin_and_keeps_the_role_whatever_slack_says_later(
    slack: Slack, office: Office, ben: Person
) -> None:
    olga = slack.local.add_person("olga", is_owner=True)
    for person in (ben, olga):
        slack.says(person, "/folder list")
    assert (member(office, ben).role, member(office, olga).role) == (Role.REP, Role.ADMIN)
    slack.local.change_person(ben, is_admin=True)
    slack.local.change_person(olga, is_owner=False)
    assert (member(office, ben).role, member(office, olga).role) == (Role.REP, Role.ADMIN)


def test_a_new_name_is_on_the_next_screen(slack: Slack, office: Office, ben: Person, wanda: Person) -> None:
    office.folder("Acme", ben)
    assert "Owner: ben" in slack.says(wanda, "/folder list")
    slack.local.change_person(ben, name="benjamin")
    assert "Owner: benjamin" in slack.says(wanda, "/folder list")


def test_another_language_is_spoken_from_the_next_answer_on(slack: Slack, office: Office, ben: Person) -> None:
    assert "Client folders" in slack.says(ben, "/folder list")
    slack.local.change_person(ben, locale="fr-FR")
    french = slack.says(ben, "/folder list")
    assert "Client folders" not in french
    assert "Dossiers clients" in french


def test_who_joins_is_known_before_they_ask_anything(slack: Slack, office: Office, ada: Person) -> None:
    nora = slack.local.join("nora")
    asked = asked_of_slack(slack)
    assert member(office, nora).standing is Standing.MEMBER
    slack.says(nora, "/folder list")
    assert asked_of_slack(slack) == asked


def test_a_change_of_somebody_never_met_is_left_alone(slack: Slack, office: Office, wanda: Person) -> None:
    slack.local.change_person(wanda, name="wally")
    assert office.count(Member) == 0


def test_who_left_is_shown_as_the_owner_who_left(slack: Slack, office: Office, ada: Person, ben: Person) -> None:
    office.folder("Acme", ben)
    slack.local.change_person(ben, deleted=True)
    assert "Owner: ben (left)" in slack.says(ada, "/folder list")


# Who may do nothing


@pytest.fixture(params=REFUSED)
def outsider(request: pytest.FixtureRequest, slack: Slack, office: Office, ada: Person) -> tuple[Person, str]:
    """Somebody who may do nothing, and the sentence for them. They once were a member, with a folder and a deal."""
    kind = request.param
    person = slack.local.add_person("otto")
    office.knows(ada)
    acme = office.folder("Acme", person)
    office.opportunity("Deal", person, folder=acme)
    return person, kind


def test_outsiders_are_refused_at_every_door_in_one_sentence(
    slack: Slack, office: Office, outsider: tuple[Person, str]
) -> None:
    person, kind = outsider
    said = REFUSED[kind]
    card = slack.says(person, "/opp open Deal")
    slack.says(person, "/opp new")
    slack.fills(person, {"Title": "Another"})
    setattr(person, kind, True)
    slack.local.change_person(person, title="Outsider")
    made = office.count(Opportunity)
    place = slack.local.app_dm(person)
    for text in (
        "/folder",
        "/folder list",
        "/folder list status:nonsense",
        "/folder mine",
        "/folder open Acme",
        "/folder open",
        "/folder new Acme",
        "/folder help",
        "/folder help nonsense",
        "/folder nonsense",
        "/opp",
        "/opp won Deal",
        "/opp standby Deal someday",
        "/opp new X in F-1",
        "/opp help",
        "/opp nonsense",
    ):
        mark = slack.local.workspace.count
        slack.local.say(person, place, text)
        answers = [one for one in slack.local.workspace.messages_for(person.id, place.id) if one.changed > mark]
        assert [one.text for one in answers] == [said], text
    assert slack.offers(person, "Client folder", "") == []
    assert list(slack.submits(person).errors.values()) == [said]
    slack.closes(person)
    assert slack.clicks(person, "Won", on=card).words == said
    assert slack.clicks(person, "Standby", on=card).words == said
    home = slack.opens_home(person)
    assert home.words == said
    assert office.count(Opportunity) == made


def test_an_outsider_met_for_the_first_time_is_refused_and_can_own_nothing(
    slack: Slack, office: Office, ada: Person
) -> None:
    for kind, said in REFUSED.items():
        person = slack.local.add_person(f"first {kind}")
        setattr(person, kind, True)
        assert slack.says(person, "/folder list").words == said, kind
        assert slack.opens_home(person).words == said, kind


def test_an_outsider_is_refused_in_their_language(slack: Slack, office: Office) -> None:
    gus = slack.local.add_person("gus", is_restricted=True, locale="fr-FR")
    for _ in range(2):
        said = slack.says(gus, "/folder list").words
        assert said != GUEST
        assert "invités" in said


def test_who_becomes_a_guest_loses_access_with_that_event_while_the_old_list_is_on_the_screen(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.folder("Acme", wanda)
    listed = slack.says(ben, "/folder list")
    slack.local.change_person(ben, is_restricted=True)
    assert slack.clicks(ben, "Open", on=listed).words == GUEST
    assert slack.clicks(ben, "New folder", on=listed).words == GUEST
    slack.local.change_person(ben, is_restricted=False)
    assert folders_of(slack.says(ben, "/folder list")) == ["Acme"]


def test_a_stranger_is_refused_by_what_the_payload_says_without_a_question_to_slack(
    slack: Slack, office: Office
) -> None:
    sam = slack.local.add_person("sam")
    slack.opens_home(sam)
    asked = asked_of_slack(slack)
    sam.is_stranger = True
    slack.clicks(sam, "New folder")
    assert REFUSED["is_stranger"] in slack.looks(sam)
    assert asked_of_slack(slack) == asked
