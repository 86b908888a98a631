"""Which request of Slack a change came from, so that the same request sent again changes nothing.

Revision: 0003_requests_act_once
Follows: 0002_acts_on_opportunities
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0003_requests_act_once"
down_revision: str | None = "0002_acts_on_opportunities"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("event", sa.Column("request", sa.String(length=32), nullable=True))
    op.create_index(
        "uq_event_once_a_request",
        "event",
        ["workspace_id", "request"],
        unique=True,
        postgresql_where=sa.text("request is not null"),
    )


def downgrade() -> None:
    op.drop_index("uq_event_once_a_request", table_name="event")
    op.drop_column("event", "request")
