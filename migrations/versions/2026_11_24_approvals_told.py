"""The cards of requests are messages like all others: the worker sends them, and brings them up to date.

Revision: 0012_approvals_told
Follows: 0011_standby
"""

import sqlalchemy as sa
from alembic import op

from migrations.walls import raise_wall

revision: str = "0012_approvals_told"
down_revision: str | None = "0011_standby"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Row by row of every workspace: the wall between them is for the application.
    _let_through("no force", "approval", "approval_message", "message")
    op.execute(
        "insert into message (workspace_id, kind, subject, facts, to_channel, to_member_id, key,"
        " wanted, sent, queued, created_at, sent_at, channel, ts)"
        " select m.workspace_id, 'approval', 'approval:' || m.approval_id, '{}',"
        " case when m.member_id is null then m.channel end, m.member_id, substr(md5(random()::text), 1, 24),"
        " 1, 1, false, a.asked_at, a.asked_at, m.channel, m.ts"
        " from approval_message m join approval a on a.workspace_id = m.workspace_id and a.id = m.approval_id"
        " order by a.asked_at, m.ts"
    )
    op.drop_table("approval_message")
    _let_through("force", "approval", "message")


def downgrade() -> None:
    op.create_table(
        "approval_message",
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("approval_id", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("ts", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_approval_message_workspace_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "approval_id"],
            ["approval.workspace_id", "approval.id"],
            name=op.f("fk_approval_message_workspace_id_approval_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_approval_message_workspace_id_member_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "approval_id", "channel", "ts", name=op.f("pk_approval_message")),
    )
    _let_through("no force", "approval", "message")
    op.execute(
        "insert into approval_message (workspace_id, approval_id, channel, ts, member_id)"
        " select m.workspace_id, a.id, m.channel, m.ts, m.to_member_id"
        " from message m join approval a on a.workspace_id = m.workspace_id and m.subject = 'approval:' || a.id"
        " where m.kind = 'approval' and m.channel is not null and m.ts is not null"
    )
    op.execute("delete from message where kind in ('approval', 'approval.answered')")
    _let_through("force", "approval", "message")
    raise_wall("approval_message")


def _let_through(how: str, *tables: str) -> None:
    for table in tables:
        op.execute(f"alter table {table} {how} row level security")
