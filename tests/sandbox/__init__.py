"""Tests of the local Slack itself."""
