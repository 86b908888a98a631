"""Changing what a folder says of itself: name, description and default fields (SPEC §3, edit a folder)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from core import fields, history, naming
from core.actor import Actor
from core.errors import NotFound
from core.events import FolderEdited
from core.fields import FieldAsked
from core.folders.hold import hold, make_sure_it_is_as_seen, make_sure_it_is_theirs
from core.folders.rows import FolderRef, read_ref, visible_folder_rows
from core.models import FieldKind, Folder


@dataclass(frozen=True, slots=True)
class EditedFolder:
    """What the form "Edit client folder" asks for.

    Attributes:
        name: up to 120 characters.
        description: free text.
        answers: default fields, by their id, in the canonical form of `core.fields`; what is not in here was not asked,
            and stays as it is.
    """

    name: str
    description: str = ""
    answers: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FolderToEdit:
    """What is in the form before anything is typed.

    Attributes:
        folder: which.
        version: goes up with each change of the folder.
        description: free text.
        asked: the default fields, in order.
        answers: what they were answered, by their id.
    """

    folder: FolderRef
    version: int
    description: str
    asked: tuple[FieldAsked, ...]
    answers: Mapping[int, str]


def to_edit(session: Session, actor: Actor, folder_id: int) -> FolderToEdit:
    """A folder as its form shows it, to who may change it.

    Raises:
        NotFound: there is none, or none for this person.
        NotWithinReach: seen, but not theirs to change.
    """
    row = session.execute(
        visible_folder_rows(actor).add_columns(Folder.description).where(Folder.id == folder_id)
    ).one_or_none()
    if row is None:
        raise NotFound("folder")
    make_sure_it_is_theirs(row)
    answers = fields.stored(session, actor, folder_id)
    return FolderToEdit(read_ref(row), row.version, row.description, fields.asked(session, actor), answers)


def edit_folder(
    session: Session,
    actor: Actor,
    folder_id: int,
    edited: EditedFolder,
    now: datetime,
    *,
    seen_version: int | None = None,
) -> bool:
    """Change a folder. One that says all this already is left as it is, whatever version was seen.

    Args:
        session: the caller's.
        actor: who does it.
        folder_id: which.
        edited: what it shall say.
        now: when.
        seen_version: the version that the actor had before their eyes.

    Returns:
        Whether anything changed.

    Raises:
        NotFound, NotWithinReach, NameMissing, NameTooLong, FieldRequired, FieldInvalid.
        Stale: somebody changed the folder since it was shown.
    """
    folder = hold(session, actor, folder_id)
    wanted = {"name": naming.checked(edited.name), "description": edited.description.strip()}
    changes = {name: (getattr(folder, name), value) for name, value in wanted.items() if getattr(folder, name) != value}
    before = fields.stored(session, actor, folder_id)
    anew = {
        question: answer
        for question in fields.asked(session, actor)
        if (answer := _answer(question, edited.answers, before)) != before.get(question.id, "")
    }
    if not changes and not anew:
        return False
    make_sure_it_is_as_seen(session, actor, folder, seen_version)
    for name, value in wanted.items():
        setattr(folder, name, value)
    folder.updated_at = now
    # The version goes up where only answers changed, too, and even within one tick of the clock.
    flag_modified(folder, "updated_at")
    for question, value in anew.items():
        fields.put(session, actor, folder_id, question.id, value)
    session.flush()
    answers = tuple((asked.label, asked.kind.value, before.get(asked.id, ""), value) for asked, value in anew.items())
    history.record(session, actor, FolderEdited(folder_id=folder_id, changes=changes, answers=answers), now)
    return True


def _answer(question: FieldAsked, given: Mapping[int, str], before: Mapping[int, str]) -> str:
    """What a default field says from now on.

    Raises:
        FieldRequired, FieldInvalid.
    """
    old = before.get(question.id, "")
    new = given.get(question.id, old).strip()
    if question.kind is FieldKind.CHOICE and old and old not in question.choices and new in ("", old):
        # It is no longer on offer, so the form could not show it: left alone, it is not lost.
        return old
    return fields.canonical(question, new)
