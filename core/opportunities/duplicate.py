"""Duplicating an opportunity, and the folder that is then proposed for both: how a lost client is won back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, literal, select
from sqlalchemy.orm import Session

from core import dormancy, history, numbering, policy
from core.actor import Actor
from core.errors import NotFound
from core.events import OpportunityDuplicated, ProposalDeclined
from core.models import Duplication, Opportunity, OpportunityTag, ProposalAnswer, Status
from core.opportunities.hold import hold, make_sure_it_is_as_seen
from core.opportunities.placing import Place, folder_for, make_sure_it_is_in_none, put
from core.opportunities.rows import OpportunityRow, read_opportunity, visible_opportunity_rows


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy, and where it came from.

    Attributes:
        opportunity_id: the copy.
        made: False where the same screen had made it before.
        source_number: of the opportunity that was duplicated.
        proposal_id: names the proposal of a folder for both, while it waits for an answer; None where there is none.
    """

    opportunity_id: int
    made: bool
    source_number: int
    proposal_id: int | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A folder for a copy and for what it was made from.

    Attributes:
        id: its key.
        source: what was duplicated.
        copy: the copy.
        answer: what was answered; None while it waits.
    """

    id: int
    source: OpportunityRow
    copy: OpportunityRow
    answer: ProposalAnswer | None


def duplicate(
    session: Session,
    actor: Actor,
    opportunity_id: int,
    now: datetime,
    *,
    screen: str,
    seen_version: int | None = None,
) -> Copy:
    """Make a copy: title, description, amount, tags, owner, and the folder; to do, without reminder or history.

    The source stays exactly as it is, a lost one lost. A deactivated folder accepts the copy and stays deactivated. The
    copy of an opportunity whose owner has left is theirs too, like everything until somebody takes over (SPEC §2.1).

    Args:
        session: the caller's.
        actor: who does it.
        opportunity_id: which.
        now: when.
        screen: names where it was asked for: asked again there, of the same version, it is the same copy.
        seen_version: the version that the actor had before their eyes, where the door carries one.

    Raises:
        NotFound, NotWithinReach.
        Stale: somebody changed it since it was shown.
    """
    source = hold(session, actor, opportunity_id)
    version = source.version if seen_version is None else seen_version
    before = session.scalars(
        select(Duplication).where(
            policy.in_workspace(actor, Duplication),
            Duplication.source_id == source.id,
            Duplication.source_version == version,
            Duplication.screen == screen,
        )
    ).one_or_none()
    if before is not None and _is_seen(session, actor, before.copy_id):
        return Copy(before.copy_id, False, source.number, before.id if _waits(before, source) else None)
    make_sure_it_is_as_seen(session, actor, source, seen_version)
    copy = _copied(session, actor, source, now)
    if before is not None:
        # The copy that this screen had made is in the bin, or out of sight: a new one takes its place.
        session.delete(before)
        session.flush()
    done = Duplication(
        workspace_id=actor.workspace_id,
        source_id=source.id,
        source_version=version,
        screen=screen,
        copy_id=copy.id,
        proposes=source.folder_id is None,
        answer=None,
    )
    session.add(done)
    session.flush()
    return Copy(copy.id, True, source.number, done.id if done.proposes else None)


def open_proposal(session: Session, actor: Actor, proposal_id: int) -> Proposal:
    """A proposal, as it stands.

    Raises:
        NotFound: there is none, or the actor may not see both opportunities, or one is in the bin.
    """
    found = _proposal(session, actor, proposal_id)
    rows = {
        row.id: read_opportunity(row)
        for row in session.execute(
            visible_opportunity_rows(actor).where(Opportunity.id.in_((found.source_id, found.copy_id)))
        )
    }
    if len(rows) < 2:
        raise NotFound("opportunity")
    return Proposal(found.id, rows[found.source_id], rows[found.copy_id], found.answer)


def accept(session: Session, actor: Actor, proposal_id: int, place: Place, now: datetime) -> int | None:
    """Yes: both opportunities go into a folder, a new one as a rule. Only the first answer to a proposal does anything.

    Args:
        session: the caller's.
        actor: who answers; they must be able to change both opportunities.
        proposal_id: which.
        place: the folder; a new one belongs to the copy's owner.
        now: when.

    Returns:
        The folder's id; None where somebody had answered already.

    Raises:
        NotFound, NotWithinReach: one of the opportunities is not theirs to see, or to change.
        AlreadyInFolder: one of them was put into a folder since.
        NameMissing, NameTooLong.
    """
    proposal, source, copy = _held(session, actor, proposal_id)
    if proposal.answer is not None:
        return None
    for opportunity in (source, copy):
        make_sure_it_is_in_none(session, actor, opportunity)
    folder_id = folder_for(session, actor, place, copy.owner_id, now)
    for opportunity in (source, copy):
        put(session, actor, opportunity, folder_id, now)
    proposal.answer = ProposalAnswer.FOLDER
    session.flush()
    return folder_id


def decline(session: Session, actor: Actor, proposal_id: int, now: datetime) -> bool:
    """No, thanks: both opportunities stay in no folder. Only the first answer to a proposal does anything.

    Args:
        session: the caller's.
        actor: who answers; they must be able to change both opportunities.
        proposal_id: which.
        now: when.

    Returns:
        Whether this was the first answer.

    Raises:
        NotFound, NotWithinReach: one of the opportunities is not theirs to see, or to change.
    """
    proposal, _, copy = _held(session, actor, proposal_id)
    if proposal.answer is not None:
        return False
    proposal.answer = ProposalAnswer.NONE
    session.flush()
    history.record(session, actor, ProposalDeclined(opportunity_id=copy.id), now)
    return True


def _copied(session: Session, actor: Actor, source: Opportunity, now: datetime) -> Opportunity:
    # Before the number, for which whoever puts something into the folder waits with the folder in hand.
    dormancy.hold(session, actor.workspace_id, source.folder_id)
    copy = Opportunity(
        workspace_id=actor.workspace_id,
        number=numbering.next_opportunity_number(session, actor),
        title=source.title,
        owner_id=source.owner_id,
        folder_id=source.folder_id,
        amount=source.amount,
        status=Status.TODO,
        description=source.description,
        created_at=now,
        updated_at=now,
        duplicated_from_id=source.id,
    )
    session.add(copy)
    session.flush()
    carried = select(OpportunityTag.workspace_id, literal(copy.id), OpportunityTag.tag_id).where(
        policy.in_workspace(actor, OpportunityTag), OpportunityTag.opportunity_id == source.id
    )
    session.execute(insert(OpportunityTag).from_select(["workspace_id", "opportunity_id", "tag_id"], carried))
    happened = OpportunityDuplicated(
        folder_id=copy.folder_id,
        opportunity_id=copy.id,
        title=copy.title,
        owner_id=copy.owner_id,
        source_id=source.id,
    )
    history.record(session, actor, happened, now)
    return copy


def _is_seen(session: Session, actor: Actor, opportunity_id: int) -> bool:
    seen = select(Opportunity.id).where(policy.visible_opportunities(actor), Opportunity.id == opportunity_id)
    return session.scalar(seen) is not None


def _waits(duplication: Duplication, source: Opportunity) -> bool:
    return duplication.proposes and duplication.answer is None and source.folder_id is None


def _proposal(session: Session, actor: Actor, proposal_id: int) -> Duplication:
    found = session.scalars(
        select(Duplication).where(
            policy.in_workspace(actor, Duplication), Duplication.id == proposal_id, Duplication.proposes
        )
    ).one_or_none()
    if found is None:
        raise NotFound("opportunity")
    return found


def _held(session: Session, actor: Actor, proposal_id: int) -> tuple[Duplication, Opportunity, Opportunity]:
    """The proposal and its two opportunities, locked: those first, as wherever opportunities are held.

    Who waits for the source while somebody else answers reads the proposal after that answer.
    """
    found = _proposal(session, actor, proposal_id)
    # In one order everywhere, so that two who answer at once never wait for each other.
    held = {key: hold(session, actor, key) for key in sorted((found.source_id, found.copy_id))}
    session.refresh(found, with_for_update=True)
    return found, held[found.source_id], held[found.copy_id]
