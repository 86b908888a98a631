"""The door's reading: what people type, and what it means."""
