"""Showing a folder or an opportunity in a channel: only what everyone there may see (SPEC §4.1).

Who reads a channel is what Slack says of it: the caller asks Slack, outside any transaction, and tells here.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ARRAY, Select, String, any_, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from core import history, living, outbox, policy
from core.actor import Actor
from core.events import FolderShared, Happening, OpportunityShared
from core.invalid import ChannelArchived, ChannelUnknown, NotInChannel
from core.models import Member, Settings, Share, Standing


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel as Slack describes it.

    Attributes:
        id: its Slack id.
        name: without its sign; empty where the app may not know it.
        app_in: whether the app was invited.
        archived: whether nobody can write there any more.
        external: whether other companies share it (Slack Connect), or were asked to.
        people: Slack ids of all who are in it.
    """

    id: str
    name: str
    app_in: bool
    archived: bool
    external: bool
    people: tuple[str, ...]


class Withheld(StrEnum):
    """Why no more than the name is shown."""

    ADMINS_ONLY = "admins_only"
    GUESTS = "guests"
    OTHER_COMPANIES = "other_companies"
    HIDDEN_FROM_SOME = "hidden_from_some"
    NOT_ALL_KNOWN = "not_all_known"


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a channel is shown.

    Attributes:
        withheld: why it is the name only; empty where everything is shown.
        folder_too: whether everyone there may see the folder in question.
    """

    withheld: tuple[Withheld, ...]
    folder_too: bool

    @property
    def name_only(self) -> bool:
        """Whether no more than the name is shown."""
        return bool(self.withheld)


def may_share(actor: Actor, channel: Channel) -> None:
    """Make sure that the actor may have something posted there.

    Raises:
        ChannelUnknown: the app is not in it, or there is none.
        ChannelArchived: nobody writes there any more.
        NotInChannel: the actor is not in it.
    """
    if channel.archived:
        raise ChannelArchived(channel.name)
    if not channel.app_in:
        raise ChannelUnknown(channel.name)
    if actor.slack_user_id not in channel.people:
        raise NotInChannel(channel.name)


def extent(session: Session, actor: Actor, channel: Channel, folder_id: int | None, *, of_folder: bool) -> Extent:
    """How much everyone in the channel may see.

    Apps in the channel and people who left read nothing of it, so they are not asked about. Nobody's own rights are
    asked about under "Only admins see everything": there it is the name only, whoever is there (SPEC §4.1).

    Args:
        session: the caller's.
        actor: who shares; where they left, any reader of a channel, to whom every folder is there (`core.audience`).
        channel: where.
        folder_id: the folder that is shown, or that the opportunity is in.
        of_folder: whether the folder is what is shown, so that who may not see it is a reason.
    """
    # Whoever reads a channel is nobody, to whom every folder is there: who else sees it is the workspace's own setting.
    folders = actor.folders if actor.member_id else session.get_one(Settings, actor.workspace_id).folders
    sees = policy.folder_readers(replace(actor, folders=folders), folder_id)
    found = session.execute(
        select(Member.slack_user_id, Member.standing, sees.label("sees")).where(
            policy.in_workspace(actor, Member),
            Member.slack_user_id == any_(literal(list(channel.people), ARRAY(String))),
        )
    ).all()
    standings = {row.standing for row in found}
    all_see = all(row.sees for row in found if row.standing is Standing.MEMBER)
    reasons = {
        Withheld.ADMINS_ONLY: not policy.everyone_sees_inside(actor),
        Withheld.GUESTS: Standing.GUEST in standings,
        Withheld.OTHER_COMPANIES: channel.external or Standing.STRANGER in standings,
        Withheld.HIDDEN_FROM_SOME: of_folder and not all_see,
        Withheld.NOT_ALL_KNOWN: len(found) < len(set(channel.people)),
    }
    withheld = tuple(reason for reason, holds in reasons.items() if holds)
    return Extent(withheld, folder_too=folder_id is not None and all_see and not withheld)


def claim(
    session: Session,
    actor: Actor,
    channel: Channel,
    screen: str,
    *,
    folder_id: int | None = None,
    opportunity_id: int | None = None,
) -> int | None:
    """Take it upon oneself to post what a form asked for: the first to do so posts, a second finds it taken.

    Args:
        session: the caller's.
        actor: who shares; that they see what they share is asked in the same transaction.
        channel: where.
        screen: names the form.
        folder_id: the folder that is shown.
        opportunity_id: or the opportunity.

    Returns:
        What `posted` and `withdraw` name it by; None where it was taken.

    Raises:
        ChannelUnknown, ChannelArchived, NotInChannel.
    """
    may_share(actor, channel)
    return session.scalar(
        insert(Share)
        .values(
            workspace_id=actor.workspace_id,
            screen=screen,
            folder_id=folder_id,
            opportunity_id=opportunity_id,
            channel=channel.id,
        )
        .on_conflict_do_nothing(constraint="uq_share_once_a_form")
        .returning(Share.id)
    )


def posted(
    session: Session,
    actor: Actor,
    share_id: int,
    message_ts: str,
    permalink: str | None,
    now: datetime,
    *,
    up_to_date: bool = True,
) -> None:
    """Write down that it stands in the channel, and is kept up to date from now on.

    Args:
        session: the caller's.
        actor: who shared it.
        share_id: as `claim` gave it.
        message_ts: Slack's name of the message.
        permalink: of the message.
        now: when.
        up_to_date: whether it says how things are; what was shown may have changed while it was sent.
    """
    share = session.scalars(_shares(actor, share_id)).one()
    share.message_ts = message_ts
    session.flush()
    happening: Happening
    if share.folder_id is not None:
        happening, kind, subject = (
            FolderShared(folder_id=share.folder_id, channel=share.channel),
            living.FOLDER,
            living.folder(share.folder_id),
        )
    else:
        assert share.opportunity_id is not None, "a card is of one or the other"
        happening, kind, subject = (
            OpportunityShared(opportunity_id=share.opportunity_id, channel=share.channel),
            living.OPPORTUNITY,
            living.opportunity(share.opportunity_id),
        )
    history.record(session, actor, happening, now, permalink)
    facts = {"by_id": actor.member_id}
    outbox.adopt(session, actor.workspace_id, kind, share.channel, message_ts, now, subject=subject, facts=facts)
    if not up_to_date:
        outbox.refresh(session, actor.workspace_id, subject)


def withdraw(session: Session, actor: Actor, share_id: int) -> None:
    """Forget what Slack did not take, so that the form may be sent again.

    Args:
        session: the caller's.
        actor: who would have shared it.
        share_id: as `claim` gave it.
    """
    session.delete(session.scalars(_shares(actor, share_id)).one())


def _shares(actor: Actor, share_id: int) -> Select[Share]:
    return select(Share).where(policy.in_workspace(actor, Share), Share.id == share_id)
