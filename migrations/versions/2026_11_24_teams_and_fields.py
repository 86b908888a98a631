"""Teams and default fields carry a version, for the forms that change them.

Revision: 0003_teams_and_fields
Follows: 0002_acts_on_opportunities
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0003_teams_and_fields"
down_revision: str | None = "0002_acts_on_opportunities"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("team", "default_field"):
        op.add_column(table, sa.Column("version", sa.BigInteger(), server_default=sa.text("1"), nullable=False))


def downgrade() -> None:
    for table in ("default_field", "team"):
        op.drop_column(table, "version")
