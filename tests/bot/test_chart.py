"""The chart on a folder's card: revenue won a month, drawn where there is something to draw, said everywhere."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.sandbox.workspace import Person
from core.clock import now
from core.models import OpportunityVisibility, Status
from tests.bot.office import Office
from tests.sandbox.screen import Screen
from tests.stories import Slack

PARIS = ZoneInfo("Europe/Paris")


def ago(months: int) -> timedelta:
    """How long ago the middle of a month was, so many months back."""
    here = now().astimezone(PARIS)
    month = here.year * 12 + here.month - 1 - months
    return here - datetime(month // 12, month % 12 + 1, 15, 12, tzinfo=PARIS)


def charts(screen: Screen) -> list[dict[str, Any]]:
    """The charts that somebody has in front."""
    return [block for part in screen.parts for block in part.blocks if block["type"] == "data_visualization"]


def bars(chart: dict[str, Any]) -> list[float]:
    """The heights of its bars."""
    return [point["value"] for point in chart["chart"]["series"][0]["data"]]


@pytest.fixture
def acme(office: Office, ben: Person, wanda: Person) -> int:
    """A folder in which Ben and Wanda won, in months of their own; its number."""
    number = office.folder("Acme", ben)
    sold = (("One", ben, "1000", 1), ("Two", ben, "250.50", 3), ("Three", wanda, "7777", 5), ("Old", ben, "31", 13))
    for title, owner, amount, months in sold:
        office.opportunity(title, owner, folder=number, amount=amount, status=Status.WON, ago=ago(months))
    office.opportunity("Lost", ben, folder=number, amount="4444", status=Status.LOST, ago=ago(1))
    return number


def test_twelve_months_are_drawn_and_the_same_numbers_said(slack: Slack, acme: int, ben: Person) -> None:
    card = slack.says(ben, f"/folder open F-{acme}")
    [chart] = charts(card)
    assert bars(chart) == [0, 0, 0, 0, 0, 0, 7777, 0, 250.5, 0, 1000, 0]
    assert chart["title"] == "Revenue won a month"
    assert chart["chart"]["axis_config"]["y_label"] == "Revenue (EUR)"
    for said in (card.words, card.text):
        [line] = [line for line in said.splitlines() if line.startswith("Revenue won a month: ")]
        assert [amount in line for amount in ("€7,777", "€250.50", "€1,000", "€31", "€4,444")] == [1, 1, 1, 0, 0]


def test_the_chart_shows_nothing_of_what_the_reader_may_not_see(
    slack: Slack, office: Office, acme: int, ada: Person, ben: Person
) -> None:
    office.sets(opportunities=OpportunityVisibility.ADMINS_ONLY)
    card = slack.says(ben, f"/folder open F-{acme}")
    assert bars(charts(card)[0]) == [0, 0, 0, 0, 0, 0, 0, 0, 250.5, 0, 1000, 0]
    assert "7,777" not in card.everything
    assert 7777 in bars(charts(slack.says(ada, f"/folder open F-{acme}"))[0])


def test_one_month_is_not_worth_a_chart(slack: Slack, office: Office, ben: Person) -> None:
    number = office.folder("Birch", ben)
    for title in ("One", "Two"):
        office.opportunity(title, ben, folder=number, amount="1000", status=Status.WON, ago=ago(2))
    card = slack.says(ben, f"/folder open F-{number}")
    assert charts(card) == []
    assert "a month" not in card.words


def test_a_modal_takes_no_chart_and_says_the_numbers_all_the_same(slack: Slack, acme: int, ben: Person) -> None:
    slack.opens_home(ben)
    card = slack.clicks(ben, "Open", beside="Acme")
    assert card.modal == "Client folder"
    assert charts(card) == []
    assert "€250.50" in next(line for line in card.lines if line.startswith("Revenue won a month: "))


def test_the_chart_in_french(slack: Slack, acme: int) -> None:
    zoe = slack.local.add_person("zoe", locale="fr-FR")
    card = slack.says(zoe, f"/folder open F-{acme}")
    [chart] = charts(card)
    assert chart["title"] == "Chiffre d’affaires gagné par mois"
    assert "250,50\u00a0€" in card.text
    assert "a month" not in card.everything
