"""What every table shares: names for constraints, columns that recur, words stored as words."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from sqlalchemy import BigInteger, DateTime, Enum, Identity, MetaData
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name that can be caught and migrated."""


class Base(DeclarativeBase):
    """The root of the models. A moment is always `timestamptz`, an integer that names a row always 64 bits."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: DateTime(timezone=True),
        int: BigInteger(),
    }


Id = Annotated[int, mapped_column(BigInteger, Identity(always=True), primary_key=True)]
"""A surrogate key. Tables pair it with `workspace_id` in a unique constraint that composite foreign keys point at."""


def words(kind: type[StrEnum], name: str) -> Enum:
    """A column type that stores the enum's values as text under a named CHECK.

    Text and a CHECK rather than a native enum: adding a word is then an ordinary, reversible migration.

    Args:
        kind: the words.
        name: the constraint's name, unique in its table.
    """
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )
