"""The golden cases of SPEC §7 that a list, a card and a search can show, in every combination that their rows allow.

Ada is the admin (A), Ben and Wanda are reps (U, W). What must be hidden bears words and amounts of its own, which are
then looked for in every byte that reached the person.
"""

import re
from datetime import timedelta

import pytest

from bot.i18n import Reader
from bot.sandbox.workspace import Person
from core.clock import now
from core.models import FolderSharing as F
from core.models import OpportunityVisibility as V
from core.models import Status
from tests.bot.every_door import Looked, look, reached
from tests.bot.office import Office
from tests.bot.reading import folders_of, titles_of
from tests.stories import Slack

ANY_F = pytest.mark.parametrize("folders", list(F))
ANY_V = pytest.mark.parametrize("opportunities", list(V))


def absent(slack: Slack, who: Person, seen: Looked, name: str, *secrets: str) -> None:
    """The folder is nowhere, and every answer about it is the one that a folder gets which never was."""
    never = look(slack, who, 9999, name.replace(name.split()[0], "Neverland"))
    assert _same(seen.by_number.words) == _same(never.by_number.words)
    assert seen.by_name.words == never.by_name.words.replace("Neverland", name.split()[0])
    assert seen.by_word.words == never.by_word.words.replace("Neverland", name.split()[0])
    assert seen.offered == []
    assert name not in seen.near.everything.replace(name.upper(), "")
    for screen in (seen.listed, seen.mine, seen.home, seen.opportunities):
        assert name not in screen.everything
    everything = reached(slack, who)
    assert not [secret for secret in secrets if secret in everything]


def untouchable(slack: Slack, who: Person, number: int, title: str) -> None:
    """The opportunity opens for nobody who may not see it, and is not won by them; no answer tells that it exists."""
    for word in ("open", "won"):
        for asked, never in ((f"O-{number}", "O-9999"), (title, "Neverland")):
            answer, unknown = slack.says(who, f"/opp {word} {asked}"), slack.says(who, f"/opp {word} {never}")
            assert answer.words == unknown.words.replace(never, asked)
            assert unknown.words == f"There is no opportunity “{never}” that you can see."


def on(days_ago: int) -> str:
    """A day as the people of the office read it."""
    reader = Reader.of("en-US", "Europe/Paris", "EUR")
    return reader.date(reader.local(now() - timedelta(days=days_ago)))


def _same(words: str) -> str:
    return re.sub(r"F-\d+", "F-n", words)


def card_says(seen: Looked, name: str, *facts: str) -> None:
    """Each door leads to the folder's card, which says these things."""
    for screen in (seen.by_number, seen.by_name, seen.by_word):
        assert screen.lines[0] == name
        for fact in facts:
            assert fact in screen.words
    assert name in folders_of(seen.listed)
    assert any(name in option for option in seen.offered)
    assert name in seen.near.words
    assert "Use this folder instead" in seen.near.buttons


def test_1_another_ones_folder_with_nothing_of_mine_is_absent_and_not_found(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.sets(F.OWN, V.ADMINS_ONLY)
    number = office.folder("Zenith Orchards", wanda, description="plumwood")
    deal = office.opportunity("Quincetree", wanda, folder=number, amount="471123", tags=("medlar",))
    seen = look(slack, ben, number, "Zenith Orchards")
    absent(slack, ben, seen, "Zenith Orchards", "plumwood", "Quincetree", "471,123", "471123", "medlar")
    untouchable(slack, ben, deal, "Quincetree")
    assert office.status_of(deal) is Status.TODO


def test_2_a_lost_opportunity_of_mine_inside_shows_the_folder_and_that_opportunity_alone(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.sets(F.OWN, V.ADMINS_ONLY)
    number = office.folder("Zenith Orchards", wanda)
    deal = office.opportunity(
        "Quincetree", wanda, folder=number, amount="471123", status=Status.WON, ago=timedelta(days=400)
    )
    office.opportunity("Mine", ben, folder=number, amount="77", status=Status.LOST, ago=timedelta(days=40))
    seen = look(slack, ben, number, "Zenith Orchards")
    only_mine = ("🔴 Lost", "€0, €0 this year", f"Oldest opportunity\n{on(40)}")
    card_says(seen, "Zenith Orchards", *only_mine, "Figures are of the opportunities you can see.")
    assert titles_of(seen.by_number) == titles_of(seen.opportunities) == ["Mine"]
    for screen in (seen.listed, seen.mine, seen.home):
        assert "1 opportunity: 1 lost" in screen.words
        assert "In progress €0 · Won €0" in screen.words
    everything = reached(slack, ben)
    assert not [secret for secret in ("Quincetree", "471,123", "471123", on(400)) if secret in everything]
    untouchable(slack, ben, deal, "Quincetree")


def test_3_another_ones_folder_is_absent_even_where_everyone_sees_its_opportunities(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.sets(F.OWN, V.EVERYONE)
    number = office.folder("Zenith Orchards", wanda, description="plumwood")
    deal = office.opportunity("Quincetree", wanda, folder=number)
    seen = look(slack, ben, number, "Zenith Orchards")
    absent(slack, ben, seen, "Zenith Orchards", "plumwood")
    opened = slack.says(ben, f"/opp open O-{deal}")
    assert opened.lines[0] == "Quincetree"
    assert "Client folder" not in opened.words


def test_4_one_of_mine_among_hers_shows_all_three_where_everyone_sees_everything(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.sets(F.OWN, V.EVERYONE)
    number = office.folder("Zenith Orchards", wanda)
    for title, owner, amount, days in (
        ("One", ben, "100", 10),
        ("Two", wanda, "200", 400),
        ("Three", wanda, "300", 20),
    ):
        office.opportunity(title, owner, folder=number, amount=amount, ago=timedelta(days=days))
    seen = look(slack, ben, number, "Zenith Orchards")
    card_says(seen, "Zenith Orchards", "In progress\n€600", f"Oldest opportunity\n{on(400)}")
    assert sorted(titles_of(seen.by_number)) == ["One", "Three", "Two"]
    assert sorted(titles_of(seen.opportunities)) == ["One", "Three", "Two"]
    for screen in (seen.listed, seen.mine, seen.home):
        assert "3 opportunities: 3 to do" in screen.words
        assert "In progress €600 · Won €0" in screen.words


def test_5_a_shared_folder_opens_but_what_is_not_mine_counts_nothing(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.sets(F.SHARED, V.ADMINS_ONLY)
    number = office.folder("Zenith Orchards", wanda)
    deal = office.opportunity("Quincetree", wanda, folder=number, amount="10000", status=Status.WON)
    seen = look(slack, ben, number, "Zenith Orchards")
    card_says(seen, "Zenith Orchards", "No opportunities yet.", "€0, €0 this year", "Oldest opportunity\n–")
    assert "0 opportunities\nIn progress €0 · Won €0" in seen.listed.words
    assert folders_of(seen.mine) == folders_of(seen.home) == []
    everything = reached(slack, ben)
    assert "Quincetree" not in everything
    assert "10,000" not in everything
    untouchable(slack, ben, deal, "Quincetree")


def test_6_owning_a_folder_reveals_nothing_inside_it(slack: Slack, office: Office, ben: Person, wanda: Person) -> None:
    office.sets(F.SHARED, V.ADMINS_ONLY)
    number = office.folder("Birch Hall", ben)
    deal = office.opportunity("Quincetree", wanda, folder=number, amount="10000")
    seen = look(slack, ben, number, "Birch Hall")
    card_says(seen, "Birch Hall", "No opportunities yet.", "In progress\n€0", "Oldest opportunity\n–")
    for screen in (seen.listed, seen.mine, seen.home):
        assert "0 opportunities\nIn progress €0 · Won €0" in screen.words
    everything = reached(slack, ben)
    assert "Quincetree" not in everything
    assert "10,000" not in everything
    untouchable(slack, ben, deal, "Quincetree")
    assert office.status_of(deal) is Status.TODO


def test_7_where_all_is_shared_a_rep_sees_all_and_changes_only_their_own(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person
) -> None:
    office.sets(F.SHARED, V.EVERYONE)
    number = office.folder("Zenith Orchards", wanda)
    hers = office.opportunity("Hers", wanda, folder=number, amount="200")
    his = office.opportunity("His", ben, folder=number, amount="100")
    seen = look(slack, ben, number, "Zenith Orchards")
    card_says(seen, "Zenith Orchards", "In progress\n€300")
    assert "2 opportunities: 2 to do" in seen.listed.words
    assert sorted(titles_of(seen.opportunities)) == ["Hers", "His"]
    assert slack.says(ben, f"/opp open O-{hers}").buttons == ["Open the folder", "Share"]
    assert "Won" in slack.says(ben, f"/opp open O-{his}").buttons
    assert "O-1 belongs to wanda" in slack.says(ben, f"/opp won O-{hers}").words
    assert "Now: 🟢 Won" in slack.says(ben, f"/opp won O-{his}").words
    assert "Now: 🟢 Won" in slack.says(ada, f"/opp won O-{hers}").words


@ANY_F
@ANY_V
def test_21_a_tag_is_found_where_an_opportunity_that_i_see_carries_it(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person, folders: F, opportunities: V
) -> None:
    office.sets(folders, opportunities)
    number = office.folder("Birch Hall", ben)
    office.opportunity("Hers", wanda, folder=number, tags=("renewal",))
    office.opportunity("His", ben, folder=number)
    hidden = opportunities is V.ADMINS_ONLY
    assert folders_of(slack.says(ben, "/folder list tag:renewal")) == ([] if hidden else ["Birch Hall"])
    assert folders_of(slack.says(ben, "/folder list -tag:renewal")) == (["Birch Hall"] if hidden else [])
    assert folders_of(slack.says(ada, "/folder list tag:Rénéwal")) == ["Birch Hall"]
    assert folders_of(slack.says(ada, "/folder list -tag:renewal")) == []


@ANY_F
@ANY_V
def test_22_nothing_in_progress_means_nothing_that_i_see_and_empty_folders_too(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person, folders: F, opportunities: V
) -> None:
    office.sets(folders, opportunities)
    busy, quiet, over = (office.folder(name, ben) for name in ("Busy", "Quiet to me", "Over"))
    office.folder("Empty", ben)
    office.opportunity("Mine", ben, folder=busy)
    office.opportunity("Hers", wanda, folder=quiet, status=Status.STANDBY)
    office.opportunity("Done", ben, folder=over, status=Status.WON)
    hidden = opportunities is V.ADMINS_ONLY
    expected = ["Empty", "Over", "Quiet to me"] if hidden else ["Empty", "Over"]
    assert folders_of(slack.says(ben, "/folder list opps:none")) == expected
    assert folders_of(slack.says(ada, "/folder list opps:none")) == ["Empty", "Over"]


@ANY_V
def test_23_a_list_still_open_when_folders_become_private_opens_nothing_any_more(
    slack: Slack, office: Office, ben: Person, wanda: Person, opportunities: V
) -> None:
    office.sets(F.SHARED, opportunities)
    office.folder("Zenith Orchards", wanda, description="plumwood")
    listed = slack.says(ben, "/folder list")
    office.sets(F.OWN)
    clicked = slack.clicks(ben, "Open", on=listed)
    assert clicked.words == "There is no such client folder that you can see."
    assert "plumwood" not in clicked.everything


@ANY_F
@ANY_V
def test_pages_hold_what_i_see_alone_and_next_leads_to_nothing_hidden(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person, folders: F, opportunities: V
) -> None:
    office.sets(folders, opportunities)
    for number in range(6):
        for owner in (ben, wanda):
            made = office.folder(f"{owner.name} {number}", owner)
            office.opportunity(f"{owner.name}'s {number}", owner, folder=made)
    for command, read, limited in (
        ("/folder list", folders_of, folders is F.OWN),
        ("/opp list", titles_of, opportunities is V.ADMINS_ONLY),
    ):
        listed = slack.says(ben, command)
        assert ("Next" in listed.buttons) is not limited
        found = read(listed) if limited else [*read(listed), *read(slack.clicks(ben, "Next", on=listed))]
        whose = ["ben"] * 6 if limited else ["ben"] * 6 + ["wanda"] * 6
        assert sorted(name.split(" ")[0].removesuffix("'s") for name in found) == whose
        assert len(set(found)) == len(found)
        assert "Next" in slack.says(ada, command).buttons
