"""Names of folders and titles of opportunities: SPEC §3's one rule about them."""

from core.errors import NameMissing, NameTooLong
from core.models.folder import NAME_LIMIT


def checked(name: str) -> str:
    """The name with its white space folded.

    Args:
        name: as it was given.

    Raises:
        NameMissing: nothing is left.
        NameTooLong: more than 120 characters.
    """
    folded = " ".join(name.split())
    if not folded:
        raise NameMissing
    if len(folded) > NAME_LIMIT:
        raise NameTooLong(len(folded), NAME_LIMIT)
    return folded
