"""The same request sent again acts once (SPEC §3, Conflicts).

The first event that a request writes into the history carries the request's fingerprint, which is unique there. So the
change and the fact that its request was dealt with are kept or lost together, two of the same at once wait for each
other in the database, and reading costs nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.models.event import ONCE_A_REQUEST

_REQUEST: Final = "request"


class Repeated(Exception):
    """This request did its work before. Whatever was begun now is undone."""


def begun_by(session: Session, request: str | None) -> None:
    """Say which request a transaction is about; what it writes into the history then counts for that request.

    Args:
        session: the caller's.
        request: its fingerprint, up to 32 characters; None where it has none, or did something before.
    """
    session.info[_REQUEST] = request


def claimed(session: Session) -> str | None:
    """The request that an event is the first to come of; None for all further ones."""
    request: str | None = session.info.get(_REQUEST)
    session.info[_REQUEST] = None
    return request


def is_claimed(session: Session) -> bool:
    """Whether something was written for the request, or there was none."""
    return session.info.get(_REQUEST) is None


@contextmanager
def noticed() -> Iterator[None]:
    """A context around a transaction, in which the database's refusal to act twice has a name.

    Raises:
        Repeated: the request did its work before.
    """
    try:
        yield
    except IntegrityError as error:
        driver = getattr(error.orig, "diag", None)
        if driver is not None and driver.constraint_name == ONCE_A_REQUEST:
            raise Repeated from error
        raise
