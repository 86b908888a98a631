"""Making an opportunity."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from sqlalchemy.orm import Session

from core import history, members, naming, numbering, tags
from core.actor import Actor
from core.events import OpportunityCreated
from core.folders.hold import keep
from core.invalid import AmountOutOfRange
from core.models import Opportunity, Status

AMOUNT_LIMIT: Final = Decimal("999999999999.99")
"""What numeric(14, 2) holds."""


@dataclass(frozen=True, slots=True)
class NewOpportunity:
    """What the form "New opportunity" asks for.

    Attributes:
        title: up to 120 characters.
        amount: in the workspace's currency, two decimals.
        folder_id: the folder it will be in; None for no folder.
        owner_slack_user_id: whose it will be; None means the actor's own.
        tags: as they were written.
        description: free text.
        expected_closing_on: the day it should be closed.
        permalink: of the Slack message that it was made from, for the history.
    """

    title: str
    amount: Decimal = Decimal(0)
    folder_id: int | None = None
    owner_slack_user_id: str | None = None
    tags: tuple[str, ...] = ()
    description: str = ""
    expected_closing_on: date | None = None
    permalink: str | None = None


def checked_amount(amount: Decimal) -> Decimal:
    """The amount, to the cent.

    Raises:
        AmountOutOfRange: below zero, or more than is kept.
    """
    if not (amount.is_finite() and 0 <= amount <= AMOUNT_LIMIT):
        raise AmountOutOfRange
    return amount.quantize(Decimal("0.01"))


def create_opportunity(session: Session, actor: Actor, new: NewOpportunity, now: datetime) -> int:
    """Make an opportunity, in no folder or in one that the actor may see (SPEC §3).

    A deactivated folder accepts and stays deactivated; the screen that shows the result warns of it.

    Args:
        session: the caller's.
        actor: who makes it.
        new: what it is.
        now: when.

    Returns:
        The opportunity's id.

    Raises:
        NameMissing, NameTooLong, AmountOutOfRange, OwnerUnknown, CannotAssign.
        NotFound: the folder is not there, or not for this person.
    """
    title = naming.checked(new.title)
    amount = checked_amount(new.amount)
    owner_id = members.owner_to_be(session, actor, new.owner_slack_user_id)
    if new.folder_id is not None:
        keep(session, actor, new.folder_id)
    opportunity = Opportunity(
        workspace_id=actor.workspace_id,
        number=numbering.next_opportunity_number(session, actor),
        title=title,
        owner_id=owner_id,
        folder_id=new.folder_id,
        amount=amount,
        status=Status.TODO,
        description=new.description.strip(),
        expected_closing_on=new.expected_closing_on,
        created_at=now,
        updated_at=now,
    )
    session.add(opportunity)
    session.flush()
    tags.put(session, actor, opportunity.id, new.tags)
    created = OpportunityCreated(folder_id=new.folder_id, opportunity_id=opportunity.id, title=title, owner_id=owner_id)
    history.record(session, actor, created, now, new.permalink)
    return opportunity.id
