"""What the actor may do with a folder, and which rule says so: asked of the same checks that the acts ask."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from core import export, policy
from core.actor import Actor
from core.errors import NotFound, Refusal
from core.folders import delete
from core.folders.hold import make_sure_it_is_theirs
from core.folders.rows import FolderRef, read_ref, visible_folder_rows
from core.models import Folder
from core.policy import Ground


class Act(StrEnum):
    """What one may want to do with a folder (SPEC §3), in the order in which it is told."""

    SEE = "see"
    CREATE_INSIDE = "create_inside"
    ATTACH = "attach"
    EDIT = "edit"
    CHANGE_OWNER = "change_owner"
    DEACTIVATE = "deactivate"
    DELETE = "delete"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Why:
    """What holds for one person and one folder.

    Attributes:
        folder: which.
        ground: by which line of the rules they see it.
        acts: each act with the refusal that it would raise; None where it may be done.
        each_their_own: whether a change of owner is refused besides while what is inside belongs to anybody but the new
            owner. Whether that is so now is not told: it would tell of opportunities that the person may not see.
    """

    folder: FolderRef
    ground: Ground
    acts: dict[Act, Refusal | None]
    each_their_own: bool


def why(session: Session, actor: Actor, folder_id: int, now: datetime) -> Why:
    """What the actor may do with a folder, as things stand. It tells nothing of what they may not see.

    Args:
        session: the caller's.
        actor: who asks.
        folder_id: which.
        now: when.

    Raises:
        NotFound: there is none, or none for this person: then nothing is to be said of it.
    """
    row = session.execute(visible_folder_rows(actor).where(Folder.id == folder_id)).one_or_none()
    if row is None:
        raise NotFound("folder")
    folder = read_ref(row)
    checks: dict[Act, Callable[[], object]] = {
        # Whoever sees a folder may put into it what is theirs (SPEC §3): `see_folder` is all that is asked of it.
        Act.SEE: lambda: None,
        Act.CREATE_INSIDE: lambda: None,
        Act.ATTACH: lambda: None,
        Act.EDIT: lambda: make_sure_it_is_theirs(row),
        Act.CHANGE_OWNER: lambda: make_sure_it_is_theirs(row),
        Act.DEACTIVATE: lambda: policy.make_sure_they_rule(actor),
        Act.DELETE: lambda: delete.make_sure_they_may(session, actor, folder_id, folder.number, now),
        Act.EXPORT: lambda: export.may_export(session, actor),
    }
    return Why(
        folder=folder,
        ground=policy.ground(actor, folder.owner.id),
        acts={act: _refused(check) for act, check in checks.items()},
        each_their_own=policy.each_their_own(actor),
    )


def _refused(check: Callable[[], object]) -> Refusal | None:
    try:
        check()
    except Refusal as refusal:
        return refusal
    return None
