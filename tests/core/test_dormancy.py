"""A folder that runs out of what is in progress is noticed, by whatever way, and so is one that fills again."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from core.folders.activity import set_active
from core.folders.create import NewFolder, create_folder
from core.folders.delete import delete_folder
from core.models import Dormancy, Due, Folder, OpportunityVisibility, Status
from core.opportunities import bin as the_bin
from core.opportunities import duplicate, placing
from core.opportunities.create import NewOpportunity, create_opportunity
from core.opportunities.placing import InFolder, InNewFolder
from core.opportunities.status import set_status
from tests.core.firm import NOW, Firm

LATER = NOW + timedelta(minutes=5)

Way = Callable[..., Any]

OUT: dict[str, Way] = {
    **{
        status: lambda s, a, deal, _, status=status: set_status(s, a, deal, status, LATER)
        for status in (Status.WON, Status.LOST, Status.CANCELLED)
    },
    "removed": lambda s, a, deal, _: placing.remove(s, a, deal, LATER),
    "moved": lambda s, a, deal, other: placing.move(s, a, deal, InFolder(other), LATER),
    "moved to a new folder": lambda s, a, deal, _: placing.move(s, a, deal, InNewFolder("Fresh"), LATER),
    "deleted": lambda s, a, deal, _: the_bin.delete_opportunity(s, a, deal, LATER),
}

BACK: dict[str, Way] = {
    Status.TODO: lambda s, a, deal, _: set_status(s, a, deal, Status.TODO, LATER),
    Status.STANDBY: lambda s, a, deal, _: set_status(
        s, a, deal, Status.STANDBY, LATER, reminder_at=LATER + timedelta(days=1)
    ),
    "a new one": lambda s, a, _, folder: create_opportunity(s, a, NewOpportunity("New", folder_id=folder), LATER),
    "a copy": lambda s, a, deal, _: duplicate.duplicate(s, a, deal, LATER, screen="card"),
}


@pytest.fixture
def acme(firm: Firm) -> int:
    """A folder of Ben's."""
    return made(firm, "Acme")


@pytest.fixture
def deal(firm: Firm, acme: int) -> int:
    """The one opportunity in it, to do."""
    with firm.acting("Ben") as (session, actor):
        return create_opportunity(session, actor, NewOpportunity("Deal", folder_id=acme), NOW)


def made(firm: Firm, name: str) -> int:
    with firm.acting("Ben") as (session, actor):
        return create_folder(session, actor, NewFolder(name), NOW)


def does(firm: Firm, who: str, act: Way, *things: Any) -> Any:
    with firm.acting(who) as (session, actor):
        return act(session, actor, *things)


def dormancies(firm: Firm) -> list[tuple[int, bool]]:
    """Which folders had nothing in progress, and whether that has ended."""
    with firm.database.transaction(firm.workspace_id) as session:
        rows = session.execute(select(Dormancy.folder_id, Dormancy.ended_at.is_not(None)).order_by(Dormancy.id))
        return [(key, over) for key, over in rows]


def dues(firm: Firm) -> list[tuple[str, Any]]:
    dormant = select(Due).where(Due.kind.startswith("dormancy")).order_by(Due.due_at)
    with firm.database.transaction(firm.workspace_id) as session:
        return [(one.kind, one.due_at) for one in session.scalars(dormant)]


def told(firm: Firm) -> None:
    """As if the quiet time were over and the channels had heard."""
    with firm.database.transaction(firm.workspace_id) as session:
        for one in session.scalars(select(Dormancy)):
            one.told_at = LATER


@pytest.mark.parametrize("way", OUT)
def test_the_last_one_goes_and_it_is_noted_when_it_will_be_told(firm: Firm, acme: int, deal: int, way: str) -> None:
    other = made(firm, "Other")
    assert dormancies(firm) == []
    does(firm, "Ben", OUT[way], deal, other)
    assert dormancies(firm) == [(acme, False)]
    assert dues(firm) == [("dormancy.tell", LATER + timedelta(seconds=60))]


@pytest.mark.parametrize("way", OUT)
def test_the_last_but_one_goes_and_nothing_is_noted(firm: Firm, acme: int, deal: int, way: str) -> None:
    does(firm, "Wanda", create_opportunity, NewOpportunity("Hers", folder_id=acme), NOW)
    # What its owner does not see counts too: it is a fact about the whole folder.
    firm.sets(opportunities=OpportunityVisibility.ADMINS_ONLY)
    does(firm, "Ben", OUT[way], deal, made(firm, "Other"))
    assert dormancies(firm) == []


@pytest.mark.parametrize("way", BACK)
def test_lost_then_back_within_the_quiet_time_leaves_no_trace(firm: Firm, acme: int, deal: int, way: str) -> None:
    does(firm, "Ben", OUT[Status.LOST], deal, None)
    does(firm, "Ben", BACK[way], deal, acme)
    assert (dormancies(firm), dues(firm)) == ([], [])
    for row in all_in_play(firm):
        assert row


@pytest.mark.parametrize("way", BACK)
def test_what_was_told_has_an_end_and_the_next_time_is_another(firm: Firm, acme: int, deal: int, way: str) -> None:
    does(firm, "Ben", OUT[Status.LOST], deal, None)
    told(firm)
    does(firm, "Ada", BACK[way], deal, acme)
    assert dormancies(firm) == [(acme, True)]
    with firm.acting("Ada") as (session, actor):
        assert session.scalars(select(Dormancy.ended_by_id)).one() == actor.member_id


def test_out_of_the_bin_it_is_in_play_again_and_lost_again_it_is_noted_anew(firm: Firm, acme: int, deal: int) -> None:
    does(firm, "Ben", OUT["deleted"], deal, None)
    told(firm)
    does(firm, "Ben", the_bin.restore_opportunity, deal, LATER)
    assert dormancies(firm) == [(acme, True)]
    does(firm, "Ben", OUT[Status.LOST], deal, None)
    assert dormancies(firm) == [(acme, True), (acme, False)]


def test_what_comes_from_another_folder_brings_one_in_play_and_the_other_out(firm: Firm, acme: int, deal: int) -> None:
    other = made(firm, "Other")
    does(firm, "Ben", placing.move, deal, InFolder(other), LATER)
    does(firm, "Ben", placing.move, deal, InFolder(acme), LATER)
    assert dormancies(firm) == [(other, False)]


def test_between_to_do_and_standby_or_won_and_lost_nothing_is_noted(firm: Firm, acme: int, deal: int) -> None:
    does(firm, "Ben", BACK[Status.STANDBY], deal, acme)
    does(firm, "Ben", BACK[Status.TODO], deal, acme)
    assert dormancies(firm) == []
    does(firm, "Ben", OUT[Status.LOST], deal, None)
    does(firm, "Ben", OUT[Status.WON], deal, None)
    assert dormancies(firm) == [(acme, False)]


def test_deactivating_is_no_transition_and_ends_what_was_going_on(firm: Firm, acme: int, deal: int) -> None:
    does(firm, "Ada", set_active, acme, False, NOW)
    does(firm, "Ada", set_active, acme, True, NOW)
    assert (dormancies(firm), dues(firm)) == ([], [])
    does(firm, "Ben", OUT[Status.LOST], deal, None)
    does(firm, "Ada", set_active, acme, False, LATER)
    assert (dormancies(firm), dues(firm)) == ([], [])
    does(firm, "Ada", set_active, acme, True, LATER)
    assert (dormancies(firm), dues(firm)) == ([], [])


def test_a_deactivated_folder_says_nothing(firm: Firm, acme: int, deal: int) -> None:
    does(firm, "Ada", set_active, acme, False, NOW)
    does(firm, "Ben", OUT[Status.LOST], deal, None)
    assert (dormancies(firm), dues(firm)) == ([], [])


def test_a_deleted_folder_says_nothing(firm: Firm, acme: int, deal: int) -> None:
    does(firm, "Ben", OUT["removed"], deal, None)
    does(firm, "Ada", delete_folder, acme, LATER)
    assert (dormancies(firm), dues(firm)) == ([], [])


def test_what_happens_inside_does_not_show_in_the_folder_itself(firm: Firm, acme: int, deal: int) -> None:
    with firm.database.transaction(firm.workspace_id) as session:
        before = session.execute(select(Folder.version, Folder.updated_at)).one()
    does(firm, "Ben", OUT[Status.LOST], deal, None)
    with firm.database.transaction(firm.workspace_id) as session:
        assert session.execute(select(Folder.version, Folder.updated_at)).one() == before


def test_an_undone_change_is_not_noted(firm: Firm, acme: int, deal: int) -> None:
    with pytest.raises(ZeroDivisionError), firm.acting("Ben") as (session, actor):
        set_status(session, actor, deal, Status.LOST, LATER)
        raise ZeroDivisionError
    assert (dormancies(firm), dues(firm), all_in_play(firm)) == ([], [], [True])


def all_in_play(firm: Firm) -> list[bool]:
    with firm.database.transaction(firm.workspace_id) as session:
        return list(session.scalars(select(Folder.in_play).order_by(Folder.id)))
