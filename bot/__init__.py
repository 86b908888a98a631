"""Speaks Slack; decides nothing."""
