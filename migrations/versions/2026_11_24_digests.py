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
    # Nobody could ask for digests so far: there is nothing in it to keep.
    op.drop_column("member", "digest")
    for digest in ("morning_brief", "weekly_table"):
        op.add_column("member", sa.Column(digest, sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.create_index(op.f("ix_event_workspace_id_kind_at"), "event", ["workspace_id", "kind", "at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_event_workspace_id_kind_at"), table_name="event")
    for digest in ("weekly_table", "morning_brief"):
        op.drop_column("member", digest)
    op.add_column("member", sa.Column("digest", sa.Boolean(), server_default=sa.text("false"), nullable=False))
