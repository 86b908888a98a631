"""Speaks Slack; decides nothing."""

from typing import Final

VERSION: Final = "0.1.0"
"""The product's version, as `pyproject.toml` says it; a test keeps the two together."""
