"""Whose a folder is: what the core refuses, what goes along, and what the history keeps of it."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from core.errors import BlockingOpportunity, NotFound, NotWithinReach, OwnersWouldMix, Stale
from core.folders.create import NewFolder, create_folder
from core.folders.owner import change_owner, preview
from core.invalid import OwnerUnknown
from core.models import (
    Event,
    Folder,
    FolderSharing,
    InsideTeam,
    Member,
    Message,
    Opportunity,
    OpportunityVisibility,
    Standing,
)
from core.opportunities.bin import delete_opportunity
from core.opportunities.create import NewOpportunity, create_opportunity
from tests.core.firm import NOW, Firm


def folder(firm: Firm, owner: str) -> int:
    with firm.acting(owner) as (session, actor):
        return create_folder(session, actor, NewFolder("Acme"), NOW)


def opportunity(firm: Firm, owner: str, folder_id: int, title: str = "Renewal", amount: int = 0) -> int:
    """It is put there by hand: its owner may not see the folder."""
    with firm.acting(owner) as (session, actor):
        made = create_opportunity(session, actor, NewOpportunity(title, Decimal(amount)), NOW)
        session.get_one(Opportunity, made).folder_id = folder_id
        return made


def member(firm: Firm, name: str) -> int:
    with firm.database.transaction(firm.workspace_id) as session:
        return session.scalars(select(Member.id).where(Member.slack_user_id == name)).one()


def owners(firm: Firm, folder_id: int) -> tuple[str, list[str]]:
    """Whose the folder is, and whose what is inside."""
    with firm.database.transaction(firm.workspace_id) as session:
        name = {one.id: one.name for one in session.scalars(select(Member))}
        inside = session.scalars(select(Opportunity).where(Opportunity.folder_id == folder_id).order_by(Opportunity.id))
        return name[session.get_one(Folder, folder_id).owner_id], [name[one.owner_id] for one in inside]


def told(firm: Firm) -> list[str]:
    """Who will be told of something."""
    with firm.database.transaction(firm.workspace_id) as session:
        return list(session.scalars(select(Member.name).join(Message, Message.to_member_id == Member.id)))


def test_shared_folders_change_hands_and_leave_what_is_inside_where_it_is(firm: Firm) -> None:
    acme = folder(firm, "Ben")
    opportunity(firm, "Ben", acme)
    with firm.acting("Ben") as (session, actor):
        change = change_owner(session, actor, acme, member(firm, "Wanda"), NOW, along=True)
    assert (change.changed, change.before.name, change.after.name, change.along) == (True, "Ben", "Wanda", 0)
    assert owners(firm, acme) == ("Wanda", ["Ben"])
    assert told(firm) == ["Wanda"]


def test_nobody_is_told_of_their_own_act_and_already_so_is_no_change(firm: Firm) -> None:
    acme = folder(firm, "Ben")
    with firm.acting("Ada") as (session, actor):
        change_owner(session, actor, acme, actor.member_id, NOW)
        again = change_owner(session, actor, acme, actor.member_id, NOW, seen_version=1)
    assert (again.changed, told(firm)) == (False, [])


def test_under_own_an_opportunity_of_somebody_else_blocks_and_an_admin_too(firm: Firm) -> None:
    firm.sets(folders=FolderSharing.OWN)
    acme = folder(firm, "Ben")
    opportunity(firm, "Ben", acme, "Renewal")
    with firm.acting("Ada") as (session, actor), pytest.raises(OwnersWouldMix) as refused:
        change_owner(session, actor, acme, member(firm, "Wanda"), NOW)
    assert refused.value == OwnersWouldMix(1, "Wanda", (BlockingOpportunity(1, "Renewal", "Ben"),), 1, True)
    assert owners(firm, acme) == ("Ben", ["Ben"])


def test_what_goes_along_changes_hands_in_the_same_moment_each_with_its_own_entry(firm: Firm) -> None:
    firm.sets(folders=FolderSharing.OWN)
    acme = folder(firm, "Ben")
    first, second = opportunity(firm, "Ben", acme), opportunity(firm, "Ada", acme)
    opportunity(firm, "Wanda", acme)
    with firm.acting("Ada") as (session, actor):
        change = change_owner(
            session, actor, acme, member(firm, "Wanda"), NOW, along=True, asked_by_id=member(firm, "Ben")
        )
    assert change.along == 2
    assert owners(firm, acme) == ("Wanda", ["Wanda"] * 3)
    ada, ben, wanda = (member(firm, name) for name in ("Ada", "Ben", "Wanda"))
    with firm.database.transaction(firm.workspace_id) as session:
        events = session.scalars(select(Event).where(Event.kind.like("%.owner_changed")).order_by(Event.id)).all()
        versions = session.scalars(select(Opportunity.version).where(Opportunity.id.in_((first, second)))).all()
    assert [(one.opportunity_id, one.actor_id, one.facts) for one in events] == [
        (first, ada, {"from": ben, "to": wanda}),
        (second, ada, {"from": ada, "to": wanda}),
        (None, ada, {"from": ben, "to": wanda, "asked_by_id": ben}),
    ]
    assert versions == [3, 3], "made, put there by hand, handed over"


@pytest.mark.parametrize("seen", list(OpportunityVisibility))
def test_what_the_actor_may_not_change_goes_with_nobody_and_hidden_it_is_not_even_counted(
    firm: Firm, seen: OpportunityVisibility
) -> None:
    firm.sets(folders=FolderSharing.OWN, opportunities=seen)
    acme = folder(firm, "Ben")
    opportunity(firm, "Ben", acme, "Mine")
    opportunity(firm, "Wanda", acme, "Hers")
    with firm.acting("Ben") as (session, actor), pytest.raises(OwnersWouldMix) as refused:
        change_owner(session, actor, acme, member(firm, "Ada"), NOW, along=True)
    named = {one.title for one in refused.value.blocking}
    assert named == ({"Mine"} if seen is OpportunityVisibility.ADMINS_ONLY else {"Mine", "Hers"})
    assert refused.value.count == len(named)
    assert not refused.value.along
    assert owners(firm, acme) == ("Ben", ["Ben", "Wanda"])


def test_the_bin_does_not_block(firm: Firm) -> None:
    firm.sets(folders=FolderSharing.OWN)
    acme = folder(firm, "Ben")
    made = opportunity(firm, "Ben", acme)
    with firm.acting("Ben") as (session, actor):
        delete_opportunity(session, actor, made, NOW)
        assert change_owner(session, actor, acme, member(firm, "Wanda"), NOW, along=True).along == 0
    assert owners(firm, acme) == ("Wanda", ["Ben"])


def test_a_manager_hands_on_what_is_of_their_team_and_no_further(firm: Firm) -> None:
    firm.hires("Max", "Zoe")
    firm.teams_up("North", ["Ben"], managers=["Max"])
    for inside_team, allowed in ((InsideTeam.OFF, False), (InsideTeam.MANAGERS, True), (InsideTeam.MEMBERS, True)):
        firm.sets(inside_team=inside_team)
        acme, other = folder(firm, "Ben"), folder(firm, "Zoe")
        if allowed:
            with firm.acting("Max") as (session, actor):
                assert change_owner(session, actor, acme, member(firm, "Wanda"), NOW).changed
        for key in (other,) if allowed else (acme, other):
            with firm.acting("Max") as (session, actor), pytest.raises(NotWithinReach):
                change_owner(session, actor, key, member(firm, "Wanda"), NOW)


def test_hidden_foreign_and_outdated_are_refused_by_the_act_and_by_its_preview(firm: Firm) -> None:
    firm.hires("Gus", standing=Standing.GUEST)
    acme = folder(firm, "Ben")
    wanda, gus = member(firm, "Wanda"), member(firm, "Gus")
    for target in (gus, 2**40):
        with firm.acting("Ben") as (session, actor):
            with pytest.raises(OwnerUnknown):
                change_owner(session, actor, acme, target, NOW)
            with pytest.raises(OwnerUnknown):
                preview(session, actor, acme, target)
    for folders, refusal in ((FolderSharing.SHARED, NotWithinReach), (FolderSharing.OWN, NotFound)):
        firm.sets(folders=folders)
        with firm.acting("Wanda") as (session, actor):
            with pytest.raises(refusal):
                change_owner(session, actor, acme, wanda, NOW)
            with pytest.raises(refusal):
                preview(session, actor, acme, wanda)
    with firm.acting("Ben") as (session, actor):
        change_owner(session, actor, acme, wanda, NOW)
    with firm.acting("Ada") as (session, actor), pytest.raises(Stale) as stale:
        change_owner(session, actor, acme, member(firm, "Ada"), NOW, seen_version=1)
    assert (stale.value.by, stale.value.at) == ("Ben", NOW)


def test_the_preview_sums_up_what_the_viewer_may_see_and_tells_what_would_refuse(firm: Firm) -> None:
    firm.sets(folders=FolderSharing.OWN, opportunities=OpportunityVisibility.ADMINS_ONLY)
    acme = folder(firm, "Ben")
    opportunity(firm, "Ben", acme, "Mine", 100)
    opportunity(firm, "Ben", acme, "Another", 20)
    opportunity(firm, "Wanda", acme, "Hers", 4000)
    with firm.acting("Ben") as (session, actor):
        before = preview(session, actor, acme, None)
        chosen = preview(session, actor, acme, member(firm, "Ada"))
    assert [(one.owner.name, one.count, one.active, one.in_progress) for one in before.inside] == [
        ("Ben", 2, 2, Decimal(120))
    ]
    assert (before.to, before.blocked, before.told) == (None, None, None)
    assert chosen.blocked is not None
    assert (chosen.blocked.count, chosen.blocked.along) == (2, False)
    assert chosen.told is not None
    assert chosen.told.name == "Ada"
    with firm.acting("Ada") as (session, actor):
        everything = preview(session, actor, acme, member(firm, "Ada"))
        already = preview(session, actor, acme, member(firm, "Ben"))
    assert [one.owner.name for one in everything.inside] == ["Ben", "Wanda"]
    assert everything.blocked is not None
    assert (everything.blocked.count, everything.blocked.along, everything.told) == (3, True, None)
    assert (already.already, already.blocked, already.told) == (True, None, None)
