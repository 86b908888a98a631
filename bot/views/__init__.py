"""Pure: core objects in, Slack's blocks out. No query, no clock, no client."""
