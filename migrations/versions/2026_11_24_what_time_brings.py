"""What time brings: the queue, things due, messages, times without anything in progress, channels that follow.

Revision: 0008_what_time_brings
Follows: 0007_once_and_unbetrayed
"""

import sqlalchemy as sa
from alembic import op
from procrastinate.schema import SchemaManager
from sqlalchemy.dialects import postgresql

from migrations.walls import PLAIN_ROLE, raise_wall

revision: str = "0008_what_time_brings"
down_revision: str | None = "0007_once_and_unbetrayed"
branch_labels = None
depends_on = None


QUEUE: str = "procrastinate"
"""What everything of the queue is called after."""


def upgrade() -> None:
    lay_queue()
    op.create_table(
        "due",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=48), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_due_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due")),
        sa.UniqueConstraint("workspace_id", "kind", "subject", name="uq_due_once_a_subject"),
    )
    op.create_index(op.f("ix_due_workspace_id_due_at"), "due", ["workspace_id", "due_at"], unique=False)
    op.create_table(
        "message",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=48), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("to_channel", sa.String(length=32), nullable=True),
        sa.Column("to_member_id", sa.BigInteger(), nullable=True),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("wanted", sa.BigInteger(), nullable=False),
        sa.Column("sent", sa.BigInteger(), nullable=False),
        sa.Column("queued", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("channel", sa.String(length=32), nullable=True),
        sa.Column("ts", sa.String(length=32), nullable=True),
        sa.Column("trouble", sa.String(length=64), nullable=True),
        sa.CheckConstraint("(to_channel is null) <> (to_member_id is null)", name=op.f("ck_message_one_recipient")),
        sa.CheckConstraint("sent <= wanted", name=op.f("ck_message_sent_is_wanted")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "to_member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_message_workspace_id_to_member_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_message_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("workspace_id", "channel", "ts", name=op.f("uq_message_workspace_id_channel_ts")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_message_workspace_id_id")),
    )
    op.create_index(op.f("ix_message_workspace_id_subject"), "message", ["workspace_id", "subject"], unique=False)
    op.create_index(op.f("ix_message_workspace_id_to_channel"), "message", ["workspace_id", "to_channel"], unique=False)
    op.create_table(
        "route",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("filter", sa.String(), nullable=False),
        sa.Column("set_by_id", sa.BigInteger(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paused", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "set_by_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_route_workspace_id_set_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_route_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route")),
        sa.UniqueConstraint("workspace_id", "channel", name=op.f("uq_route_workspace_id_channel")),
    )
    op.create_table(
        "dormancy",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("folder_id", sa.BigInteger(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("snoozed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "ended_by_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_dormancy_workspace_id_ended_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "folder_id"],
            ["folder.workspace_id", "folder.id"],
            name=op.f("fk_dormancy_workspace_id_folder_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_dormancy_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dormancy")),
    )
    op.create_index(op.f("ix_dormancy_workspace_id_began_at"), "dormancy", ["workspace_id", "began_at"], unique=False)
    op.create_index(
        "uq_dormancy_one_open",
        "dormancy",
        ["workspace_id", "folder_id"],
        unique=True,
        postgresql_where=sa.text("ended_at is null"),
    )
    op.add_column("folder", sa.Column("in_play", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.add_column("member", sa.Column("digest", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.add_column(
        "settings", sa.Column("owner_told_days", sa.BigInteger(), server_default=sa.text("7"), nullable=False)
    )
    op.add_column(
        "settings", sa.Column("managers_told_days", sa.BigInteger(), server_default=sa.text("14"), nullable=False)
    )
    op.add_column("settings", sa.Column("alert_channel_paused", sa.String(length=64), nullable=True))
    op.add_column("settings", sa.Column("quiet_from", sa.Time(), nullable=True))
    op.add_column("settings", sa.Column("quiet_until", sa.Time(), nullable=True))

    op.create_check_constraint("owner_told_days_range", "settings", "owner_told_days between 1 and 365")
    op.create_check_constraint("managers_told_days_range", "settings", "managers_told_days between 1 and 365")
    op.create_check_constraint("quiet_hours_whole", "settings", "(quiet_from is null) = (quiet_until is null)")
    for table in ("due", "message", "route", "dormancy"):
        raise_wall(table)
    # Forced, the wall would keep the owner of the tables from the rows that are filled in.
    for table in ("folder", "opportunity"):
        op.execute(f"alter table {table} no force row level security")
    op.execute(
        "update folder set in_play = exists (select from opportunity"
        " where opportunity.workspace_id = folder.workspace_id and opportunity.folder_id = folder.id"
        " and opportunity.status in ('todo', 'standby')"
        " and opportunity.deleted_at is null)"
    )
    for table in ("folder", "opportunity"):
        op.execute(f"alter table {table} force row level security")


def downgrade() -> None:
    op.drop_column("settings", "quiet_until")
    op.drop_column("settings", "quiet_from")
    op.drop_column("settings", "alert_channel_paused")
    op.drop_column("settings", "managers_told_days")
    op.drop_column("settings", "owner_told_days")
    op.drop_column("member", "digest")
    op.drop_column("folder", "in_play")
    op.drop_index("uq_dormancy_one_open", table_name="dormancy", postgresql_where=sa.text("ended_at is null"))
    op.drop_index(op.f("ix_dormancy_workspace_id_began_at"), table_name="dormancy")
    op.drop_table("dormancy")
    op.drop_table("route")
    op.drop_index(op.f("ix_message_workspace_id_to_channel"), table_name="message")
    op.drop_index(op.f("ix_message_workspace_id_subject"), table_name="message")
    op.drop_table("message")
    op.drop_index(op.f("ix_due_workspace_id_due_at"), table_name="due")
    op.drop_table("due")
    take_queue_up()


def lay_queue() -> None:
    """Lay the queue's own tables, as its library has them, and let the plain role put jobs down.

    They carry ids only and belong to no workspace. Where a later version of the library changes its tables, a revision
    of ours takes that library's own steps, where they are not there already.
    """
    driver = op.get_bind().connection.driver_connection
    assert driver is not None
    driver.execute(SchemaManager.get_schema())
    op.execute(
        f"""
        do $$
        declare
            found record;
        begin
            if not exists (select from pg_roles where rolname = '{PLAIN_ROLE}') then
                return;
            end if;
            for found in select relname, relkind from pg_class
                where relnamespace = current_schema()::regnamespace and relname like '{QUEUE}%'
                and relkind in ('r', 'S')
            loop
                if found.relkind = 'S' then
                    execute format('grant usage on sequence %I to {PLAIN_ROLE}', found.relname);
                else
                    execute format('grant select, insert, update, delete on %I to {PLAIN_ROLE}', found.relname);
                end if;
            end loop;
        end $$
        """
    )


def take_queue_up() -> None:
    """Take the queue away, with what waits in it."""
    op.execute(
        f"""
        do $$
        declare
            found record;
        begin
            for found in select relname from pg_class
                where relnamespace = current_schema()::regnamespace and relname like '{QUEUE}%' and relkind = 'r'
            loop
                execute format('drop table %I cascade', found.relname);
            end loop;
            for found in select oid::regprocedure as named from pg_proc
                where pronamespace = current_schema()::regnamespace and proname like '{QUEUE}%'
            loop
                execute format('drop function %s cascade', found.named);
            end loop;
            for found in select typname from pg_type
                where typnamespace = current_schema()::regnamespace and typname like '{QUEUE}%'
                and typtype in ('e', 'c')
            loop
                execute format('drop type %I cascade', found.typname);
            end loop;
        end $$
        """
    )
