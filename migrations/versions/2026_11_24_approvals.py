"""Asking for an owner change: the requests, and the cards that were posted of each.

Revision: 0006_approvals
Follows: 0005_shares
"""

import sqlalchemy as sa
from alembic import op

from migrations.walls import raise_wall

revision: str = "0006_approvals"
down_revision: str | None = "0005_shares"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "approval",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("folder_id", sa.BigInteger(), nullable=False),
        sa.Column("asker_id", sa.BigInteger(), nullable=False),
        sa.Column("from_owner_id", sa.BigInteger(), nullable=False),
        sa.Column("to_owner_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "approved",
                "declined",
                "outdated",
                "unsent",
                name="outcome_word",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("answered_by_id", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer_reason", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "(outcome is null) = (answered_at is null)", name=op.f("ck_approval_answered_at_with_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_approval_workspace_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "folder_id"],
            ["folder.workspace_id", "folder.id"],
            name=op.f("fk_approval_workspace_id_folder_id"),
            ondelete="CASCADE",
        ),
        *(
            sa.ForeignKeyConstraint(
                ["workspace_id", column],
                ["member.workspace_id", "member.id"],
                name=op.f(f"fk_approval_workspace_id_{column}"),
            )
            for column in ("asker_id", "from_owner_id", "to_owner_id", "answered_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_approval_workspace_id_id")),
    )
    op.create_index(op.f("ix_approval_workspace_id_folder_id"), "approval", ["workspace_id", "folder_id"])
    op.create_index(
        "uq_approval_one_open",
        "approval",
        ["workspace_id", "asker_id", "folder_id", "to_owner_id"],
        unique=True,
        postgresql_where=sa.text("outcome is null"),
    )
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
    raise_wall("approval")
    raise_wall("approval_message")


def downgrade() -> None:
    op.drop_table("approval_message")
    op.drop_table("approval")
