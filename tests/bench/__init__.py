"""How fast the screens that open most often are, beside the best SQL that we know."""
