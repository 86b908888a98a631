"""What `/folder why` says is what the acts do: each is tried, and refused with that very refusal, or done."""

from collections.abc import Callable

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from core import export
from core.actor import Actor
from core.errors import NotFound, Refusal
from core.filters import FolderFilter
from core.folders import activity, card, delete, edit, owner
from core.folders.create import NewFolder, create_folder
from core.folders.why import Act, why
from core.models import FolderSharing, InsideTeam, OpportunityVisibility, Settings
from core.opportunities import placing
from core.opportunities.create import NewOpportunity, create_opportunity
from tests.core.firm import NOW, Firm

Try = Callable[[Session, Actor, int], object]


def attached(session: Session, actor: Actor, folder_id: int) -> object:
    mine = create_opportunity(session, actor, NewOpportunity("Mine"), NOW)
    return placing.attach(session, actor, mine, placing.InFolder(folder_id), NOW)


def handed(session: Session, actor: Actor, folder_id: int) -> object:
    """To oneself: where each has their own, nothing of somebody else's may be inside."""
    return owner.change_owner(session, actor, folder_id, actor.member_id, NOW)


ACTS: dict[Act, Try] = {
    Act.SEE: lambda s, a, key: card.open_folder(s, a, key, NOW),
    Act.CREATE_INSIDE: lambda s, a, key: create_opportunity(s, a, NewOpportunity("New", folder_id=key), NOW),
    Act.ATTACH: attached,
    Act.EDIT: lambda s, a, key: edit.edit_folder(s, a, key, edit.EditedFolder("Quercus"), NOW),
    Act.CHANGE_OWNER: handed,
    Act.DEACTIVATE: lambda s, a, key: activity.set_active(s, a, key, False, NOW),
    Act.DELETE: lambda s, a, key: delete.delete_folder(s, a, key, NOW),
    Act.EXPORT: lambda s, a, _: export.export(s, a, FolderFilter()),
}


def tried(session: Session, actor: Actor, folder_id: int, act: Try) -> Refusal | None:
    """The refusal that an act raises; nothing of what it does stays."""
    attempt = session.begin_nested()
    try:
        act(session, actor, folder_id)
    except Refusal as refusal:
        return refusal
    finally:
        attempt.rollback()
    return None


@pytest.fixture
def world(firm: Firm) -> list[int]:
    """Wanda's folders: one empty, one with an opportunity of hers, one with one of Ben's; Mia manages her team."""
    firm.hires("Mia")
    firm.teams_up("North", ["Wanda"], ["Mia"])
    made = []
    for inside in (None, "Wanda", "Ben"):
        with firm.acting("Wanda") as (session, actor):
            folder_id = create_folder(session, actor, NewFolder("Acme"), NOW)
        if inside:
            with firm.acting(inside) as (session, actor):
                create_opportunity(session, actor, NewOpportunity("Renewal", folder_id=folder_id), NOW)
        made.append(folder_id)
    return made


@pytest.mark.parametrize("only_admins_export", [True, False])
@pytest.mark.parametrize("inside_team", list(InsideTeam))
@pytest.mark.parametrize("opportunities", list(OpportunityVisibility))
@pytest.mark.parametrize("folders", list(FolderSharing))
def test_each_act_is_refused_with_the_refusal_that_was_told_or_done(
    firm: Firm,
    world: list[int],
    folders: FolderSharing,
    opportunities: OpportunityVisibility,
    inside_team: InsideTeam,
    only_admins_export: bool,
) -> None:
    with firm.database.transaction(firm.workspace_id) as session:
        session.execute(
            update(Settings).values(
                folders=folders,
                opportunities=opportunities,
                inside_team=inside_team,
                only_admins_export=only_admins_export,
            )
        )
    allowed = refused = hidden = 0
    for who in ("Ada", "Mia", "Wanda", "Ben"):
        for folder_id in world:
            with firm.acting(who) as (session, actor):
                try:
                    told = why(session, actor, folder_id, NOW)
                except NotFound:
                    hidden += 1
                    assert isinstance(tried(session, actor, folder_id, ACTS[Act.SEE]), NotFound)
                    continue
                assert set(told.acts) == set(Act) == set(ACTS)
                for act, refusal in told.acts.items():
                    got = tried(session, actor, folder_id, ACTS[act])
                    if told.each_their_own and act is Act.CHANGE_OWNER and refusal is None:
                        # What blocks is told to nobody: the answer says that something may.
                        continue
                    assert got == refusal, (who, act)
                    allowed += refusal is None
                    refused += refusal is not None
    assert allowed > 20
    assert refused > 5
    # Ben sees one by what is his inside it, Mia all where managers count.
    assert hidden == (0 if folders is FolderSharing.SHARED else 2 + 3 * (inside_team is InsideTeam.OFF))
