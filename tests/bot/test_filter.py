"""Filtering folders: by what is inside, in one language, typed or filled in."""

from datetime import timedelta

from bot.sandbox.workspace import Person
from core.models import OpportunityVisibility as V
from core.models import Status
from tests.bot.office import Office
from tests.stories import Slack


def test_sums_and_idleness_are_those_that_the_viewer_sees(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person
) -> None:
    office.sets(opportunities=V.ADMINS_ONLY)
    number = office.folder("Zenith", ben)
    office.opportunity("Hers", wanda, folder=number, amount="20000", status=Status.WON)
    office.opportunity("His", ben, folder=number, amount="9000", ago=timedelta(days=2))
    assert "Zenith" in slack.says(ada, "/folder list won>10k").words
    assert "No folder matches." in slack.says(ben, "/folder list won>10k").words
    assert "Zenith" in slack.says(ben, "/folder list open>8999.99").words
    assert "No folder matches." in slack.says(ben, "/folder list open>9000").words
    assert "No folder matches." in slack.says(ben, "/folder list idle>1d").words


def test_the_form_writes_the_language_keeps_what_is_set_and_changes_the_list_in_place(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    first, second = office.folder("Birch", ben), office.folder("Birch Two", wanda)
    office.opportunity("One", ben, folder=first, amount="100", tags=("renewal",))
    office.opportunity("Two", wanda, folder=second, amount="200", tags=("upsell",))
    listed = slack.says(ben, "/folder list open>50 birch")
    slack.clicks(ben, "Filter", on=listed)
    assert slack.looks(ben).modal == "Filter"
    slack.fills(ben, {"With tag": "upsell", "Sort by": "In progress, largest first"})
    applied = slack.submits(ben)
    assert "Birch Two" in applied.words
    assert "F-1" not in applied.words
    assert "in progress over €50" in applied.words
    assert "name contains “birch”" in applied.words
    assert len([part for part in slack.reads(ben).parts if "Client folders" in part.everything]) == 1
    slack.clicks(ben, "Filter", on=applied)
    assert slack.looks(ben).values["With tag"] == "upsell"


def test_me_stays_me_in_the_form(slack: Slack, office: Office, ben: Person, wanda: Person) -> None:
    office.folder("Birch", ben)
    office.folder("Cedar", wanda)
    slack.clicks(ben, "Filter", on=slack.says(ben, "/folder list owner:me"))
    applied = slack.submits(ben)
    assert "owned by you" in applied.words
    assert "Cedar" not in applied.words


def test_a_value_that_is_none_says_what_is_accepted(slack: Slack, office: Office, ben: Person) -> None:
    office.folder("Birch", ben)
    assert "won>10000" in slack.says(ben, "/folder list won>lots").words
    assert "idle>30d" in slack.says(ben, "/folder list idle>ages").words
