"""Handing over what somebody leaves behind: each hand-over, and what became of each thing.

Revision: 0010_leavers
Follows: 0009_digests
"""

import sqlalchemy as sa
from alembic import op

from migrations.walls import raise_wall

revision: str = "0010_leavers"
down_revision: str | None = "0009_digests"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hand_over",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("from_id", sa.BigInteger(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("along", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                ["workspace_id", column],
                ["member.workspace_id", "member.id"],
                name=op.f(f"fk_hand_over_workspace_id_{column}"),
            )
            for column in ("from_id", "by_id")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_hand_over_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_hand_over_workspace_id_id")),
    )
    op.create_index(
        "uq_hand_over_one_runs",
        "hand_over",
        ["workspace_id", "from_id"],
        unique=True,
        postgresql_where=sa.text("ended_at is null"),
    )
    op.create_table(
        "hand_over_item",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("hand_over_id", sa.BigInteger(), nullable=False),
        sa.Column("folder_id", sa.BigInteger(), nullable=True),
        sa.Column("opportunity_id", sa.BigInteger(), nullable=True),
        sa.Column("to_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "moved", "refused", "gone", name="handed_word", native_enum=False, create_constraint=True, length=32
            ),
            nullable=True,
        ),
        sa.Column("rule", sa.String(length=48), nullable=True),
        sa.Column("along", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("(folder_id is null) <> (opportunity_id is null)", name=op.f("ck_hand_over_item_one_thing")),
        sa.CheckConstraint(
            "(rule is not null) = (outcome is not null and outcome = 'refused')",
            name=op.f("ck_hand_over_item_refused_by_a_rule"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "hand_over_id"],
            ["hand_over.workspace_id", "hand_over.id"],
            name=op.f("fk_hand_over_item_workspace_id_hand_over_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "to_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_hand_over_item_workspace_id_to_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_hand_over_item_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over_item")),
    )
    op.create_index(
        op.f("ix_hand_over_item_workspace_id_hand_over_id_id"),
        "hand_over_item",
        ["workspace_id", "hand_over_id", "id"],
        unique=False,
    )
    raise_wall("hand_over")
    raise_wall("hand_over_item")


def downgrade() -> None:
    op.drop_table("hand_over_item")
    op.drop_table("hand_over")
