"""Digests, for who asked for them (SPEC §4.3): a morning brief, and a table of the week for who leads a team."""
