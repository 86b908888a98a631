"""The second wall between workspaces, for revisions that add a table: row-level security, forced, and the grants.

Like a revision, this is never edited once landed: what must differ later gets a function of its own.
"""

from typing import Final

from alembic import op

PLAIN_ROLE: Final = "dossier_app"
"""`core.db.PLAIN_ROLE` as it was when these revisions were written."""

IN_WORKSPACE: Final = "workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::bigint)"
"""Rows of the workspace that the transaction named, none where it named none; a sub-select runs once a query."""


def make_plain_role() -> None:
    """Make the role that a login which row-level security cannot bind takes in each transaction.

    A login that is bound anyway needs none, and a host that forbids CREATE ROLE is none the worse for it.
    """
    op.execute(
        f"""
        do $$
        begin
            if (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) then
                begin
                    create role {PLAIN_ROLE} nologin;
                exception when duplicate_object or unique_violation then null;
                end;
                execute format('grant {PLAIN_ROLE} to %I', current_user);
                execute format('grant usage on schema %I to {PLAIN_ROLE}', current_schema());
            end if;
        exception when insufficient_privilege then
            raise notice 'the role {PLAIN_ROLE} could not be made; /readyz will tell whether it is needed';
        end $$
        """
    )


def raise_wall(table: str, *, rows: str = IN_WORKSPACE, privileges: str = "select, insert, update, delete") -> None:
    """Force row-level security on a table and let the plain role use it.

    Args:
        table: its name.
        rows: the condition that a row must meet to be seen or written.
        privileges: what the plain role may do.
    """
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    op.execute(f"create policy workspace_wall on {table} using ({rows}) with check ({rows})")
    op.execute(
        f"""
        do $$
        begin
            if exists (select from pg_roles where rolname = '{PLAIN_ROLE}') then
                grant {privileges} on {table} to {PLAIN_ROLE};
            end if;
        end $$
        """
    )
