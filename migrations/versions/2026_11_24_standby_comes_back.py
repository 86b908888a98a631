"""Standbys come back when their reminders come: those that were set before are put down, too.

Revision: 0011_standby
Follows: 0010_leavers
"""

from alembic import op

revision: str = "0011_standby"
down_revision: str | None = "0010_leavers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Row by row of every workspace: the wall between them is for the application.
    for table in ("due", "opportunity"):
        op.execute(f"alter table {table} no force row level security")
    op.execute(
        "insert into due (workspace_id, kind, subject, due_at, facts)"
        " select workspace_id, 'standby.over', 'opportunity:' || id, reminder_at, '{}' from opportunity"
        " where status = 'standby' and deleted_at is null"
        " on conflict do nothing"
    )
    for table in ("due", "opportunity"):
        op.execute(f"alter table {table} force row level security")


def downgrade() -> None:
    op.execute("alter table due no force row level security")
    op.execute("delete from due where kind in ('standby.over', 'quiet.over')")
    op.execute("alter table due force row level security")
