"""What changed in the database, row by row: kept by the database itself, whatever the product says of it.

It can be undone, row by row and to the last column, so that whatever somebody tries is tried on the very same rows.
"""

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
create function rights_undo() returns void language plpgsql as $$
declare
  one record;
  known text;
  every text;
begin
  for one in select * from rights_journal order by seq desc loop
    select string_agg(format('t.%1$I = r.%1$I', a.attname), ' and ') into known
      from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
      where i.indrelid = one.tbl::regclass and i.indisprimary;
    select string_agg(quote_ident(attname), ', ') into every
      from pg_attribute where attrelid = one.tbl::regclass and attnum > 0 and not attisdropped and attgenerated = '';
    if one.after is not null then
      execute format('delete from %1$I t using jsonb_populate_record(null::%1$I, $1) r where %2$s', one.tbl, known)
        using one.after;
    end if;
    if one.before is not null then
      execute format('insert into %1$I (%2$s) overriding system value'
        ' select %2$s from jsonb_populate_record(null::%1$I, $1)', one.tbl, every) using one.before;
    end if;
  end loop;
  delete from rights_journal;
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

    def read(self) -> list[Change]:
        """What changed since it was emptied last, in order; that somebody was met is nobody's act."""
        rows = self._connection.execute("select tbl, before, after from rights_journal order by seq")
        changes = [Change(table, before or {}, after or {}) for table, before, after in rows]
        return [one for one in changes if one.table != "member" or one.before]

    def taken(self) -> list[Change]:
        """The same, emptying it; what changed stays so."""
        changes = self.read()
        self._connection.execute("delete from rights_journal")
        return changes

    def undo(self) -> None:
        """Put back everything that changed, and empty it. Of what nothing changed, that costs nothing but the way."""
        self._connection.execute("select rights_undo()")
