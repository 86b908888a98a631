"""Alembic's entry. The connection comes from whoever runs it (`migrations.run`), or from `DATABASE_URL` by hand."""

import os

from alembic import context
from sqlalchemy import Connection, create_engine, make_url, text

from core.models import Base
from migrations.run import is_ours

LOCK_TIMEOUT = "5s"
"""A migration that cannot have its lock gives up rather than queue everybody behind itself."""


def migrate(connection: Connection) -> None:
    """Run the diary on an open connection, in one transaction."""
    context.configure(connection=connection, target_metadata=Base.metadata, compare_type=True, include_name=is_ours)
    with context.begin_transaction():
        connection.execute(text(f"set local lock_timeout = '{LOCK_TIMEOUT}'"))
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    migrate(given)
else:
    engine = create_engine(make_url(os.environ["DATABASE_URL"]).set(drivername="postgresql+psycopg"))
    with engine.connect() as own:
        migrate(own)
