"""Digests: a morning brief and a weekly table, each asked for by itself; what happened is found by kind and time.

Revision: 0009_digests
Follows: 0008_what_time_brings
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0009_digests"
down_revision: str | None = "0008_what_time_brings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("member", "digest", new_column_name="morning_brief")
    op.add_column("member", sa.Column("weekly_table", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.create_index(op.f("ix_event_workspace_id_kind_at"), "event", ["workspace_id", "kind", "at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_event_workspace_id_kind_at"), table_name="event")
    op.drop_column("member", "weekly_table")
    op.alter_column("member", "morning_brief", new_column_name="digest")
