"""Finding one folder: by number, by exact name, by words of it; as somebody types; and those with nearly this name."""

import re
from typing import Final

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session

from core.actor import Actor
from core.db import Query
from core.errors import NotFound
from core.folders.likeness import likeness
from core.folders.rows import FolderRef, read_ref, visible_folder_rows
from core.models import Folder

SUGGESTIONS: Final = 100
"""As many options as Slack takes in an answer to typing (SLACK.md, Limits)."""

NEAR_SAME_SHOWN: Final = 5
NEAR_SAME_COMPARED: Final = 1000
"""How many names are compared word by word at most: those with both ends in common, then the most similar in length."""


def folder(session: Session, actor: Actor, folder_id: int) -> FolderRef:
    """The folder with this key.

    Raises:
        NotFound: there is none, or none that the actor may see.
    """
    row = session.execute(visible_folder_rows(actor).where(Folder.id == folder_id)).one_or_none()
    if row is None:
        raise NotFound("folder")
    return read_ref(row)


def find_folders(
    session: Session, actor: Actor, *, number: int | None = None, name: str = "", most: int = 10
) -> tuple[FolderRef, ...]:
    """The visible folders that are meant by a number or a name, deactivated ones too.

    A folder of exactly that name, but for case and accents, is meant alone; several of the same name are all meant.

    Args:
        session: the caller's.
        actor: the viewer.
        number: the n of `F-n`; then the name is not looked at.
        name: an exact name, or words of it.
        most: how many at the most.
    """
    rows = visible_folder_rows(actor)
    if number is not None:
        return _read(session, rows.where(Folder.number == number))
    exact = Folder.name_key == func.search_key(name)
    found = session.execute(
        rows.where(_named(name))
        .add_columns(exact.label("exact"))
        .order_by(exact.desc(), Folder.active.desc(), Folder.name_key, Folder.number)
        .limit(most)
    ).all()
    if any(row.exact for row in found):
        found = [row for row in found if row.exact]
    return tuple(read_ref(row) for row in found)


def suggest_folders(session: Session, actor: Actor, typed: str) -> tuple[FolderRef, ...]:
    """What a picker offers as somebody types: active folders first, the exact name before others (SPEC §3, attach).

    Args:
        session: the caller's.
        actor: the viewer.
        typed: words of a name, or a number with or without its `F-`.
    """
    rows = visible_folder_rows(actor)
    number = re.fullmatch(r"\s*(?:[fF]-?|#)?(\d{1,15})\s*", typed)
    meant = or_(_named(typed), Folder.number == int(number[1])) if number else _named(typed)
    exact = Folder.name_key == func.search_key(typed)
    order = (Folder.active.desc(), exact.desc(), Folder.name_key, Folder.number)
    return _read(session, rows.where(meant).order_by(*order).limit(SUGGESTIONS))


def near_same(session: Session, actor: Actor, name: str) -> tuple[FolderRef, ...]:
    """Visible folders whose names are nearly this one: case, accents, legal form, a typo (SPEC §3, create a folder).

    Only what the actor may see is compared, so that nothing hidden is betrayed.

    Args:
        session: the caller's.
        actor: who creates.
        name: the new name.
    """
    # Queries of their own are run once, where a function would be run again for each row.
    essence = select(func.name_essence(func.search_key(name))).scalar_subquery()
    head, tail = (select(end(essence)).scalar_subquery() for end in (func.name_head, func.name_tail))
    in_length = func.abs(func.char_length(Folder.name_essence) - func.char_length(essence))
    # Both ends are columns of their own, since row-level security lets no other comparison use an index.
    ends = or_(Folder.name_head == head, Folder.name_tail == tail)
    candidates = session.execute(
        visible_folder_rows(actor)
        .where(ends)
        .add_columns(Folder.name_essence, essence.label("wanted"))
        .order_by(and_(Folder.name_head == head, Folder.name_tail == tail).desc(), in_length, Folder.number)
        .limit(NEAR_SAME_COMPARED)
    ).all()
    compared = [(likeness(row.name_essence, row.wanted), row) for row in candidates]
    nearest = sorted((pair for pair in compared if pair[0]), key=lambda pair: -pair[0])
    return tuple(read_ref(row) for _, row in nearest[:NEAR_SAME_SHOWN])


def _named(words: str) -> ColumnElement[bool]:
    """That each word occurs in the name; no word asks nothing."""
    return and_(true(), *(func.strpos(Folder.name_key, func.search_key(word)) > 0 for word in words.split()))


def _read(session: Session, rows: Query) -> tuple[FolderRef, ...]:
    return tuple(read_ref(row) for row in session.execute(rows))
