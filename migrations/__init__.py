"""The diary of the database (Alembic): one head, never edited once landed."""
