"""Among thousands of folders, few are compared: an index finds them, row-level security or not."""

from typing import Any

import psycopg
from sqlalchemy import event

from core.folders.create import NewFolder, create_folder
from core.folders.find import near_same
from tests.core.firm import NOW, Firm

MANY = """
insert into folder (workspace_id, number, name, owner_id, active, created_at, updated_at, version)
select m.workspace_id, 100 + n,
       (array['Boulangerie', 'Garage', 'Cabinet', 'Pharmacie', 'Menuiserie', 'Transports', 'Hôtel'])[1 + n % 7] || ' '
       || initcap(substr(translate(md5(n::text), '0123456789', 'aeiouaeiou'), 1, 8)) || ' SARL',
       m.id, true, now(), now(), 1
from generate_series(1, 4000) n
join (select id, workspace_id, row_number() over (order by id) - 1 as place from member) m on m.place = n % 40
"""


def test_among_thousands_the_index_finds_the_few_to_compare(firm: Firm) -> None:
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, sql: str, parameters: Any, *_: Any) -> None:
        asked.append((sql, parameters))

    firm.hires(*(f"Rep {number}" for number in range(37)))
    with psycopg.connect(firm.database.url, autocommit=True) as connection:
        connection.execute(MANY)
        connection.execute("vacuum analyze folder, member")
    with firm.acting("Ada") as (session, actor):
        create_folder(session, actor, NewFolder("Boulangerie Quillfeather"), NOW)
        session.flush()
        event.listen(firm.database.engine, "before_cursor_execute", note)
        found = near_same(session, actor, "Quilfeather Boulangerie SAS")
        event.remove(firm.database.engine, "before_cursor_execute", note)
        assert [folder.name for folder in found] == ["Boulangerie Quillfeather"]
        assert len(asked) == 1
        plan = session.connection().exec_driver_sql("explain (analyze, costs off) " + asked[0][0], asked[0][1])
        told = "\n".join(plan.scalars())
    assert "ix_folder_by_head" in told
    assert "ix_folder_by_tail" in told
    assert "Seq Scan on folder" not in told
