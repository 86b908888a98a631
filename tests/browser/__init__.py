"""The sandbox as a person uses it, in a real browser."""
