"""Opportunities, a story a file: browse and find, create, status."""
