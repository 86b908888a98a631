"""The core and the database, with nothing of Slack in sight."""
