"""Opportunities, a story a file: browse and find, create, edit, status, placing, duplicate, owner, bin."""
