"""First light: workspaces, members, teams, folders, opportunities, tags, settings, history.

Revision: 0001_first_light
Follows: nothing
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.walls import make_plain_role, raise_wall

COLLATIONS = ("pg_c_utf8", "C.utf8", "und-x-icu")
"""Which know the lower case of every script, whatever the database's own locale; one of them is nearly everywhere."""

SEARCH_KEY = r"""
create function search_key(value text) returns text
    language sql immutable strict parallel safe
    -- Case and accents gone: decomposed, marks dropped, lower case, and the few letters that none of this reaches.
    return replace(replace(replace(
        translate(
            lower(regexp_replace(normalize(value, NFKD), U&'[\0300-\036F]', '', 'g') collate "{collation}"),
            'øłđðħŧıς', 'olddhtiσ'
        ),
        'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss')
"""

APPEND_ONLY = """
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the history is append-only' using errcode = 'restrict_violation';
end $$
"""

TENANT_TABLES = (
    "settings",
    "member",
    "team",
    "team_membership",
    "folder",
    "default_field",
    "field_value",
    "opportunity",
    "tag",
    "opportunity_tag",
)

OWN_WORKSPACE = """
id = (select nullif(current_setting('app.workspace_id', true), '')::bigint)
or slack_team_id = (select nullif(current_setting('app.slack_team_id', true), ''))
"""

revision: str = "0001_first_light"
down_revision: str | None = None
branch_labels = None
depends_on = None


def lower_case() -> str:
    """The collation to take the lower case by."""
    known = op.get_bind().scalars(sa.text("select collname from pg_collation")).all()
    return next((collation for collation in COLLATIONS if collation in known), "default")


def upgrade() -> None:
    op.execute(SEARCH_KEY.format(collation=lower_case()))
    op.create_table(
        "workspace",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("slack_team_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("last_folder_number", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("last_opportunity_number", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspace")),
        sa.UniqueConstraint("slack_team_id", name=op.f("uq_workspace_slack_team_id")),
    )
    op.create_table(
        "default_field",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.String(length=75), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "text",
                "number",
                "date",
                "choice",
                "link",
                name="kind_word",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("choices", sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_default_field_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_default_field")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_default_field_workspace_id_id")),
    )
    op.create_index(
        op.f("ix_default_field_workspace_id_position"), "default_field", ["workspace_id", "position"], unique=False
    )
    op.create_table(
        "member",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("slack_user_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("locale", sa.String(length=35), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column(
            "role",
            sa.Enum("rep", "admin", name="role_word", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column(
            "standing",
            sa.Enum(
                "member",
                "guest",
                "bot",
                "stranger",
                "deactivated",
                name="standing_word",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_member_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_member_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "slack_user_id", name=op.f("uq_member_workspace_id_slack_user_id")),
    )
    op.create_index(
        "ix_member_admins", "member", ["workspace_id"], unique=False, postgresql_where=sa.text("role = 'admin'")
    )
    op.create_table(
        "settings",
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "folders",
            sa.Enum("shared", "own", name="folders_word", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column(
            "opportunities",
            sa.Enum(
                "everyone",
                "admins_only",
                name="opportunities_word",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "inside_team",
            sa.Enum(
                "off",
                "managers",
                "members",
                name="inside_team_word",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("only_admins_export", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("alert_channel", sa.String(length=32), nullable=True),
        sa.Column("quiet_seconds", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("currency ~ '^[A-Z]{3}$'", name=op.f("ck_settings_currency_iso_4217")),
        sa.CheckConstraint("quiet_seconds between 0 and 3600", name=op.f("ck_settings_quiet_seconds_range")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_settings_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_settings")),
    )
    op.create_table(
        "tag",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column(
            "name_key", sa.String(collation="C"), sa.Computed("search_key(name)", persisted=True), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_tag_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_tag_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "name_key", name=op.f("uq_tag_workspace_id_name_key")),
    )
    op.create_table(
        "team",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("slack_usergroup_id", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_team_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_team_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "name", name=op.f("uq_team_workspace_id_name")),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("folder_id", sa.BigInteger(), nullable=True),
        sa.Column("opportunity_id", sa.BigInteger(), nullable=True),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("permalink", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "actor_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_event_workspace_id_actor_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_event_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index(
        op.f("ix_event_workspace_id_folder_id_id"), "event", ["workspace_id", "folder_id", "id"], unique=False
    )
    op.create_index(
        op.f("ix_event_workspace_id_opportunity_id_id"), "event", ["workspace_id", "opportunity_id", "id"], unique=False
    )
    op.create_table(
        "folder",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "name_key", sa.String(collation="C"), sa.Computed("search_key(name)", persisted=True), nullable=False
        ),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("description", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("char_length(name) between 1 and 120", name=op.f("ck_folder_name_length")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "owner_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_folder_workspace_id_owner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_folder_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_folder")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_folder_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "number", name=op.f("uq_folder_workspace_id_number")),
    )
    op.create_index("ix_folder_by_name", "folder", ["workspace_id", "active", "name_key", "number"], unique=False)
    op.create_index("ix_folder_by_owner", "folder", ["workspace_id", "owner_id", "id"], unique=False)
    op.create_table(
        "team_membership",
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("team_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("manager", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_team_membership_workspace_id_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "team_id"],
            ["team.workspace_id", "team.id"],
            name=op.f("fk_team_membership_workspace_id_team_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "team_id", "member_id", name=op.f("pk_team_membership")),
    )
    op.create_index(
        op.f("ix_team_membership_workspace_id_member_id"),
        "team_membership",
        ["workspace_id", "member_id"],
        unique=False,
    )
    op.create_table(
        "field_value",
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("folder_id", sa.BigInteger(), nullable=False),
        sa.Column("field_id", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "field_id"],
            ["default_field.workspace_id", "default_field.id"],
            name=op.f("fk_field_value_workspace_id_field_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "folder_id"],
            ["folder.workspace_id", "folder.id"],
            name=op.f("fk_field_value_workspace_id_folder_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "folder_id", "field_id", name=op.f("pk_field_value")),
    )
    op.create_table(
        "opportunity",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column(
            "title_key", sa.String(collation="C"), sa.Computed("search_key(title)", persisted=True), nullable=False
        ),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("folder_id", sa.BigInteger(), nullable=True),
        sa.Column("amount", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "todo",
                "standby",
                "won",
                "lost",
                "cancelled",
                name="status_word",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("description", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("reminder_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expected_closing_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("duplicated_from_id", sa.BigInteger(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(status in ('todo', 'standby')) = (closed_at is null)", name=op.f("ck_opportunity_closed_has_date")
        ),
        sa.CheckConstraint(
            "status <> 'standby' or reminder_at is not null", name=op.f("ck_opportunity_standby_has_reminder")
        ),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_opportunity_amount_not_negative")),
        sa.CheckConstraint("char_length(title) between 1 and 120", name=op.f("ck_opportunity_title_length")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "duplicated_from_id"],
            ["opportunity.workspace_id", "opportunity.id"],
            name=op.f("fk_opportunity_workspace_id_duplicated_from_id"),
            ondelete="SET NULL (duplicated_from_id)",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "folder_id"],
            ["folder.workspace_id", "folder.id"],
            name=op.f("fk_opportunity_workspace_id_folder_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "owner_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_opportunity_workspace_id_owner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_opportunity_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opportunity")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_opportunity_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "number", name=op.f("uq_opportunity_workspace_id_number")),
    )
    op.create_index(
        "ix_opportunity_by_folder",
        "opportunity",
        ["workspace_id", "folder_id"],
        unique=False,
        postgresql_include=["owner_id", "status", "amount", "created_at", "updated_at"],
        postgresql_where=sa.text("deleted_at is null"),
    )
    op.create_index(
        "ix_opportunity_by_owner",
        "opportunity",
        ["workspace_id", "owner_id", "folder_id"],
        unique=False,
        postgresql_where=sa.text("deleted_at is null"),
    )
    op.create_index(
        "ix_opportunity_duplicated_from", "opportunity", ["workspace_id", "duplicated_from_id"], unique=False
    )
    op.create_table(
        "opportunity_tag",
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("opportunity_id", sa.BigInteger(), nullable=False),
        sa.Column("tag_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "opportunity_id"],
            ["opportunity.workspace_id", "opportunity.id"],
            name=op.f("fk_opportunity_tag_workspace_id_opportunity_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "tag_id"],
            ["tag.workspace_id", "tag.id"],
            name=op.f("fk_opportunity_tag_workspace_id_tag_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "opportunity_id", "tag_id", name=op.f("pk_opportunity_tag")),
    )
    op.create_index(
        op.f("ix_opportunity_tag_workspace_id_tag_id"), "opportunity_tag", ["workspace_id", "tag_id"], unique=False
    )

    make_plain_role()
    raise_wall("workspace", rows=OWN_WORKSPACE, privileges="select, insert, update")
    for table in TENANT_TABLES:
        raise_wall(table)
    raise_wall("event", privileges="select, insert")
    op.execute(APPEND_ONLY)
    op.execute(
        "create trigger append_only before update or delete on event for each row execute function refuse_change()"
    )
    op.execute("create trigger never_emptied before truncate on event execute function refuse_change()")


def downgrade() -> None:
    for table in ("opportunity_tag", "opportunity", "field_value", "team_membership", "folder", "event"):
        op.drop_table(table)
    for table in ("team", "tag", "settings", "member", "default_field", "workspace"):
        op.drop_table(table)
    op.execute("drop function refuse_change()")
    op.execute("drop function search_key(text)")
