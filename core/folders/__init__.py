"""Client folders, a story a file: browse, find, card, create."""
