"""Block Kit as Slack enforces it (SLACK.md, "Limits" and "Rules across blocks")."""
