"""Making a folder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from core import fields, history, members, naming, numbering
from core.actor import Actor
from core.events import FolderCreated
from core.models import FieldValue, Folder


@dataclass(frozen=True, slots=True)
class NewFolder:
    """What the form "New client folder" asks for.

    Attributes:
        name: up to 120 characters.
        owner_slack_user_id: whose it will be; None means the actor's own.
        description: free text.
        answers: default fields, by their id, in the canonical form of `core.fields`.
    """

    name: str
    owner_slack_user_id: str | None = None
    description: str = ""
    answers: Mapping[int, str] = field(default_factory=dict)


def create_folder(session: Session, actor: Actor, new: NewFolder, now: datetime) -> int:
    """Make a folder. Any member may, for self; for somebody else an admin, or a manager of theirs (SPEC §3).

    A name that another folder has is no reason to refuse: `core.folders.find.near_same` tells beforehand.

    Args:
        session: the caller's.
        actor: who makes it.
        new: what it is.
        now: when.

    Returns:
        The folder's id.

    Raises:
        NameMissing, NameTooLong, OwnerUnknown, CannotAssign, FieldRequired, FieldInvalid.
    """
    name = naming.checked(new.name)
    owner_id = members.owner_to_be(session, actor, new.owner_slack_user_id)
    questions = fields.asked(session, actor, held=True)
    answers = {question.id: fields.canonical(question, new.answers.get(question.id, "")) for question in questions}
    folder_id = _made(session, actor, name, owner_id, new.description.strip(), now)
    session.add_all(
        FieldValue(workspace_id=actor.workspace_id, folder_id=folder_id, field_id=field_id, value=value)
        for field_id, value in answers.items()
        if value
    )
    return folder_id


def create_for_opportunity(session: Session, actor: Actor, name: str, owner_id: int, now: datetime) -> int:
    """Make a folder on the spot, for an opportunity that goes into it (SPEC §3, attach).

    It belongs to the opportunity's owner: who may change an opportunity may do this, even where they could make that
    person the owner of nothing else. The caller holds the opportunity and has made sure that the actor may change it.
    Default fields are not asked here, required or not: editing the folder asks for them.

    Args:
        session: the caller's.
        actor: who makes it.
        name: up to 120 characters.
        owner_id: the opportunity's owner, as a member id; one who has left, too.
        now: when.

    Returns:
        The folder's id.

    Raises:
        NameMissing, NameTooLong.
    """
    return _made(session, actor, naming.checked(name), owner_id, "", now)


def _made(session: Session, actor: Actor, name: str, owner_id: int, description: str, now: datetime) -> int:
    folder = Folder(
        workspace_id=actor.workspace_id,
        number=numbering.next_folder_number(session, actor),
        name=name,
        owner_id=owner_id,
        description=description,
        active=True,
        created_at=now,
        updated_at=now,
    )
    session.add(folder)
    session.flush()
    history.record(session, actor, FolderCreated(folder_id=folder.id, name=name, owner_id=owner_id), now)
    return folder.id
