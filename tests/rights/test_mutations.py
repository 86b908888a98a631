"""The table finds what it is there for: each of these mistakes, made on purpose, turns a cell red."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.visit import Visit
from core import members, policy, waking
from core.actor import Actor
from core.folders import owner
from core.models import Folder, FolderSharing, Member, Opportunity, OpportunityVisibility
from core.opportunities import placing
from core.opportunities.hold import hold as hold_opportunity
from tests.rights.bench import Bench
from tests.rights.document import Setting
from tests.rights.doors import Door
from tests.rights.rows import TABLE
from tests.rights.trial import Cell, Trial

OPEN = Setting("shared", "everyone", "managers")
CLOSED = Setting("own", "admins_only", "managers")


def cell(act: str, role: str, setting: Setting, door: Door) -> Cell:
    return Cell(next(one for one in TABLE if one.name == act), role, setting, door)


def skip_the_check_at_submit(patch: pytest.MonkeyPatch) -> None:
    def hold(session: Session, _: Actor, opportunity_id: int) -> Opportunity:
        return session.get_one(Opportunity, opportunity_id)

    patch.setattr("core.opportunities.edit.hold", hold)


def trust_the_owner_id_in_private_metadata(patch: pytest.MonkeyPatch) -> None:
    """A form that tells for whom it was made, and a submission that acts as them."""
    pack, acting = "bot.views.opportunity_forms._kept", Visit.acting

    def kept(row: Any, typed: Any) -> str:
        return json.dumps(
            {"opportunity": row.id, "version": row.version, "reply": "", "owner": row.owner.slack_user_id}
        )

    @contextmanager
    def as_told(visit: Visit) -> Iterator[Any]:
        told = json.loads(visit.view.get("private_metadata") or "{}").get("owner")
        if told and visit.body["type"] == "view_submission":
            vars(visit)["sender"] = replace(visit.sender, user_id=told)
        with acting(visit) as known:
            yield known

    patch.setattr(pack, kept)
    patch.setattr(Visit, "acting", as_told)


def let_a_manager_act_outside_their_teams(patch: pytest.MonkeyPatch) -> None:
    true_one = members.acting

    def acting(session: Session) -> Actor | None:
        actor = true_one(session)
        if actor is None or len(actor.reach) < 2:
            return actor
        everybody = session.query(Member.id).all()
        return replace(actor, reach=tuple(one.id for one in everybody))

    patch.setattr(members, "acting", acting)


def let_the_owner_of_a_folder_remove_what_others_have_in_it(patch: pytest.MonkeyPatch) -> None:
    true_one = hold_opportunity

    def hold(session: Session, actor: Actor, opportunity_id: int) -> Opportunity:
        opportunity = session.get_one(Opportunity, opportunity_id)
        around = session.get(Folder, opportunity.folder_id)
        return (
            opportunity if around and around.owner_id == actor.member_id else true_one(session, actor, opportunity_id)
        )

    patch.setattr(placing, "hold", hold)


def name_a_blocking_opportunity_that_the_actor_cannot_see(patch: pytest.MonkeyPatch) -> None:
    def visible_opportunities(actor: Actor, opportunity: Any = Opportunity) -> Any:
        return policy.visible_opportunities(replace(actor, opportunities=OpportunityVisibility.EVERYONE), opportunity)

    patch.setattr(owner, "policy", SimpleNamespace(**vars(policy) | {"visible_opportunities": visible_opportunities}))


def allow_the_refused_owner_change_to_admins(patch: pytest.MonkeyPatch) -> None:
    true_one = owner.change_owner

    def change_owner(session: Session, actor: Actor, *asked: Any, **more: Any) -> Any:
        lenient = replace(actor, folders=FolderSharing.SHARED) if actor.is_admin else actor
        return true_one(session, lenient, *asked, **more)

    patch.setattr(owner, "change_owner", change_owner)


def let_whoever_sees_a_quiet_folder_snooze_it(patch: pytest.MonkeyPatch) -> None:
    def hold(session: Session, _: Actor, folder_id: int) -> Folder:
        return session.get_one(Folder, folder_id)

    patch.setattr(waking, "hold", SimpleNamespace(hold=hold))


def win_back_with_what_the_clicker_may_only_see(patch: pytest.MonkeyPatch) -> None:
    editable = {"editable_opportunities": policy.visible_opportunities}
    patch.setattr(waking, "policy", SimpleNamespace(**vars(policy) | editable))


def let_anybody_test_a_channel(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("core.routes.to_test", lambda *_: None)


MISTAKES: tuple[tuple[Callable[[pytest.MonkeyPatch], None], Cell], ...] = (
    (skip_the_check_at_submit, cell("edit it", "rep", OPEN, Door.STOLEN)),
    (trust_the_owner_id_in_private_metadata, cell("edit it", "rep", OPEN, Door.STOLEN)),
    (let_a_manager_act_outside_their_teams, cell("win it", "other manager", OPEN, Door.COMMAND)),
    (
        let_the_owner_of_a_folder_remove_what_others_have_in_it,
        cell("remove another's from the folder", "owner", OPEN, Door.OLD),
    ),
    (
        name_a_blocking_opportunity_that_the_actor_cannot_see,
        cell("change the folder's owner", "owner", CLOSED, Door.STOLEN),
    ),
    (allow_the_refused_owner_change_to_admins, cell("change the folder's owner", "admin", CLOSED, Door.STOLEN)),
    (let_whoever_sees_a_quiet_folder_snooze_it, cell("snooze a quiet folder", "rep", OPEN, Door.ALERT)),
    (win_back_with_what_the_clicker_may_only_see, cell("win a client back", "rep", OPEN, Door.ALERT)),
    (let_anybody_test_a_channel, cell("test a channel of the owner's", "rep", OPEN, Door.REMINDER)),
)


@pytest.mark.parametrize(("mistake", "met"), MISTAKES, ids=[mistake.__name__ for mistake, _ in MISTAKES])
def test_a_mistake_made_on_purpose_turns_a_cell_red(
    bench: Bench, mistake: Callable[[pytest.MonkeyPatch], None], met: Cell
) -> None:
    bench.forms.clear()
    assert Trial(bench, met.role, met.setting).complaints(met) == []
    bench.forms.clear()
    with pytest.MonkeyPatch.context() as patch:
        mistake(patch)
        assert Trial(bench, met.role, met.setting).complaints(met) != []
    bench.forms.clear()
