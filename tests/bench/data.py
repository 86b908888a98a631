"""A large firm: one workspace, 200 members in 20 teams, 20,000 folders, 100,000 opportunities."""

from typing import Any, Final

import psycopg

WORKSPACE: Final = 1
ADMIN, REP = "U1", "U50"

_STATEMENTS: Final = (
    """
    insert into workspace (id, slack_team_id, name, created_at)
    overriding system value values (1, 'T1', 'A large firm', now())
    """,
    """
    insert into settings (workspace_id, folders, opportunities, inside_team, only_admins_export, language, currency,
                          time_zone, quiet_seconds, version)
    values (1, 'shared', 'everyone', 'managers', false, 'en-US', 'EUR', 'UTC', 60, 1)
    """,
    """
    insert into member (id, workspace_id, slack_user_id, name, locale, time_zone, role, standing, created_at,
                        updated_at)
    overriding system value
    select n, 1, 'U' || n, 'Member ' || n, 'en-US', 'UTC', case when n <= 5 then 'admin' else 'rep' end, 'member',
           now(), now()
    from generate_series(1, 200) n
    """,
    """
    insert into team (id, workspace_id, name)
    overriding system value select n, 1, 'Team ' || n from generate_series(1, 20) n
    """,
    """
    insert into team_membership (workspace_id, team_id, member_id, manager)
    select 1, 1 + n % 20, n, n > 180 from generate_series(1, 200) n
    """,
    """
    insert into folder (id, workspace_id, number, name, owner_id, active, created_at, updated_at, version)
    overriding system value
    select n, 1, n, (array['Acme', 'Bêta', 'Cobalt', 'Délice', 'Elan'])[1 + n % 5] || ' ' || md5(n::text),
           1 + (hashint4(n) & 1023) % 200, n % 10 > 0, now() - n * interval '1 minute',
           now() - n * interval '1 minute', 1
    from generate_series(1, 20000) n
    """,
    """
    insert into opportunity (id, workspace_id, number, title, owner_id, folder_id, amount, status, reminder_at,
                             created_at, updated_at, closed_at, deleted_at, version)
    overriding system value
    select n, 1, n, 'Opportunity ' || n,
           case when n % 4 = 0 then 1 + n % 200 else f.owner_id end, f.id, n % 50000, o.status,
           case when o.status = 'standby' then now() end, now() - n * interval '1 minute',
           now() - n * interval '1 second',
           case when o.status in ('won', 'lost', 'cancelled') then now() end,
           case when n % 50 = 0 then now() end, 1
    from generate_series(1, 100000) n
    join folder f on f.id = 1 + (hashint4(n) & 1048575) % 20000
    cross join lateral (
        select (array['todo', 'standby', 'won', 'won', 'lost', 'lost', 'lost', 'cancelled'])[1 + (n / 7) % 8] as status
    ) o
    """,
    """
    insert into tag (id, workspace_id, name)
    overriding system value select n, 1, 'tag ' || n from generate_series(1, 20) n
    """,
    """
    insert into opportunity_tag (workspace_id, opportunity_id, tag_id)
    select 1, n, 1 + n % 20 from generate_series(1, 100000, 3) n
    """,
    "update workspace set last_folder_number = 20000, last_opportunity_number = 100000",
)


def fill(connection: psycopg.Connection[Any]) -> None:
    """Make the firm, and let the planner know of it.

    Args:
        connection: a superuser's, in autocommit.
    """
    for statement in _STATEMENTS:
        connection.execute(statement)
    # Rows whose commit is not on disk yet cannot be marked as visible to all.
    connection.execute("checkpoint")
    connection.execute("vacuum analyze")
