"""The golden cases of SPEC §7 about a folder's owner, in every combination that their rows allow, through every door.

Ada is the admin (A), Ben and Wanda are reps (U, W).
"""

import pytest

from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Person
from core.models import FolderSharing as F
from core.models import OpportunityVisibility as V
from core.models import Status
from tests.bot.every_door import reached
from tests.bot.handing import DOORS, gives, owners
from tests.bot.office import Office
from tests.stories import Slack

ANY_F = pytest.mark.parametrize("folders", list(F))
ANY_V = pytest.mark.parametrize("opportunities", list(V))
BY = pytest.mark.parametrize("by", ["ada", "ben"])
MIXED = "cannot go to wanda while opportunities in it belong to somebody else."


@ANY_V
@BY
def test_8_and_9_a_folder_goes_to_nobody_before_all_that_is_in_it_did(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person, opportunities: V, by: str
) -> None:
    office.sets(F.OWN, opportunities)
    office.knows(wanda)
    who = {"ada": ada, "ben": ben}[by]
    for door in DOORS:
        number = office.folder(f"Birch {door}", ben)
        deal = office.opportunity("Quincetree", ben, folder=number)
        assert MIXED in gives(slack, office, door, who, number, wanda)
        assert owners(office, number) == ("ben", ["ben"])
        slack.says(ben, f"/opp owner O-{deal} @wanda")
        gives(slack, office, door, who, number, wanda)
        assert owners(office, number) == ("wanda", ["wanda"])


@ANY_V
@BY
def test_10_an_empty_folder_goes_to_whomever(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person, opportunities: V, by: str
) -> None:
    office.sets(F.OWN, opportunities)
    office.knows(wanda)
    for door in DOORS:
        number = office.folder(f"Birch {door}", ben)
        gives(slack, office, door, {"ada": ada, "ben": ben}[by], number, wanda)
        assert owners(office, number) == ("wanda", [])


@ANY_V
@BY
def test_11_one_lost_opportunity_of_the_owners_among_four_of_hers_is_enough(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person, opportunities: V, by: str
) -> None:
    office.sets(F.OWN, opportunities)
    number = office.folder("Birch", ben)
    for title in ("One", "Two", "Three", "Four"):
        office.opportunity(title, wanda, folder=number)
    office.opportunity("Lost one", ben, folder=number, status=Status.LOST)
    for door in DOORS:
        refused = gives(slack, office, door, {"ada": ada, "ben": ben}[by], number, wanda)
        assert MIXED in refused
        assert "O-5 Lost one (ben)" in refused
        assert "O-1" not in refused
        assert owners(office, number) == ("ben", ["wanda"] * 4 + ["ben"])
    assert office.happened("folder.owner_changed") == 0


@ANY_V
@BY
def test_12_a_shared_folder_goes_and_its_opportunities_stay_whose_they_were(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person, opportunities: V, by: str
) -> None:
    office.sets(F.SHARED, opportunities)
    office.knows(wanda)
    for door in DOORS:
        number = office.folder(f"Birch {door}", ben)
        office.opportunity("Quincetree", ben, folder=number)
        gives(slack, office, door, {"ada": ada, "ben": ben}[by], number, wanda, too=True)
        assert owners(office, number) == ("wanda", ["ben"])


@ANY_F
@ANY_V
def test_13_a_rep_who_is_neither_owner_nor_admin_is_refused_or_finds_nothing(
    slack: Slack, office: Office, ben: Person, wanda: Person, folders: F, opportunities: V
) -> None:
    office.sets(folders, opportunities)
    secret, seen = office.folder("Zenith", ben), office.folder("Birch", ben)
    office.opportunity("Hers", wanda, folder=seen)
    office.knows(wanda)
    theirs = "belongs to ben: only they, a manager of their team or an admin may change it."
    hidden = folders is F.OWN
    for door in DOORS:
        tried = gives(slack, office, door, wanda, secret, wanda)
        assert ("that you can see" if hidden else theirs) in tried
        assert theirs in gives(slack, office, door, wanda, seen, wanda)
    assert owners(office, secret) == ("ben", [])
    assert owners(office, seen) == ("ben", ["wanda"])
    assert "Change owner" not in slack.says(wanda, "/folder list owner:@ben").menus
    assert "Change owner" not in slack.says(wanda, "/folder open Birch").buttons
    if hidden:
        assert "Zenith" not in reached(slack, wanda)


def test_26_a_hidden_opportunity_keeps_the_folder_where_it_is_and_is_not_named(
    slack: Slack, office: Office, local: LocalSlack, ada: Person, ben: Person, wanda: Person
) -> None:
    office.sets(F.OWN, V.ADMINS_ONLY)
    xavier = local.add_person("xavier", real_name="Xavier", locale="en-US", tz="Europe/Paris")
    office.knows(xavier)
    number = office.folder("Birch", ben)
    office.opportunity("Quincetree", wanda, folder=number, amount="471123", tags=("medlar",), description="plumwood")
    for door in DOORS:
        refused = gives(slack, office, door, ben, number, xavier)
        assert "cannot go to xavier while opportunities in it belong to somebody else." in refused
        assert "Their owners can give them away or remove them first; an admin can reassign it all." in refused
        assert "In the way" not in refused
        assert owners(office, number) == ("ben", ["wanda"])
    everything = reached(slack, ben)
    secrets = ("Quincetree", "471,123", "471123", "medlar", "plumwood", "wanda", "O-1", "1 opportunity")
    assert [secret for secret in secrets if secret in everything] == []
    # The admin, who sees it, reads what it is, and may take it along.
    assert "O-1 Quincetree (wanda)" in gives(slack, office, "command", ada, number, xavier)
    gives(slack, office, "command", ada, number, xavier, too=True)
    assert owners(office, number) == ("xavier", ["xavier"])
