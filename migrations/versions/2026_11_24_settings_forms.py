"""What the forms of "Settings" need: versions of teams and default fields, and who chose the alert channel.

Revision: 0004_settings
Follows: 0003_names
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0004_settings"
down_revision: str | None = "0003_names"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("team", "default_field"):
        op.add_column(table, sa.Column("version", sa.BigInteger(), server_default=sa.text("1"), nullable=False))
    op.add_column("settings", sa.Column("alert_channel_by_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_settings_workspace_id_alert_channel_by_id"),
        "settings",
        "member",
        ["workspace_id", "alert_channel_by_id"],
        ["workspace_id", "id"],
    )
    op.create_index(op.f("ix_team_workspace_id_slack_usergroup_id"), "team", ["workspace_id", "slack_usergroup_id"])


def downgrade() -> None:
    op.drop_index("ix_team_workspace_id_slack_usergroup_id", table_name="team")
    op.drop_constraint("fk_settings_workspace_id_alert_channel_by_id", "settings", type_="foreignkey")
    op.drop_column("settings", "alert_channel_by_id")
    for table in ("default_field", "team"):
        op.drop_column(table, "version")
