"""The search for differences finds what it is there for: a mistake made on purpose is met within a few worlds."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import and_, exists, or_, true
from sqlalchemy.orm import Session, aliased

from core import members, policy
from core.actor import Actor
from core.db import Database
from core.filters import FolderState
from core.folders import browse
from core.models import Folder, InsideTeam, Member, Opportunity, OpportunityVisibility, Standing
from tests.core.agreement import Earth
from tests.core.worlds import STRIP

WORLDS = 400
SETTINGS = [("own", "admins_only"), ("shared", "admins_only"), ("own", "everyone"), ("shared", "everyone")]


@pytest.fixture
def earth(database: Database) -> Iterator[Earth]:
    made = Earth(database)
    yield made
    made.close()


def _unseeing(name: str) -> SimpleNamespace:
    """The policy, as one module imports it, without the V condition in one of its functions."""
    everybody = vars(policy) | {
        name: lambda actor, row=Opportunity: vars(policy)[name](
            replace(actor, opportunities=OpportunityVisibility.EVERYONE), row
        )
    }
    return SimpleNamespace(**everybody)


def drop_v_from_the_sums_only(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("core.figures.policy", _unseeing("visible_opportunities"))


def drop_v_from_the_tag_filter_only(patch: pytest.MonkeyPatch) -> None:
    true_one = browse._has_inside

    def has_inside(actor: Actor, condition: Any) -> Any:
        asks_for_a_tag = isinstance(condition, partial)
        seeing = replace(actor, opportunities=OpportunityVisibility.EVERYONE) if asks_for_a_tag else actor
        return true_one(seeing, condition)

    patch.setattr(browse, "_has_inside", has_inside)


def drop_v_from_the_status_filter_only(patch: pytest.MonkeyPatch) -> None:
    true_one = browse._has_inside

    def has_inside(actor: Actor, condition: Any) -> Any:
        asks_for_a_tag = isinstance(condition, partial)
        seeing = actor if asks_for_a_tag else replace(actor, opportunities=OpportunityVisibility.EVERYONE)
        return true_one(seeing, condition)

    patch.setattr(browse, "_has_inside", has_inside)


def let_the_owner_of_a_folder_see_all_inside(patch: pytest.MonkeyPatch) -> None:
    true_one = policy._seen

    def seen(actor: Actor, opportunity: Any) -> Any:
        owned = aliased(Folder)
        inside_own = exists().where(owned.id == opportunity.folder_id, owned.owner_id == actor.member_id)
        return or_(true_one(actor, opportunity), inside_own)

    patch.setattr(policy, "_seen", seen)


def forget_teams(patch: pytest.MonkeyPatch) -> None:
    true_one = members.acting

    def acting(session: Session) -> Actor | None:
        actor = true_one(session)
        return actor and replace(actor, reach=(actor.member_id,), team_mates=(actor.member_id,))

    patch.setattr(members, "acting", acting)


def forget_that_team_mates_see_each_other(patch: pytest.MonkeyPatch) -> None:
    true_one = policy._seen
    patch.setattr(policy, "_seen", lambda actor, row: true_one(replace(actor, inside_team=InsideTeam.MANAGERS), row))


def treat_a_leavers_folder_as_ownerless(patch: pytest.MonkeyPatch) -> None:
    true_one = policy.visible_folders

    def visible_folders(actor: Actor, folder: Any = Folder) -> Any:
        owner = aliased(Member)
        here = exists().where(owner.id == folder.owner_id, owner.standing == Standing.MEMBER)
        return and_(true_one(actor, folder), here)

    patch.setattr(policy, "visible_folders", visible_folders)


def count_deactivated_folders(patch: pytest.MonkeyPatch) -> None:
    true_one = browse.matching

    def matching(actor: Actor, question: Any, now: Any) -> Any:
        state = FolderState.ALL if question.state is FolderState.ACTIVE else question.state
        return true_one(actor, replace(question, state=state), now)

    patch.setattr(browse, "matching", matching)


def let_v_decide_on_folders(patch: pytest.MonkeyPatch) -> None:
    true_one = policy.visible_folders

    def visible_folders(actor: Actor, folder: Any = Folder) -> Any:
        inside = aliased(Opportunity)
        seen = exists().where(inside.folder_id == folder.id, policy.visible_opportunities(actor, inside))
        return or_(true_one(actor, folder), and_(policy.in_workspace(actor, folder), seen))

    patch.setattr(policy, "visible_folders", visible_folders)


def count_what_lies_in_the_bin(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        policy,
        "visible_opportunities",
        lambda actor, row=Opportunity: and_(policy.in_workspace(actor, row), policy._seen(actor, row)),
    )


def let_everybody_edit_what_they_see(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(policy, "_reached", lambda *_: true())


@pytest.mark.parametrize(
    "mistake",
    [
        drop_v_from_the_sums_only,
        drop_v_from_the_tag_filter_only,
        drop_v_from_the_status_filter_only,
        let_the_owner_of_a_folder_see_all_inside,
        forget_teams,
        forget_that_team_mates_see_each_other,
        treat_a_leavers_folder_as_ownerless,
        count_deactivated_folders,
        let_v_decide_on_folders,
        count_what_lies_in_the_bin,
        let_everybody_edit_what_they_see,
    ],
    ids=lambda mistake: mistake.__name__,
)
def test_the_search_finds_a_mistake_made_on_purpose(
    earth: Earth, monkeypatch: pytest.MonkeyPatch, mistake: Callable[[pytest.MonkeyPatch], None]
) -> None:
    mistake(monkeypatch)
    with pytest.raises(AssertionError, match=r"the core says|is told"):
        search(earth)


def search(earth: Earth) -> None:
    """Look at world after world, the same ones each time."""
    chance = random.Random(2026)
    for place in range(WORLDS):
        earth.compare(chance.randbytes(STRIP), *SETTINGS[place % len(SETTINGS)])
