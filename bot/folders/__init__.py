"""Listeners about client folders, a story a file."""
