"""What changed in the database, row by row: kept by the database itself, whatever the product says of it."""

from dataclasses import dataclass
from typing import Any, Final

import psycopg

Row = dict[str, Any]

_BOOKKEEPING: Final = {"updated_at", "version", "title_key", "name_key", "name_essence", "name_head", "name_tail"}
_KEEP: Final = """
create table rights_journal (seq bigserial primary key, tbl text, op text, before jsonb, after jsonb);
create function rights_note() returns trigger language plpgsql security definer as $$
begin
  insert into public.rights_journal (tbl, op, before, after) values (
    tg_table_name, tg_op,
    case when tg_op <> 'INSERT' then to_jsonb(old) end, case when tg_op <> 'DELETE' then to_jsonb(new) end);
  return null;
end $$;
"""


@dataclass(frozen=True)
class Change:
    """A row that is there, gone or different.

    Attributes:
        table: of it.
        before: as it was; empty for a new one.
        after: as it is; empty for one that is gone.
    """

    table: str
    before: Row
    after: Row

    @property
    def columns(self) -> set[str]:
        """What is different, but for what only counts and dates changes."""
        return {name for name in self.before if self.before[name] != self.after.get(name)} - _BOOKKEEPING

    def words(self) -> list[str]:
        """As the document says it."""
        if self.table == "event":
            return [f"event {self.after['kind']}"]
        if not self.before:
            return [f"+{self.table}"]
        if not self.after:
            return [f"-{self.table}"]
        if self.table == "workspace":
            return []
        return [f"{self.table}.{name}" for name in self.columns]


class Journal:
    """Keeps the changes of every table from now on.

    Args:
        connection: a superuser's, in autocommit; what it writes itself is not noted.
        tables: their names.
    """

    def __init__(self, connection: psycopg.Connection[Any], tables: list[str]) -> None:
        self._connection = connection
        connection.execute(_KEEP)
        for table in tables:
            connection.execute(
                f"create trigger rights_note after insert or update or delete on {table}"
                " for each row execute function rights_note()"
            )
        connection.execute("set session_replication_role = replica")

    def taken(self) -> list[Change]:
        """What changed since it was asked last, in order; that somebody was met is nobody's act."""
        rows = self._connection.execute(
            "with gone as (delete from rights_journal returning *) select tbl, before, after from gone order by seq"
        )
        changes = [Change(table, before or {}, after or {}) for table, before, after in rows]
        return [one for one in changes if one.table != "member" or one.before]
