"""Amounts as people write them, through the form and back on the screens."""

import pytest

from bot.sandbox.workspace import Person
from core.models import Opportunity
from tests.bot.office import Office
from tests.stories import Slack

ENGLISH = {
    "12500.5": "€12,500.50",
    "12,500.50": "€12,500.50",
    "12 500,50": "€12,500.50",
    "12'500.50": "€12,500.50",
    "€12,500.50": "€12,500.50",
    "12k": "€12,000",
    "1.5M": "€1,500,000",
    "EUR 500": "€500",
    "12,500": "€12,500",
    "1.234,56": "€1,234.56",
    "": "€0",
}
FRENCH = {
    "12500,5": "12 500,50 €",
    "12 500,50 €": "12 500,50 €",
    "12\u202f500,50": "12 500,50 €",
    "12\xa0500": "12 500 €",
    "12,500.50": "12 500,50 €",
    "12.500": "12 500 €",
    "12k€": "12 000 €",
    "1,5 M": "1 500 000 €",
    "500 EUR": "500 €",
    "0,05": "0,05 €",
}
NONSENSE = (
    "abc",
    "-5",
    "1,2,3",
    "12..5",
    "1e9",
    "NaN",
    "Infinity",
    "12 000 000 000 000",
    "12.345,6.7",
    "٣",
    "1.2345",
    "=1+1",
    "$5",
)


def plainly(words: str) -> str:
    """Words with every kind of blank made one."""
    return words.replace("\u202f", " ").replace("\xa0", " ")


@pytest.mark.parametrize(("typed", "shown"), ENGLISH.items())
def test_an_english_reader_writes_amounts_and_reads_them_back(
    slack: Slack, office: Office, ben: Person, typed: str, shown: str
) -> None:
    folder = office.folder("Birch", ben)
    slack.says(ben, f"/opp new Deal in F-{folder}")
    slack.fills(ben, {"Amount": typed})
    card = slack.submits(ben)
    for screen in (
        card,
        slack.says(ben, "/opp list"),
        slack.says(ben, "/folder list"),
        slack.says(ben, "/folder open F-1"),
    ):
        assert shown in screen.words
        assert shown in screen.text


@pytest.mark.parametrize(("typed", "shown"), FRENCH.items())
def test_a_french_reader_writes_amounts_and_reads_them_back(
    slack: Slack, office: Office, typed: str, shown: str
) -> None:
    lou = slack.local.add_person("lou", locale="fr-FR", tz="Europe/Paris")
    folder = office.folder("Birch", lou)
    slack.says(lou, f"/opp new Affaire dans F-{folder}")
    slack.fills(lou, {"Montant": typed})
    card = slack.submits(lou)
    for screen in (
        card,
        slack.says(lou, "/opp list"),
        slack.says(lou, "/folder list"),
        slack.says(lou, "/folder open F-1"),
    ):
        assert shown in plainly(screen.words)
        assert shown in plainly(screen.text)


@pytest.mark.parametrize("typed", NONSENSE)
def test_what_is_no_amount_is_said_under_the_field_with_what_is_accepted_and_nothing_is_made(
    slack: Slack, office: Office, ben: Person, typed: str
) -> None:
    slack.says(ben, "/opp new Deal")
    slack.fills(ben, {"Amount": typed})
    form = slack.submits(ben)
    assert set(form.errors) == {"Amount"}
    assert "12,500.50, 12500 or 12k" in form.errors["Amount"]
    assert form.values["Title"] == "Deal"
    assert form.values["Amount"] == typed
    assert office.count(Opportunity) == 0


@pytest.mark.parametrize("typed", NONSENSE)
def test_a_french_reader_is_told_in_french_what_is_accepted(slack: Slack, office: Office, typed: str) -> None:
    lou = slack.local.add_person("lou", locale="fr-FR", tz="Europe/Paris")
    slack.says(lou, "/opp new Affaire")
    slack.fills(lou, {"Montant": typed})
    form = slack.submits(lou)
    assert set(form.errors) == {"Montant"}
    assert "12 500,50, 12500 ou 12k" in plainly(form.errors["Montant"])
    assert (form.values["Titre"], form.values["Montant"]) == ("Affaire", typed)
    assert office.count(Opportunity) == 0
