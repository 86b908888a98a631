"""Cards that were posted in channels.

Revision: 0005_shares
Follows: 0004_settings
"""

import sqlalchemy as sa
from alembic import op

from migrations.walls import raise_wall

revision: str = "0005_shares"
down_revision: str | None = "0004_settings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "share",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("screen", sa.String(length=255), nullable=False),
        sa.Column("folder_id", sa.BigInteger(), nullable=True),
        sa.Column("opportunity_id", sa.BigInteger(), nullable=True),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("message_ts", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "folder_id"],
            ["folder.workspace_id", "folder.id"],
            name=op.f("fk_share_workspace_id_folder_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "opportunity_id"],
            ["opportunity.workspace_id", "opportunity.id"],
            name=op.f("fk_share_workspace_id_opportunity_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_share_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share")),
        sa.UniqueConstraint("workspace_id", "screen", name="uq_share_once_a_form"),
    )
    raise_wall("share")


def downgrade() -> None:
    op.drop_table("share")
