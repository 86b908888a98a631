"""`make migration m="add teams"`: a new entry of the diary, from what the models say and the diary does not yet."""

import re
import sys
import tempfile
from pathlib import Path

from alembic import command
from sqlalchemy import create_engine, make_url

from core.db import embedded
from migrations.run import config, upgrade


def write(message: str) -> None:
    """Write the revision, comparing the models with a database that has just been migrated.

    Args:
        message: what the revision does; its file and id are named after it.
    """
    with tempfile.TemporaryDirectory() as home:
        server = embedded(Path(home))
        engine = create_engine(make_url(server.get_uri()).set(drivername="postgresql+psycopg"))
        upgrade(engine)
        with engine.connect() as connection:
            settings = config()
            settings.attributes["connection"] = connection
            command.revision(settings, message, autogenerate=True, rev_id=re.sub(r"\W+", "_", message.lower()))
        engine.dispose()
        server.cleanup()


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1].strip():
        sys.exit('say what the migration does: make migration m="add teams"')
    write(sys.argv[1])
