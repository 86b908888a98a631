"""What two readings of the same rules are compared with."""

from collections.abc import Callable, Iterable

from sqlalchemy.orm import Session

from core.errors import NotFound, Refusal
from tests.oracle import Folder, Opportunity


def tried(session: Session, act: Callable[[], object]) -> type[Refusal] | None:
    """What refuses an act, if anything does; nothing of it stays."""
    attempt = session.begin_nested()
    try:
        return refusal(act)
    finally:
        attempt.rollback()


def refusal(act: Callable[[], object]) -> type[Refusal] | None:
    """What refuses an act, if anything does."""
    try:
        act()
    except Refusal as refusal:
        return type(refusal)
    return None


def hidden(what: str, opening: Callable[[], object]) -> None:
    """What is hidden is not found."""
    same(what, refusal(opening), NotFound)


def ids(things: Iterable[Folder | Opportunity]) -> list[int]:
    """The keys of things, in their order."""
    return [thing.id for thing in things]


def same(what: str, said: object, expected: object, about: object = "") -> None:
    """Core and oracle say the same.

    Raises:
        AssertionError: they differ.
    """
    assert said == expected, f"{what}: the core says {said}, the oracle {expected} {about}"


def same_but_for_the_limit(what: str, said: list[int], expected: list[int], about: object) -> None:
    """Both found the same, in any order; where there is more than a door shows, ten of them."""
    if len(expected) <= 10:
        same(what, sorted(said), sorted(expected), about)
    else:
        assert len(said) == 10, f"{what}: ten at the most {about}"
        assert set(said) <= set(expected), f"{what}: {said} are not all of {expected} {about}"
