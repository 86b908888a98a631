"""Acts on opportunities: duplications with their proposals, the bin's index, and the list of workspaces for the worker.

Revision: 0002_acts_on_opportunities
Follows: 0001_first_light
"""

import sqlalchemy as sa
from alembic import op

from migrations.walls import raise_wall

revision: str = "0002_acts_on_opportunities"
down_revision: str | None = "0001_first_light"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "duplication",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=False),
        sa.Column("source_version", sa.BigInteger(), nullable=False),
        sa.Column("screen", sa.String(length=255), nullable=False),
        sa.Column("copy_id", sa.BigInteger(), nullable=False),
        sa.Column("proposes", sa.Boolean(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum("folder", "none", name="answer_word", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "copy_id"],
            ["opportunity.workspace_id", "opportunity.id"],
            name=op.f("fk_duplication_workspace_id_copy_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "source_id"],
            ["opportunity.workspace_id", "opportunity.id"],
            name=op.f("fk_duplication_workspace_id_source_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_duplication_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplication")),
        sa.UniqueConstraint(
            "workspace_id", "source_id", "source_version", "screen", name="uq_duplication_once_a_screen"
        ),
    )
    op.create_index(op.f("ix_duplication_workspace_id_copy_id"), "duplication", ["workspace_id", "copy_id"])
    op.create_index(
        "ix_opportunity_in_bin",
        "opportunity",
        ["workspace_id", "deleted_at"],
        postgresql_where=sa.text("deleted_at is not null"),
    )
    raise_wall("duplication")
    # What time brings is done workspace by workspace: the worker must know which there are.
    op.execute(
        "create policy every_workspace on workspace for select"
        " using (current_setting('app.every_workspace', true) = 'on')"
    )


def downgrade() -> None:
    op.execute("drop policy every_workspace on workspace")
    op.drop_index("ix_opportunity_in_bin", table_name="opportunity")
    op.drop_table("duplication")
