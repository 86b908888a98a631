"""Who left and still owns something, and how that is handed over to others (SPEC §3)."""
