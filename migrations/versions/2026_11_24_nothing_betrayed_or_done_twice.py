"""Which request of Slack a change came from, so that it acts once; and tags in the spelling of who wrote them.

Revision: 0007_once_and_unbetrayed
Follows: 0006_approvals
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0007_once_and_unbetrayed"
down_revision: str | None = "0006_approvals"
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
    op.drop_constraint(op.f("uq_tag_workspace_id_name_key"), "tag")
    op.create_unique_constraint(op.f("uq_tag_workspace_id_name"), "tag", ["workspace_id", "name"])
    op.create_index(op.f("ix_tag_workspace_id_name_key"), "tag", ["workspace_id", "name_key"])


def downgrade() -> None:
    op.drop_index(op.f("ix_tag_workspace_id_name_key"), table_name="tag")
    op.drop_constraint(op.f("uq_tag_workspace_id_name"), "tag")
    for table in ("tag", "opportunity_tag"):
        # The wall binds the tables' owner too, who looks at all workspaces here.
        op.execute(f"alter table {table} no force row level security")
    # One spelling of each tag is left, the first: what carries another one carries that from now on.
    first = "(select min(f.id) from tag f where (f.workspace_id, f.name_key) = (t.workspace_id, t.name_key))"
    op.execute(
        "insert into opportunity_tag (workspace_id, opportunity_id, tag_id)"
        f" select o.workspace_id, o.opportunity_id, {first} from opportunity_tag o"
        " join tag t on (t.workspace_id, t.id) = (o.workspace_id, o.tag_id) on conflict do nothing"
    )
    op.execute(f"delete from tag t where t.id <> {first}")
    for table in ("tag", "opportunity_tag"):
        op.execute(f"alter table {table} force row level security")
    op.create_unique_constraint(op.f("uq_tag_workspace_id_name_key"), "tag", ["workspace_id", "name_key"])
    op.drop_index("uq_event_once_a_request", table_name="event")
    op.drop_column("event", "request")
