"""Stories, told against a real PostgreSQL and a local Slack."""
