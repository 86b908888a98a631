"""Refusals about teams, roles and default fields: leaves of the tree in `core.errors`."""

from dataclasses import dataclass
from typing import ClassVar

from core.invalid import Invalid
from core.models.field import FieldKind


@dataclass
class NameTaken(Invalid):
    """Two teams, or two default fields of the form, are not called the same.

    Attributes:
        name: as the other one has it.
    """

    rule: ClassVar[str] = "name_taken"
    field: ClassVar[str] = "name"
    name: str


@dataclass
class FieldsTooMany(Invalid):
    """Attributes:
    limit: default fields that a form may ask for.
    """

    rule: ClassVar[str] = "fields_too_many"
    field: ClassVar[str] = "name"
    limit: int


@dataclass
class KindInUse(Invalid):
    """No stored value is lost (SPEC §1), so a kind that does not hold what folders answered is refused.

    Attributes:
        to: the kind that was chosen.
        count: folders whose answer it does not hold.
    """

    rule: ClassVar[str] = "kind_in_use"
    field: ClassVar[str] = "kind"
    to: FieldKind
    count: int


@dataclass
class ChoicesMissing(Invalid):
    """A choice offers something to choose."""

    rule: ClassVar[str] = "choices_missing"
    field: ClassVar[str] = "choices"


@dataclass
class ChoicesTooMany(Invalid):
    """Attributes:
    count: choices given.
    limit: choices allowed.
    """

    rule: ClassVar[str] = "choices_too_many"
    field: ClassVar[str] = "choices"
    count: int
    limit: int


@dataclass
class ChoicesTooLong(Invalid):
    """Attributes:
    length: characters of all choices, one a line.
    limit: characters allowed.
    """

    rule: ClassVar[str] = "choices_too_long"
    field: ClassVar[str] = "choices"
    length: int
    limit: int


@dataclass
class ChoiceTooLong(Invalid):
    """Attributes:
    choice: the one that is too long.
    limit: characters allowed.
    """

    rule: ClassVar[str] = "choice_too_long"
    field: ClassVar[str] = "choices"
    choice: str
    limit: int


@dataclass
class NotActive(Invalid):
    """Only active, full members are put into a team or made an admin.

    Attributes:
        where: the field of the form in which they were chosen.
        names: the display names of those who are known.
    """

    rule: ClassVar[str] = "not_active"
    where: str
    names: tuple[str, ...]


@dataclass
class LastAdmin(Invalid):
    """A workspace is never without an admin (SPEC §3)."""

    rule: ClassVar[str] = "last_admin"
    field: ClassVar[str] = "admins"
