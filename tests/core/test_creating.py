"""Making folders and opportunities: numbers, names, amounts, tags, owners, and the history of it (SPEC §3)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select, update

from core.db import Database
from core.errors import CannotAssign, NotFound, Refusal
from core.filters import FolderFilter, OpportunityFilter
from core.folders.browse import list_folders
from core.folders.create import NewFolder, create_folder
from core.folders.find import find_folders
from core.invalid import AmountOutOfRange, NameMissing, NameTooLong, OwnerUnknown
from core.models import Event, Folder, FolderSharing, InsideTeam, Opportunity, OpportunityTag, Standing, Tag
from core.opportunities.browse import list_opportunities, open_opportunity
from core.opportunities.create import AMOUNT_LIMIT, NewOpportunity, create_opportunity
from tests.core.firm import NOW, Firm


def _folder(firm: Firm, who: str, name: str, owner: str | None = None) -> int:
    with firm.acting(who) as (session, actor):
        return create_folder(session, actor, NewFolder(name, owner), NOW)


def _opportunity(firm: Firm, who: str, new: NewOpportunity) -> int:
    with firm.acting(who) as (session, actor):
        return create_opportunity(session, actor, new, NOW)


def _events(firm: Firm) -> list[tuple[str, str, int | None, int | None]]:
    with firm.database.transaction(firm.workspace_id) as session:
        rows = session.execute(
            select(Event.kind, Event.facts["name"].astext, Event.folder_id, Event.opportunity_id).order_by(Event.id)
        )
        return [tuple(row) for row in rows]


def test_numbers_count_up_from_one_each_kind_on_its_own(firm: Firm) -> None:
    for name in ("One", "Two"):
        _folder(firm, "Ben", name)
        _opportunity(firm, "Ben", NewOpportunity(name))
    with firm.acting("Ben") as (session, actor):
        assert [row.folder.number for row in list_folders(session, actor, FolderFilter()).rows] == [1, 2]
        rows = list_opportunities(session, actor, OpportunityFilter()).rows
        assert sorted(row.number for row in rows) == [1, 2]


def test_a_number_is_not_used_again_when_what_bore_it_is_gone(firm: Firm) -> None:
    folder = _folder(firm, "Ben", "One")
    opportunity = _opportunity(firm, "Ben", NewOpportunity("One"))
    with firm.database.transaction(firm.workspace_id) as session:
        session.delete(session.get_one(Folder, folder))
        session.delete(session.get_one(Opportunity, opportunity))
    with firm.database.transaction(firm.workspace_id) as session:
        made = session.get_one(Folder, _folder(firm, "Ben", "Two")).number
        assert made == 2
        assert session.get_one(Opportunity, _opportunity(firm, "Ben", NewOpportunity("Two"))).number == 2


def test_eight_who_create_at_once_get_numbers_of_their_own(firm: Firm) -> None:
    database = Database(firm.database.url, pool_size=8)
    crowd = Firm(database, firm.workspace_id)

    def create(place: int) -> None:
        _folder(crowd, "Ben", f"Folder {place}")
        _opportunity(crowd, "Wanda", NewOpportunity(f"Opportunity {place}"))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(create, range(40)))
    database.close()
    with firm.database.transaction(firm.workspace_id) as session:
        for kind in (Folder, Opportunity):
            assert session.scalars(select(kind.number).order_by(kind.number)).all() == list(range(1, 41))


@pytest.mark.parametrize("length", [1, 119, 120])
def test_a_name_has_up_to_120_characters(firm: Firm, length: int) -> None:
    name = "é" * length
    folder, opportunity = _folder(firm, "Ben", f"  {name} "), _opportunity(firm, "Ben", NewOpportunity(name))
    with firm.database.transaction(firm.workspace_id) as session:
        assert session.get_one(Folder, folder).name == name
        assert session.get_one(Opportunity, opportunity).title == name


@pytest.mark.parametrize(
    ("name", "refusal"),
    [("", NameMissing), (" \n\t ", NameMissing), ("\u202e\u2066", NameMissing), ("x" * 121, NameTooLong)],
)
def test_a_name_that_is_none_or_too_long_is_refused_and_nothing_is_made(
    firm: Firm, name: str, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        _folder(firm, "Ben", name)
    with pytest.raises(refusal):
        _opportunity(firm, "Ben", NewOpportunity(name))
    assert _events(firm) == []


@pytest.mark.parametrize("amount", ["0", "0.01", "1234.5", "999999999999.99"])
def test_money_is_kept_to_the_cent(firm: Firm, amount: str) -> None:
    made = _opportunity(firm, "Ben", NewOpportunity("Deal", Decimal(amount)))
    with firm.acting("Ben") as (session, actor):
        assert open_opportunity(session, actor, made).amount == Decimal(amount)


@pytest.mark.parametrize("amount", ["-0.01", str(AMOUNT_LIMIT + Decimal("0.01")), "1e15", "NaN", "Infinity"])
def test_an_amount_beyond_the_limits_is_refused(firm: Firm, amount: str) -> None:
    with pytest.raises(AmountOutOfRange):
        _opportunity(firm, "Ben", NewOpportunity("Deal", Decimal(amount)))


def test_sums_of_the_largest_amounts_are_exact(firm: Firm) -> None:
    folder = _folder(firm, "Ben", "Acme")
    for _ in range(3):
        _opportunity(firm, "Ben", NewOpportunity("Deal", AMOUNT_LIMIT, folder))
    with firm.acting("Ben") as (session, actor):
        (row,) = list_folders(session, actor, FolderFilter()).rows
    assert row.figures.in_progress == 3 * AMOUNT_LIMIT


def test_a_tag_is_the_same_whatever_its_case_and_accents_and_spelled_as_each_wrote_it(firm: Firm) -> None:
    first = _opportunity(firm, "Ben", NewOpportunity("One", tags=("Été", "VIP")))
    second = _opportunity(firm, "Ben", NewOpportunity("Two", tags=("ETE", "été", "vip")))
    with firm.acting("Ben") as (session, actor):
        assert open_opportunity(session, actor, first).tags == ("Été", "VIP")
        assert open_opportunity(session, actor, second).tags == ("ETE", "vip")
        assert session.scalar(select(func.count()).select_from(Tag)) == 4
        assert session.scalar(select(func.count()).select_from(OpportunityTag)) == 4
        found = list_opportunities(session, actor, OpportunityFilter(tags=("Ete",), without_tags=("other",))).rows
        assert {row.id for row in found} == {first, second}


def test_eight_who_use_a_new_tag_at_once_make_it_once(firm: Firm) -> None:
    database = Database(firm.database.url, pool_size=8)
    crowd = Firm(database, firm.workspace_id)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: _opportunity(crowd, "Ben", NewOpportunity(f"O {n}", tags=("New",))), range(16)))
    database.close()
    with firm.database.transaction(firm.workspace_id) as session:
        assert session.scalar(select(func.count()).select_from(Tag)) == 1
        assert session.scalar(select(func.count()).select_from(OpportunityTag)) == 16


def test_who_creates_owns_it_unless_they_choose_somebody_they_may(firm: Firm) -> None:
    firm.hires("Mia")
    firm.teams_up("North", ["Ben"], managers=["Mia"])
    for who, owner in (("Ben", None), ("Ben", "Ben"), ("Ada", "Wanda"), ("Mia", "Ben")):
        made = _folder(firm, who, "Acme", owner)
        with firm.acting("Ada") as (session, actor):
            (ref,) = [ref for ref in find_folders(session, actor, name="Acme") if ref.id == made]
        assert ref.owner.name == (owner or who)


@pytest.mark.parametrize(
    ("who", "owner", "inside_team", "refusal"),
    [
        ("Ben", "Wanda", InsideTeam.MANAGERS, CannotAssign),
        ("Ben", "Mia", InsideTeam.MEMBERS, CannotAssign),
        ("Mia", "Wanda", InsideTeam.MANAGERS, CannotAssign),
        ("Mia", "Ben", InsideTeam.OFF, CannotAssign),
        ("Ada", "Lea", InsideTeam.MANAGERS, OwnerUnknown),
        ("Ada", "Gus", InsideTeam.MANAGERS, OwnerUnknown),
        ("Ada", "Nobody", InsideTeam.MANAGERS, OwnerUnknown),
        ("Ben", "Lea", InsideTeam.MANAGERS, OwnerUnknown),
    ],
)
def test_an_owner_whom_one_may_not_choose_is_refused(
    firm: Firm, who: str, owner: str, inside_team: InsideTeam, refusal: type[Refusal]
) -> None:
    firm.hires("Mia")
    firm.hires("Lea", standing=Standing.DEACTIVATED)
    firm.hires("Gus", standing=Standing.GUEST)
    firm.teams_up("North", ["Ben", "Lea"], managers=["Mia"])
    firm.sets(inside_team=inside_team)
    with pytest.raises(refusal):
        _folder(firm, who, "Acme", owner)
    with pytest.raises(refusal):
        _opportunity(firm, who, NewOpportunity("Deal", owner_slack_user_id=owner))
    assert _events(firm) == []


def test_an_opportunity_goes_into_a_folder_that_is_seen_also_a_deactivated_one_which_stays_so(firm: Firm) -> None:
    folder = _folder(firm, "Ada", "Acme")
    with firm.database.transaction(firm.workspace_id) as session:
        session.execute(update(Folder).values(active=False))
    made = _opportunity(firm, "Ben", NewOpportunity("Deal", folder_id=folder))
    with firm.acting("Ben") as (session, actor):
        row = open_opportunity(session, actor, made)
    assert row.folder is not None
    assert (row.folder.id, row.folder.active) == (folder, False)


def test_an_opportunity_does_not_go_into_a_folder_that_is_hidden_or_never_was(firm: Firm) -> None:
    firm.sets(folders=FolderSharing.OWN)
    hidden = _folder(firm, "Wanda", "Acme")
    new = NewOpportunity("Deal", folder_id=hidden)
    for attempt in (new, replace(new, folder_id=hidden + 1)):
        with pytest.raises(NotFound) as refused:
            _opportunity(firm, "Ben", attempt)
        assert refused.value == NotFound("folder")


def test_what_is_made_and_its_history_are_written_together_or_not_at_all(firm: Firm) -> None:
    folder = _folder(firm, "Ben", "Acme")
    opportunity = _opportunity(firm, "Ben", NewOpportunity("Deal", folder_id=folder))
    expected = [("folder.created", "Acme", folder, None), ("opportunity.created", None, folder, opportunity)]
    assert _events(firm) == expected
    with pytest.raises(ZeroDivisionError), firm.acting("Ben") as (session, actor):
        create_opportunity(session, actor, NewOpportunity("Second", tags=("New",)), NOW)
        create_folder(session, actor, NewFolder("Second"), NOW)
        session.flush()
        raise ZeroDivisionError
    assert _events(firm) == expected
    with firm.database.transaction(firm.workspace_id) as session:
        assert session.scalar(select(func.count()).select_from(Folder)) == 1
        assert session.scalar(select(func.count()).select_from(Opportunity)) == 1
        assert session.scalar(select(func.count()).select_from(Tag)) == 0


def test_the_history_says_who_and_when(firm: Firm) -> None:
    with firm.acting("Ada") as (session, actor):
        create_folder(session, actor, NewFolder("Acme", "Ben"), NOW + timedelta(hours=1))
        event = session.scalars(select(Event)).one()
        assert (event.actor_id, event.at) == (actor.member_id, NOW + timedelta(hours=1))
        assert event.facts["owner_id"] != actor.member_id
