"""What comes of a time in which a folder has nothing in progress: who hears of it when, and what is done about it.

What falls due is done by the worker, in the transaction that takes it. It waits for nobody: a dormancy that somebody
holds at that moment is looked at again a second later.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import audience, due, following, members, outbox, policy
from core.actor import Actor
from core.dormancy import subject
from core.errors import NotFound
from core.events import FolderDeleted
from core.folders.rows import FolderRef, read_ref, visible_folder_rows
from core.members import Person
from core.models import Dormancy, Due, Event, Folder, Member, Settings, Standing
from core.outbox import Recipient, ToChannel, ToMember

TOLD: Final = "dormancy"
"""The message to the channels that hear of it, or to the owner where there is none."""

TO_OWNER: Final = "dormancy.owner"
TO_MANAGERS: Final = "dormancy.managers"
"""Due after some days, and the messages that then go to persons."""

AGAIN: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Dormant:
    """A dormancy, as it is told.

    Attributes:
        id: its key.
        folder: which; None where it was deleted since.
        name: number and name of a folder that was deleted.
        began_at: when it began; None where the folder was deleted.
        snoozed_until: when it comes up again.
        ended: whether it is over.
        by: who brought the folder back in play; None where it ended otherwise.
        owner_told: whether it is told whose it is: not in a channel where not everyone may see every folder.
        administered: whether the reader may deactivate it.
    """

    id: int
    folder: FolderRef | None
    name: tuple[int, str] | None
    began_at: datetime | None
    snoozed_until: datetime | None
    ended: bool
    by: Person | None
    owner_told: bool = False
    administered: bool = False


def tell(session: Session, workspace_id: int, one: Due, now: datetime, *, read: following.Reading) -> None:
    """The quiet time is over: the channels that follow a filter which matches hear of it.

    Where there is none, the alert channel does; where there is none either, the owner.

    An owner who has left hears nothing: then it is those who could answer for them.

    Args:
        session: in the workspace.
        workspace_id: where.
        one: what fell due.
        now: when.
        read: reads a filter.
    """
    dormancy = _held(session, workspace_id, one, now)
    if dormancy is None or dormancy.told_at is not None:
        return
    dormancy.told_at = now
    session.flush()
    rules = session.get_one(Settings, workspace_id, populate_existing=True)
    channels = following.hearing(session, workspace_id, dormancy.folder_id, now, read)
    if not channels and rules.alert_channel:
        channels = [rules.alert_channel]
    told: list[Recipient] = [ToChannel(one) for one in channels]
    for to in told or _instead_of_a_channel(session, workspace_id, dormancy.folder_id):
        _post(session, dormancy, TOLD, to, now)
    _remind(session, dormancy, dormancy.began_at + timedelta(days=rules.owner_told_days), rules)


def remind_owner(session: Session, workspace_id: int, one: Due, now: datetime) -> None:
    """Nothing moved and nobody snoozed it, or that is over: the owner hears of it.

    Args:
        session: in the workspace.
        workspace_id: where.
        one: what fell due.
        now: when.
    """
    dormancy = _held(session, workspace_id, one, now)
    if dormancy is None:
        return
    if dormancy.snoozed_until is not None:
        outbox.refresh(session, workspace_id, subject(dormancy.id))
    owner = _owner(session, workspace_id, dormancy.folder_id)
    if owner.standing is Standing.MEMBER:
        _post(session, dormancy, TO_OWNER, ToMember(owner.id), now)


def remind_managers(session: Session, workspace_id: int, one: Due, now: datetime) -> None:
    """Still nothing: the managers of the owner's team hear of it. See `remind_owner`."""
    dormancy = _held(session, workspace_id, one, now)
    if dormancy is None:
        return
    owner = _owner(session, workspace_id, dormancy.folder_id)
    reader = audience.channel_reader(session, workspace_id)
    for member_id in _ids(session, policy.leading_members(reader, owner.id)):
        if member_id != owner.id:
            _post(session, dormancy, TO_MANAGERS, ToMember(member_id), now)


def snooze(session: Session, dormancy: Dormancy, until: datetime) -> None:
    """Put off who is reminded: the owner to that moment, the managers as long after it as they would be anyway.

    Args:
        session: the caller's.
        dormancy: held, told and not over.
        until: when it comes up again.
    """
    dormancy.snoozed_until = until
    session.flush()
    rules = session.get_one(Settings, dormancy.workspace_id, populate_existing=True)
    _remind(session, dormancy, until, rules)
    outbox.refresh(session, dormancy.workspace_id, subject(dormancy.id))


def as_told(
    session: Session, workspace_id: int, dormancy_id: int, folder_id: int, actor: Actor | None
) -> Dormant | None:
    """A dormancy as it stands, for who reads of it.

    Args:
        session: in the workspace.
        workspace_id: where.
        dormancy_id: which.
        folder_id: of which folder.
        actor: the reader; None for a channel, which is told of any folder (SPEC §4.3).

    Returns:
        None where the reader may not see the folder any more.
    """
    reader = actor or audience.channel_reader(session, workspace_id)
    row = session.execute(visible_folder_rows(reader).where(Folder.id == folder_id)).one_or_none()
    if row is None:
        # Where each has their own, who lost sight of it must not read what it was called in the end.
        hidden = actor is not None and policy.each_their_own(actor)
        return None if hidden else _deleted(session, workspace_id, dormancy_id, folder_id)
    of_it = (Dormancy.workspace_id == workspace_id, Dormancy.id == dormancy_id, Dormancy.folder_id == folder_id)
    dormancy = session.scalars(select(Dormancy).where(*of_it)).one_or_none()
    if dormancy is None:
        return None
    by = None if dormancy.ended_by_id is None else members.person(session.get_one(Member, dormancy.ended_by_id))
    rules = session.get_one(Settings, workspace_id)
    return Dormant(
        id=dormancy.id,
        folder=read_ref(row),
        name=None,
        began_at=dormancy.began_at,
        snoozed_until=dormancy.snoozed_until,
        ended=dormancy.ended_at is not None,
        by=by,
        owner_told=actor is not None or not policy.each_their_own(rules),
        administered=row.administered,
    )


def ref(session: Session, actor: Actor, dormancy_id: int) -> FolderRef:
    """The folder of a dormancy, for who sees it.

    Raises:
        NotFound: there is none, or none for this person.
    """
    of_it = select(Dormancy.folder_id).where(policy.in_workspace(actor, Dormancy), Dormancy.id == dormancy_id)
    row = session.execute(visible_folder_rows(actor).where(Folder.id == of_it.scalar_subquery())).one_or_none()
    if row is None:
        raise NotFound("folder")
    return read_ref(row)


def _held(session: Session, workspace_id: int, one: Due, now: datetime) -> Dormancy | None:
    """The dormancy that something due is about, locked; None where it is over, or to be looked at again."""
    of_it = (Dormancy.workspace_id == workspace_id, Dormancy.id == int(one.subject.rpartition(":")[2]))
    there = select(Dormancy).where(*of_it, Dormancy.ended_at.is_(None))
    held = session.scalars(
        there.with_for_update(skip_locked=True).execution_options(populate_existing=True)
    ).one_or_none()
    if held is None and session.scalar(there.with_only_columns(Dormancy.id)) is not None:
        due.put_down(session, workspace_id, one.kind, one.subject, now + AGAIN, one.facts)
    return held


def _remind(session: Session, dormancy: Dormancy, owner_at: datetime, rules: Settings) -> None:
    later = timedelta(days=max(0, rules.managers_told_days - rules.owner_told_days))
    for kind, at in ((TO_OWNER, owner_at), (TO_MANAGERS, owner_at + later)):
        due.put_down(session, dormancy.workspace_id, kind, subject(dormancy.id), at)


def _post(session: Session, dormancy: Dormancy, kind: str, to: Recipient, now: datetime) -> None:
    facts = {"folder_id": dormancy.folder_id}
    outbox.post(session, dormancy.workspace_id, kind, to, now, subject=subject(dormancy.id), facts=facts)


def _owner(session: Session, workspace_id: int, folder_id: int) -> Member:
    owned = Folder.owner_id == Member.id
    of_it = (Member.workspace_id == workspace_id, Folder.workspace_id == workspace_id, Folder.id == folder_id)
    return session.scalars(select(Member).join(Folder, owned).where(*of_it)).one()


def _instead_of_a_channel(session: Session, workspace_id: int, folder_id: int) -> list[ToMember]:
    owner = _owner(session, workspace_id, folder_id)
    if owner.standing is Standing.MEMBER:
        return [ToMember(owner.id)]
    reader = audience.channel_reader(session, workspace_id)
    leading = _ids(session, policy.leading_members(reader, owner.id))
    return [ToMember(one) for one in leading or _ids(session, policy.ruling_members(reader))]


def _ids(session: Session, who: Any) -> list[int]:
    return list(session.scalars(select(Member.id).where(who).order_by(Member.id)))


def _deleted(session: Session, workspace_id: int, dormancy_id: int, folder_id: int) -> Dormant | None:
    told = session.scalar(
        select(Event.facts).where(
            Event.workspace_id == workspace_id, Event.folder_id == folder_id, Event.kind == FolderDeleted.kind
        )
    )
    if told is None:
        return None
    return Dormant(dormancy_id, None, (told["number"], told["name"]), None, None, True, None)
