"""Listeners about opportunities, a story a file."""
