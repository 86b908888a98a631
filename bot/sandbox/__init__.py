"""Slack in a box: a local Slack with a web page, for trying the product and for its tests."""
