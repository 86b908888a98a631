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
    questions = fields.asked(session, actor)
    answers = {question.id: fields.canonical(question, new.answers.get(question.id, "")) for question in questions}
    folder = Folder(
        workspace_id=actor.workspace_id,
        number=numbering.next_folder_number(session, actor),
        name=name,
        owner_id=owner_id,
        description=new.description.strip(),
        active=True,
        created_at=now,
        updated_at=now,
    )
    session.add(folder)
    session.flush()
    session.add_all(
        FieldValue(workspace_id=actor.workspace_id, folder_id=folder.id, field_id=field_id, value=value)
        for field_id, value in answers.items()
        if value
    )
    history.record(session, actor, FolderCreated(folder_id=folder.id, name=name, owner_id=owner_id), now)
    return folder.id
