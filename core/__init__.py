"""The business: folders, opportunities, and who may see them. It has never heard of Slack."""
